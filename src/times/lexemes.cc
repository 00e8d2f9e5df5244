// SPDX-License-Identifier: Apache-2.0
// A token is looked up as it stands, then without a conjunction, then without a one-letter preposition; "li-l-" gives the
// article back its alef. The first form that is known counts.
#include "times/lexemes.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>

#include "text/letters.h"

namespace isnad::times {

namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";
constexpr std::string_view kAlef = "\xD8\xA7";
constexpr std::string_view kLam = "\xD9\x84";
constexpr std::string_view kAlefMadda = "\xD8\xA2";
constexpr std::string_view kConjunctions[] = {"\xD9\x88", "\xD9\x81"};           // wa-, fa-
constexpr std::string_view kPrepositions[] = {"\xD8\xA8", "\xD9\x84", "\xD9\x83"};  // bi-, li-, ka-
constexpr size_t kLongestKey = 40;  // bytes; no word of times is longer

template <class Value>
using Names = std::map<std::string_view, Value>;

const Names<Kind>& kinds() {
  static const Names<Kind> kKinds = {
      {"day", Kind::kDay},         {"part-of-day", Kind::kPartOfDay}, {"night", Kind::kNight},
      {"one", Kind::kOne},         {"two", Kind::kTwo},               {"many", Kind::kMany},
      {"relation", Kind::kRelation}, {"edge", Kind::kEdge},           {"season", Kind::kSeason},
      {"part", Kind::kPart},       {"decade", Kind::kDecade},         {"same", Kind::kSame},
      {"era", Kind::kEra},         {"hour", Kind::kHour},             {"minutes", Kind::kMinutes},
      {"since", Kind::kSince},     {"before", Kind::kBefore},         {"after", Kind::kAfter},
      {"within", Kind::kWithin},   {"from", Kind::kFrom},             {"to", Kind::kTo},
      {"between", Kind::kBetween}, {"or", Kind::kOr},                 {"about", Kind::kAbout},
      {"this", Kind::kThis},       {"of-time", Kind::kOfTime},        {"corresponding", Kind::kCorresponding},
      {"weekend", Kind::kWeekend}, {"fiscal", Kind::kFiscal}};
  return kKinds;
}

const Names<int>& values() {
  static const Names<int> kValues = {
      {"minute", static_cast<int>(Unit::kMinute)}, {"hour", static_cast<int>(Unit::kHour)},
      {"day", static_cast<int>(Unit::kDay)}, {"week", static_cast<int>(Unit::kWeek)},
      {"month", static_cast<int>(Unit::kMonth)}, {"year", static_cast<int>(Unit::kYear)},
      {"decade", static_cast<int>(Unit::kDecade)}, {"century", static_cast<int>(Unit::kCentury)},
      {"dawn", static_cast<int>(PartOfDay::kDawn)}, {"morning", static_cast<int>(PartOfDay::kMorning)},
      {"noon", static_cast<int>(PartOfDay::kNoon)}, {"afternoon", static_cast<int>(PartOfDay::kAfternoon)},
      {"evening", static_cast<int>(PartOfDay::kEvening)}, {"night", static_cast<int>(PartOfDay::kNight)},
      {"midnight", static_cast<int>(PartOfDay::kMidnight)},
      {"last", static_cast<int>(Relation::kLast)}, {"next", static_cast<int>(Relation::kNext)},
      {"this", static_cast<int>(Relation::kThis)}, {"before-last", static_cast<int>(Relation::kBeforeLast)},
      {"after-next", static_cast<int>(Relation::kAfterNext)}, {"recent", static_cast<int>(Relation::kRecent)},
      {"vague", static_cast<int>(Relation::kVague)},
      {"early", static_cast<int>(Edge::kEarly)}, {"middle", static_cast<int>(Edge::kMiddle)},
      {"late", static_cast<int>(Edge::kLate)}, {"start", static_cast<int>(Edge::kStart)},
      {"end", static_cast<int>(Edge::kEnd)}, {"first-day", static_cast<int>(Edge::kFirstDay)},
      {"last-day", static_cast<int>(Edge::kLastDay)},
      {"spring", 1}, {"summer", 2}, {"autumn", 3}, {"winter", 4},
      {"half", 2}, {"third", 3}, {"quarter", 4}, {"ad", 0}, {"ah", 1}};
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

Result<Lexemes> Lexemes::open(const lexicon::Lexicon& lexicon, const lexicon::NumberWords& numbers) {
  (void)numbers;
  Lexemes lexemes;
  if (auto added = lexemes.add_words(lexicon); !added) return added.error();
  if (auto added = lexemes.add_months(lexicon); !added) return added.error();
  lexemes.add_weekdays(lexicon);
  lexemes.add_zones(lexicon);
  lexemes.finish();
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
    add(table.cell(row, 0u), word);
  }
}

void Lexemes::add(std::string_view phrase, const Word& word) {
  const std::string key = text::fold(phrase);
  Entry entry;
  entry.word = word;
  size_t space = key.find(' ');
  const std::string first = key.substr(0, space);
  while (space != std::string::npos) {
    const size_t next = key.find(' ', space + 1);
    entry.rest.push_back(key.substr(space + 1, next == std::string::npos ? next : next - space - 1));
    space = next;
  }
  entry.word.tokens = static_cast<uint8_t>(entry.rest.size() + 1);
  pending_.emplace_back(first, std::move(entry));
}

void Lexemes::finish() {
  for (auto& [first, entry] : pending_) {
    uint32_t group = index_.find(first);
    if (group == lexicon::WordIndex::kMissing) {
      group = static_cast<uint32_t>(groups_.size());
      groups_.emplace_back();
      index_.add(first, group);
    }
    groups_[group].push_back(std::move(entry));
  }
  pending_.clear();
  for (auto& group : groups_)
    std::stable_sort(group.begin(), group.end(),
                     [](const Entry& a, const Entry& b) { return a.rest.size() > b.rest.size(); });
}

const Lexemes::Entry* Lexemes::match(const Document& doc, uint32_t token, uint32_t end, std::string_view key) const {
  const uint32_t group = index_.find(key);
  if (group == lexicon::WordIndex::kMissing) return nullptr;
  for (const Entry& entry : groups_[group]) {
    if (token + entry.rest.size() >= end) continue;
    bool all = true;
    for (size_t i = 0; i < entry.rest.size() && all; ++i) all = doc.tokens[token + 1 + i].key == entry.rest[i];
    if (all) return &entry;
  }
  return nullptr;
}

Word Lexemes::word_at(const Document& doc, uint32_t token, uint32_t end, const lexicon::NumberWords& numbers) const {
  std::string_view key = doc.tokens[token].key;
  Word clitics;
  char joined[kLongestKey + 8];
  const auto known = [&](std::string_view form, Word& found) {
    if (const Entry* entry = match(doc, token, end, form)) {
      found = entry->word;
      return true;
    }
    if (const lexicon::NumberWord* number = numbers.find(form)) {
      found = {};
      found.kind = Kind::kNumber;
      found.definite = number->definite;
      return true;
    }
    return false;
  };
  const auto taken = [&](Word found) {
    found.clitics = clitics.clitics;
    found.clitic_letters = clitics.clitic_letters;
    found.conjunction = clitics.conjunction;
    found.preposition = clitics.preposition;
    return found;
  };
  const auto strip = [&](std::string_view clitic) {
    key.remove_prefix(clitic.size());
    clitics.clitics = static_cast<uint8_t>(clitics.clitics + clitic.size());
    ++clitics.clitic_letters;
  };
  Word found;
  if (key.size() > kLongestKey) return {};
  if (known(key, found)) return taken(found);
  for (std::string_view clitic : kConjunctions) {
    if (clitics.conjunction || !key.starts_with(clitic) || key.size() <= clitic.size() + 2) continue;
    strip(clitic);
    clitics.conjunction = true;
    if (known(key, found)) return taken(found);
  }
  for (std::string_view clitic : kPrepositions) {
    if (!key.starts_with(clitic) || key.size() <= clitic.size() + 2) continue;
    strip(clitic);
    clitics.preposition = true;
    if (clitic == kLam && key.starts_with(kLam)) {
      std::memcpy(joined, kAlef.data(), kAlef.size());
      std::memcpy(joined + kAlef.size(), key.data(), key.size());
      return known({joined, kAlef.size() + key.size()}, found) ? taken(found) : Word{};
    }
    return known(key, found) ? taken(found) : Word{};
  }
  return {};
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
