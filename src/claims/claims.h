// SPDX-License-Identifier: Apache-2.0
// What happened, to whom, how surely, on whose word? Fills events.
#pragma once

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::claims {

// Immutable after open(); one instance serves all threads.
class Claims {
 public:
  // `lexicon` must outlive the instance.
  static Result<Claims> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

 private:
  const lexicon::Lexicon* lexicon_ = nullptr;
};

}  // namespace isnad::claims
