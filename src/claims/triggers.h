// SPDX-License-Identifier: Apache-2.0
// Which words of this text tell of an act? The codebook proposes, a learned judge decides between its types and none.
#pragma once

#include "base/result.h"
#include "claims/codebook.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::claims {

// Immutable after open(); one instance serves all threads.
class Triggers {
 public:
  static Result<Triggers> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  // Appends the events of `doc` to doc.events, sorted by trigger.
  void find(Document& doc, const Codebook& codebook) const;
};

}  // namespace isnad::claims
