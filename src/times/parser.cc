// SPDX-License-Identifier: Apache-2.0
#include "times/parser.h"

#include "text/letters.h"

namespace isnad::times {

namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";
constexpr std::string_view kWaw = "\xD9\x88";
constexpr std::string_view kArabicComma = "\xD8\x8C";
constexpr std::string_view kEnDash = "\xE2\x80\x93";
constexpr std::string_view kEmDash = "\xE2\x80\x94";

bool dated(const Expression& x) {
  return x.shape == Shape::kCalendar && !x.offset && x.edge == Edge::kNone && x.part == 0;
}

}  // namespace

bool Parser::dash(uint32_t at) const { return mark(at, '-') || key(at) == kEnDash || key(at) == kEmDash; }
bool Parser::comma(uint32_t at) const { return mark(at, ',') || key(at) == kArabicComma; }
bool Parser::article(uint32_t at) const {
  return key(at) == kArticle && at + 1 < end_ && doc_.tokens[at + 1].kind == TokenKind::kNumber;
}
bool Parser::waw(uint32_t at) const { return key(at) == kWaw; }

bool Parser::touching(uint32_t at) const {
  return at > 0 && at < end_ && doc_.tokens[at].span.begin == doc_.tokens[at - 1].span.end;
}

std::optional<lexicon::NumberReading> Parser::number(uint32_t at) const {
  if (kind(at) != Kind::kNumber) return std::nullopt;
  return numbers_.read(doc_.tokens, at, end_, words_[at].clitics);
}

void Parser::sentence(const Sentence& sentence, std::vector<Expression>& out) {
  begin_ = sentence.first_token;
  end_ = sentence.last_token;
  for (at_ = begin_; at_ < end_;) {
    const uint32_t start = at_;
    Expression x;
    if ((words_[at_].kind != Kind::kNone || article(at_)) && expression(x) && at_ > start) {
      set_span(x, start);
      out.push_back(x);
    } else {
      at_ = start + 1;
    }
  }
}

void Parser::set_span(Expression& x, uint32_t first) const {
  x.first = first;
  x.last = at_;
  const Token& token = doc_.tokens[first];
  x.span = {text::letter_offset(doc_.text, token.span, words_[first].clitic_letters), doc_.tokens[at_ - 1].span.end};
}

bool Parser::expression(Expression& x) {
  const uint32_t start = at_;
  using Method = bool (Parser::*)(Expression&);
  constexpr Method kMethods[] = {&Parser::since, &Parser::of_time, &Parser::range, &Parser::between, &Parser::core};
  for (Method method : kMethods) {
    if ((this->*method)(x)) {
      range_behind(x);
      return true;
    }
    at_ = start;
    x = {};
  }
  return false;
}

bool Parser::core(Expression& x) {
  switch (kind(at_)) {
    case Kind::kDay:
    case Kind::kNight: return day_word(x);
    case Kind::kWeekday: return weekday(x);
    case Kind::kPartOfDay: return part_of_day_first(x) || same(x) || part_of_day_alone(x);
    case Kind::kNumber: return number_first(x);
    case Kind::kMonth: return month_first(x);
    case Kind::kOne:
    case Kind::kTwo:
    case Kind::kMany: return same(x) || unit_first(x);
    case Kind::kEdge: return edge(x);
    case Kind::kPart: return part(x);
    case Kind::kSeason: return season(x) || month_first(x);
    case Kind::kDecade: return decade(x);
    case Kind::kThis: return this_unit(x);
    case Kind::kSame: return same(x);
    case Kind::kHour: return hour_range(x, false) || hour(x);
    case Kind::kBefore: return ago(x);
    case Kind::kAfter: return ahead(x);
    case Kind::kFinal: return final_units(x);
    case Kind::kRest: return rest(x);
    case Kind::kFeast: return feast(x);
    case Kind::kWithin: return within(x);
    case Kind::kWeekend: {
      take();
      x.shape = Shape::kWeekend;
      relation(x.relation);
      return true;
    }
    case Kind::kFiscal: {
      take();
      x.shape = Shape::kFiscalYear;
      relation(x.relation);
      Expression years;
      if (number(at_) && year_range(years)) x.from = years.from, x.to = years.to;
      return x.relation != Relation::kNone || !x.from.empty();
    }
    default: return article(at_) && counted_units(x);
  }
}

// "since three days", "since 4 April 2019", "since the start of the year": the word belongs to the time.
bool Parser::since(Expression& x) {
  if (!is(at_, Kind::kSince)) return false;
  take();
  x.since = true;
  if (is(at_, Kind::kAbout)) {
    x.about = true;
    take();
  }
  const uint32_t after = at_;
  if (duration(x)) {
    x.shape = x.shape == Shape::kVague ? Shape::kVague : Shape::kAgo;
    return true;
  }
  at_ = after;
  Expression inner;
  if (is(at_, Kind::kBefore) || is(at_, Kind::kAfter) || !core(inner)) return false;
  const bool about = x.about;
  x = inner;
  x.since = true;
  x.about = about;
  return true;
}

// "an early hour of Sunday morning"
bool Parser::of_time(Expression& x) {
  if (!is(at_, Kind::kOfTime)) return false;
  take();
  of_time_ = is(at_, Kind::kPartOfDay) && word(at_).definite;
  const bool alone = of_time_ && part_of_day_first(x) ? true : of_time_ && part_of_day_alone(x);
  of_time_ = false;
  if (alone) return true;
  const Kind next = kind(at_);
  if (next != Kind::kPartOfDay && next != Kind::kDay && next != Kind::kWeekday && next != Kind::kOne &&
      next != Kind::kThis && next != Kind::kNumber)
    return false;
  return core(x) && (x.shape == Shape::kCalendar || x.shape == Shape::kUnit || x.shape == Shape::kSame);
}

// "from 3 to 5 May", "from 2008 to 2012", "from Sunday to Thursday"
bool Parser::range(Expression& x) {
  if (!bare(at_, Kind::kFrom) && !(is(at_, Kind::kFrom) && word(at_).conjunction)) return false;
  take();
  if (hour_range(x, false)) return true;
  int day = 0;
  const uint32_t start = at_;
  if (day_number(day) && (is(at_, Kind::kTo) || dash(at_))) {
    if (dash(at_)) ++at_;
    else take();
    if (is(at_, Kind::kOne)) take();
    Moment to;
    if (day_and_month(to, x.relation) && to.day != 0 && day < to.day) {
      x.to = to;
      x.from = to;
      x.from.day = day;
      x.shape = Shape::kRange;
      return true;
    }
  }
  at_ = start;
  Expression a;
  if (!core(a) || !dated(a) || !is(at_, Kind::kTo)) return false;
  take();
  Expression b;
  if (!core(b) || !dated(b)) return false;
  if (a.weekday != 0 && b.weekday != 0 && a.from.empty() && b.from.empty()) {
    x.weekday = a.weekday;
    x.weekday_to = b.weekday;
    x.relation = b.relation;
    return true;
  }
  if (a.from.empty() || b.from.empty()) return false;
  x.shape = Shape::kRange;
  x.from = a.from;
  x.to = b.from;
  x.relation = b.relation;
  return true;
}

// "between 3 and 5 May", "between the years 2011 and 2014"
bool Parser::between(Expression& x) {
  if (!is(at_, Kind::kBetween)) return false;
  take();
  if (hour_range(x, true)) return true;
  const uint32_t start = at_;
  if (is(at_, Kind::kTwo) && word(at_).value == static_cast<int>(Unit::kYear)) {
    Expression years;
    if (counted_year(years) && years.shape == Shape::kRange) {
      x = years;
      return true;
    }
    at_ = start;
  }
  int day = 0;
  if (is(at_, Kind::kTwo)) take();
  if (day_number(day) && joined_by_waw(at_)) {
    if (waw(at_)) ++at_;
    Moment to;
    if (day_and_month(to, x.relation) && to.day != 0 && day < to.day) {
      x.to = to;
      x.from = to;
      x.from.day = day;
      x.shape = Shape::kRange;
      return true;
    }
  }
  at_ = start;
  Expression a;
  if (!core(a) || !dated(a) || a.from.empty() || !joined_by_waw(at_)) return false;
  if (waw(at_)) ++at_;
  Expression b;
  if (!core(b) || !dated(b) || b.from.empty()) return false;
  x.shape = Shape::kRange;
  x.from = a.from;
  x.to = b.from;
  return true;
}

// "2 October to 22 October": a date with another behind it.
bool Parser::range_behind(Expression& x) {
  if (!dated(x) || x.since || x.from.month == 0 || x.from.day == 0 || !x.pair.empty() || x.hour >= 0) return false;
  const uint32_t start = at_;
  if (dash(at_)) ++at_;
  else if (is(at_, Kind::kTo)) take();
  else return false;
  Expression last;
  if (is(at_, Kind::kNumber) && core(last) && dated(last) && last.from.month != 0 && last.from.day != 0 &&
      last.pair.empty() && last.hour < 0 && last.from.hijri == x.from.hijri) {
    x.shape = Shape::kRange;
    x.to = last.from;
    x.relation = last.relation;
    return true;
  }
  at_ = start;
  return false;
}

// "this morning", "at dawn yesterday Sunday", "the evening of 8 September"
bool Parser::part_of_day_first(Expression& x) {
  if (!is(at_, Kind::kPartOfDay)) return false;
  const auto part = static_cast<PartOfDay>(word(at_).value);
  const uint32_t start = at_;
  take();
  const Kind next = kind(at_);
  bool found = false;
  if (word(at_).conjunction) found = false;
  else if (next == Kind::kDay || next == Kind::kNight) found = day_word(x);
  else if (next == Kind::kWeekday) found = weekday(x);
  else if (next == Kind::kOne && word(at_).value == static_cast<int>(Unit::kDay)) found = unit_first(x);
  else if (next == Kind::kNumber && !words_[start].definite && !mark(at_ + 1, ':'))
    found = date(x.from, x.relation) && x.from.day != 0;
  else if (next == Kind::kThis) found = this_unit(x);
  else if (next == Kind::kHour || (next == Kind::kNumber && mark(at_ + 1, ':')))
    found = (next == Kind::kHour ? hour(x) : clock(x, true)) && x.part_of_day == PartOfDay::kNone;
  if (!found) {
    at_ = start;
    x = {};
    return false;
  }
  if (x.part_of_day == PartOfDay::kNone) x.part_of_day = part;
  return true;
}

// "this week", "this year", "this morning", "this night"
bool Parser::this_unit(Expression& x) {
  if (!is(at_, Kind::kThis)) return false;
  const uint32_t start = at_;
  take();
  const Word& next = word(at_);
  if (next.kind == Kind::kOne && next.definite && !next.conjunction) {
    const auto unit = static_cast<Unit>(next.value);
    if (unit != Unit::kMinute && unit != Unit::kHour) {
      take();
      x.shape = Shape::kUnit;
      x.unit = unit;
      x.relation = Relation::kThis;
      return true;
    }
  } else if (next.kind == Kind::kPartOfDay && next.definite) {
    take();
    x.offset = 0;
    x.part_of_day = static_cast<PartOfDay>(next.value);
    return true;
  } else if (next.kind == Kind::kNight || (next.kind == Kind::kDay && next.value == 0)) {
    take();
    x.offset = 0;
    return true;
  } else if (next.kind == Kind::kWeekday && next.use == Use::kSure) {
    return weekday(x);
  } else if (next.kind == Kind::kMonth && next.use <= Use::kContext && !next.conjunction) {  // "this March"
    x.from.month = next.value;
    x.from.hijri = next.hijri;
    x.relation = Relation::kThis;
    take();
    return true;
  } else if (next.kind == Kind::kSeason && next.definite) {
    x.season = next.value;
    take();
    x.shape = Shape::kSeason;
    x.relation = Relation::kThis;
    return true;
  }
  at_ = start;
  return false;
}

// "the same day", "that same year", "the next day": resolved by the time told before.
bool Parser::same(Expression& x) {
  const uint32_t start = at_;
  const auto unit_at = [&](uint32_t at, Unit& unit) {
    const Word& w = word(at);
    if (w.kind == Kind::kDay && w.value == 0) unit = Unit::kDay;
    else if (w.kind == Kind::kOne && w.definite) unit = static_cast<Unit>(w.value);
    else if (w.kind == Kind::kPartOfDay && w.definite) unit = Unit::kDay;
    else return false;
    return unit != Unit::kMinute && unit != Unit::kHour;
  };
  if (is(at_, Kind::kSame) && word(at_).value == 0 && unit_at(at_ + 1, x.unit)) {
    take();
    take();
    x.shape = Shape::kSame;
    x.count = 0;
    return true;
  }
  if (unit_at(at_, x.unit) && bare(at_ + word(at_).tokens, Kind::kSame)) {
    take();
    x.count = word(at_).value;
    take();
    x.shape = Shape::kSame;
    return true;
  }
  at_ = start;
  return false;
}

}  // namespace isnad::times
