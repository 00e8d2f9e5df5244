// SPDX-License-Identifier: Apache-2.0
// A date above the title is the day on which the page was saved or served: no story is younger than that, and nothing
// more is taken from it. A date in a short line under the title dates the story, unless the text itself says otherwise.
#include "times/publication.h"

namespace isnad::times {

namespace {

constexpr uint32_t kBylineTokens = 16;  // a line that dates the story is short
constexpr Day kDaysSetAhead = 60;
constexpr Day kMonthsSetAhead = 180;
constexpr uint32_t kBylineParagraphs = 8;  // and stands near the top

struct Bounds {
  std::optional<Day> earliest;
  std::optional<Day> latest;
  Span earliest_span;
  Span latest_span;

  void not_before(Day day, Span span) {
    if (!earliest || day > *earliest) earliest = day, earliest_span = span;
  }
  void not_after(Day day, Span span) {
    if (!latest || day < *latest) latest = day, latest_span = span;
  }
};

bool full_date(const Found& found) {
  return found.expression.shape == Shape::kCalendar && found.outcome.resolved && found.outcome.resolved->is_day() &&
         found.expression.from.year != 0;
}

bool above_title(const Document& doc, const Found& found) {
  return doc.meta.title && found.expression.span.end <= doc.meta.title->begin;
}

// A date line: in a meta region, or a short line near the top that is no sentence of the story.
bool in_byline(const Document& doc, const Found& found) {
  const Sentence& sentence = doc.sentences[found.sentence];
  if (above_title(doc, found) || sentence.region == RegionKind::kTitle) return false;
  if (sentence.last_token - sentence.first_token > kBylineTokens) return false;
  if (sentence.region == RegionKind::kMeta) return true;
  const uint32_t date_tokens = found.expression.last - found.expression.first;
  return sentence.region == RegionKind::kBody && sentence.paragraph < kBylineParagraphs &&
         2 * date_tokens >= sentence.last_token - sentence.first_token;
}

// A verb of the past right beside the time: "declared in 2015", "in 2015 visited". A verb of saying counts here.
bool beside_past(const Document& doc, const Found& one) {
  const Sentence& sentence = doc.sentences[one.sentence];
  const auto past = [&](uint32_t at) {
    const Analysis& analysis = doc.analysis(doc.tokens[at]);
    return analysis.pos == Pos::kVerb && analysis.tense == Tense::kPast;
  };
  const Expression& x = one.expression;
  if (x.since) return true;
  for (uint32_t back = 1; back <= 2 && x.first >= sentence.first_token + back; ++back)
    if (past(x.first - back)) return true;
  for (uint32_t at = x.last; at < sentence.last_token && at < x.last + 2; ++at)
    if (doc.tokens[at].kind != TokenKind::kPunct) return past(at);
  return false;
}

// "in 2015"
bool in_it(const Document& doc, const Found& one) {
  constexpr std::string_view kIn = "\xD9\x81\xD9\x8A";
  const uint32_t first = one.expression.first;
  return first > doc.sentences[one.sentence].first_token && doc.tokens[first - 1].key == kIn;
}

// The first day on which a text may have told of this time. One told as past has begun; one that nothing places may lie
// ahead, but hardly further than dates are set: a day by two months, a month by half a year. A bare year may be any.
std::optional<Day> earliest_by(const Document& doc, const Found& one, Direction direction) {
  const Resolved& when = *one.outcome.resolved;
  const bool bare_year = when.first_grain == Grain::kYear && one.expression.last - one.expression.first == 1;
  if (bare_year && !in_it(doc, one)) return std::nullopt;  // "strategy 2025", "2070 of the inhabitants"
  if (direction == Direction::kPast || beside_past(doc, one)) return when.first;
  if (direction == Direction::kUntil) return std::nullopt;
  if (when.first_grain == Grain::kDay) return when.first - kDaysSetAhead;
  if (when.first_grain == Grain::kMonth) return when.first - kMonthsSetAhead;
  return std::nullopt;
}

Bounds bounds_of(const Document& doc, const std::vector<Found>& found, const std::vector<Direction>& directions) {
  Bounds bounds;
  if (const auto retrieved = read_iso_day(doc.meta.retrieved)) bounds.not_after(*retrieved, {});
  for (size_t i = 0; i < found.size(); ++i) {
    const Found& one = found[i];
    if (!one.outcome.resolved || one.outcome.issue != nullptr || one.expression.from.year == 0) continue;
    const RegionKind region = doc.sentences[one.sentence].region;
    if (above_title(doc, one)) {
      if (one.outcome.resolved->is_day()) bounds.not_after(one.outcome.resolved->first, one.expression.span);
    } else if (region == RegionKind::kBody || region == RegionKind::kTitle) {
      if (in_byline(doc, one)) continue;
      if (directions[i] == Direction::kFuture) bounds.not_after(one.outcome.resolved->last, one.expression.span);
      else if (const auto day = earliest_by(doc, one, directions[i])) bounds.not_before(*day, one.expression.span);
    }
  }
  return bounds;
}

// Who is given an office holds it when the text is written. Terms that contradict what is known bound nothing.
void add_offices(const Document& doc, const Offices& offices, Bounds& bounds) {
  for (const Mention& mention : doc.mentions) {
    const auto term = offices.held(doc, mention);
    if (!term || (bounds.latest && term->first > *bounds.latest) || (bounds.earliest && term->last < *bounds.earliest))
      continue;
    bounds.not_before(term->first, mention.span);
    if (term->last < Offices::kOpenEnd) bounds.not_after(term->last, mention.span);
  }
}

// "today Wednesday, 9 September" without a year: the years within the bounds in which that day is a Wednesday.
std::optional<Day> only_year(const Found& one, const Bounds& bounds) {
  const Expression& x = one.expression;
  if (!bounds.earliest || x.weekday == 0 || x.from.year != 0 || x.from.day == 0 || x.from.month == 0 || x.from.hijri)
    return std::nullopt;
  const int first = civil_of(*bounds.earliest).year;
  const int last = bounds.latest ? civil_of(*bounds.latest).year : first + 4;
  std::optional<Day> only;
  for (int year = first; year <= last && year <= first + 12; ++year) {
    const Civil date{year, x.from.month, x.from.day};
    if (!valid(date) || weekday_of(day_of(date)) != x.weekday) continue;
    const Day day = day_of(date);
    if (day < *bounds.earliest || (bounds.latest && day > *bounds.latest)) continue;
    if (only) return std::nullopt;
    only = day;
  }
  return only;
}

// False when the day words of the text put its "today" on another weekday than this day or the one before.
bool agrees(const std::vector<Found>& found, Day day) {
  for (const Found& one : found) {
    const Expression& x = one.expression;
    if (!x.offset || x.weekday == 0) continue;
    const int today = ((x.weekday - 1 - *x.offset) % 7 + 7) % 7 + 1;
    if (today != weekday_of(day) && today != weekday_of(day - 1)) return false;
  }
  return true;
}

void settle(Document& doc, Day earliest, Day latest, std::vector<Span> evidence) {
  Published& published = doc.meta.published;
  published.basis = DateBasis::kInferred;
  published.earliest = write(one_day(earliest));
  published.latest = write(one_day(latest));
  if (earliest == latest) published.value = published.earliest;
  published.evidence = std::move(evidence);
}

}  // namespace

void infer_publication(Document& doc, const std::vector<Found>& found, const std::vector<Direction>& directions,
                       std::optional<Day> text_day, const Offices& offices) {
  Published& published = doc.meta.published;
  if (!published.value.empty()) return;
  Bounds bounds = bounds_of(doc, found, directions);
  add_offices(doc, offices, bounds);
  const auto fits = [&](Day day) {
    return (!bounds.earliest || day >= *bounds.earliest) && (!bounds.latest || day <= *bounds.latest);
  };
  for (const Found& one : found) {
    if (!full_date(one) || !in_byline(doc, one)) continue;
    const Day day = one.outcome.resolved->first;
    if (fits(day) && agrees(found, day)) return settle(doc, day, day, {one.expression.span});
  }
  for (const Found& one : found) {
    const bool says_today = one.expression.offset && !above_title(doc, one);
    std::optional<Day> day = says_today && full_date(one) ? text_day : std::nullopt;
    if (!day && (says_today || in_byline(doc, one))) {
      day = only_year(one, bounds);
      if (day && says_today) day = *day - *one.expression.offset;
    }
    if (day && fits(*day)) return settle(doc, *day, *day, {one.expression.span});
  }
  if (!bounds.earliest && !bounds.latest) return;
  if (bounds.earliest && bounds.latest && *bounds.earliest > *bounds.latest) return;
  published.basis = DateBasis::kInferred;
  if (bounds.earliest) published.earliest = write(one_day(*bounds.earliest));
  if (bounds.latest) published.latest = write(one_day(*bounds.latest));
  if (bounds.earliest && !bounds.earliest_span.empty()) published.evidence.push_back(bounds.earliest_span);
  if (bounds.latest && !bounds.latest_span.empty()) published.evidence.push_back(bounds.latest_span);
}

void check_publication(Document& doc, const std::vector<Found>& found, const std::vector<Direction>& directions) {
  const Published& published = doc.meta.published;
  const auto day = read_iso_day(published.value);
  if (!day || published.basis == DateBasis::kInferred) return;
  if (published.basis == DateBasis::kPage && !agrees(found, *day))
    doc.issue("published-doubtful", "the text's own weekdays do not agree with the date on the page");
  for (size_t i = 0; i < found.size(); ++i) {
    const Found& one = found[i];
    if (!full_date(one) || one.outcome.issue != nullptr || directions[i] != Direction::kPast) continue;
    if (one.outcome.resolved->first <= *day + 1) continue;  // a day's grace for time zones
    doc.issue("published-conflict", "the text tells as past a day after its date of publication", one.expression.span);
    return;
  }
}

}  // namespace isnad::times
