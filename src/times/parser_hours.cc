// SPDX-License-Identifier: Apache-2.0
// Hours: clocks in digits and words, parts of the day, ranges of hours.
#include <algorithm>

#include "text/numbers.h"
#include "times/parser.h"

namespace isnad::times {

namespace {

constexpr std::string_view kIn = "\xD9\x81\xD9\x8A";          // fi
constexpr std::string_view kAt = "\xD8\xB9\xD9\x86\xD8\xAF";  // inda

Unit unit_of(const Word& w) { return static_cast<Unit>(w.value); }

}  // namespace

// "half past six in the evening Greenwich time"
bool Parser::hour(Expression& x) {
  if (!is(at_, Kind::kHour)) return false;
  const uint32_t start = at_;
  take();
  if (!clock(x, true)) {
    at_ = start;
    return false;
  }
  return true;
}

// Digits "18:00", or after the word for "hour" any number of 0 to 24. `told`: that word stood before.
bool Parser::clock(Expression& x, bool told) {
  const uint32_t start = at_;
  auto n = number(at_);
  if (n && n->ordinal && n->value > 24) {  // "the eighth and twenty minutes"
    n->value = numbers_.find(key(at_).substr(word(at_).clitics))->value;
    n->next = at_ + 1;
  }
  if (!n || n->value < 0 || n->value > 24) return false;
  const std::string_view digits = key(at_);
  const size_t point = n->digits && !n->plain ? digits.find_first_of(".,") : std::string_view::npos;
  const bool dotted = told && point != std::string_view::npos && digits.size() == point + 3;  // "20.30"
  if (!dotted && (!n->whole || (n->digits && !n->plain))) return false;
  bool minutes = false;
  if (n->digits && mark(n->next, ':') && touching(n->next) && touching(n->next + 1)) {
    const auto m = text::read_digits(key(n->next + 1));
    if (!m || !m->plain || m->digits != 2 || m->value >= 60) return false;
    x.minute = static_cast<int>(m->value);
    at_ = n->next + 2;
    minutes = true;
    if (mark(at_, ':') && touching(at_)) at_ += 2;  // seconds
  } else {
    at_ = n->next;
  }
  if (dotted) {
    x.minute = static_cast<int>(text::read_digits(digits.substr(point + 1))->value);
    if (x.minute >= 60) return false;
  }
  const uint32_t after_digits = at_;
  x.hour = static_cast<int>(n->value);
  x.shape = Shape::kHour;
  hour_details(x);
  const bool fraction = x.minute != 0 && !minutes && !dotted;
  const bool in_words = n->ordinal && n->definite && n->value <= 12 && at_ > after_digits &&
                        (fraction || (x.part_of_day != PartOfDay::kNone && stands_free(start)));
  const bool sure = in_words || told || x.zone >= 0 || (minutes && x.shape == Shape::kCalendar) ||
                    (x.part_of_day != PartOfDay::kNone && (minutes || n->digits));
  if (!sure || at_ > end_) {
    at_ = start;
    x = {};
    return false;
  }
  return true;
}

// Minutes in words, the part of the day, the zone, the day itself.
void Parser::hour_details(Expression& x) {
  const Word& added = word(at_);
  if (added.kind == Kind::kPart && added.conjunction && added.definite) {
    x.minute = 60 / added.value;
    take();
  } else if (added.kind == Kind::kMinutes) {
    x.minute += added.value;
    take();
  } else if (const uint32_t from = waw(at_) ? at_ + 1 : at_;
             (added.conjunction || waw(at_)) && is(from, Kind::kNumber) && number(from)) {
    const auto n = number(from);
    if (is(n->next, Kind::kOne) || is(n->next, Kind::kMany)) {
      x.minute = static_cast<int>(std::min(59.0, n->value));
      at_ = n->next;
      take();
    } else if (!n->digits && bare(n->next, Kind::kPartOfDay) &&
               n->value < 60) {  // "the seventh and thirty in the evening"
      x.minute = static_cast<int>(n->value);
      at_ = n->next;
    }
  }
  const uint32_t before_part = at_;
  if (is(at_, Kind::kFrom)) take();
  else if (key(at_) == kIn && is(at_ + 1, Kind::kPartOfDay) && word(at_ + 1).definite) ++at_;
  if (is(at_, Kind::kPartOfDay) && !word(at_).conjunction) {
    const auto part = static_cast<PartOfDay>(word(at_).value);
    Expression day;
    if (part_of_day_first(day)) {
      const int hour = x.hour, minute = x.minute;
      x = day;
      x.hour = hour;
      x.minute = minute;
    } else {
      take();
    }
    x.part_of_day = part;
  } else {
    at_ = before_part;
  }
  zone(x);
  if (x.shape == Shape::kHour) {
    const uint32_t before_day = at_;
    Expression day;
    const Kind next = kind(at_);
    const bool day_noun = next == Kind::kOne && unit_of(word(at_)) == Unit::kDay;
    if (comma(at_) || is(at_, Kind::kFrom)) at_ = before_day;
    if ((next == Kind::kDay || next == Kind::kWeekday || next == Kind::kThis || day_noun) && !word(at_).conjunction &&
        core(day) && day.shape == Shape::kCalendar && day.hour < 0) {
      day.hour = x.hour;
      day.minute = x.minute;
      if (x.part_of_day != PartOfDay::kNone) day.part_of_day = x.part_of_day;
      day.zone = x.zone;
      day.unknown_zone = x.unknown_zone;
      x = day;
      zone(x);
    } else {
      at_ = before_day;
    }
  }
}

// False after a noun, of which an ordinal tells the place in a row: "the third session in the evening".
bool Parser::stands_free(uint32_t at) const {
  if (at <= begin_) return true;
  const Token& before = doc_.tokens[at - 1];
  if (before.kind != TokenKind::kWord) return true;
  switch (doc_.analysis(before).pos) {
    case Pos::kVerb:
    case Pos::kPreposition:
    case Pos::kConjunction:
    case Pos::kParticle:
    case Pos::kAdverb: return true;
    default: return kind(at - 1) != Kind::kNone && kind(at - 1) != Kind::kOne;
  }
}

// Midnight and noon by their names, and with "in" before it any part of the day: the day is today.
bool Parser::part_of_day_alone(Expression& x) {
  const Word& w = word(at_);
  const auto part = static_cast<PartOfDay>(w.value);
  if (w.conjunction) return false;
  const std::string_view before = at_ > begin_ ? key(at_ - 1) : std::string_view{};
  const bool named = w.tokens > 1 && (part == PartOfDay::kMidnight || part == PartOfDay::kNoon);
  const bool article = w.definite || (w.tokens > 1 && key(at_).size() > 0);
  const bool placed =
      (before == kIn || before == kAt || (at_ > begin_ && is(at_ - 1, Kind::kWithin) && part != PartOfDay::kNoon)) &&
      article;
  if (!named && !placed && !of_time_) return false;
  take();
  if (named || (placed && part == PartOfDay::kNoon)) {
    x.shape = Shape::kHour;
    x.hour = part == PartOfDay::kNoon ? 12 : 0;
    return true;
  }
  x.offset = 0;
  x.part_of_day = part;
  return true;
}

// One end of a range of hours: "five", "5:30", "the hour 5", "5 in the evening".
bool Parser::range_hour(Expression& x, bool& told) {
  const uint32_t start = at_;
  if (is(at_, Kind::kHour)) {
    told = true;
    if (hour(x) && (x.shape == Shape::kHour || x.hour >= 0)) return true;
  } else if (number(at_)) {
    const bool digits = mark(at_ + 1, ':');
    if (clock(x, true) && (x.shape == Shape::kHour || x.hour >= 0)) {
      told = told || digits || x.part_of_day != PartOfDay::kNone;
      return true;
    }
  }
  at_ = start;
  return false;
}

// "from 5 to 6 in the evening", "between the hours 9 and 11", "1:30 to 3:30": one of the ends must show that it is an
// hour. The first takes its half of the day from the last.
bool Parser::hour_range(Expression& x, bool between) {
  const uint32_t start = at_;
  Expression first, last;
  bool told = false;
  const bool fits = range_hour(first, told) && (between ? joined_by_waw(at_) : is(at_, Kind::kTo) || dash(at_));
  if (fits) {
    if (waw(at_) || dash(at_)) ++at_;
    else if (is(at_, Kind::kTo)) take();
    if (range_hour(last, told) && told) {
      x = last.offset || last.weekday != 0 || !last.from.empty() ? last : first;
      x.part_of_day = first.part_of_day != PartOfDay::kNone ? first.part_of_day : last.part_of_day;
      x.hour = first.hour;
      x.minute = first.minute;
      x.hour_to = last.hour;
      x.minute_to = last.minute;
      x.part_to = last.part_of_day;
      x.zone = last.zone;
      return true;
    }
  }
  at_ = start;
  x = {};
  return false;
}

// "Greenwich time"; of a place that no table has the name is taken along, for the issue that it raises.
void Parser::zone(Expression& x) {
  if (!is(at_, Kind::kZone)) return;
  x.zone = word(at_).value;
  x.unknown_zone = word(at_).use == Use::kWeak;
  take();
  if (x.unknown_zone && at_ < end_ && doc_.tokens[at_].kind == TokenKind::kWord) ++at_;
}

// After a day: "(at) ten o'clock", "in the evening", "18:00".
void Parser::trailing_time(Expression& x) {
  if (x.hour >= 0) return;
  const uint32_t start = at_;
  if (bare(at_, Kind::kPartOfDay) && x.part_of_day == PartOfDay::kNone) {
    const Word& w = word(at_);
    const Kind after = kind(at_ + w.tokens);
    const bool adverb = w.definite || (after != Kind::kDay && after != Kind::kWeekday && after != Kind::kNumber);
    if (adverb) {
      x.part_of_day = static_cast<PartOfDay>(w.value);
      take();
    }
  }
  const uint32_t after_part = at_;
  if (comma(at_)) ++at_;
  if (key(at_) == kIn || key(at_) == kAt || is(at_, Kind::kAbout)) ++at_;
  Expression time;
  if ((is(at_, Kind::kHour) ? hour(time) : (at_ == after_part || dash(start)) && clock(time, false)) &&
      time.shape == Shape::kHour) {
    x.hour = time.hour;
    x.minute = time.minute;
    if (time.part_of_day != PartOfDay::kNone) x.part_of_day = time.part_of_day;
    x.zone = time.zone;
    x.unknown_zone = time.unknown_zone;
    return;
  }
  at_ = after_part;
}

}  // namespace isnad::times
