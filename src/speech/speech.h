// SPDX-License-Identifier: Apache-2.0
// Who is said to have said what, by what chain? Fills quotes.
#pragma once

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"
#include "speech/lexicon.h"

namespace isnad::speech {

// Immutable after open(); one instance serves all threads.
class Speech {
 public:
  // `lexicon` must outlive the instance.
  static Result<Speech> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

 private:
  Reporting reporting_;
};

}  // namespace isnad::speech
