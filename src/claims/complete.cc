// SPDX-License-Identifier: Apache-2.0
#include "claims/complete.h"

namespace isnad::claims {

Result<Completion> Completion::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)lexicon;
  (void)models;
  return Completion();
}

void Completion::complete_events(Document& doc, const Codebook& codebook) const {
  (void)doc;
  (void)codebook;
}

}  // namespace isnad::claims
