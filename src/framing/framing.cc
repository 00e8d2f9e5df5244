// SPDX-License-Identifier: Apache-2.0
#include "framing/framing.h"

namespace isnad::framing {

Result<Framing> Framing::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Framing stage;
  stage.lexicon_ = &lexicon;
  return stage;
}

void Framing::run(Document& doc) const { (void)doc; }

}  // namespace isnad::framing
