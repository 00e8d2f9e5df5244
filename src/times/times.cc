// SPDX-License-Identifier: Apache-2.0
#include "times/times.h"

namespace isnad::times {

Result<Times> Times::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Times stage;
  stage.lexicon_ = &lexicon;
  return stage;
}

void Times::run(Document& doc) const { (void)doc; }

}  // namespace isnad::times
