// SPDX-License-Identifier: Apache-2.0
#include "times/lexemes.h"

#include <charconv>
#include <map>

namespace isnad::times {

namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";
constexpr std::string_view kAlefMadda = "\xD8\xA2";
template <class Value>
using Names = std::map<std::string_view, Value>;

const Names<Kind>& kinds() {
  static const Names<Kind> kKinds = {{"day", Kind::kDay},
                                     {"part-of-day", Kind::kPartOfDay},
                                     {"night", Kind::kNight},
                                     {"one", Kind::kOne},
                                     {"two", Kind::kTwo},
                                     {"many", Kind::kMany},
                                     {"relation", Kind::kRelation},
                                     {"edge", Kind::kEdge},
                                     {"season", Kind::kSeason},
                                     {"part", Kind::kPart},
                                     {"decade", Kind::kDecade},
                                     {"same", Kind::kSame},
                                     {"era", Kind::kEra},
                                     {"hour", Kind::kHour},
                                     {"minutes", Kind::kMinutes},
                                     {"since", Kind::kSince},
                                     {"before", Kind::kBefore},
                                     {"after", Kind::kAfter},
                                     {"within", Kind::kWithin},
                                     {"from", Kind::kFrom},
                                     {"to", Kind::kTo},
                                     {"between", Kind::kBetween},
                                     {"or", Kind::kOr},
                                     {"about", Kind::kAbout},
                                     {"this", Kind::kThis},
                                     {"of-time", Kind::kOfTime},
                                     {"corresponding", Kind::kCorresponding},
                                     {"weekend", Kind::kWeekend},
                                     {"fiscal", Kind::kFiscal},
                                     {"now", Kind::kNow},
                                     {"final", Kind::kFinal},
                                     {"rest", Kind::kRest},
                                     {"feast", Kind::kFeast}};
  return kKinds;
}

const Names<int>& values() {
  static const Names<int> kValues = {{"minute", static_cast<int>(Unit::kMinute)},
                                     {"hour", static_cast<int>(Unit::kHour)},
                                     {"day", static_cast<int>(Unit::kDay)},
                                     {"week", static_cast<int>(Unit::kWeek)},
                                     {"month", static_cast<int>(Unit::kMonth)},
                                     {"year", static_cast<int>(Unit::kYear)},
                                     {"decade", static_cast<int>(Unit::kDecade)},
                                     {"century", static_cast<int>(Unit::kCentury)},
                                     {"dawn", static_cast<int>(PartOfDay::kDawn)},
                                     {"morning", static_cast<int>(PartOfDay::kMorning)},
                                     {"noon", static_cast<int>(PartOfDay::kNoon)},
                                     {"afternoon", static_cast<int>(PartOfDay::kAfternoon)},
                                     {"evening", static_cast<int>(PartOfDay::kEvening)},
                                     {"night", static_cast<int>(PartOfDay::kNight)},
                                     {"midnight", static_cast<int>(PartOfDay::kMidnight)},
                                     {"last", static_cast<int>(Relation::kLast)},
                                     {"next", static_cast<int>(Relation::kNext)},
                                     {"this", static_cast<int>(Relation::kThis)},
                                     {"before-last", static_cast<int>(Relation::kBeforeLast)},
                                     {"after-next", static_cast<int>(Relation::kAfterNext)},
                                     {"recent", static_cast<int>(Relation::kRecent)},
                                     {"vague", static_cast<int>(Relation::kVague)},
                                     {"early", static_cast<int>(Edge::kEarly)},
                                     {"middle", static_cast<int>(Edge::kMiddle)},
                                     {"late", static_cast<int>(Edge::kLate)},
                                     {"start", static_cast<int>(Edge::kStart)},
                                     {"end", static_cast<int>(Edge::kEnd)},
                                     {"first-day", static_cast<int>(Edge::kFirstDay)},
                                     {"last-day", static_cast<int>(Edge::kLastDay)},
                                     {"spring", 1},
                                     {"summer", 2},
                                     {"autumn", 3},
                                     {"winter", 4},
                                     {"half", 2},
                                     {"third", 3},
                                     {"quarter", 4},
                                     {"ad", 0},
                                     {"ah", 1}};
  return kValues;
}

Result<int> value_of(std::string_view text) {
  if (text.empty()) return 0;
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault == std::errc() && end == text.data() + text.size()) return number;
  const auto found = values().find(text);
  if (found == values().end()) return Error{"unknown value " + std::string(text)};
  return found->second;
}

bool takes_article(Kind kind) {
  return kind == Kind::kPartOfDay || kind == Kind::kOne || kind == Kind::kTwo || kind == Kind::kMany ||
         kind == Kind::kEdge || kind == Kind::kSeason || kind == Kind::kPart;
}

Use use_of(std::string_view name) {
  if (name == "context") return Use::kContext;
  if (name == "weak") return Use::kWeak;
  return name == "madda" ? Use::kMadda : Use::kSure;
}

}  // namespace

Result<Lexemes> Lexemes::open(const lexicon::Lexicon& lexicon) {
  Lexemes lexemes;
  if (auto added = lexemes.add_words(lexicon); !added) return added.error();
  if (auto added = lexemes.add_months(lexicon); !added) return added.error();
  lexemes.add_weekdays(lexicon);
  lexemes.add_zones(lexicon);
  lexemes.index_.finish();
  return lexemes;
}

Result<void> Lexemes::add_words(const lexicon::Lexicon& lexicon) {
  const lexicon::Table table = lexicon.table("times/words");
  const int kind_column = table.column("kind");
  const int value_column = table.column("value");
  for (uint32_t row = 0; row < table.rows(); ++row) {
    const auto kind = kinds().find(table.cell(row, kind_column));
    const auto value = value_of(table.cell(row, value_column));
    if (kind == kinds().end() || !value) return Error{lexicon.where(table.index(), row) + ": unknown kind or value"};
    Word word;
    word.kind = kind->second;
    word.value = static_cast<int16_t>(*value);
    add(table.cell(row, 0u), word);
    if (!takes_article(word.kind)) continue;
    word.definite = true;
    add(std::string(kArticle) + std::string(table.cell(row, 0u)), word);
  }
  return {};
}

Result<void> Lexemes::add_months(const lexicon::Lexicon& lexicon) {
  const lexicon::Table table = lexicon.table("times/months");
  for (uint32_t row = 0; row < table.rows(); ++row) {
    const auto month = value_of(table.cell(row, table.column("month")));
    if (!month || *month < 1 || *month > 12) return Error{lexicon.where(table.index(), row) + ": month is 1 to 12"};
    Word word;
    word.kind = Kind::kMonth;
    word.value = static_cast<int16_t>(*month);
    word.hijri = table.cell(row, table.column("calendar")) == "hijri";
    word.use = use_of(table.cell(row, table.column("use")));
    add(table.cell(row, 0u), word);
  }
  return {};
}

void Lexemes::add_weekdays(const lexicon::Lexicon& lexicon) {
  const lexicon::Table table = lexicon.table("times/weekdays");
  for (uint32_t row = 0; row < table.rows(); ++row) {
    Word word;
    word.kind = Kind::kWeekday;
    if (const auto day = value_of(table.cell(row, table.column("day")))) word.value = static_cast<int16_t>(*day);
    word.use = use_of(table.cell(row, table.column("use")));
    add(table.cell(row, 0u), word);
  }
}

void Lexemes::add_zones(const lexicon::Lexicon& lexicon) {
  const lexicon::Table table = lexicon.table("times/zones");
  for (uint32_t row = 0; row < table.rows(); ++row) {
    Word word;
    word.kind = Kind::kZone;
    word.value = static_cast<int16_t>(zones_.size());
    zones_.push_back(table.cell(row, table.column("offset")));
    word.use = zones_.back() == "unknown" ? Use::kWeak : Use::kSure;
    add(table.cell(row, 0u), word);
  }
}

void Lexemes::add(std::string_view phrase, const Word& word) {
  index_.add(phrase, static_cast<uint32_t>(entries_.size()));
  entries_.push_back(word);
}

Word Lexemes::word_at(const Document& doc, uint32_t token, uint32_t end, const lexicon::NumberWords& numbers) const {
  Word found;
  lexicon::Clitics clitics;
  const bool known = lexicon::below_clitics(doc.tokens[token].key, clitics, [&](std::string_view form) {
    if (const auto match = index_.match(doc.tokens, token, end, form); match.tokens > 0) {
      found = entries_[match.value];
      found.tokens = match.tokens;
      return true;
    }
    const lexicon::NumberWord* number = numbers.find(form);
    if (number == nullptr) return false;
    found.kind = Kind::kNumber;
    found.definite = number->definite;
    return true;
  });
  if (!known) return {};
  found.clitics = clitics.bytes;
  found.clitic_letters = clitics.letters;
  found.conjunction = clitics.conjunction;
  found.preposition = clitics.preposition;
  return found;
}

void Lexemes::classify(const Document& doc, const lexicon::NumberWords& numbers, std::vector<Word>& words) const {
  words.assign(doc.tokens.size(), Word{});
  for (const Sentence& sentence : doc.sentences) {
    for (uint32_t token = sentence.first_token; token < sentence.last_token; ++token) {
      Word& word = words[token];
      const Token& t = doc.tokens[token];
      if (t.kind == TokenKind::kNumber) {
        word.kind = Kind::kNumber;
      } else if (t.kind == TokenKind::kWord) {
        word = word_at(doc, token, sentence.last_token, numbers);
        if (word.kind == Kind::kMonth && word.use == Use::kMadda && t.form.substr(word.clitics).starts_with(kAlefMadda))
          word.use = Use::kContext;
      }
    }
  }
}

}  // namespace isnad::times
