// SPDX-License-Identifier: Apache-2.0
// Which words of this text tell of an act? The codebook proposes, a learned judge decides between its types and none.
#pragma once

#include <vector>

#include "base/result.h"
#include "claims/codebook.h"
#include "claims/trigger_features.h"
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
  const WordSenses& senses() const { return senses_; }

 private:
  WordSenses senses_;
  model::Linear judge_;
};

// Probabilities of proposals that share one token, given their scores: softmax with «tells of nothing» at score 0.
void to_probabilities(std::vector<float>& scores);

}  // namespace isnad::claims
