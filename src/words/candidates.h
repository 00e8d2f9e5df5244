// SPDX-License-Identifier: Apache-2.0
// All readings that a word can have: clitics stripped in every allowed way, the rest looked up among the inflected
// forms, and guesses by shape for what no list knows.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "document/document.h"
#include "words/clitics.h"
#include "words/forms.h"

namespace isnad::words {

struct Candidate {
  Analysis analysis;
  uint8_t frequency = 0;  // class of the lemma
  bool exact = false;     // spelled as the lexicon spells it, hamzas and all
  bool guess = false;
  float score = 0;  // of what the word itself shows
};

inline constexpr size_t kMaxCandidates = 32;  // beyond that the rest is rare
inline constexpr uint32_t kMaxLetters = 24;   // longer runs of letters are no words

class CandidateList {
 public:
  size_t size() const { return size_; }
  Candidate& operator[](size_t i) { return items_[i]; }
  const Candidate& operator[](size_t i) const { return items_[i]; }
  void push(const Candidate& candidate) {
    if (size_ < kMaxCandidates) items_[size_++] = candidate;
  }
  void clear() { size_ = 0; }
  // Where a reading is spelled as the lexicon spells it, the others would be faults of spelling.
  void drop_misspelled() {
    const auto exact = [](const Candidate& c) { return c.exact; };
    if (std::any_of(begin(), end(), exact))
      size_ = static_cast<size_t>(std::stable_partition(begin(), end(), exact) - begin());
  }
  Candidate* begin() { return items_.data(); }
  Candidate* end() { return items_.data() + size_; }

 private:
  std::array<Candidate, kMaxCandidates> items_;
  size_t size_ = 0;
};

class CandidateMaker {
 public:
  CandidateMaker() = default;
  CandidateMaker(Forms forms, Clitics clitics) : forms_(forms), clitics_(std::move(clitics)) {}

  // At least one candidate for every word. Lemmas of guesses are views into `key`.
  void make(std::string_view form, std::string_view key, CandidateList& out) const;

 private:
  struct Word;
  struct Split;
  void with_prefixes(const Word& word, CandidateList& out) const;
  void with_article(const Word& word, Split split, CandidateList& out) const;
  void with_pronouns(const Word& word, const Split& split, CandidateList& out) const;
  void look_up(const Word& word, const Split& split, const Pronoun* pronoun, CandidateList& out) const;
  void take(const Split& split, const Pronoun* pronoun, uint32_t stem_end, std::string_view form, const Entry* entry,
            CandidateList& out) const;
  void guesses(const Word& word, CandidateList& out) const;

  Forms forms_;
  Clitics clitics_;
};

}  // namespace isnad::words
