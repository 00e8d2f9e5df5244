// SPDX-License-Identifier: Apache-2.0
// Numbers in words and digits, read off tokens: "15", "1,200", "five-and-twenty", "three thousand and two hundred",
// "2.5 million", "half a million", "the second-and-twentieth". Words come from lexicon/numbers/words.tsv. Immutable;
// shared by threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "lexicon/word_index.h"

namespace isnad::lexicon {

enum class NumberKind : uint8_t { kUnit, kTen, kTens, kHundred, kScale, kFraction, kOrdinal };

struct NumberWord {
  NumberKind kind = NumberKind::kUnit;
  bool definite = false;  // with the article
  double value = 0;
};

struct NumberReading {
  double value = 0;
  uint32_t next = 0;  // token after the number
  bool ordinal = false;
  bool definite = false;  // its first word has the article
  bool digits = false;    // begins with digits
  bool whole = true;
  bool plain = false;  // digits alone without marks, nothing after them
  uint8_t digit_count = 0;
};

class NumberWords {
 public:
  // A missing table leaves digits alone readable.
  static Result<NumberWords> open(const Lexicon& lexicon);

  // The word of a folded key without clitics (the article may stand), or null.
  const NumberWord* find(std::string_view key) const;

  // The longest number that begins at token `at` and ends before `end`; `skip` bytes of its first key are clitics.
  std::optional<NumberReading> read(std::span<const Token> tokens, uint32_t at, uint32_t end, size_t skip = 0) const;

 private:
  WordIndex index_;
  std::vector<NumberWord> words_;
};

}  // namespace isnad::lexicon
