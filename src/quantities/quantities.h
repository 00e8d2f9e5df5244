// SPDX-License-Identifier: Apache-2.0
// How many? Fills quantities: the dead, wounded, detained, displaced, missing, troops, money and other counts, each
// with the event that it belongs to and those on whose word it stands. docs/quantities.md states the conventions.
#pragma once

#include <memory>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::quantities {

class Words;

// Immutable after open(); one instance serves all threads.
class Quantities {
 public:
  Quantities();
  Quantities(Quantities&&) noexcept;
  Quantities& operator=(Quantities&&) noexcept;
  ~Quantities();

  // `lexicon` must outlive the instance.
  static Result<Quantities> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

 private:
  std::unique_ptr<const Words> words_;
};

}  // namespace isnad::quantities
