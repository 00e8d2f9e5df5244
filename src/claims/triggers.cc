// SPDX-License-Identifier: Apache-2.0
#include "claims/triggers.h"

namespace isnad::claims {

Result<Triggers> Triggers::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)lexicon;
  (void)models;
  return Triggers();
}

void Triggers::find(Document& doc, const Codebook& codebook) const {
  (void)doc;
  (void)codebook;
}

}  // namespace isnad::claims
