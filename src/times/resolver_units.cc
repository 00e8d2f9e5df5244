// SPDX-License-Identifier: Apache-2.0
// Units, parts and edges. Weeks run from Monday to Sunday. A unit told back from today keeps the precision of the unit:
// "three years ago" is a year, "a month ago" a month, "two weeks ago" a week, "three days ago" a day.
#include <algorithm>
#include <cmath>

#include "times/resolver.h"

namespace isnad::times {

namespace {

constexpr double kDaysOfMonth = 30.4;

int shift_of(Relation relation) {
  switch (relation) {
    case Relation::kLast: return -1;
    case Relation::kBeforeLast: return -2;
    case Relation::kNext: return 1;
    case Relation::kAfterNext: return 2;
    default: return 0;
  }
}

Day monday_of(Day day) { return day - weekday_of(day) + 1; }

Resolved decade_of(int year) {
  Resolved decade = some_years(year / 10 * 10, year / 10 * 10 + 9);
  decade.first_grain = decade.last_grain = Grain::kDecade;
  return decade;
}

Resolved century_of(int year) {
  Resolved century = some_years(year / 100 * 100, year / 100 * 100 + 99);
  century.first_grain = century.last_grain = Grain::kCentury;
  return century;
}

int whole(double count) { return static_cast<int>(std::lround(count)); }

// The (index)-th of `parts` equal parts of [0, size), as first and last.
std::pair<int, int> slice_of(int size, int parts, int index) {
  return {size * index / parts, size * (index + 1) / parts - 1};
}

}  // namespace

std::optional<Resolved> Resolver::unit(const Expression& x, Direction direction) const {
  if (!today_ || x.relation == Relation::kRecent || x.relation == Relation::kVague) return std::nullopt;
  const int shift = shift_of(x.relation);
  const Civil today = civil_of(*today_);
  switch (x.unit) {
    case Unit::kMinute:
    case Unit::kHour: return std::nullopt;
    case Unit::kDay: return one_day(*today_ + shift);
    case Unit::kWeek: {
      if (x.edge == Edge::kEnd && x.relation == Relation::kNone) return weekend(x, direction);
      const Day monday = monday_of(*today_) + 7 * shift;
      return some_days(monday, monday + 6);
    }
    case Unit::kMonth: {
      const Civil month = add_months({today.year, today.month, 1}, shift);
      return one_month(month.year, month.month);
    }
    case Unit::kYear: return one_year(today.year + shift);
    case Unit::kDecade: return decade_of(today.year + 10 * shift);
    case Unit::kCentury: return century_of(today.year + 100 * shift);
  }
  return std::nullopt;
}

std::optional<Resolved> Resolver::shifted(Unit unit, double count, int sign) const {
  if (!today_ || count <= 0) return std::nullopt;
  const Civil today = civil_of(*today_);
  const int units = sign * whole(count);
  switch (unit) {
    case Unit::kMinute: return one_day(*today_);
    case Unit::kHour: return one_day(*today_ + sign * static_cast<int>(count / 24));
    case Unit::kDay: return one_day(*today_ + units);
    case Unit::kWeek: {
      const Day day = *today_ + sign * whole(count * 7);
      return some_days(monday_of(day), monday_of(day) + 6);
    }
    case Unit::kMonth: {
      const bool half = count != std::floor(count);
      const Civil then = half ? civil_of(*today_ + sign * whole(count * kDaysOfMonth))
                              : add_months({today.year, today.month, 1}, units);
      return one_month(then.year, then.month);
    }
    case Unit::kYear: {
      if (count == std::floor(count)) return one_year(today.year + units);
      const Civil then = add_months({today.year, today.month, 1}, sign * whole(count * 12));
      return one_month(then.year, then.month);
    }
    case Unit::kDecade: return one_year(today.year + sign * whole(count * 10));
    case Unit::kCentury: return century_of(today.year + 100 * units);
  }
  return std::nullopt;
}

// From today back or on over some units: "the last 18 months", "within 48 hours".
std::optional<Resolved> Resolver::span_of_units(const Expression& x, int sign) const {
  if (!today_ || x.count <= 0) return std::nullopt;
  const Civil today = civil_of(*today_);
  Resolved there = one_day(*today_);
  Resolved here = there;
  switch (x.unit) {
    case Unit::kMinute: break;
    case Unit::kHour: there = one_day(*today_ + sign * static_cast<int>(std::ceil(x.count / 24))); break;
    case Unit::kDay: there = one_day(*today_ + sign * whole(x.count)); break;
    case Unit::kWeek: there = one_day(*today_ + sign * whole(x.count * 7)); break;
    case Unit::kMonth: {
      const Civil then = add_months({today.year, today.month, 1}, sign * whole(x.count));
      there = one_month(then.year, then.month);
      here = one_month(today.year, today.month);
      break;
    }
    case Unit::kYear:
    case Unit::kDecade:
    case Unit::kCentury: {
      const int years = x.unit == Unit::kYear ? 1 : x.unit == Unit::kDecade ? 10 : 100;
      there = one_year(today.year + sign * whole(x.count * years));
      here = one_year(today.year);
      break;
    }
  }
  const Resolved& first = sign < 0 ? there : here;
  const Resolved& last = sign < 0 ? here : there;
  return Resolved{first.first, last.last, first.first_grain, last.last_grain, 0, -1, 0, {}};
}

// "the rest of the week"
std::optional<Resolved> Resolver::rest(const Expression& x) const {
  Expression whole = x;
  whole.relation = Relation::kThis;
  whole.shape = Shape::kUnit;
  const auto all = unit(whole, Direction::kFuture);
  return all ? std::optional(some_days(*today_, all->last)) : std::nullopt;
}

std::optional<Resolved> Resolver::same(const Expression& x, const std::optional<Resolved>& before) const {
  if (!before) return std::nullopt;
  const Civil date = civil_of(before->first);
  const int shift = whole(x.count);
  switch (x.unit) {
    case Unit::kDay: return before->is_day() ? std::optional(one_day(before->first + shift)) : std::nullopt;
    case Unit::kWeek: {
      const Day monday = monday_of(before->first) + 7 * shift;
      return before->is_day() ? std::optional(some_days(monday, monday + 6)) : std::nullopt;
    }
    case Unit::kMonth: {
      if (before->first_grain != Grain::kDay && before->first_grain != Grain::kMonth) return std::nullopt;
      const Civil month = add_months({date.year, date.month, 1}, shift);
      return one_month(month.year, month.month);
    }
    case Unit::kYear: return one_year(date.year + shift);
    default: return std::nullopt;
  }
}

std::optional<Resolved> Resolver::season(const Expression& x) const {
  int year = x.from.year;
  if (year == 0) {
    if (!today_) return std::nullopt;
    const Civil today = civil_of(*today_);
    year = today.year + shift_of(x.relation);
    // Seasons begin in March, June, September and December: last summer, told in November, is this year's.
    if (x.unit != Unit::kYear && x.relation == Relation::kLast && today.month > 3 * x.season + 2) ++year;
    if (x.unit != Unit::kYear && x.relation == Relation::kNext && today.month < 3 * x.season) --year;
  }
  Resolved season = one_year(year);
  season.first_grain = season.last_grain = Grain::kSeason;
  season.season = x.season;
  return season;
}

// Saturday and Sunday: the last ones, or the coming ones where the text looks ahead.
std::optional<Resolved> Resolver::weekend(const Expression& x, Direction direction) const {
  if (!today_) return std::nullopt;
  Day saturday = monday_of(*today_) + 5;
  const bool ahead = x.relation == Relation::kNext || x.relation == Relation::kThis ||
                     (x.relation == Relation::kNone && direction == Direction::kFuture);
  if (!ahead && saturday > *today_) saturday -= 7;
  return some_days(saturday, saturday + 1);
}

std::optional<Resolved> Resolver::part_of(const Resolved& whole_span, const Expression& x) const {
  const Civil first = civil_of(whole_span.first);
  if (x.part == 1) {  // the first or last units of it
    const bool from_end = x.ordinal < 0;
    const int index = from_end ? 0 : x.ordinal - 1;
    const int count = std::max(1, whole(x.count));
    if (x.part_unit == Unit::kMonth) {
      if (whole_span.first_grain != Grain::kYear) return std::nullopt;
      const int begin = from_end ? 12 - count : index * count;
      const int end = begin + count - 1;
      if (begin < 0 || end > 11) return std::nullopt;
      return some_months(first.year, begin + 1, first.year, end + 1);
    }
    const int days = (x.part_unit == Unit::kWeek ? 7 : 1) * count;
    const Day begin = from_end ? whole_span.last - days + 1 : whole_span.first + index * days;
    const Day end = std::min(whole_span.last, begin + days - 1);
    if (begin < whole_span.first || begin > end) return std::nullopt;
    return some_days(begin, end);
  }
  const int index = x.ordinal < 0 ? x.part - 1 : x.ordinal - 1;
  if (whole_span.first_grain == Grain::kYear && whole_span.last_grain == Grain::kYear) {
    const auto [begin, end] = slice_of(12, x.part, index);
    return some_months(first.year, begin + 1, first.year, end + 1);
  }
  const int size = whole_span.last - whole_span.first + 1;
  const auto [begin, end] = slice_of(size, x.part, index);
  if (whole_span.first_grain == Grain::kDecade || whole_span.first_grain == Grain::kCentury)
    return some_years(civil_of(whole_span.first + begin + 1).year, civil_of(whole_span.first + end).year);
  return some_days(whole_span.first + begin, whole_span.first + end);
}

std::optional<Resolved> Resolver::edge_of(const Resolved& span, Edge edge) const {
  const Civil first = civil_of(span.first);
  const int size = span.last - span.first + 1;
  if (edge == Edge::kFirstDay) return one_day(span.first);
  if (edge == Edge::kLastDay) return one_day(span.last);
  const bool early = edge == Edge::kEarly || edge == Edge::kStart;
  const bool late = edge == Edge::kLate || edge == Edge::kEnd;
  switch (span.first_grain) {
    case Grain::kYear:
      if (edge == Edge::kStart) return one_month(first.year, 1);
      if (edge == Edge::kEnd) return one_month(civil_of(span.last).year, 12);
      if (early) return some_months(first.year, 1, first.year, 3);
      if (late) return some_months(first.year, 10, first.year, 12);
      return some_months(first.year, 5, first.year, 8);
    case Grain::kDecade:
      return early  ? some_years(first.year, first.year + 3)
             : late ? some_years(first.year + 7, first.year + 9)
                    : some_years(first.year + 4, first.year + 6);
    case Grain::kCentury:
      return early  ? some_years(first.year, first.year + 19)
             : late ? some_years(first.year + 80, first.year + 99)
                    : some_years(first.year + 40, first.year + 59);
    case Grain::kSeason: return span;
    default: break;
  }
  if (size == 2) return span;  // a weekend
  if (size == 7) {             // a week
    return early  ? some_days(span.first, span.first + 1)
           : late ? some_days(span.first + 5, span.last)
                  : some_days(span.first + 2, span.first + 3);
  }
  if (size < 28 || size > 31) return span;
  return early  ? some_days(span.first, span.first + 9)
         : late ? some_days(span.first + 20, span.last)
                : some_days(span.first + 10, span.first + 19);
}

}  // namespace isnad::times
