// SPDX-License-Identifier: Apache-2.0
// When? Finds every expression of time and resolves it against the day of publication. Fills times; for a document
// without a date also the bounds of meta.published.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"
#include "times/dating.h"

namespace isnad::times {

struct Tables;

// Immutable after open(); one instance serves all threads.
class Times {
 public:
  Times();
  Times(Times&&) noexcept;
  Times& operator=(Times&&) noexcept;
  ~Times();

  // `lexicon` must outlive the instance.
  static Result<Times> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

  // The times of a short text, resolved against `published` (ISO 8601, or empty). Spans are into `expression`.
  std::vector<TimeExpression> when(std::string_view expression, std::string_view published) const;

  // What the text says of the day on which it was written. REQUIRES: the layers that run() needs.
  std::vector<Clue> clues(Document& doc) const;
  const HijriCalendar& hijri() const;

 private:
  std::unique_ptr<const Tables> tables_;
};

}  // namespace isnad::times
