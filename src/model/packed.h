// SPDX-License-Identifier: Apache-2.0
// A linear model over hashed features whose rows are small enough to lie beside their keys: one slot of 32 bytes holds
// a key and its weights, so that a feature costs one fetch from memory instead of three. For the tagger, which weighs
// a hundred features a word. Every feature has kSets sets of weights, one for each kind of text, of kLabels labels;
// weights keep seven bits beside their row's scale. Mapped, not parsed, at start-up; shared by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"
#include "model/sieve.h"

namespace isnad::model {

class Packed {
 public:
  static constexpr size_t kSets = 3, kLabels = 9;
  // Sums of weights, in units of the model's scale; what lies beyond kLabels means nothing.
  using Sums = std::array<int32_t, 12>;
  using Weights = std::array<float, kSets * kLabels>;  // set by set

  struct Slot {
    uint32_t key = 0;  // 0: free
    std::array<int8_t, kSets * kLabels> weights{};
    uint8_t shift = 0;  // weights count 2^shift units each
  };

  // Errors name the file and say how to make it anew.
  static Result<Packed> open(const std::string& path);

  float scale() const { return scale_; }
  // Adds the weights that all features have in one set. REQUIRES: set < kSets.
  void add(std::span<const uint64_t> features, size_t set, Sums& sums) const;
  // Hash of the file, for made_by.
  std::string_view version() const { return version_; }

 private:
  template <size_t kSet>
  void add_set(std::span<const uint64_t> features, Sums& sums) const;

  MappedFile file_;
  std::string version_;
  float scale_ = 1;
  uint32_t slot_count_ = 0;
  const Slot* slots_ = nullptr;
  Sieve sieve_;
};

using PackedRow = std::pair<uint64_t, Packed::Weights>;  // a feature and its weights

// Writes a model. Of rows with equal features the first one counts.
Result<void> write_packed(const std::string& path, const std::vector<PackedRow>& rows);

}  // namespace isnad::model
