// SPDX-License-Identifier: Apache-2.0
// Days and months of the two calendars that Arabic news dates by. A day is a number of days since 1970-01-01.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lexicon/lexicon.h"

namespace isnad::times {

using Day = int32_t;

struct Civil {
  int year = 0;
  int month = 0;
  int day = 0;
  bool operator==(const Civil&) const = default;
};

Day day_of(Civil date);
Civil civil_of(Day day);
int weekday_of(Day day);  // ISO: 1 Monday to 7 Sunday
int month_length(int year, int month);
bool valid(Civil date);

// First and last day of a month or a year.
struct Days {
  Day first = 0;
  Day last = 0;
};
Days month_days(int year, int month);
Days year_days(int year);

// `months` later or earlier, the day cut to the month's length.
Civil add_months(Civil date, int months);

// The day that begins an ISO date or date and time; nothing for anything else.
std::optional<Day> read_iso_day(std::string_view text);

// Umm al-Qura from 1343 to 1500 AH by the table times/umm_al_qura, the arithmetic (civil) calendar outside it.
class HijriCalendar {
 public:
  HijriCalendar() = default;
  explicit HijriCalendar(const lexicon::Lexicon& lexicon);

  // Nothing for a month outside 1 to 12 or a year outside 1 to 9999.
  std::optional<Days> month(int year, int month) const;
  std::optional<Days> year(int year) const;
  // Nothing for a day that the month does not have.
  std::optional<Day> day(Civil hijri) const;
  // The Hijri date of a day.
  Civil date(Day day) const;

 private:
  struct Year {
    Day first = 0;
    std::array<int, 12> lengths{};
  };
  Year year_of(int year) const;

  lexicon::Table table_;
  int start_ = -1;
  int lengths_ = -1;
};

}  // namespace isnad::times
