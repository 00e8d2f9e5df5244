// SPDX-License-Identifier: Apache-2.0
// Which tokens can be part of a time? Each token gets one Word: a kind and a value from lexicon/times, or nothing. Most
// tokens get nothing for the price of one to four look-ups in a small hash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "lexicon/numbers.h"
#include "lexicon/phrase_index.h"

namespace isnad::times {

enum class Kind : uint8_t {
  kNone,
  kNumber,
  kMonth,
  kWeekday,
  kDay,
  kPartOfDay,
  kNight,
  kOne,
  kTwo,
  kMany,
  kRelation,
  kEdge,
  kSeason,
  kPart,
  kDecade,
  kSame,
  kEra,
  kHour,
  kMinutes,
  kSince,
  kBefore,
  kAfter,
  kWithin,
  kFrom,
  kTo,
  kBetween,
  kOr,
  kAbout,
  kThis,
  kOfTime,
  kCorresponding,
  kWeekend,
  kFiscal,
  kZone,
  kNow,
  kFinal,
  kRest,
  kFeast
};

enum class Unit : uint8_t { kMinute, kHour, kDay, kWeek, kMonth, kYear, kDecade, kCentury };
enum class PartOfDay : uint8_t { kNone, kDawn, kMorning, kNoon, kAfternoon, kEvening, kNight, kMidnight };
enum class Relation : uint8_t { kNone, kLast, kNext, kThis, kBeforeLast, kAfterNext, kRecent, kVague };
enum class Edge : uint8_t { kNone, kEarly, kMiddle, kLate, kStart, kEnd, kFirstDay, kLastDay };
enum class Use : uint8_t { kSure, kContext, kWeak, kMadda };

// What a token, or a phrase that begins with it, says of time.
struct Word {
  Kind kind = Kind::kNone;
  Use use = Use::kSure;
  int16_t value = 0;    // by kind: month, weekday, days, a Unit, ...
  uint8_t tokens = 1;   // tokens of the phrase
  uint8_t clitics = 0;  // bytes of clitics before it in the key
  uint8_t clitic_letters = 0;
  bool conjunction = false;  // wa- or fa- is among the clitics
  bool preposition = false;  // bi-, li- or ka- is
  bool definite = false;     // written with the article
  bool hijri = false;        // of a month
};

class Lexemes {
 public:
  // Errors name the row that holds an unknown value.
  static Result<Lexemes> open(const lexicon::Lexicon& lexicon);

  // One Word a token of the document, in `words`.
  void classify(const Document& doc, const lexicon::NumberWords& numbers, std::vector<Word>& words) const;

  std::string_view zone(int16_t value) const { return zones_[static_cast<size_t>(value)]; }

 private:
  Result<void> add_words(const lexicon::Lexicon& lexicon);
  Result<void> add_months(const lexicon::Lexicon& lexicon);
  void add_weekdays(const lexicon::Lexicon& lexicon);
  void add_zones(const lexicon::Lexicon& lexicon);
  void add(std::string_view phrase, const Word& word);
  Word word_at(const Document& doc, uint32_t token, uint32_t end, const lexicon::NumberWords& numbers) const;

  lexicon::PhraseIndex index_;
  std::vector<Word> entries_;  // by the index's value
  std::vector<std::string_view> zones_;
};

}  // namespace isnad::times
