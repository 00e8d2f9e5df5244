// SPDX-License-Identifier: Apache-2.0
#include "quantities/quantities.h"

namespace isnad::quantities {

Result<Quantities> Quantities::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Quantities stage;
  stage.lexicon_ = &lexicon;
  return stage;
}

void Quantities::run(Document& doc) const { (void)doc; }

}  // namespace isnad::quantities
