// SPDX-License-Identifier: Apache-2.0
// Words around a date word: beside which it is none, and which way a date without a year points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "lexicon/lexicon.h"
#include "lexicon/word_index.h"
#include "times/calendar.h"

namespace isnad::times {

enum class Place : uint8_t { kBefore, kAfter };
enum class What : uint8_t { kDay, kWeekday, kMonth, kYear, kHour };
// kUnknown: nothing tells, or a verb of saying alone, whose content may lie ahead. kUntil: the word for "until" stands
// before it, which dates a weekday ahead and leaves a date open.
enum class Direction : uint8_t { kUnknown, kPast, kFuture, kUntil };

class Context {
 public:
  static Context open(const lexicon::Lexicon& lexicon);

  // True when the neighbour `key` (with its clitics) makes `what` no time.
  bool blocks(std::string_view key, Place place, What what) const;

  // Which way the text points at token `first` of `sentence`: by the nearest cue before it.
  Direction direction(const Document& doc, const Sentence& sentence, uint32_t first) const;

  // The day that "noun day month" names by itself.
  std::optional<Day> named_day(std::string_view noun, int day, int month) const;

 private:
  struct NamedDay {
    std::string noun;
    int day = 0;
    int month = 0;
    Day value = 0;
  };
  lexicon::WordIndex not_times_;   // word to bits by place and what
  lexicon::WordIndex directions_;  // word to bits: future, near, said
  std::vector<NamedDay> named_days_;
};

}  // namespace isnad::times
