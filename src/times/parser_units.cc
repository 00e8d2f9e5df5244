// SPDX-License-Identifier: Apache-2.0
// Units of time with what relates them to the day of speaking; durations that fix a date; hours.
#include <cmath>

#include "text/numbers.h"
#include "times/parser.h"

namespace isnad::times {

namespace {

constexpr std::string_view kIn = "\xD9\x81\xD9\x8A";          // fi
constexpr std::string_view kAt = "\xD8\xB9\xD9\x86\xD8\xAF";  // inda
constexpr double kMostUnits = 2000;                           // a longer duration is no date in the news

Unit unit_of(const Word& w) { return static_cast<Unit>(w.value); }

bool is_noun_of_time(Kind kind) { return kind == Kind::kOne || kind == Kind::kTwo || kind == Kind::kMany; }

}  // namespace

bool Parser::relation(Relation& out, bool weekday) {
  if (!bare(at_, Kind::kRelation)) return false;
  const auto found = static_cast<Relation>(word(at_).value);
  if (weekday && (found == Relation::kVague || found == Relation::kRecent)) return false;
  out = found;
  take();
  return true;
}

bool Parser::unit_first(Expression& x) {
  const Word& w = word(at_);
  const Unit unit = unit_of(w);
  const uint32_t start = at_;
  if (w.kind == Kind::kOne && unit == Unit::kDay && !w.definite) {  // "the day Monday", "the day 22 October"
    take();
    if (is(at_, Kind::kDay) && bare(at_, Kind::kDay)) return day_word(x);
    if (bare(at_, Kind::kWeekday)) return weekday(x);
    if (!word(at_).conjunction && date(x.from, x.relation)) {
      corresponding(x);
      trailing_time(x);
      return true;
    }
    at_ = start;
    return false;
  }
  // "the two days Monday and Tuesday", "the days 3, 4 and 5 May"
  if ((w.kind == Kind::kTwo || w.kind == Kind::kMany) && unit == Unit::kDay && !w.definite) {
    take();
    if (weekday_list(x) || day_list(x)) return true;
    at_ = start;
    if (w.kind == Kind::kTwo) return false;
  }
  if (w.kind == Kind::kOne && unit == Unit::kMonth && is(at_ + 1, Kind::kMonth) && !word(at_ + 1).conjunction) {
    ++at_;
    return month_first(x);
  }
  return counted_year(x) || unit_relation(x) || first_units(x);
}

// "year 2016", "the year 2018", "the years 2011 and 2014", "the year two thousand and ten"
bool Parser::counted_year(Expression& x) {
  const Word& w = word(at_);
  if (!is_noun_of_time(w.kind) || unit_of(w) != Unit::kYear) return false;
  const uint32_t start = at_;
  take();
  if (mark(at_, '(')) ++at_;
  if (!word(at_).conjunction && year(x.from.year, x.from.hijri, true)) {
    if (mark(at_, ')') && mark(start + 1, '(')) ++at_;
    const uint32_t after = at_;
    const bool pair = w.kind != Kind::kOne && (joined_by_waw(at_) || waw(at_) || is(at_, Kind::kTo));
    if (dash(at_) || mark(at_, '/') || pair) {
      const bool separate = dash(at_) || mark(at_, '/') || waw(at_) || is(at_, Kind::kTo);
      if (separate) ++at_;
      if (year(x.to.year, x.to.hijri, w.kind != Kind::kOne) && x.to.year > x.from.year) {
        x.shape = Shape::kRange;
        return true;
      }
      at_ = after;
      x.to = {};
    }
    corresponding(x);
    return true;
  }
  at_ = start;
  x.from = {};
  return false;
}

// "last year", "this month", "the last six months", "the last two days", "the twentieth century"
bool Parser::unit_relation(Expression& x) {
  const Word& w = word(at_);
  if (!w.definite) return false;
  const uint32_t start = at_;
  x.unit = unit_of(w);
  take();
  if (w.kind == Kind::kOne) {
    x.shape = Shape::kUnit;
    if (relation(x.relation) && !(x.relation == Relation::kRecent && is(at_, Kind::kFrom))) {
      if (x.unit == Unit::kYear && number(at_)) {  // "the current year 2015"
        const uint32_t after = at_;
        if (!year(x.from.year, x.from.hijri, false)) at_ = after;
        else x.shape = Shape::kCalendar;
      }
      return x.unit != Unit::kHour && x.unit != Unit::kMinute;
    }
    if (x.unit == Unit::kCentury) {
      if (article(at_)) ++at_;
      const auto n = number(at_);
      if (n && n->value >= 1 && n->value <= 30) {
        at_ = n->next;
        x.shape = Shape::kCentury;
        x.ordinal = static_cast<int>(n->value);
        return true;
      }
    }
    at_ = start;
    x = {};
    return false;
  }
  x.count = w.kind == Kind::kTwo ? 2 : 0;
  if (article(at_)) ++at_;
  if (const auto n = number(at_); n && w.kind == Kind::kMany && !n->ordinal && n->value <= kMostUnits) {
    x.count = n->value;
    at_ = n->next;
  }
  if (!relation(x.relation)) {
    at_ = start;
    x = {};
    return false;
  }
  if (is(at_, Kind::kRelation)) take();  // "the few last days"
  x.shape = x.count == 0 || x.relation == Relation::kVague ? Shape::kVague : Shape::kLastUnits;
  return true;
}

// "the 48 hours to come", "the last three months", "24 hours past"
bool Parser::counted_units(Expression& x) {
  const uint32_t start = at_;
  if (article(at_)) ++at_;
  const auto n = number(at_);
  if (!n || n->ordinal || n->value <= 0 || n->value > kMostUnits) return false;
  at_ = n->next;
  if (!is_noun_of_time(kind(at_)) || word(at_).conjunction) {
    at_ = start;
    return false;
  }
  x.unit = unit_of(word(at_));
  x.count = n->value;
  take();
  if (!relation(x.relation) || x.relation == Relation::kVague) {
    at_ = start;
    return false;
  }
  x.shape = Shape::kLastUnits;
  return true;
}

// "the final 24 hours"
bool Parser::final_units(Expression& x) {
  if (!is(at_, Kind::kFinal)) return false;
  const uint32_t start = at_;
  take();
  const auto n = number(at_);
  const uint32_t unit = n ? n->next : at_;
  const bool fits = n && !n->ordinal && n->value > 0 && n->value <= kMostUnits && is_noun_of_time(kind(unit)) &&
                    !word(unit).conjunction;
  if (!fits) {
    at_ = start;
    return false;
  }
  x.unit = unit_of(word(unit));
  x.count = n->value;
  x.relation = Relation::kLast;
  x.shape = Shape::kLastUnits;
  at_ = unit;
  take();
  return true;
}

// "the start of this month", "late last August", "the end of 2012"
bool Parser::edge(Expression& x) {
  if (!is(at_, Kind::kEdge)) return false;
  const auto which = static_cast<Edge>(word(at_).value);
  const uint32_t start = at_;
  take();
  const Word& next = word(at_);
  bool found = false;
  if (next.conjunction) found = false;
  else if (next.kind == Kind::kMonth) found = month_first(x);
  else if (next.kind == Kind::kThis) found = this_unit(x);
  else if (next.kind == Kind::kDecade) found = decade(x);
  else if (next.kind == Kind::kSeason) found = season(x);
  else if (next.kind == Kind::kNumber) found = !date(x.from, x.relation) && year_range(x);
  else if (next.kind == Kind::kSame) found = same(x);
  else if (is_noun_of_time(next.kind)) {
    found = same(x) || unit_first(x);
    if (!found && next.kind == Kind::kOne && next.definite && unit_of(next) >= Unit::kWeek) {
      take();
      x.shape = Shape::kUnit;
      x.unit = unit_of(next);
      x.relation = Relation::kThis;
      found = true;
    }
  }
  if (!found || x.weekday != 0 || x.from.day != 0) {
    at_ = start;
    x = {};
    return false;
  }
  x.edge = which;
  return true;
}

// The whole that a part is of: "(of) next year", "of 2015", "of May", "of the month".
bool Parser::of_which(Expression& x) {
  if (is(at_, Kind::kFrom)) take();
  const Word& next = word(at_);
  if (next.kind == Kind::kMonth) return month_first(x);
  if (next.kind == Kind::kThis) return this_unit(x);
  if (next.kind == Kind::kNumber) return year_range(x) || year_in_words(x.from);
  if (next.kind == Kind::kDecade) return decade(x);
  if (next.kind != Kind::kOne) return false;
  if (same(x) || unit_first(x)) return true;
  if (!next.definite || unit_of(next) < Unit::kMonth) return false;
  take();
  x.shape = Shape::kUnit;
  x.unit = unit_of(next);
  x.relation = Relation::kThis;
  return true;
}

// "the first quarter of next year", "the second half of 2015"
bool Parser::part(Expression& x) {
  const Word& w = word(at_);
  if (!w.definite) return false;
  const uint32_t start = at_;
  const int parts = w.value;
  take();
  const auto n = number(at_);
  const bool last = is(at_, Kind::kRelation) && static_cast<Relation>(word(at_).value) == Relation::kRecent;
  if ((!n || !n->ordinal || n->value > parts) && !last) {
    at_ = start;
    return false;
  }
  if (last) take();
  else at_ = n->next;
  const uint32_t after = at_;
  if (!of_which(x)) {
    at_ = after;
    x = {};
    if (parts != 4) {  // "the first quarter" alone is of the year; halves and thirds are of anything
      at_ = start;
      return false;
    }
    x.shape = Shape::kUnit;
    x.unit = Unit::kYear;
    x.relation = Relation::kThis;
  }
  x.part = parts;
  x.ordinal = last ? -1 : static_cast<int>(n->value);
  return true;
}

// "the first four months of this year", "the first week of August", "the first days of May"
bool Parser::first_units(Expression& x) {
  const Word& w = word(at_);
  if (!w.definite || (w.kind != Kind::kOne && w.kind != Kind::kMany)) return false;
  const uint32_t start = at_;
  const Unit unit = unit_of(w);
  double count = 1;
  take();
  auto n = number(at_);
  if (w.kind == Kind::kMany && n && !n->ordinal) {
    count = n->value;
    at_ = n->next;
    n = number(at_);
  } else if (w.kind == Kind::kMany) {
    count = 0;
  }
  const bool last = is(at_, Kind::kRelation) && static_cast<Relation>(word(at_).value) == Relation::kRecent;
  const bool fits = n && n->ordinal && n->value <= 10 && unit >= Unit::kDay && unit <= Unit::kMonth;
  if (fits) at_ = n->next;
  else if (last) take();
  if ((fits || last) && (is(at_, Kind::kFrom) || is(at_, Kind::kMonth)) && of_which(x) && count > 0) {
    x.part = 1;
    x.part_unit = unit;
    x.count = count;
    x.ordinal = last ? -1 : static_cast<int>(n->value);
    return true;
  }
  at_ = start;
  x = {};
  return false;
}

// "summer 2014", "last summer", "the spring of last year"
bool Parser::season(Expression& x) {
  const Word& w = word(at_);
  if (w.kind != Kind::kSeason) return false;
  const uint32_t start = at_;
  const int which = w.value;
  take();
  if (w.definite) {
    x.shape = Shape::kSeason;
    if (relation(x.relation, true)) {
      x.season = which;
      return true;
    }
    if (is(at_, Kind::kNumber) && year_range(x) && x.to.empty()) {  // "the summer 2016"
      x.season = which;
      x.shape = Shape::kSeason;
      return true;
    }
  } else if (kind(at_) == Kind::kOne || kind(at_) == Kind::kNumber || kind(at_) == Kind::kThis) {
    if (of_which(x) && (x.from.year != 0 || (x.shape == Shape::kUnit && x.unit == Unit::kYear))) {
      x.season = which;
      x.shape = Shape::kSeason;
      return true;
    }
  }
  at_ = start;
  x = {};
  return false;
}

// "the nineties", "the eighties of the last century"
bool Parser::decade(Expression& x) {
  if (!is(at_, Kind::kDecade)) return false;
  x.shape = Shape::kDecade;
  x.from.year = word(at_).value;
  take();
  const uint32_t after = at_;
  if (is(at_, Kind::kOne) && unit_of(word(at_)) == Unit::kCentury) {
    Expression century;
    if (unit_relation(century)) {
      if (century.shape == Shape::kCentury) x.from.year = (century.ordinal - 1) * 100 + x.from.year % 100;
      return true;
    }
  }
  at_ = after;
  return true;
}

// A number of units: "three days", "two days", "a month and half a month", "more than 17 months"; without a number
// vague.
bool Parser::duration(Expression& x) {
  const uint32_t start = at_;
  if (is(at_, Kind::kAbout)) {
    x.about = true;
    take();
  }
  const auto n = number(at_);
  if (n && !n->ordinal && n->value > 0 && n->value <= kMostUnits) at_ = n->next;
  const Word& w = word(at_);
  const bool counted = at_ != start && n.has_value();
  if (!is_noun_of_time(w.kind) || w.conjunction || w.preposition || (w.definite && !counted)) {
    at_ = start;
    return false;
  }
  x.unit = unit_of(w);
  x.count = counted ? n->value : w.kind == Kind::kTwo ? 2 : w.kind == Kind::kOne ? 1 : 0;
  take();
  x.shape = x.count == 0 ? Shape::kVague : Shape::kAgo;
  if (is(at_, Kind::kRelation) && static_cast<Relation>(word(at_).value) == Relation::kVague) take();
  if (!counted && w.kind == Kind::kOne) {
    if (const auto one = number(at_); one && one->value == 1 && !one->ordinal) at_ = one->next;  // "one year"
    else if (one && !one->definite) {  // "year 2016", "day 22": no duration
      at_ = start;
      return false;
    }
    if (is(at_, Kind::kMonth) || is(at_, Kind::kWeekday) || is(at_, Kind::kDay)) {
      at_ = start;
      return false;
    }
  }
  const Word& half = word(at_);
  if (half.kind == Kind::kPart && half.value == 2 && half.conjunction) {  // "and a half (month)"
    x.count += 0.5;
    take();
    if (is(at_, Kind::kOne) && word(at_).definite && unit_of(word(at_)) == x.unit) take();
  }
  return true;
}

// "three days ago"; before something else the date is open.
bool Parser::ago(Expression& x) {
  take();
  if (!duration(x)) return false;
  if (is(at_, Kind::kFrom) && !counted_from(x, -1)) x.shape = Shape::kVague;
  return true;
}

// "(two days) after 4 April": a number of days or weeks from a day that is told.
bool Parser::counted_from(Expression& x, int sign) {
  const uint32_t start = at_;
  const int days = static_cast<int>(std::lround(x.count * (x.unit == Unit::kWeek ? 7 : 1)));
  if ((x.unit != Unit::kDay && x.unit != Unit::kWeek) || days == 0) return false;
  take();
  Expression day;
  const Kind next = kind(at_);
  const bool begins = next == Kind::kNumber || next == Kind::kDay || next == Kind::kWeekday || next == Kind::kOne;
  if (begins && !word(at_).conjunction && core(day) && day.shape == Shape::kCalendar && day.edge == Edge::kNone &&
      day.part == 0 && (day.from.day != 0 || day.offset || day.weekday != 0)) {
    x = day;
    x.shift = sign * days;
    return true;
  }
  at_ = start;
  return false;
}

// "in two days", told of something to come; after something else the date is open.
bool Parser::ahead(Expression& x) {
  take();
  if (!duration(x) || x.shape == Shape::kVague) return false;
  if (is(at_, Kind::kFrom) && counted_from(x, 1)) return true;
  x.shape = is(at_, Kind::kFrom) ? Shape::kVague : Shape::kAhead;
  if (is(at_, Kind::kNow)) {
    take();
    x.relation = Relation::kNext;
  }
  return true;
}

// "the rest of the week"
bool Parser::rest(Expression& x) {
  take();
  if (is(at_, Kind::kThis)) take();
  const Word& unit = word(at_);
  const bool day = unit.kind == Kind::kDay && unit.value == 0;
  if (!day && (unit.kind != Kind::kOne || !unit.definite || unit_of(unit) < Unit::kDay || unit.conjunction))
    return false;
  x.unit = day ? Unit::kDay : unit_of(unit);
  x.shape = Shape::kRest;
  take();
  Relation which = Relation::kNone;
  if (relation(which) && which != Relation::kThis) return false;
  return true;
}

// "within 48 hours", "within two weeks"; with a relation the preposition belongs to the time, too.
bool Parser::within(Expression& x) {
  take();
  const uint32_t after = at_;
  if (article(at_) || kind(at_) == Kind::kNumber) {
    if (counted_units(x)) return true;
    at_ = after;
    x = {};
  }
  if (is_noun_of_time(kind(at_)) && word(at_).definite && kind(at_) != Kind::kOne && unit_relation(x))
    return x.shape == Shape::kLastUnits;
  at_ = after;
  x = {};
  if (!duration(x) || x.shape == Shape::kVague) return false;
  x.shape = Shape::kWithin;
  return true;
}

}  // namespace isnad::times
