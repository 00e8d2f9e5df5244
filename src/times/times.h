// SPDX-License-Identifier: Apache-2.0
// When? Fills times.
#pragma once

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::times {

// Immutable after open(); one instance serves all threads.
class Times {
 public:
  // `lexicon` must outlive the instance.
  static Result<Times> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

 private:
  const lexicon::Lexicon* lexicon_ = nullptr;
};

}  // namespace isnad::times
