// SPDX-License-Identifier: Apache-2.0
// A time as the text tells it, before it is resolved to days: what the parser hands to the resolver.
#pragma once

#include <cstdint>
#include <optional>

#include "base/span.h"
#include "times/lexemes.h"

namespace isnad::times {

// Fields of a date as told; 0 for what is not told.
struct Moment {
  static constexpr int kYearZero = -1;  // told as the year 0, which there is not

  int year = 0;
  int month = 0;
  int day = 0;
  bool hijri = false;
  Relation year_relation = Relation::kNone;   // "May of last year"
  Relation month_relation = Relation::kNone;  // "the 23rd of this month"

  bool empty() const {
    return year == 0 && month == 0 && day == 0 && year_relation == Relation::kNone && month_relation == Relation::kNone;
  }
};

enum class Shape : uint8_t {
  kCalendar,    // weekday, day word, date: whatever of them is told
  kUnit,        // "this month", "last year", "this week"
  kAgo,         // "three days ago", "two weeks ago"
  kAhead,       // "in two days"
  kWithin,      // "within 48 hours"
  kLastUnits,   // "the last six months"
  kFirstUnits,  // "the first four months of"
  kDecade,
  kCentury,
  kSeason,
  kWeekend,
  kFiscalYear,
  kRange,  // from `from` to `to`
  kHour,   // an hour alone
  kRest,   // from today to the end of this unit
  kSame,   // "the same day", "the next day": by the time told before it
  kVague   // a time that no one could date
};

struct Expression {
  Span span;
  uint32_t first = 0;  // tokens [first, last)
  uint32_t last = 0;
  Shape shape = Shape::kCalendar;
  Moment from;
  Moment to;
  Moment pair;                      // the same day in the other calendar
  int weekday = 0;                  // ISO, 0 for none
  Relation week = Relation::kNone;  // "Friday of next week"
  int weekday_to = 0;               // "the two days Monday and Tuesday"
  std::optional<int> offset;        // days from the day of speaking
  Relation relation = Relation::kNone;
  Edge edge = Edge::kNone;
  Unit unit = Unit::kDay;
  double count = 1;
  int part = 0;     // 2 half, 3 third, 4 quarter, 1 a unit of `part_unit`; of the moment or unit
  int ordinal = 0;  // which part, -1 for the last
  Unit part_unit = Unit::kDay;
  int season = 0;  // 1 spring to 4 winter
  int hour = -1;   // 24-hour clock
  int minute = 0;
  int hour_to = -1;  // end of a range of hours
  int minute_to = 0;
  PartOfDay part_to = PartOfDay::kNone;
  PartOfDay part_of_day = PartOfDay::kNone;
  int zone = -1;              // of Lexemes::zone
  bool unknown_zone = false;  // the text names a clock that no table has
  int shift = 0;              // units before or after the day that is told ("two days after 4 April")
  bool since = false;         // begins with "since"
  bool about = false;         // "about", "more than"
  bool is_set = false;        // "every Monday"
};

}  // namespace isnad::times
