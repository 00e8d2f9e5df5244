// SPDX-License-Identifier: Apache-2.0
// Words and phrases looked up in running text: a small index that a room builds when it opens. Also the reading of
// one-letter clitics before a word, for rooms that look for closed classes and need no morphology.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.h"
#include "lexicon/word_index.h"

namespace isnad::lexicon {

class PhraseIndex {
 public:
  struct Match {
    uint32_t value = 0;
    uint8_t tokens = 0;  // 0: no match
  };

  // `phrase` is folded before it is kept. Of equal phrases the first one counts.
  void add(std::string_view phrase, uint32_t value);
  // To be called once after the last add().
  void finish();

  // The longest phrase that begins with the word `key` at token `at` and goes on with the tokens behind it.
  Match match(std::span<const Token> tokens, uint32_t at, uint32_t end, std::string_view key) const;

 private:
  struct Phrase {
    uint32_t value = 0;
    std::vector<std::string> rest;
  };
  std::vector<std::pair<std::string, Phrase>> pending_;
  WordIndex index_;
  std::vector<std::vector<Phrase>> groups_;
};

// What was written before a word and is no part of it.
struct Clitics {
  uint8_t bytes = 0;
  uint8_t letters = 0;
  bool conjunction = false;  // wa- or fa-
  bool preposition = false;  // bi-, li- or ka-
};

// Asks `known(form)` for the key as it stands, then without a conjunction, then without a preposition; "li-l-" gives
// the article back its alef. True as soon as a form is known.
template <class Known>
bool below_clitics(std::string_view key, Clitics& clitics, Known known) {
  constexpr std::string_view kWaw = "\xD9\x88", kFa = "\xD9\x81", kBa = "\xD8\xA8", kLam = "\xD9\x84";
  constexpr std::string_view kKaf = "\xD9\x83", kAlef = "\xD8\xA7";
  constexpr size_t kLongest = 40;  // bytes; no word of the closed classes is longer
  if (key.size() > kLongest) return false;
  if (known(key)) return true;
  const auto strip = [&](std::string_view letter) {
    if (!key.starts_with(letter) || key.size() <= letter.size() + 2) return false;
    key.remove_prefix(letter.size());
    clitics.bytes = static_cast<uint8_t>(clitics.bytes + letter.size());
    ++clitics.letters;
    return true;
  };
  if (strip(kWaw) || strip(kFa)) {
    clitics.conjunction = true;
    if (known(key)) return true;
  }
  const bool li = key.starts_with(kLam);
  if (!strip(kBa) && !strip(kLam) && !strip(kKaf)) return false;
  clitics.preposition = true;
  if (!li || !key.starts_with(kLam)) return known(key);
  char joined[kLongest + 2];
  kAlef.copy(joined, kAlef.size());
  key.copy(joined + kAlef.size(), key.size());
  return known(std::string_view(joined, kAlef.size() + key.size()));
}

}  // namespace isnad::lexicon
