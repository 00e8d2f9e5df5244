// SPDX-License-Identifier: Apache-2.0
// Which features does a model surely not know? Most features of a text are unknown to it, and each search for one would
// wait for memory to find nothing. Three bits for each known key, in one word of 64 (a Bloom filter in blocks: Putze,
// Sanders and Singler 2007): small enough for the near caches, and two in a hundred unknown features pass.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace isnad::model {

class Sieve {
 public:
  // Bits for the keys, to be written beside a model and given to the constructor.
  static std::vector<uint64_t> make(std::span<const uint32_t> keys) {
    std::vector<uint64_t> words(words_for(static_cast<uint32_t>(keys.size())));
    const auto count = static_cast<uint32_t>(words.size());
    for (const uint32_t key : keys) words[place(key, count)] |= bits(key);
    return words;
  }
  static constexpr uint32_t words_for(uint32_t keys) { return std::max(keys / 5, 1U); }

  Sieve() = default;
  Sieve(const uint64_t* words, uint32_t count) : words_(words), count_(count) {}

  // Copies the features that may be known, in their order; returns how many. REQUIRES: room for all of them.
  size_t sift(std::span<const uint64_t> features, uint64_t* out) const {
    size_t found = 0;
    for (const uint64_t feature : features) {
      const auto key = static_cast<uint32_t>(feature >> 32);
      const uint64_t want = bits(key);
      out[found] = feature;
      found += (words_[place(key, count_)] & want) == want;
    }
    return found;
  }

 private:
  // A key is the upper half of a feature; a feature with the half 0 is kept under the key 1, which has the bits of 0.
  static uint32_t place(uint32_t key, uint32_t count) { return static_cast<uint32_t>((uint64_t{key} * count) >> 32); }
  static uint64_t bits(uint32_t key) {
    return uint64_t{1} << (key & 63) | uint64_t{1} << (key >> 6 & 63) | uint64_t{1} << (key >> 12 & 63);
  }

  const uint64_t* words_ = nullptr;
  uint32_t count_ = 0;
};

}  // namespace isnad::model
