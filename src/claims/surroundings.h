// SPDX-License-Identifier: Apache-2.0
// What stands around a word, made once for a document: lemma and stem of each token, the name that it belongs to, the
// quotation that it stands in, the subject that it speaks of. Conditions of the codebook and the features of the
// judge of triggers are asked of it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "claims/codebook.h"
#include "document/document.h"

namespace isnad::claims {

enum class InQuote : uint8_t { kNone, kIndirect, kDirect };

// What the lexicon knows of a word, for the features.
struct WordSense {
  uint16_t subjects = 0;  // bits of lexicon/claims/subjects.tsv
  uint8_t head = 0;       // kind in lexicon/claims/heads.tsv, 0: none
  uint16_t coarse = 0;    // clusters of lexicon/names/clusters.tsv, 0: unknown word
  uint16_t fine = 0;
};

struct Word {
  std::string_view lemma;  // of the chosen analysis; the stem where there is none
  std::string_view stem;   // folded, without proclitics and attached pronoun
  uint64_t lemma_hash = 0, stem_hash = 0, key_hash = 0;
  bool is(uint64_t hash) const { return hash == lemma_hash || hash == stem_hash || hash == key_hash; }
  int32_t mention = kNoIndex;
  WordSense sense;
  InQuote in_quote = InQuote::kNone;
  bool cue = false;   // of a quotation
  bool time = false;  // part of an expression of time
};

class Surroundings {
 public:
  // REQUIRES: `doc` outlives the instance and is not changed meanwhile. `sense_of` gives the sense of (key, Word).
  template <class SenseOf>
  Surroundings(const Document& doc, const SenseOf& sense_of) : doc_(doc) {
    collect();
    for (size_t i = 0; i < words_.size(); ++i)
      if (doc.tokens[i].kind == TokenKind::kWord) words_[i].sense = sense_of(doc.tokens[i].key, words_[i]);
  }

  const Document& doc() const { return doc_; }
  const Word& word(uint32_t token) const { return words_[token]; }
  const Sentence& sentence(uint32_t token) const { return doc_.sentences[doc_.tokens[token].sentence]; }
  // Whether one of the alternatives holds at `token` seen as `analysis`.
  bool holds(const Conditions& conditions, uint32_t token, const Analysis& analysis) const;
  // Whether `preposition` (folded, with its hash64) stands before or on one of the next `reach` tokens of the sentence.
  bool preposition_after(uint32_t token, std::string_view preposition, uint64_t hash, uint32_t reach) const;

 private:
  void collect();
  bool holds(const Condition& condition, uint32_t token, const Analysis& analysis) const;
  bool is_form(std::string_view form, uint32_t token, const Analysis& analysis) const;
  bool is_word(std::string_view word, uint64_t hash, uint32_t token) const;

  const Document& doc_;
  std::vector<Word> words_;
};

// The key of a token from letter `begin` up to `end`; letters of Arabic have two bytes each.
std::string_view stem_of(const Token& token, const Analysis& analysis);

}  // namespace isnad::claims
