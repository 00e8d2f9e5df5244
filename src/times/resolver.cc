// SPDX-License-Identifier: Apache-2.0
#include "times/resolver.h"

#include <algorithm>

namespace isnad::times {

namespace {

constexpr int kMonthsBack = 3;   // a month that ended so recently is hardly next year's
constexpr int kMonthsAhead = 4;  // a month without a year lies ahead when it is this near and its last turn far back

int shift_of(Relation relation) {
  switch (relation) {
    case Relation::kLast: return -1;
    case Relation::kBeforeLast: return -2;
    case Relation::kNext: return 1;
    case Relation::kAfterNext: return 2;
    default: return 0;
  }
}

Resolved days_of(Days days) { return some_days(days.first, days.last); }

int clock_hour(int hour, PartOfDay part) {
  switch (part) {
    case PartOfDay::kDawn:
    case PartOfDay::kMorning: return hour == 12 ? 0 : hour;
    case PartOfDay::kNoon: return hour >= 1 && hour <= 4 ? hour + 12 : hour;
    case PartOfDay::kAfternoon:
    case PartOfDay::kEvening: return hour >= 1 && hour < 12 ? hour + 12 : hour;
    case PartOfDay::kNight: return hour >= 6 && hour < 12 ? hour + 12 : hour == 12 ? 24 : hour;
    case PartOfDay::kMidnight: return hour == 12 ? 24 : hour;
    case PartOfDay::kNone: break;
  }
  return hour;
}

}  // namespace

Outcome Resolver::resolve(const Expression& x, Direction direction, const std::optional<Resolved>& before) const {
  Outcome outcome;
  switch (x.shape) {
    case Shape::kCalendar:
      outcome = calendar(x, direction);
      if (x.shift != 0 && outcome.resolved && outcome.resolved->is_day())
        outcome.resolved = one_day(outcome.resolved->first + x.shift);
      break;
    case Shape::kRange: outcome = range(x, direction); break;
    case Shape::kUnit: outcome.resolved = unit(x, direction); break;
    case Shape::kAgo: outcome.resolved = shifted(x.unit, x.count, -1); break;
    case Shape::kAhead:
      if (direction == Direction::kFuture || x.relation == Relation::kNext)
        outcome.resolved = shifted(x.unit, x.count, 1);
      break;
    case Shape::kWithin:
      if (x.unit >= Unit::kYear) break;  // a measure of time rather than a date
      if (direction == Direction::kFuture) outcome.resolved = span_of_units(x, 1);
      else if (x.unit == Unit::kHour) outcome.resolved = span_of_units(x, -1);
      break;
    case Shape::kLastUnits: outcome.resolved = span_of_units(x, shift_of(x.relation) > 0 ? 1 : -1); break;
    case Shape::kDecade:
      outcome.resolved = some_years(x.from.year, x.from.year + 9);
      outcome.resolved->first_grain = outcome.resolved->last_grain = Grain::kDecade;
      break;
    case Shape::kCentury:
      outcome.resolved = some_years((x.ordinal - 1) * 100, x.ordinal * 100 - 1);
      outcome.resolved->first_grain = outcome.resolved->last_grain = Grain::kCentury;
      break;
    case Shape::kSeason: outcome.resolved = season(x); break;
    case Shape::kWeekend: outcome.resolved = weekend(x, direction); break;
    case Shape::kFiscalYear:
      if (x.to.year != 0) outcome.resolved = some_months(x.from.year, 7, x.to.year, 6);
      break;
    case Shape::kHour:
      if (before && before->is_day()) outcome.resolved = one_day(before->first);
      else if (today_) outcome.resolved = one_day(*today_);
      break;
    case Shape::kRest: outcome.resolved = rest(x); break;
    case Shape::kSame: outcome.resolved = same(x, before); break;
    case Shape::kFirstUnits:
    case Shape::kVague: break;
  }
  if (outcome.resolved && x.part != 0) outcome.resolved = part_of(*outcome.resolved, x);
  if (outcome.resolved && x.edge != Edge::kNone) outcome.resolved = edge_of(*outcome.resolved, x.edge);
  add_hour(x, outcome);
  return outcome;
}

std::optional<Day> Resolver::full_day(const Moment& m) const {
  if (m.year == 0 || m.month == 0 || m.day == 0) return std::nullopt;
  if (m.hijri) return hijri_.day({m.year, m.month, m.day});
  if (!valid({m.year, m.month, m.day})) return std::nullopt;
  return day_of({m.year, m.month, m.day});
}

Outcome Resolver::calendar(const Expression& x, Direction direction) const {
  Outcome outcome;
  if (!x.from.empty()) return told_date(x, direction);
  if (!today_) return outcome;
  if (x.offset) {
    const Day told = *today_ + *x.offset;
    outcome.resolved = one_day(told);
    if (x.weekday == 0 || weekday_of(told) == x.weekday) return outcome;
    // The weekday is the surer of the two: a page is often dated a day after its text was written.
    int difference = (x.weekday - weekday_of(told) + 7) % 7;
    if (difference > 1) difference -= 7;
    outcome.resolved = one_day(told + difference);
    outcome.candidates = {*outcome.resolved, one_day(told)};
    outcome.issue = "day-conflict";
    outcome.message = "the weekday and the day word do not agree with the day of publication";
    return outcome;
  }
  if (x.week != Relation::kNone) {
    outcome.resolved = one_day(*today_ - weekday_of(*today_) + x.weekday + 7 * shift_of(x.week));
    return outcome;
  }
  const Day last = weekday(x.weekday_to != 0 ? x.weekday_to : x.weekday, x.relation, direction);
  outcome.resolved = x.weekday_to == 0 ? one_day(last) : some_days(last - (x.weekday_to - x.weekday + 7) % 7, last);
  return outcome;
}

Day Resolver::weekday(int day, Relation relation, Direction direction) const {
  const int today = weekday_of(*today_);
  const Day last = *today_ - (today - day + 7) % 7;
  const Day next = last + 7;
  switch (relation) {
    case Relation::kNext: return next;
    case Relation::kAfterNext: return next + 7;
    case Relation::kBeforeLast: return last - 7;
    case Relation::kThis: return *today_ - today + day;
    case Relation::kLast: return last;
    default: break;
  }
  const bool ahead = direction == Direction::kFuture || direction == Direction::kUntil;
  return ahead && last != *today_ ? next : last;
}

// A date that is told, checked against the weekday, day word and second date told with it.
Outcome Resolver::told_date(const Expression& x, Direction direction) const {
  Outcome outcome;
  const bool beside_today =
      x.offset && today_ && x.from.year == 0 && x.from.day != 0 && x.from.month != 0 && !x.from.hijri;
  if (beside_today) {  // "tomorrow, 1 January": the year of that day
    Moment told = x.from;
    told.year = civil_of(*today_ + *x.offset).year;
    outcome.resolved = dated_moment(told);
  } else {
    outcome.resolved = moment(x.from, x.relation, direction);
  }
  const bool day_told = x.from.day != 0 && x.from.month != 0;
  if (x.from.year < 0) {
    outcome.resolved.reset();
    outcome.issue = "invalid-date";
    outcome.message = "there is no year 0";
    return outcome;
  }
  if (!outcome.resolved) {
    const bool impossible =
        day_told && (x.from.hijri ? x.from.day > 30 : x.from.day > month_length(2000, x.from.month));
    if (impossible || (x.from.year != 0 && day_told)) {
      outcome.issue = "invalid-date";
      outcome.message = "the calendar has no such day";
      Moment whole = x.from;  // the month's last day or the first of the next
      whole.day = 0;
      if (const auto days = moment(whole, x.relation, direction))
        outcome.candidates = {one_day(days->last), one_day(days->last + 1)};
    } else if (!x.pair.empty()) {
      outcome.resolved = moment(x.pair, Relation::kNone, direction);
    }
    return outcome;
  }
  if (!outcome.resolved->is_day()) return outcome;
  if (const auto other = full_day(x.pair); other && std::abs(*other - outcome.resolved->first) > 1) {
    outcome.candidates = {*outcome.resolved, one_day(*other)};
    outcome.issue = "date-conflict";
    outcome.message = "the two calendars' dates are not the same day";
  }
  check_weekday(x, *outcome.resolved, outcome);
  if (x.offset && today_ && outcome.resolved->first != *today_ + *x.offset) {
    outcome.candidates = {*outcome.resolved, one_day(*today_ + *x.offset)};
    outcome.issue = "date-conflict";
    outcome.message = "the date is not the day that the day word means";
  }
  return outcome;
}

// A weekday that is not the date's: the date stands, the nearest days of that weekday are told as candidates.
void Resolver::check_weekday(const Expression& x, const Resolved& date, Outcome& outcome) const {
  if (x.weekday == 0 || weekday_of(date.first) == x.weekday) return;
  outcome.issue = "date-conflict";
  outcome.message = "the date does not fall on the weekday told with it";
  outcome.candidates = {date};
  const Civil told = civil_of(date.first);
  const auto fits = [&](Civil other) {
    if (!valid(other) || weekday_of(day_of(other)) != x.weekday) return false;
    outcome.candidates.push_back(one_day(day_of(other)));
    return true;
  };
  if (x.from.year == 0) {  // a story of an older year
    for (int back = 1; back <= 11; ++back)
      if (fits({told.year - back, told.month, told.day})) return;
  }
  for (int shift : {1, -1})  // a slip of the month
    if (fits({told.year, told.month + shift, told.day})) return;
  if (today_) outcome.candidates.push_back(one_day(*today_ - (weekday_of(*today_) - x.weekday + 7) % 7));
}

std::optional<Resolved> Resolver::moment(const Moment& told, Relation relation, Direction direction) const {
  if (told.hijri) return hijri_moment(told, relation, direction);
  if (told.month_relation != Relation::kNone) {
    if (!today_) return std::nullopt;
    const Civil today = civil_of(*today_);
    const Civil month = add_months({today.year, today.month, 1}, shift_of(told.month_relation));
    const Civil day{month.year, month.month, told.day};
    return valid(day) ? std::optional(one_day(day_of(day))) : std::nullopt;
  }
  Moment m = told;
  if (m.year_relation != Relation::kNone) {
    if (!today_ || m.year_relation == Relation::kVague || m.year_relation == Relation::kRecent) return std::nullopt;
    m.year = civil_of(*today_).year + shift_of(m.year_relation);
  }
  if (m.year == 0) {
    if (!today_ || m.month == 0) return std::nullopt;
    m.year = year_of(m, relation, direction);
  }
  return dated_moment(m);
}

std::optional<Resolved> Resolver::dated_moment(const Moment& m) const {
  if (m.month == 0) return one_year(m.year);
  if (m.day == 0) return one_month(m.year, m.month);
  const Civil day{m.year, m.month, m.day};
  return valid(day) ? std::optional(one_day(day_of(day))) : std::nullopt;
}

// The year of a month, or of a day and month, that is told without one.
int Resolver::year_of(const Moment& m, Relation relation, Direction direction) const {
  const Civil today = civil_of(*today_);
  const int now = today.month * 32 + (m.day == 0 ? 0 : today.day);
  const int then = m.month * 32 + m.day;
  switch (relation) {
    case Relation::kLast: return then < now ? today.year : today.year - 1;
    case Relation::kBeforeLast: return then < now ? today.year - 1 : today.year - 2;
    case Relation::kNext: return then > now ? today.year : today.year + 1;
    case Relation::kAfterNext: return then > now ? today.year + 1 : today.year + 2;
    case Relation::kThis: return today.year;
    default: break;
  }
  if (direction == Direction::kFuture) {
    const bool just_past = then < now && today.month - m.month <= kMonthsBack;  // the cue belongs to another clause
    return then >= now || just_past ? today.year : today.year + 1;
  }
  const bool soon = then > now && m.month - today.month <= kMonthsAhead;
  if (direction != Direction::kPast && soon) return today.year;
  return then <= now ? today.year : today.year - 1;
}

std::optional<Resolved> Resolver::hijri_moment(const Moment& told, Relation relation, Direction direction) const {
  Moment m = told;
  if (m.year == 0) {
    if (!today_) return std::nullopt;
    const Civil today = hijri_.date(*today_);
    const int now = today.month * 32 + (m.day == 0 ? 0 : today.day);
    const int then = m.month * 32 + m.day;
    m.year = today.year + shift_of(m.year_relation);
    const bool ahead = relation == Relation::kNext || (relation == Relation::kNone && direction == Direction::kFuture);
    const bool soon = direction == Direction::kUnknown && m.month - today.month <= 1;
    if (m.year_relation != Relation::kNone || relation == Relation::kThis) {
    } else if (relation == Relation::kLast) {
      if (then >= now) --m.year;
    } else if (ahead) {
      if (then < now) ++m.year;
    } else if (then > now && !soon) {
      --m.year;
    }
  }
  if (m.month == 0) {
    const auto days = hijri_.year(m.year);
    return days ? std::optional(days_of(*days)) : std::nullopt;
  }
  if (m.day == 0) {
    const auto days = hijri_.month(m.year, m.month);
    return days ? std::optional(days_of(*days)) : std::nullopt;
  }
  const auto day = hijri_.day({m.year, m.month, m.day});
  return day ? std::optional(one_day(*day)) : std::nullopt;
}

Outcome Resolver::range(const Expression& x, Direction direction) const {
  Outcome outcome;
  Moment from = x.from;
  Moment to = x.to;
  if (to.year == 0 && to.year_relation == Relation::kNone && from.year != 0) to.year = from.year;
  if (from.month == 0 && from.day != 0) from.month = to.month;
  const auto last = moment(to, x.relation, direction);
  if (!last) return outcome;
  if (from.year == 0 && !from.hijri && from.year_relation == Relation::kNone &&
      from.month_relation == Relation::kNone) {
    const Civil end = civil_of(last->last);
    from.year = from.month * 32 + from.day > end.month * 32 + end.day ? end.year - 1 : end.year;
  }
  const auto first = moment(from, x.relation, direction);
  if (!first || first->first > last->last) return outcome;
  outcome.resolved = Resolved{first->first, last->last, first->first_grain, last->last_grain, 0, -1, 0, {}};
  return outcome;
}

void Resolver::add_hour(const Expression& x, Outcome& outcome) const {
  if (x.hour < 0 || !outcome.resolved || !outcome.resolved->is_day()) return;
  Resolved& when = *outcome.resolved;
  const int hour = clock_hour(x.hour, x.part_of_day);
  when.hour = hour % 24;
  when.minute = x.minute;
  if (hour >= 24) when = one_day(when.first + 1), when.hour = hour - 24, when.minute = x.minute;
  if (x.minute < 0) {
    when.hour = (when.hour + 23) % 24;
    when.minute = 60 + x.minute;
  }
  if (x.hour_to >= 0 && when.is_day()) {
    const int end = clock_hour(x.hour_to, x.part_to != PartOfDay::kNone ? x.part_to : x.part_of_day);
    when.last_hour = end % 24;
    when.last_minute = x.minute_to;
    if (when.last_hour * 60 + when.last_minute < when.hour * 60 + when.minute) ++when.last;
  }
  if (x.zone >= 0) {
    const std::string_view zone = lexemes_.zone(static_cast<int16_t>(x.zone));
    if (x.unknown_zone) {  // by the clock of the place where it happens, or by the world's
      Resolved world = when;
      world.zone = "Z";
      if (outcome.issue == nullptr) {
        outcome.candidates = {when, world};
        outcome.issue = "zone-unknown";
        outcome.message = "the text tells the hour by a clock that is not known";
      }
    } else if (zone != "local") {
      when.zone = zone;
    }
  }
}

}  // namespace isnad::times
