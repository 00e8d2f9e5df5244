// SPDX-License-Identifier: Apache-2.0
#include "times/conflicts.h"

namespace isnad::times {

namespace {

constexpr size_t kMostDated = 64;   // full dates compared with each date without a year
constexpr uint32_t kSentences = 8;  // sentences back to such a time where nothing else dates the text
constexpr size_t kNeighbours = 4;   // times before a date that may show which year its story tells of

bool without_year(const Expression& x) {
  const Moment& m = x.from;
  return x.shape == Shape::kCalendar && m.year == 0 && m.month != 0 && m.day != 0 && !m.hijri && !x.offset &&
         x.relation == Relation::kNone && m.year_relation == Relation::kNone && m.month_relation == Relation::kNone &&
         x.pair.empty();
}

bool with_year(const Expression& x) {
  return x.shape == Shape::kCalendar && x.from.year != 0 && x.from.month != 0 && !x.from.hijri;
}

void doubt(Found& one, Day other) {
  if (one.outcome.issue != nullptr || !one.outcome.resolved) return;
  one.outcome.candidates = {*one.outcome.resolved, one_day(other)};
  one.outcome.issue = "year-unclear";
  one.outcome.message = "a date without a year stands beside dates of another year";
}

// In a text without a day of publication: behind a full date it is of that date's year, or the next time round.
void between_years(std::vector<Found>& found, size_t at) {
  Found& one = found[at];
  const Moment& m = one.expression.from;
  if (one.outcome.issue != nullptr) return;
  for (size_t back = 1; back <= kNeighbours && back <= at; ++back) {
    const Found& near = found[at - back];
    if (one.sentence - near.sentence > kSentences || !with_year(near.expression) || !near.outcome.resolved) continue;
    const int year = near.expression.from.year;
    for (const int told : {year, year + 1})
      if (valid({told, m.month, m.day})) one.outcome.candidates.push_back(one_day(day_of({told, m.month, m.day})));
    if (one.outcome.candidates.empty()) return;
    one.outcome.issue = "year-unclear";
    one.outcome.message = "a date without a year stands behind a date with one";
    return;
  }
}

// The year in which the text elsewhere tells the same day and month.
int year_elsewhere(const std::vector<const Found*>& dated, const Moment& moment) {
  for (const Found* other : dated) {
    const Moment& m = other->expression.from;
    if (m.day == moment.day && m.month == moment.month) return m.year;
  }
  return 0;
}

}  // namespace

void settle_years(const Document& doc, const Context& context, std::vector<Found>& found) {
  std::vector<const Found*> dated;
  for (const Found& one : found)
    if (with_year(one.expression) && dated.size() < kMostDated) dated.push_back(&one);
  for (size_t i = 0; i < found.size(); ++i) {
    Found& one = found[i];
    if (!without_year(one.expression)) continue;
    const Moment& m = one.expression.from;
    const uint32_t first = one.expression.first;
    const std::string_view noun = first > 0 ? doc.tokens[first - 1].key : std::string_view{};
    if (const auto named = context.named_day(noun, m.day, m.month)) {
      one.outcome = {};
      one.outcome.resolved = one_day(*named);
      continue;
    }
    if (!one.outcome.resolved) {
      between_years(found, i);
      continue;
    }
    if (!one.outcome.resolved->is_day() || dated.empty()) continue;
    const int year = civil_of(one.outcome.resolved->first).year;
    const int elsewhere = year_elsewhere(dated, m);
    if (elsewhere != 0) {
      if (elsewhere != year && valid({elsewhere, m.month, m.day}))
        one.outcome.resolved = one_day(day_of({elsewhere, m.month, m.day}));
      continue;
    }
    for (size_t back = 1; back <= kNeighbours && back <= i; ++back) {
      const Found& near = found[i - back];
      if (one.sentence - near.sentence > 1) break;
      const int told = near.expression.from.year;
      if (with_year(near.expression) && told < year && valid({told, m.month, m.day})) {
        doubt(one, day_of({told, m.month, m.day}));
        break;
      }
    }
  }
}

}  // namespace isnad::times
