// SPDX-License-Identifier: Apache-2.0
#include "speech/speech.h"

namespace isnad::speech {

Result<Speech> Speech::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Speech stage;
  stage.lexicon_ = &lexicon;
  return stage;
}

void Speech::run(Document& doc) const { (void)doc; }

}  // namespace isnad::speech
