// SPDX-License-Identifier: Apache-2.0
// Resolved times and their written value: ISO 8601 / EDTF at the precision that the text gives.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "times/calendar.h"

namespace isnad::times {

enum class Grain : uint8_t { kDay, kMonth, kYear, kDecade, kCentury, kSeason };

// Days from the first of `first` to the last of `last`, told at the given grains. One unit when both ends lie in the
// same day, month or year of one grain.
struct Resolved {
  Day first = 0;
  Day last = 0;
  Grain first_grain = Grain::kDay;
  Grain last_grain = Grain::kDay;
  int season = 0;
  int hour = -1;
  int minute = 0;
  std::string_view zone;  // "Z", "+03:00" or empty
  int last_hour = -1;     // of a range of hours, which may end on the next day
  int last_minute = 0;

  bool is_day() const { return first_grain == Grain::kDay && last_grain == Grain::kDay && first == last; }
};

inline Resolved one_day(Day day) { return {day, day, Grain::kDay, Grain::kDay, 0, -1, 0, {}}; }
inline Resolved some_days(Day first, Day last) { return {first, last, Grain::kDay, Grain::kDay, 0, -1, 0, {}}; }
Resolved one_month(int year, int month);
Resolved some_months(int year, int month, int last_year, int last_month);
Resolved one_year(int year);
Resolved some_years(int year, int last_year);

std::string write(const Resolved& resolved);

// First and last day of a value as write() gives it; nothing for "?" and what it does not know.
std::optional<Days> read_value(std::string_view value);

}  // namespace isnad::times
