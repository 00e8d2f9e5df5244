// SPDX-License-Identifier: Apache-2.0
// Words, then expressions, then days: lexemes.h says which tokens can be part of a time, parser.h puts them together,
// resolver.h counts the days. What the whole text shows (its own "today", the year of a date) comes between.
#include "times/times.h"

#include <algorithm>

#include "document/segment.h"
#include "lexicon/numbers.h"
#include "text/letters.h"
#include "text/utf8.h"
#include "times/calendar.h"
#include "times/conflicts.h"
#include "times/context.h"
#include "times/lexemes.h"
#include "times/offices.h"
#include "times/parser.h"
#include "times/publication.h"
#include "times/resolver.h"
#include "times/text_day.h"

namespace isnad::times {

struct Tables {
  lexicon::NumberWords numbers;
  Lexemes lexemes;
  Context context;
  HijriCalendar hijri;
  Offices offices;
};

namespace {

constexpr size_t kSpeechNeighbours = 8;  // times before a quoted one that may date its speech
constexpr uint32_t kSpeechReach = 12;    // sentences back to that time, for a part of the day
constexpr Day kDaysOfNews = 3;           // a saying told older than this is no news; "today" in it is the page's

// "Russia Today": inside a longer name a date word is part of the name.
bool inside_name(const Document& doc, Span span) {
  const auto after = std::upper_bound(doc.mentions.begin(), doc.mentions.end(), span.begin,
                                      [](uint32_t at, const Mention& m) { return at < m.span.begin; });
  if (after == doc.mentions.begin()) return false;
  const Span mention = std::prev(after)->span;
  return mention.contains(span) && mention.size() > span.size();
}

// True when an odd number of quotation marks stands before the token in its sentence.
bool quoted(const Document& doc, const Sentence& sentence, uint32_t token) {
  bool open = false;
  for (uint32_t at = sentence.first_token; at < token; ++at) {
    const Token& t = doc.tokens[at];
    if (t.kind == TokenKind::kPunct && text::is_quotation_mark(text::decode(doc.text, t.span.begin).value))
      open = !open;
  }
  return open;
}

TimeType type_of(const Found& found) {
  if (found.expression.is_set) return TimeType::kSet;
  switch (found.expression.shape) {
    case Shape::kAgo:
    case Shape::kAhead:
    case Shape::kWithin:
    case Shape::kLastUnits: return TimeType::kDuration;
    default: return found.expression.hour >= 0 ? TimeType::kTime : TimeType::kDate;
  }
}

class Run {
 public:
  Run(const Tables& tables, Document& doc) : tables_(tables), doc_(doc) {}

  void all() {
    find();
    if (found_.empty() && !doc_.meta.published.value.empty()) return;
    const std::optional<Day> published = read_iso_day(doc_.meta.published.value);
    std::optional<Day> today = text_day_of(published);
    if (!published) {
      resolve(std::nullopt);
      infer_publication(doc_, found_, directions_, today, tables_.offices);
      const auto inferred = read_iso_day(doc_.meta.published.value);
      if (inferred) today = text_day_of(inferred);
    }
    resolve(today);
    settle_years(doc_, tables_.context, found_);
    if (published) check_publication(doc_, found_, directions_);
    write_out();
  }

  std::vector<Clue> clues() {
    find();
    std::vector<Clue> clues;
    for (size_t i = 0; i < found_.size(); ++i) {
      const bool own_words = !found_[i].quoted && doc_.sentences[found_[i].sentence].region != RegionKind::kMeta;
      if (const auto clue = clue_of(found_[i].expression, directions_[i]); clue && own_words) clues.push_back(*clue);
    }
    return clues;
  }

 private:
  static std::optional<Clue> clue_of(const Expression& x, Direction direction) {
    if (x.shape != Shape::kCalendar || x.is_set || x.part != 0 || x.edge != Edge::kNone) return std::nullopt;
    Clue clue;
    clue.span = x.span;
    clue.direction = direction;
    clue.relation = x.relation;
    clue.weekday = x.weekday;
    if (x.offset && x.weekday != 0) {
      clue.kind = Clue::Kind::kToday;
      clue.weekday = ((x.weekday - 1 - *x.offset) % 7 + 7) % 7 + 1;
      return clue;
    }
    const Moment& m = x.from;
    if (m.day != 0 && m.month != 0 && x.relation == Relation::kNone && m.year_relation == Relation::kNone) {
      clue.kind = Clue::Kind::kDay;
      clue.day = {m.year, m.month, m.day};
      clue.hijri = m.hijri;
      return clue;
    }
    if (x.weekday == 0 || x.weekday_to != 0 || x.week != Relation::kNone || !m.empty()) return std::nullopt;
    clue.kind = Clue::Kind::kWeekday;
    return clue;
  }

  void find() {
    std::vector<Word> words;
    tables_.lexemes.classify(doc_, tables_.numbers, words);
    Parser parser(doc_, words, tables_.numbers, tables_.context);
    std::vector<Expression> expressions;
    for (uint32_t i = 0; i < doc_.sentences.size(); ++i) {
      expressions.clear();
      parser.sentence(doc_.sentences[i], expressions);
      for (const Expression& x : expressions) {
        const bool full = x.from.year != 0 && x.from.month != 0 && x.from.day != 0;
        if (!full && inside_name(doc_, x.span)) continue;
        found_.push_back({x, {}, i, quoted(doc_, doc_.sentences[i], x.first)});
        directions_.push_back(tables_.context.direction(doc_, doc_.sentences[i], x.first));
      }
    }
  }

  std::optional<Day> text_day_of(std::optional<Day> published) const {
    std::vector<Expression> expressions;
    for (const Found& one : found_)
      if (one.expression.offset) expressions.push_back(one.expression);
    return text_day(expressions, Resolver(tables_.hijri, tables_.lexemes, published), published);
  }

  void resolve(std::optional<Day> today) {
    const Resolver resolver(tables_.hijri, tables_.lexemes, today);
    std::optional<Resolved> before;
    for (size_t i = 0; i < found_.size(); ++i) {
      Found& one = found_[i];
      const bool near = i > 0 && found_[i - 1].sentence == one.sentence;
      const std::optional<Day> spoken = one.quoted ? day_of_speech(i, today) : std::nullopt;
      if (one.expression.shape == Shape::kHour && !near) before.reset();
      one.outcome =
          spoken ? Resolver(tables_.hijri, tables_.lexemes, spoken).resolve(one.expression, directions_[i], before)
                 : resolver.resolve(one.expression, directions_[i], before);
      if (one.outcome.resolved) before = one.outcome.resolved;
    }
  }

  // Words in quotation marks count from the day on which they were said, when the text has just told it.
  std::optional<Day> day_of_speech(size_t index, std::optional<Day> today) const {
    const Expression& x = found_[index].expression;
    if (!today || !x.offset || x.weekday != 0 || !x.from.empty()) return std::nullopt;
    const size_t first = index > kSpeechNeighbours ? index - kSpeechNeighbours : 0;
    // "this morning" in a witness's mouth is the morning of the news, whose day the text told at its beginning.
    const uint32_t reach = x.part_of_day == PartOfDay::kNone ? 1 : kSpeechReach;
    for (size_t i = index; i-- > first && found_[index].sentence - found_[i].sentence <= reach;) {
      const Found& before = found_[i];
      if (before.quoted || before.expression.shape != Shape::kCalendar) continue;
      if (!before.outcome.resolved || !before.outcome.resolved->is_day()) continue;
      const Day day = before.outcome.resolved->first;
      return day <= *today && day + kDaysOfNews >= *today ? std::optional(day) : std::nullopt;
    }
    return std::nullopt;
  }

  void write_out() {
    for (const Found& one : found_) {
      TimeExpression time;
      time.span = one.expression.span;
      time.type = type_of(one);
      time.value = one.outcome.resolved ? write(*one.outcome.resolved) : "?";
      for (const Resolved& candidate : one.outcome.candidates) time.candidates.push_back(write(candidate));
      if (one.outcome.issue != nullptr) doc_.issue(one.outcome.issue, one.outcome.message, time.span);
      doc_.times.push_back(std::move(time));
    }
  }

  const Tables& tables_;
  Document& doc_;
  std::vector<Found> found_;
  std::vector<Direction> directions_;
};

}  // namespace

Times::Times() = default;
Times::Times(Times&&) noexcept = default;
Times& Times::operator=(Times&&) noexcept = default;
Times::~Times() = default;

Result<Times> Times::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  auto tables = std::make_unique<Tables>();
  auto numbers = lexicon::NumberWords::open(lexicon);
  if (!numbers) return numbers.error();
  tables->numbers = std::move(*numbers);
  auto lexemes = Lexemes::open(lexicon);
  if (!lexemes) return lexemes.error();
  tables->lexemes = std::move(*lexemes);
  tables->context = Context::open(lexicon);
  tables->hijri = HijriCalendar(lexicon);
  tables->offices = Offices::open(lexicon);
  Times stage;
  stage.tables_ = std::move(tables);
  return stage;
}

void Times::run(Document& doc) const {
  if (tables_) Run(*tables_, doc).all();
}

std::vector<Clue> Times::clues(Document& doc) const {
  return tables_ ? Run(*tables_, doc).clues() : std::vector<Clue>();
}

const HijriCalendar& Times::hijri() const { return tables_->hijri; }

std::vector<TimeExpression> Times::when(std::string_view expression, std::string_view published) const {
  Document doc;
  doc.text = expression;
  doc.regions.push_back({{0, static_cast<uint32_t>(expression.size())}, RegionKind::kBody});
  if (!published.empty()) doc.meta.published = {std::string(published), DateBasis::kGiven, {}, {}, {}};
  segment(doc);
  run(doc);
  return std::move(doc.times);
}

}  // namespace isnad::times
