// SPDX-License-Identifier: Apache-2.0
// A small hash from words to numbers, built once when a room opens: a look-up that misses costs one hash and one
// comparison of 32 bits. For some thousand words at most; big tables are looked up in the mapped lexicon.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace isnad::lexicon {

class WordIndex {
 public:
  static constexpr uint32_t kMissing = UINT32_MAX;

  // Keeps a copy of `word`. The first entry of a word stays.
  void add(std::string_view word, uint32_t value) {
    if (2 * (words_.size() + 1) > slots_.size()) grow();
    if (find(word) != kMissing) return;
    words_.emplace_back(word);
    insert({static_cast<uint32_t>(hash64(word) >> 32), value, &words_.back()}, hash64(word));
  }

  uint32_t find(std::string_view word) const {
    if (slots_.empty()) return kMissing;
    const uint64_t hash = hash64(word);
    const auto tag = static_cast<uint32_t>(hash >> 32);
    for (size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.word == nullptr) return kMissing;
      if (slot.tag == tag && *slot.word == word) return slot.value;
    }
  }

 private:
  struct Slot {
    uint32_t tag = 0;
    uint32_t value = 0;
    const std::string* word = nullptr;
  };

  void insert(Slot slot, uint64_t hash) {
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at].word != nullptr) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }

  void grow() {
    std::vector<Slot> old(std::max<size_t>(64, slots_.size() * 2));
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.word != nullptr) insert(slot, hash64(*slot.word));
  }

  std::deque<std::string> words_;  // stays in place when the index grows or moves
  std::vector<Slot> slots_;
};

}  // namespace isnad::lexicon
