// SPDX-License-Identifier: Apache-2.0
#include "words/words.h"

namespace isnad::words {

Result<Words> Words::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Words stage;
  stage.lexicon_ = &lexicon;
  return stage;
}

void Words::run(Document& doc) const { (void)doc; }

}  // namespace isnad::words
