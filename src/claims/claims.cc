// SPDX-License-Identifier: Apache-2.0
#include "claims/claims.h"

namespace isnad::claims {

Result<Claims> Claims::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  Claims stage;
  Result<Codebook> codebook = Codebook::open(lexicon);
  if (!codebook) return codebook.error();
  stage.codebook_ = std::move(*codebook);
  Result<Triggers> triggers = Triggers::open(lexicon, models);
  if (!triggers) return triggers.error();
  stage.triggers_ = std::move(*triggers);
  Result<Completion> completion = Completion::open(lexicon, models);
  if (!completion) return completion.error();
  stage.completion_ = std::move(*completion);
  return stage;
}

void Claims::find(Document& doc) const { triggers_.find(doc, codebook_); }
void Claims::complete(Document& doc) const { completion_.complete_events(doc, codebook_); }

}  // namespace isnad::claims
