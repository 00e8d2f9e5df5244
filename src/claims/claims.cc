// SPDX-License-Identifier: Apache-2.0
#include "claims/claims.h"

namespace isnad::claims {

Result<Claims> Claims::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Claims stage;
  stage.lexicon_ = &lexicon;
  return stage;
}

void Claims::run(Document& doc) const { (void)doc; }

}  // namespace isnad::claims
