// SPDX-License-Identifier: Apache-2.0
// How many? Fills quantities.
#pragma once

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::quantities {

// Immutable after open(); one instance serves all threads.
class Quantities {
 public:
  // `lexicon` must outlive the instance.
  static Result<Quantities> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

 private:
  const lexicon::Lexicon* lexicon_ = nullptr;
};

}  // namespace isnad::quantities
