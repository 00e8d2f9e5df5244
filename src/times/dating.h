// SPDX-License-Identifier: Apache-2.0
// On which days may an undated text have been written? Its own weekdays and dates make some days likelier than others,
// and so does what dated texts wrote of on each day. Both are weighed day by day; the answer is the shortest run of
// days that is likely enough to hold the true one.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/span.h"
#include "times/calendar.h"
#include "times/context.h"
#include "times/expression.h"

namespace isnad::times {

// A place in the text that depends on the day on which it was written.
struct Clue {
  enum class Kind : uint8_t {
    kToday,    // the text's own today is this weekday («yesterday Tuesday»)
    kWeekday,  // a weekday near the day of writing
    kDay       // a day of a month, near the day of writing when its year is not told
  };
  Span span;
  Kind kind = Kind::kToday;
  int weekday = 0;
  Civil day;  // year 0 when it is not told
  bool hijri = false;
  Relation relation = Relation::kNone;
  Direction direction = Direction::kUnknown;
};

struct DayCount {
  Day day = 0;
  double documents = 0;
};

// The dated texts that an undated one is weighed against.
struct Surroundings {
  std::vector<DayCount> days;    // all of them, in order of days
  std::vector<DayCount> outlet;  // those of the same outlet; may be empty
  // For each pair of neighbouring words of the undated text, the days of the dated texts that hold it, in any order.
  std::vector<std::vector<Day>> pairs;
};

// The likeliest run of days within `bounds`; the text is taken to be of the surroundings' time. Nothing when there is
// neither clue nor pair, or the bounds leave no day.
std::optional<Days> likely_days(std::span<const Clue> clues, const Surroundings& surroundings, const Days& bounds,
                                const HijriCalendar& hijri);

}  // namespace isnad::times
