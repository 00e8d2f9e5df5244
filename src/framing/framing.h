// SPDX-License-Identifier: Apache-2.0
// What does the text call its actors? Fills designations: titles and offices, and words that take sides, each with the
// entity that it is said of and whose voice says it. Nothing inside direct quotations.
#pragma once

#include "base/result.h"
#include "document/document.h"
#include "framing/terms.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::framing {

// Immutable after open(); one instance serves all threads.
class Framing {
 public:
  // `lexicon` must outlive the instance.
  static Result<Framing> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

 private:
  Terms terms_;
};

}  // namespace isnad::framing
