// SPDX-License-Identifier: Apache-2.0
// The features from which the tagger judges a token: hashes of a template and its values. Used alike when reading
// and when training.
#pragma once

#include <array>
#include <span>

#include "base/hash.h"
#include "names/cues.h"

namespace isnad::names {

// Tags: 0 outside, then begin and inside of each EntityType in its order.
inline constexpr size_t kTags = 9;
inline constexpr uint8_t kOutside = 0;
constexpr uint8_t begin_tag(EntityType type) { return static_cast<uint8_t>(1 + 2 * static_cast<int>(type)); }
constexpr uint8_t inside_tag(EntityType type) { return static_cast<uint8_t>(2 + 2 * static_cast<int>(type)); }
constexpr bool is_begin(uint8_t tag) { return tag % 2 == 1; }
constexpr bool is_inside(uint8_t tag) { return tag != 0 && tag % 2 == 0; }
constexpr EntityType type_of(uint8_t tag) { return static_cast<EntityType>((tag - 1) / 2); }

// The features of one token. What exceeds the room is left out: no token has that many.
class Features {
 public:
  void push_back(uint64_t feature) {
    if (size_ < items_.size()) items_[size_++] = feature;
  }
  void clear() { size_ = 0; }
  const uint64_t* begin() const { return items_.data(); }
  const uint64_t* end() const { return items_.data() + size_; }

 private:
  std::array<uint64_t, 192> items_;
  size_t size_ = 0;
};

// Whose cues a feature of a token rests on: its own, those of one neighbour, or several tokens' together.
using FeatureGroups = uint32_t;
inline constexpr FeatureGroups kOfItself = 1, kAsBefore = 2, kAsBefore2 = 4, kAsAfter = 8, kAsAfter2 = 16, kJoint = 32,
                               kAllGroups = 63;

// Appends the features of token i of a sentence that are of the asked groups: all of them, or one. Tokens beyond the
// ends of the sentence have the cues of an edge, and an edge has features of all groups but kJoint.
template <FeatureGroups kGroups>
void token_features(std::span<const Cue> sentence, size_t i, Features& out);

// Equal for two cues only where all their features in all groups but kJoint are equal.
uint64_t cue_hash(const Cue& cue);

// What the rest of the document says of a word: how often it was taken for what, the token itself left out.
struct Memory {
  uint16_t tags[5] = {};      // outside, then the entity types
  uint16_t last_of_name = 0;  // ends a person's name of several words
  uint16_t first_of_name = 0;
};

// Appends the features that rest on the document's other sentences. None where the word stands once.
void memory_features(const Cue& cue, const Memory& memory, Features& out);

// Feature of the transition from one tag to the next.
inline uint64_t transition_feature(uint8_t from) { return mix(0x7261, from); }

}  // namespace isnad::names
