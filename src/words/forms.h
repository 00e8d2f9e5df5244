// SPDX-License-Identifier: Apache-2.0
// All inflected forms without clitics, hashed in the mapped lexicon: folded form -> readings of it. Made by compile.cc.
//
// Layout of the blob "words/forms": Header, features, lemmas, slots, entries, bytes of the lemmas; each part begins at
// a multiple of 8. A slot holds the upper half of the form's hash and where its entries begin; the last entry of a
// form is marked.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"
#include "document/document.h"

namespace isnad::words {

// Where a form can stand: bits of Feature::forms.
enum FormUse : uint8_t { kBare = 1, kAfterArticle = 2, kBeforePronoun = 4 };

// What the entries of one kind of form share.
struct Feature {
  Pos pos = Pos::kUnknown;
  uint8_t person = 0;
  Gender gender = Gender::kNone;
  Number number = Number::kNone;
  Tense tense = Tense::kNone;
  Voice voice = Voice::kNone;
  uint8_t forms = kBare;   // bits of FormUse
  uint8_t proclitics = 0;  // bits of Proclitic that may stand before the form, the article apart
  auto operator<=>(const Feature&) const = default;
};

struct Entry {
  uint32_t lemma_last = 0;  // lemma << 1 | last entry of its form
  uint16_t feature = 0;
  uint8_t spelling = 0;   // hash of the form as it is spelled before folding
  uint8_t frequency = 0;  // class of the lemma: 0 rare, one more for each doubling

  uint32_t lemma() const { return lemma_last >> 1; }
  bool last() const { return (lemma_last & 1) != 0; }
};

struct Lemma {
  uint32_t offset = 0;
  uint16_t size = 0;
  uint16_t reserved = 0;
  uint32_t verb = 0;  // of a masdar or participle: its verb's lemma + 1
};

struct FormsHeader {
  uint32_t features, lemmas, slots, entries, bytes, reserved;
};

inline uint8_t spelling_hash(std::string_view form) { return static_cast<uint8_t>(hash64(form, 1) >> 56); }

class Forms {
 public:
  Forms() = default;
  // `blob` must outlive the instance; an empty one makes a table without forms.
  static Result<Forms> open(std::string_view blob);

  // First entry of a folded form, or null.
  const Entry* find(std::string_view key) const {
    if (header_ == nullptr) return nullptr;
    const uint64_t hash = hash64(key);
    const auto tag = static_cast<uint32_t>(hash >> 32) | 1;
    for (uint32_t slot = static_cast<uint32_t>(hash) & mask_;; slot = (slot + 1) & mask_) {
      const uint32_t* pair = slots_ + 2 * size_t{slot};
      if (pair[0] == tag) return entries_ + pair[1];
      if (pair[0] == 0) return nullptr;
    }
  }
  const Feature& feature(const Entry& entry) const { return features_[entry.feature]; }
  std::string_view lemma(uint32_t index) const { return {bytes_ + lemmas_[index].offset, lemmas_[index].size}; }
  // Lemma of the verb that a masdar or participle belongs to, or empty.
  std::string_view verb(uint32_t index) const {
    return lemmas_[index].verb == 0 ? std::string_view{} : lemma(lemmas_[index].verb - 1);
  }

 private:
  const FormsHeader* header_ = nullptr;
  const Feature* features_ = nullptr;
  const Lemma* lemmas_ = nullptr;
  const uint32_t* slots_ = nullptr;
  const Entry* entries_ = nullptr;
  const char* bytes_ = nullptr;
  uint32_t mask_ = 0;
};

}  // namespace isnad::words
