// SPDX-License-Identifier: Apache-2.0
// Days, dates and years.
#include <algorithm>

#include "text/numbers.h"
#include "times/calendar.h"
#include "times/parser.h"

namespace isnad::times {

namespace {

constexpr std::string_view kIn = "\xD9\x81\xD9\x8A";  // fi
constexpr int kFirstYear = 1500;
constexpr int kFirstBareYear = 1850;  // a smaller number standing alone is more often a count
constexpr int kLastYear = 2100;
constexpr int kFirstHijriYear = 1200;
constexpr int kLastHijriYear = 1500;

bool gregorian_year(double value) { return value >= kFirstYear && value <= kLastYear; }
bool hijri_year(double value) { return value >= kFirstHijriYear && value <= kLastHijriYear; }

}  // namespace

// "today", "the day before yesterday", with a weekday and a date behind it.
bool Parser::day_word(Expression& x) {
  const Word& w = word(at_);
  const uint32_t start = at_;
  const uint32_t next = at_ + w.tokens;
  if (w.value == 0 && (is(next, Kind::kSame) && bare(next, Kind::kSame)) && same(x)) return true;
  if (start > begin_ && context_.blocks(key(start - 1), Place::kBefore, What::kDay)) return false;
  if (context_.blocks(key(next), Place::kAfter, What::kDay)) return false;
  if (w.value == 0 && is(next, Kind::kNumber)) {
    const auto following = number(next);
    if (following && (following->ordinal || following->definite)) return false;  // "the third day"
  }
  x.offset = w.value;
  if (w.kind == Kind::kNight) x.part_of_day = PartOfDay::kNight;
  take();
  after_day(x);
  return true;
}

bool Parser::weekday(Expression& x) {
  const Word& w = word(at_);
  if (w.kind != Kind::kWeekday || w.use != Use::kSure) return false;
  if (at_ > begin_ && context_.blocks(key(at_ - 1), Place::kBefore, What::kWeekday)) return false;
  x.weekday = w.value;
  take();
  relation(x.relation, true);
  week_of_day(x);
  const uint32_t second = dash(at_) ? at_ + 1 : at_;
  if (bare(second, Kind::kWeekday) && word(second).value == x.weekday % 7 + 1) {  // "the night Tuesday Wednesday"
    x.weekday_to = word(second).value;
    at_ = second;
    take();
  }
  after_day(x);
  return true;
}

// "Friday of next week"
void Parser::week_of_day(Expression& x) {
  const uint32_t start = at_;
  if (x.relation != Relation::kNone || !bare(at_, Kind::kFrom)) return;
  take();
  const bool this_week = is(at_, Kind::kThis);
  if (this_week) take();
  if (is(at_, Kind::kOne) && word(at_).definite && word(at_).value == static_cast<int>(Unit::kWeek)) {
    take();
    x.week = Relation::kThis;
    if (this_week || relation(x.week, true)) return;
  }
  x.week = Relation::kNone;
  at_ = start;
}

// What may stand behind a day: its weekday, its date, the day word in brackets, the hour.
void Parser::after_day(Expression& x) {
  if (x.weekday == 0 && bare(at_, Kind::kWeekday) && word(at_).use == Use::kSure) {
    x.weekday = word(at_).value;
    take();
    relation(x.relation, true);
  }
  bracketed_day(x);
  const uint32_t before_date = at_;
  if (comma(at_)) ++at_;
  if (is(at_, Kind::kCorresponding)) take();
  Moment moment;
  Relation told = Relation::kNone;
  if (!word(at_).conjunction && date(moment, told) && (moment.day != 0 || at_ == before_date)) {
    x.from = moment;
    if (told != Relation::kNone) x.relation = told;
    corresponding(x);
  } else {
    at_ = before_date;
  }
  if (x.weekday != 0 || x.offset) bracketed_day(x);
  trailing_time(x);
}

// "(Monday)", "(yesterday)", "(yesterday Monday)"
bool Parser::bracketed_day(Expression& x) {
  if (!mark(at_, '(')) return false;
  uint32_t at = at_ + 1;
  std::optional<int> offset;
  int day = 0;
  if (bare(at, Kind::kDay)) {
    offset = word(at).value;
    at += word(at).tokens;
  }
  if (bare(at, Kind::kWeekday)) {
    day = word(at).value;
    at += word(at).tokens;
  }
  if ((!offset && day == 0) || !mark(at, ')')) return false;
  if (offset) x.offset = offset;
  if (day != 0) x.weekday = day;
  at_ = at + 1;
  return true;
}

// "the two days Monday and Tuesday": the cursor stands behind the noun.
bool Parser::weekday_list(Expression& x) {
  const uint32_t start = at_;
  if (!is(at_, Kind::kWeekday)) return false;
  x.weekday = word(at_).value;
  take();
  relation(x.relation, true);
  // Each the day after the one before it; of two any.
  int last = x.weekday, days = 1;
  while (days < 7) {
    const uint32_t next = comma(at_) ? at_ + 1 : at_;
    const bool joined = is(next, Kind::kWeekday) && (word(next).conjunction || next != at_);
    if (!joined || (days > 1 && word(next).value != last % 7 + 1)) break;
    last = word(next).value;
    at_ = next;
    take();
    relation(x.relation, true);
    ++days;
  }
  if (days > 1) {
    x.weekday_to = last;
    return true;
  }
  at_ = start;
  x.weekday = 0;
  return false;
}

bool Parser::day_number(int& day) {
  const auto n = number(at_);
  if (!n || n->value < 1 || n->value > 31 || n->value != static_cast<int>(n->value)) return false;
  if (n->digits && (!n->plain || n->digit_count > 2)) return false;
  day = static_cast<int>(n->value);
  at_ = n->next;
  return true;
}

// "32 January": a month right behind it shows that a day is meant.
bool Parser::day_of_no_month(int& day) {
  const auto n = number(at_);
  if (!n || !n->digits || !n->plain || n->digit_count != 2 || !is(n->next, Kind::kMonth)) return false;
  if (word(n->next).use != Use::kSure || word(n->next).conjunction) return false;
  day = static_cast<int>(n->value);
  at_ = n->next;
  return true;
}

// "25 and 26 August", "30 or 31 July", "3 - 5 May", "the second and third of August"
bool Parser::day_list(Expression& x) {
  const uint32_t start = at_;
  int first = 0;
  if (!day_number(first)) return false;
  for (int more = first;;) {  // days in the middle
    const uint32_t before = at_;
    if (comma(at_) || waw(at_)) ++at_;
    else if (!word(at_).conjunction) break;
    int day = 0;
    if (day_number(day) && day > more && (comma(at_) || joined_by_waw(at_))) {
      more = day;
      continue;
    }
    at_ = before;
    break;
  }
  bool joined = true;
  if (joined_by_waw(at_)) at_ += waw(at_) ? 1 : 0;
  else if (is(at_, Kind::kOr) || dash(at_)) ++at_;
  else if (is(at_, Kind::kTo)) take();
  else joined = false;
  Moment moment;
  if (!joined || !day_and_month(moment, x.relation) || moment.day <= first) {
    at_ = start;
    x.relation = Relation::kNone;
    return false;
  }
  x.shape = Shape::kRange;
  x.to = moment;
  x.from = moment;
  x.from.day = first;
  return true;
}

// What looks like a numeric date up to `at` is part of a longer number, or of a sum: "2020/11/12-33", "12.5.2020
// riyal".
bool Parser::number_goes_on(uint32_t at) const {
  if (context_.blocks(key(at), Place::kAfter, What::kYear) || mark(at, '%') || mark(at, '$')) return true;
  return touching(at) && (dash(at) || mark(at, '/') || mark(at, '+')) && touching(at + 1) && is(at + 1, Kind::kNumber);
}

// d/m/yyyy, yyyy-mm-dd and the like, without spaces between.
bool Parser::numeric_date(Moment& moment) {
  if (at_ + 4 >= end_) return false;
  const uint32_t a = at_;
  const bool slash = mark(a + 1, '/') && mark(a + 3, '/');
  const bool hyphen = dash(a + 1) && dash(a + 3);
  if (!slash && !hyphen) return false;
  int parts[3];
  uint8_t digits[3];
  for (uint32_t i = 0; i < 3; ++i) {
    const auto n = text::read_digits(key(a + 2 * i));
    if (!n || !n->plain || n->digits > 4 || (hyphen && i > 0 && !touching(a + 2 * i))) return false;
    parts[i] = static_cast<int>(n->value);
    digits[i] = n->digits;
  }
  if (number_goes_on(a + 5)) return false;
  if (digits[0] == 4) moment = {parts[0], parts[1], parts[2]};
  else if (digits[2] == 4) moment = {parts[2], parts[1], parts[0]};
  else return false;
  if (moment.month > 12 && moment.day <= 12) std::swap(moment.month, moment.day);
  if (moment.day == 0 || moment.month == 0 || moment.month > 12) return false;
  moment.hijri = hijri_year(moment.year);
  if (moment.year == 0) moment.year = Moment::kYearZero;
  else if (!moment.hijri && !gregorian_year(moment.year)) return false;
  at_ = a + 5;
  if (is(at_, Kind::kEra)) {
    moment.hijri = word(at_).value == 1;
    take();
  }
  return true;
}

// "8.9.2020" is one token.
bool Parser::dotted_date(Moment& moment) {
  if (at_ >= end_ || doc_.tokens[at_].kind != TokenKind::kNumber) return false;
  const std::string_view text = key(at_);
  const size_t first = text.find('.');
  const size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.size() - second != 5 || first > 2 || second - first > 3) return false;
  const auto day = text::read_digits(text.substr(0, first));
  const auto month_number = text::read_digits(text.substr(first + 1, second - first - 1));
  const auto year_number = text::read_digits(text.substr(second + 1));
  if (!day || !month_number || !year_number || month_number->value > 12 || month_number->value < 1 || day->value < 1 ||
      day->value > 31 || !gregorian_year(year_number->value) || number_goes_on(at_ + 1))
    return false;
  moment = {static_cast<int>(year_number->value), static_cast<int>(month_number->value), static_cast<int>(day->value)};
  take();
  return true;
}

// A four-digit year, or one in words when a word for "year" stands before it (`told`).
bool Parser::year(int& out, bool& hijri, bool told) {
  const auto n = number(at_);
  if (!n || n->ordinal || !n->whole) return false;
  const bool zero = n->digits && n->plain && n->value == 0 && (told || n->digit_count == 4);
  if (n->digits ? !zero && (!n->plain || n->digit_count != 4) : !told) return false;
  if (n->digits && n->value == 0) {
    out = Moment::kYearZero;
    at_ = n->next;
    return true;
  }
  const bool era = is(n->next, Kind::kEra);
  const bool says_hijri = era && word(n->next).value == 1;
  if (says_hijri ? !hijri_year(n->value) : hijri ? !hijri_year(n->value) : !gregorian_year(n->value)) {
    if (!hijri_year(n->value) || !told || n->value < 1340) return false;
    hijri = true;  // "the year 1436"
  }
  if (says_hijri) hijri = true;
  out = static_cast<int>(n->value);
  at_ = n->next;
  if (era && (touching(at_) || word(at_).tokens > 0)) take();
  return true;
}

bool Parser::month(Moment& moment) {
  if (!is(at_, Kind::kMonth) || word(at_).conjunction) return false;
  moment.month = word(at_).value;
  moment.hijri = word(at_).hijri;
  take();
  month_pair(moment);
  return true;
}

// The same month by its other name: "yanayir (kanun al-thani)", "mayu/ayyar", "nisan - abril", "yulyu tammuz".
void Parser::month_pair(Moment& moment) {
  uint32_t at = at_;
  const bool bracket = mark(at, '(');
  if (bracket || mark(at, '/') || mark(at, '\\') || dash(at)) ++at;
  if (mark(at, '/')) ++at;
  const Word& w = word(at);
  if (w.kind != Kind::kMonth || w.conjunction || w.hijri != moment.hijri || w.value != moment.month) return;
  at += w.tokens;
  if (bracket && !mark(at, ')')) return;
  at_ = bracket ? at + 1 : at;
}

// What follows a month: its year, or a word that says which year.
void Parser::year_after(Moment& moment, Relation& told) {
  relation(told);
  const uint32_t start = at_;
  if (comma(at_) && moment.day != 0) ++at_;
  if (is(at_, Kind::kFrom) && (is(at_ + 1, Kind::kOne) || is(at_ + 1, Kind::kThis))) take();
  if (is(at_, Kind::kThis) && is(at_ + 1, Kind::kOne) && word(at_ + 1).value == static_cast<int>(Unit::kYear)) {
    at_ += 2;
    moment.year_relation = Relation::kThis;
    return;
  }
  const Word& unit = word(at_);
  const bool year_word = unit.kind == Kind::kOne && unit.value == static_cast<int>(Unit::kYear) && !unit.conjunction;
  if (year_word) take();
  if (year(moment.year, moment.hijri, year_word) || year_in_words(moment)) return;
  if (year_word && relation(moment.year_relation)) return;
  at_ = start;
}

// "May two thousand and ten"
bool Parser::year_in_words(Moment& moment) {
  const auto n = number(at_);
  if (!n || n->digits || n->ordinal || !n->whole || moment.hijri || n->value < kFirstBareYear || n->value > kLastYear)
    return false;
  moment.year = static_cast<int>(n->value);
  at_ = n->next;
  return true;
}

// "8 September 2020", "the 22nd of May", "the 23rd of the current", "the seventh of the month"
bool Parser::day_and_month(Moment& moment, Relation& told) {
  const uint32_t start = at_;
  if (!day_number(moment.day) && !day_of_no_month(moment.day)) return false;
  const bool of = bare(at_, Kind::kFrom);
  if (of) take();
  else if ((dash(at_) || mark(at_, '/')) && touching(at_) && is(at_ + 1, Kind::kMonth)) ++at_;
  if (is(at_, Kind::kThis) && is(at_ + 1, Kind::kOne) && word(at_ + 1).value == static_cast<int>(Unit::kMonth)) {
    at_ += 2;
    moment.month_relation = Relation::kThis;
    return true;
  }
  const bool month_word = is(at_, Kind::kOne) && word(at_).value == static_cast<int>(Unit::kMonth);
  const bool definite = month_word && word(at_).definite;
  if (month_word) take();
  if (month(moment)) {
    year_after(moment, told);
    return true;
  }
  Relation which = Relation::kNone;
  if (definite || !month_word) {
    if (relation(which) && (definite || which == Relation::kThis)) {
      moment.month_relation = which;
      return true;
    }
    if (definite && of && !is(at_, Kind::kNumber)) {
      moment.month_relation = Relation::kThis;
      return true;
    }
  }
  at_ = start;
  moment = {};
  return false;
}

bool Parser::date(Moment& moment, Relation& told) {
  const uint32_t start = at_;
  if (numeric_date(moment) || dotted_date(moment) || day_and_month(moment, told)) return true;
  at_ = start;
  moment = {};
  return false;
}

// The same day in the other calendar: "corresponding to 20 Jumada I 1446", "(7 July 2015)".
void Parser::corresponding(Expression& x) {
  const uint32_t start = at_;
  const bool bracket = mark(at_, '(');
  if (bracket || comma(at_) || mark(at_, '/') || dash(at_)) ++at_;
  const bool told = is(at_, Kind::kCorresponding);
  if (told) take();
  if (is(at_, Kind::kOne) && word(at_).value == static_cast<int>(Unit::kDay)) take();
  if (bare(at_, Kind::kWeekday)) take();
  Moment other;
  Relation ignored = Relation::kNone;
  const bool fits = (told || bracket || start != at_) && date(other, ignored) && other.day != 0 &&
                    (told || other.hijri != x.from.hijri) && (!bracket || mark(at_, ')'));
  if (!fits) {
    at_ = start;
    return;
  }
  if (bracket) ++at_;
  x.pair = other;
  if (x.from.hijri && !x.pair.hijri) std::swap(x.from, x.pair);
}

bool Parser::number_first(Expression& x) {
  const uint32_t start = at_;
  if (hour_range(x, false) || clock(x, false)) return true;
  at_ = start;
  Moment moment;
  if (numeric_date(moment) || dotted_date(moment)) {
    x.from = moment;
    corresponding(x);
    trailing_time(x);
    return true;
  }
  if (day_list(x)) return true;
  if (date(moment, x.relation)) {
    const bool bare_date = moment.year == 0 && x.relation == Relation::kNone && moment.month != 0 &&
                           moment.year_relation == Relation::kNone;
    if (bare_date && start > begin_ && context_.blocks(key(start - 1), Place::kBefore, What::kMonth)) return false;
    x.from = moment;
    corresponding(x);
    trailing_time(x);
    return true;
  }
  at_ = start;
  x = {};
  return year_range(x) || counted_units(x);
}

// A bare year, "2015-2016", "2014/2015".
bool Parser::year_range(Expression& x) {
  const uint32_t start = at_;
  const bool blocked =
      start > begin_ &&
      (context_.blocks(key(start - 1), Place::kBefore, What::kYear) || mark(start - 1, '+') || mark(start - 1, '/') ||
       mark(start - 1, ':') || mark(start - 1, '.') || mark(start - 1, '$') || (dash(start - 1) && touching(start)) ||
       (doc_.tokens[start - 1].kind == TokenKind::kWord && touching(start) && !word(start).conjunction &&
        key(start - 1).size() > 2));
  if (blocked || !year(x.from.year, x.from.hijri, false) || x.from.year < 0) return false;
  if ((x.from.year < kFirstBareYear && !x.from.hijri) || context_.blocks(key(at_), Place::kAfter, What::kYear) ||
      mark(at_, '%') || mark(at_, '$')) {
    at_ = start;
    return false;
  }
  const uint32_t after = at_;
  if ((dash(at_) || mark(at_, '/')) && at_ + 1 < end_) {
    ++at_;
    if (year(x.to.year, x.to.hijri, false) && x.to.year > x.from.year) {
      x.shape = Shape::kRange;
      return true;
    }
    at_ = after;
    x.to = {};
    if (touching(after) && touching(after + 1) && is(after + 1, Kind::kNumber)) {  // a telephone or file number
      at_ = start;
      return false;
    }
  }
  return true;
}

// "May the twenty-first"
void Parser::ordinal_day(Moment& moment) {
  const auto n = number(at_);
  if (!n || n->digits || !n->ordinal || !n->definite || n->value > 31 || word(at_).conjunction) return;
  moment.day = static_cast<int>(n->value);
  at_ = n->next;
  if (is(at_, Kind::kFrom) && number(at_ + 1)) take();  // "the twenty-first of two thousand"
}

// "(on) the feast of the sacrifice", "on New Year's Day 2019": a feast that nothing places in time is only a feast.
bool Parser::feast(Expression& x) {
  const uint32_t start = at_;
  const Word& w = word(at_);
  const std::string_view before = start > begin_ ? key(start - 1) : std::string_view{};
  const Kind kind_before = start > begin_ ? kind(start - 1) : Kind::kNone;
  const bool placed = before == kIn || kind_before == Kind::kOne || kind_before == Kind::kWithin ||
                      kind_before == Kind::kBefore || kind_before == Kind::kAfter || kind_before == Kind::kSince ||
                      kind_before == Kind::kTo;
  x.from.hijri = w.value >= 10000;
  x.from.month = w.value % 10000 / 100;
  x.from.day = w.value % 100;
  take();
  const bool hijri = x.from.hijri;
  year_after(x.from, x.relation);
  if (hijri && !x.from.hijri && x.from.year != 0) x.from.hijri = true;
  if (x.from.hijri && x.from.year >= kFirstBareYear) {  // told by a year of the other calendar
    x.from = {};
    at_ = start;
    return false;
  }
  if (placed || x.from.year != 0 || x.relation != Relation::kNone || x.from.year_relation != Relation::kNone)
    return true;
  at_ = start;
  x = {};
  return false;
}

bool Parser::month_first(Expression& x) {
  const uint32_t start = at_;
  const Use use = word(at_).use;
  if (!is(at_, Kind::kMonth)) return false;
  if (start > begin_ + 1 && is(start - 1, Kind::kNumber) &&
      context_.blocks(key(start - 2), Place::kBefore, What::kMonth))
    return false;  // the name of a movement or a place
  const std::string_view before = start > begin_ ? key(start - 1) : std::string_view{};
  const Kind before_kind = start > begin_ ? kind(start - 1) : Kind::kNone;
  Moment moment;
  moment.month = word(at_).value;
  moment.hijri = word(at_).hijri;
  take();
  const uint32_t after_name = at_;
  month_pair(moment);
  const bool paired = at_ != after_name;
  if ((dash(at_) || is(at_, Kind::kTo)) && is(at_ + 1, Kind::kMonth) && word(at_ + 1).use <= Use::kContext &&
      word(at_ + 1).value > moment.month && word(at_ + 1).hijri == moment.hijri) {  // "January - March"
    ++at_;
    x.shape = Shape::kRange;
    x.from = moment;
    x.to = moment;
    x.to.month = word(at_).value;
    take();
    year_after(x.to, x.relation);
    x.from.year = x.to.year;
    return true;
  }
  ordinal_day(moment);
  year_after(moment, x.relation);
  const bool told = moment.day != 0 || paired || moment.year != 0 || x.relation != Relation::kNone ||
                    moment.year_relation != Relation::kNone;
  const bool preposition = before == kIn || word(start).preposition || before_kind == Kind::kSince ||
                           before_kind == Kind::kWithin || before_kind == Kind::kTo || before_kind == Kind::kBefore ||
                           before_kind == Kind::kAfter || before_kind == Kind::kFrom || before_kind == Kind::kEdge;
  const bool month_word = before_kind == Kind::kOne && word(start - 1).value == static_cast<int>(Unit::kMonth);
  const bool enough = use == Use::kSure      ? true
                      : use == Use::kContext ? told || preposition || month_word || before_kind == Kind::kNumber
                                             : told || month_word || (moment.hijri && before == kIn);
  if (!enough) {
    at_ = start;
    return false;
  }
  x.from = moment;
  return true;
}

}  // namespace isnad::times
