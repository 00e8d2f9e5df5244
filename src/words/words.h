// SPDX-License-Identifier: Apache-2.0
// What is this word? Fills analyses.
#pragma once

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::words {

// Immutable after open(); one instance serves all threads.
class Words {
 public:
  // `lexicon` must outlive the instance.
  static Result<Words> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

 private:
  const lexicon::Lexicon* lexicon_ = nullptr;
};

}  // namespace isnad::words
