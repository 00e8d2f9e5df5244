// SPDX-License-Identifier: Apache-2.0
// From a trigger to a whole claim: parties, status, sources, place, time, and which tellings are of one act.
#pragma once

#include "base/result.h"
#include "claims/codebook.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::claims {

// Immutable after open(); one instance serves all threads.
class Completion {
 public:
  // `lexicon` must outlive the instance.
  static Result<Completion> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  // Fills in what find() left open in doc.events, which are sorted by trigger.
  void complete_events(Document& doc, const Codebook& codebook) const;
};

}  // namespace isnad::claims
