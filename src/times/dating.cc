// SPDX-License-Identifier: Apache-2.0
// Naive Bayes over days, on two words at a time. The numbers are set by hand: how long after an event papers tell of
// it, how a page's date lags behind its text. Clues and pairs of one text are no independent witnesses: each counts in
// part.
#include "times/dating.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace isnad::times {

namespace {

constexpr Day kMargin = 7;        // days around those of the store that an undated text may be of
constexpr Day kMostDays = 20000;  // fifty years; what is longer is cut at the older end
constexpr size_t kMostClues = 12;
constexpr double kClueWeight = 0.7;
constexpr double kSlip = 1e-4;        // a weekday may always be a slip of the pen
constexpr double kOutletShare = 0.7;  // how far the outlet's own days count before those of all
constexpr double kUnseen = 0.3;       // texts thought of on days that have none
constexpr double kCalm = 0.3;         // share of a usual day's texts that is mixed into each day's: few tell little
constexpr double kWitnesses = 5.5;    // all pairs of words together weigh as so many independent ones
constexpr double kFewPairs = 10;
constexpr double kSure = 0.92;  // belief that the run of days must hold
constexpr Day kNarrow = 3;      // a longer run says little, and may as well be a surer one
constexpr double kSurer = 0.98;

using Ages = std::array<double, 7>;
constexpr Ages kTodayLag = {0.80, 0.15, 0.02, 0.01, 0.005, 0.005, 0.01};  // a page is dated the next day, often
constexpr Ages kPast = {0.15, 0.30, 0.24, 0.14, 0.07, 0.05, 0.05};        // days since a weekday told without more
constexpr Ages kLast = {0.07, 0.13, 0.17, 0.18, 0.17, 0.15, 0.13};        // ... told with «last»
constexpr Ages kAhead = {0.10, 0.22, 0.20, 0.16, 0.13, 0.10, 0.09};       // days until a weekday to come

// How likely a text of `day` is to tell of a day so many days before it (negative: after it).
double age_weight(int age, Direction direction) {
  const double ahead = direction == Direction::kPast ? 0.04 : direction == Direction::kFuture ? 0.85 : 0.25;
  const double size = age >= 0 ? 1.0 + age : -static_cast<double>(age);
  return (age >= 0 ? 1 - ahead : ahead) * 0.25 / std::pow(size, 1.3);
}

double weekday_weight(const Clue& clue, Day day) {
  const auto since = static_cast<size_t>((weekday_of(day) - clue.weekday + 7) % 7);
  if (clue.kind == Clue::Kind::kToday) return kTodayLag[since];
  const size_t until = (7 - since) % 7;
  if (clue.relation == Relation::kNext || clue.direction == Direction::kFuture) return kAhead[until];
  return clue.relation == Relation::kLast ? kLast[since] : kPast[since];
}

double day_weight(const Clue& clue, Day day, const HijriCalendar& hijri) {
  double best = 0;
  const int year = clue.hijri ? hijri.date(day).year : civil_of(day).year;
  for (int shift = -1; shift <= 1; ++shift) {
    Civil told = clue.day;
    if (told.year == 0) told.year = year + shift;
    else if (shift != 0) continue;
    std::optional<Day> meant;
    if (clue.hijri) meant = hijri.day(told);
    else if (valid(told)) meant = day_of(told);
    if (meant) best = std::max(best, age_weight(day - *meant, clue.direction));
  }
  return best;
}

// How a text's words spread to the days around its own: papers of other places are a day early or late.
constexpr struct {
  Day lag;
  double share;
} kEcho[] = {{0, 0.6}, {-1, 0.15}, {1, 0.25}};

// Days in a row with a number for each.
class Row {
 public:
  Row(Days days, double value) : first_(days.first), values_(static_cast<size_t>(days.last - days.first + 1), value) {}

  size_t size() const { return values_.size(); }
  Day day(size_t at) const { return first_ + static_cast<Day>(at); }
  double& operator[](size_t at) { return values_[at]; }
  double operator[](size_t at) const { return values_[at]; }

  void add(Day day, double value) {
    if (day >= first_ && day < first_ + static_cast<Day>(values_.size()))
      values_[static_cast<size_t>(day - first_)] += value;
  }
  void echo(Day day, double value) {
    for (const auto& [lag, share] : kEcho) add(day + lag, value * share);
  }
  void scale_to_one() {
    const double whole = std::accumulate(values_.begin(), values_.end(), 0.0);
    if (whole > 0)
      for (double& value : values_) value /= whole;
  }

  // The shortest run that holds `mass` of the whole, which is 1; of several the heaviest.
  Days shortest_run(double mass) const {
    size_t best_begin = 0, best_end = values_.size();
    double inside = 0, best = 0;
    for (size_t begin = 0, end = 0; begin < values_.size(); inside -= values_[begin++]) {
      while (end < values_.size() && inside < mass) inside += values_[end++];
      if (inside < mass) break;
      const size_t length = end - begin, shortest = best_end - best_begin;
      if (length > shortest || (length == shortest && inside <= best)) continue;
      best_begin = begin;
      best_end = end;
      best = inside;
    }
    return {day(best_begin), day(best_end) - 1};
  }

 private:
  Day first_;
  std::vector<double> values_;
};

void add_prior(const Surroundings& around, Row& belief) {
  Row all({belief.day(0), belief.day(belief.size() - 1)}, kUnseen);
  Row outlet({belief.day(0), belief.day(belief.size() - 1)}, kUnseen);
  for (const DayCount& one : around.days) all.add(one.day, one.documents);
  for (const DayCount& one : around.outlet.empty() ? around.days : around.outlet) outlet.add(one.day, one.documents);
  all.scale_to_one();
  outlet.scale_to_one();
  for (size_t i = 0; i < belief.size(); ++i)
    belief[i] += std::log((1 - kOutletShare) * all[i] + kOutletShare * outlet[i]);
}

void add_pairs(const Surroundings& around, Row& belief) {
  if (around.pairs.empty()) return;
  const Days days{belief.day(0), belief.day(belief.size() - 1)};
  double whole = 0;
  for (const DayCount& one : around.days) whole += one.documents;
  const double calm = kCalm * whole / static_cast<double>(around.days.size());
  Row texts(days, calm);
  for (const DayCount& one : around.days) texts.echo(one.day, one.documents);
  const double weight = kWitnesses / std::max(static_cast<double>(around.pairs.size()), kFewPairs);
  for (const std::vector<Day>& pair : around.pairs) {
    const double share = static_cast<double>(pair.size()) / whole;
    Row holding(days, calm * share);
    for (const Day day : pair) holding.echo(day, 1);
    for (size_t i = 0; i < belief.size(); ++i) belief[i] += weight * std::log(holding[i] / (texts[i] * share));
  }
}

}  // namespace

std::optional<Days> likely_days(std::span<const Clue> clues, const Surroundings& around, const Days& bounds,
                                const HijriCalendar& hijri) {
  if (around.days.empty() || (clues.empty() && around.pairs.empty())) return std::nullopt;
  const Day last = std::min(around.days.back().day + kMargin, bounds.last);
  const Day first = std::max({around.days.front().day - kMargin, bounds.first, last - kMostDays});
  if (first > last) return std::nullopt;
  Row belief({first, last}, 0);
  add_prior(around, belief);
  add_pairs(around, belief);
  for (const Clue& clue : clues.first(std::min(clues.size(), kMostClues)))
    for (size_t i = 0; i < belief.size(); ++i) {
      const Day day = belief.day(i);
      const double weight = clue.kind == Clue::Kind::kDay ? day_weight(clue, day, hijri) : weekday_weight(clue, day);
      belief[i] += kClueWeight * std::log(weight + kSlip);
    }
  double top = belief[0];
  for (size_t i = 1; i < belief.size(); ++i) top = std::max(top, belief[i]);
  for (size_t i = 0; i < belief.size(); ++i) belief[i] = std::exp(belief[i] - top);
  belief.scale_to_one();
  const Days run = belief.shortest_run(kSure);
  return run.last - run.first < kNarrow ? run : belief.shortest_run(kSurer);
}

}  // namespace isnad::times
