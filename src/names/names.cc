// SPDX-License-Identifier: Apache-2.0
#include "names/names.h"

namespace isnad::names {

Result<Names> Names::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Names stage;
  stage.lexicon_ = &lexicon;
  return stage;
}

void Names::run(Document& doc) const { (void)doc; }

}  // namespace isnad::names
