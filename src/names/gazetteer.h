// SPDX-License-Identifier: Apache-2.0
// Known names and words that go with names: one hash table from a phrase to what is known of it, derived when the
// lexicon is compiled. A phrase is the folded letters of its words without the spaces, so that spellings such as
// `abd al-` in one word or two are the same phrase.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/hash.h"
#include "lexicon/lexicon.h"

namespace isnad::names {

// What a phrase is known as. kPrefix: a longer phrase begins with it.
enum Known : uint32_t {
  kPrefix = 1,
  kCountry = 2,
  kCity = 4,
  kPlace = 8,
  kPerson = 16,
  kOrganisation = 32,
  kSeat = 64,
  kNationality = 128,
  kGivenName = 256,
  kFamilyName = 512,
  kNameWord = 1024,
  kRareNameWord = 2048,
  kBodyHead = 4096,
  kTitle = 8192,
  kPlaceClass = 16384,
  kPlaceHead = 32768,
  kKinship = 65536,
  kOutletClass = 1 << 17,
  kWeekday = 1 << 18,
  kAlias = 1 << 19,          // a short or other form of the row it refers to
  kAmbiguous = 1 << 20,      // means something else as often
  kBodyTail = 1 << 21,       // an adjective or noun that ends names of bodies
  kInternational = 1 << 22,  // in a body's name: it belongs to no single state
  kGroupClass = 1 << 23,     // stands before an armed group's name and outside it
  kWorldPlace = 1 << 24      // some town or province of the world has this name
};

// Phrases of these kinds are whole names.
inline constexpr uint32_t kWholeNames = kCountry | kCity | kPlace | kPerson | kOrganisation | kSeat;

struct PhraseHash {
  uint64_t value = 0xcbf29ce484222325ULL;
  void add(std::string_view letters) {
    for (const char c : letters) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  uint64_t finish() const {
    uint64_t x = value ^ (value >> 29);
    x *= 0xbf58476d1ce4e5b9ULL;
    return x ^ (x >> 32);
  }
};

// Hash of a phrase as the name of one sort of thing (kPerson, kOrganisation, or kPlace for all places): one word may
// name a town and a broadcaster.
inline uint64_t typed(uint64_t phrase, uint32_t sort) { return mix(phrase, sort); }

class Gazetteer {
 public:
  struct Entry {
    uint32_t key = 0;
    uint32_t known = 0;
    uint32_t ref = kNoRef;  // table << 24 | row of the entry that the phrase names
  };
  static constexpr uint32_t kNoRef = 0xFFFFFFFF;

  Gazetteer() = default;
  // `blob` is what derive() made; it must outlive the instance.
  explicit Gazetteer(std::string_view blob);

  // Never null: an entry that knows nothing when the phrase is not there.
  const Entry* find(uint64_t hash) const {
    if (slots_ == nullptr) return &kNone;
    const auto key = static_cast<uint32_t>(hash >> 32) | 1U;
    for (uint32_t slot = static_cast<uint32_t>(hash) & mask_;; slot = (slot + 1) & mask_) {
      if (slots_[slot].key == key) return &slots_[slot];
      if (slots_[slot].key == 0) return &kNone;
    }
  }
  const Entry* find(std::string_view folded_word) const {
    PhraseHash hash;
    hash.add(folded_word);
    return find(hash.finish());
  }
  // Looks a name up by the frame of its consonants: finds other spellings of foreign names.
  const Entry* find_similar(std::string_view folded_name) const;

 private:
  static const Entry kNone;
  uint32_t mask_ = 0;  // set while slots_ is: must come first
  const Entry* slots_ = nullptr;
};

// Appends the consonants of a folded name that survive from one spelling to another; `g` sounds become one.
void append_frame(std::string_view folded, std::string& out);

// Derives the blob "names/gazetteer" from the tables of places/, actors/ and names/.
Result<void> derive_gazetteer(lexicon::Builder& builder);

// How common a word is in news, and in which company it stands.
class WordGroups {
 public:
  struct Entry {
    uint32_t key = 0;
    uint8_t logcount = 0;
    uint8_t coarse = 0;
    uint16_t fine = 0;
  };

  WordGroups() = default;
  explicit WordGroups(std::string_view blob);
  const Entry* find(uint64_t hash) const;

 private:
  static const Entry kNone;
  uint32_t mask_ = 0;  // set while slots_ is: must come first
  const Entry* slots_ = nullptr;
};

// Derives the blob "names/groups" from names/clusters.
Result<void> derive_groups(lexicon::Builder& builder);

}  // namespace isnad::names
