// SPDX-License-Identifier: Apache-2.0
// The words that counts are made of: what is counted, what became of it, figures that are none, open ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "lexicon/numbers.h"
#include "lexicon/phrase_index.h"

namespace isnad::quantities {

enum class Kind : uint8_t { kNone, kNumber, kNoun, kCue, kVague, kBound, kTotal, kRise, kSince, kOthers };
enum class Form : uint8_t { kOne, kAccusative, kTwo, kMany };
enum class Bound : uint8_t { kNone, kLeast, kMost, kAbout };

struct Word {
  Kind kind = Kind::kNone;
  Unit unit = Unit::kOther;
  Form form = Form::kOne;
  Bound bound = Bound::kNone;
  bool people = false;  // takes the unit of the cue beside it
  bool definite = false;
  bool conjunction = false;
  bool preposition = false;
  uint8_t tokens = 1;
  uint8_t clitics = 0;  // bytes
  uint8_t clitic_letters = 0;
  float low = 0;   // of a vague figure
  float high = 0;  // 0: open
};

class Words {
 public:
  static Result<Words> open(const lexicon::Lexicon& lexicon);

  // What token `at` is, or the phrase that begins with it and ends before `end`.
  Word at(const Document& doc, uint32_t at, uint32_t end) const;

  const lexicon::NumberWords& numbers() const { return numbers_; }

 private:
  void add(std::string_view phrase, const Word& word, bool also_definite);

  lexicon::NumberWords numbers_;
  lexicon::PhraseIndex index_;
  std::vector<Word> words_;
};

}  // namespace isnad::quantities
