// SPDX-License-Identifier: Apache-2.0
#include "times/context.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "text/letters.h"

namespace isnad::times {

namespace {

constexpr uint32_t kFutureBit = 1;
constexpr uint32_t kNearBit = 2;
constexpr uint32_t kSaidBit = 4;
constexpr uint32_t kUntilBit = 8;
constexpr uint32_t kLookBack = 14;  // tokens; a longer clause has another verb in between

uint32_t bit(Place place, What what) { return 1u << (static_cast<uint32_t>(what) + (place == Place::kAfter ? 5 : 0)); }

int int_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Drops one conjunction or preposition letter of two bytes.
std::string_view without_clitic(std::string_view key) {
  constexpr std::string_view kClitics[] = {"\xD9\x88", "\xD9\x81", "\xD8\xA8", "\xD9\x84"};
  for (std::string_view clitic : kClitics)
    if (key.size() > 6 && key.starts_with(clitic)) return key.substr(clitic.size());
  return key;
}

}  // namespace

Context Context::open(const lexicon::Lexicon& lexicon) {
  static const std::map<std::string_view, What> kWhats = {{"day", What::kDay},
                                                          {"weekday", What::kWeekday},
                                                          {"month", What::kMonth},
                                                          {"year", What::kYear},
                                                          {"hour", What::kHour}};
  Context context;
  std::map<std::string, uint32_t> bits;
  const lexicon::Table blocked = lexicon.table("times/not_times");
  for (uint32_t row = 0; row < blocked.rows(); ++row) {
    const auto what = kWhats.find(blocked.cell(row, blocked.column("what")));
    const Place place = blocked.cell(row, blocked.column("where")) == "after" ? Place::kAfter : Place::kBefore;
    if (what != kWhats.end()) bits[text::fold(blocked.cell(row, 0u))] |= bit(place, what->second);
  }
  for (const auto& [word, set] : bits) context.not_times_.add(word, set);
  const lexicon::Table cues = lexicon.table("times/direction");
  for (uint32_t row = 0; row < cues.rows(); ++row) {
    const std::string_view direction = cues.cell(row, cues.column("direction"));
    const bool near = cues.cell(row, cues.column("near")) == "near";
    context.directions_.add(text::fold(cues.cell(row, 0u)),
                            (direction == "future" ? kFutureBit : 0) | (direction == "said" ? kSaidBit : 0) |
                                (direction == "until" ? kUntilBit : 0) | (near ? kNearBit : 0));
  }
  const lexicon::Table named = lexicon.table("times/named_days");
  for (uint32_t row = 0; row < named.rows(); ++row) {
    const auto value = read_iso_day(named.cell(row, named.column("value")));
    if (value)
      context.named_days_.push_back({text::fold(named.cell(row, 0u)), int_of(named.cell(row, named.column("day"))),
                                     int_of(named.cell(row, named.column("month"))), *value});
  }
  return context;
}

bool Context::blocks(std::string_view key, Place place, What what) const {
  uint32_t found = not_times_.find(key);
  if (found == lexicon::WordIndex::kMissing && place == Place::kBefore) found = not_times_.find(without_clitic(key));
  return found != lexicon::WordIndex::kMissing && (found & bit(place, what)) != 0;
}

Direction Context::direction(const Document& doc, const Sentence& sentence, uint32_t first) const {
  const uint32_t begin = std::max(sentence.first_token, first > kLookBack ? first - kLookBack : 0);
  for (uint32_t at = first; at-- > begin;) {
    const Token& token = doc.tokens[at];
    if (token.kind != TokenKind::kWord) continue;
    const Analysis& analysis = doc.analysis(token);
    if (analysis.pos == Pos::kVerb && analysis.has(kFuture)) return Direction::kFuture;
    uint32_t cue = directions_.find(token.key);
    if (cue == lexicon::WordIndex::kMissing) cue = directions_.find(without_clitic(token.key));
    if (cue == lexicon::WordIndex::kMissing) {
      if (analysis.pos == Pos::kVerb && analysis.tense == Tense::kPast) return Direction::kPast;
    } else if ((cue & kNearBit) == 0 || at + 2 >= first) {
      if ((cue & kSaidBit) != 0) return Direction::kUnknown;
      if ((cue & kUntilBit) != 0) return Direction::kUntil;
      return (cue & kFutureBit) != 0 ? Direction::kFuture : Direction::kPast;
    }
  }
  return Direction::kUnknown;
}

std::optional<Day> Context::named_day(std::string_view noun, int day, int month) const {
  for (const NamedDay& named : named_days_)
    if (named.day == day && named.month == month && (named.noun == noun || named.noun == without_clitic(noun)))
      return named.value;
  return std::nullopt;
}

}  // namespace isnad::times
