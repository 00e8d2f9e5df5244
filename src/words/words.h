// SPDX-License-Identifier: Apache-2.0
// What is this word? Fills analyses: for each word the chosen reading first, then up to four others.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"
#include "words/candidates.h"

namespace isnad::words {

// Immutable after open(); one instance serves all threads.
class Words {
 public:
  // `lexicon` must outlive the instance. Without the model "words" frequency alone decides.
  static Result<Words> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

  const CandidateMaker& candidates() const { return maker_; }

 private:
  CandidateMaker maker_;
  std::shared_ptr<const model::Linear> model_;
  uint64_t instance_ = 0;  // another one for each open(): what threads remember of words is of one instance
};

}  // namespace isnad::words
