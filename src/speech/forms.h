// SPDX-License-Identifier: Apache-2.0
// The reporting lexicon as one hash table from word forms to entries, made when the lexicon is compiled: every
// inflected form of a verb, its adverbial participle, nouns with their clitics, phrases by their first word.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "lexicon/lexicon.h"

namespace isnad::speech {

// Which table an entry comes from.
enum class Part : uint8_t { kVerb, kParticiple, kNoun, kPhrase, kSpeaker, kWord };

enum FormBit : uint8_t {
  kFeminine = 1,
  kPlural = 2,
  kPronoun = 4,  // an attached pronoun
  kPresent = 8,
  kDefinite = 16,  // has the article
  kClitic = 32,    // has bi-, li- or ka-
};

// As it lies in the compiled lexicon.
struct FormEntry {
  uint32_t hash = 0;  // upper half of the first word's hash; 0: a free slot
  uint32_t rest = 0;  // of a phrase: offset of its folded further words, from the blob's start
  uint16_t rest_length = 0;
  uint16_t row = 0;  // in the part's table
  Part part = Part::kWord;
  uint8_t bits = 0;     // of FormBit
  uint8_t letters = 0;  // clitic letters before the stem
  uint8_t words = 1;
};

inline constexpr std::string_view kFormsBlob = "speech/forms";
inline constexpr std::string_view kTables[] = {"reporting/verbs",   "reporting/verbs",    "reporting/nouns",
                                               "reporting/phrases", "reporting/speakers", "reporting/grammar"};

// Makes the blob from the tables under reporting/.
Result<void> derive_forms(lexicon::Builder& builder);

// Looks forms up in the blob. Views live as long as the lexicon.
class Forms {
 public:
  static Result<Forms> open(const lexicon::Lexicon& lexicon);
  // Calls `f(entry)` for each entry whose first word is `key` (folded).
  template <class F>
  void each(std::string_view key, F f) const {
    if (slots_ == 0) return;
    const uint64_t hash = hash_of(key);
    const uint32_t tag = tag_of(hash);
    for (uint64_t at = hash & (slots_ - 1);; at = (at + 1) & (slots_ - 1)) {
      const FormEntry& entry = entries_[at];
      if (entry.hash == 0) return;
      if (entry.hash == tag) f(entry);
    }
  }
  // The folded further words of a phrase, separated by spaces.
  std::string_view rest(const FormEntry& entry) const { return blob_.substr(entry.rest, entry.rest_length); }

  static uint64_t hash_of(std::string_view key);
  static uint32_t tag_of(uint64_t hash) { return static_cast<uint32_t>(hash >> 32) | 1U; }

 private:
  std::string_view blob_;
  const FormEntry* entries_ = nullptr;
  uint64_t slots_ = 0;  // a power of two
};

}  // namespace isnad::speech
