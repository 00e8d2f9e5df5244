// SPDX-License-Identifier: Apache-2.0
// A learned linear model over hashed features: for each feature a row of weights, one a label. Mapped, not parsed, at
// start-up; shared by all threads. Rooms build a feature as a 64-bit hash (hash64, mix) of its template and values.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"
#include "model/packed.h"
#include "model/trees.h"

namespace isnad::model {

class Linear {
 public:
  // Errors name the file and say how to make it anew.
  static Result<Linear> open(const std::string& path);

  size_t labels() const { return labels_.size(); }
  std::string_view label(size_t index) const { return labels_[index]; }
  // Index of a label, or -1.
  int label_index(std::string_view name) const;
  // scores[i] += weight of `feature` for label i. REQUIRES: room for labels() scores.
  void add(uint64_t feature, float* scores) const;
  // The same for many features, in their order: much faster, because their rows are fetched at the same time.
  void add(std::span<const uint64_t> features, float* scores) const;
  // The same for a model of a single label. REQUIRES: labels() == 1.
  void add_single(std::span<const uint64_t> features, float& score) const;
  // Hash of the file, for made_by.
  std::string_view version() const { return version_; }

 private:
  MappedFile file_;
  std::vector<std::string_view> labels_;
  std::string version_;
  // The slot of a feature, or mask_ + 1.
  uint32_t slot_of(uint64_t feature) const;
  void add_row(uint32_t row, float* scores) const;

  float scale_ = 1;
  uint32_t mask_ = 0;
  const uint32_t* keys_ = nullptr;    // 0 for a free slot
  const int16_t* weights_ = nullptr;  // labels() a slot's row
  const uint32_t* rows_ = nullptr;    // row of each slot
};

// Where the trained weights lie, by name: models/NAME.model. Remembers what was opened, for made_by.
class Models {
 public:
  explicit Models(std::string directory) : directory_(std::move(directory)), opened_(std::make_shared<uint64_t>(0)) {}
  Result<Linear> open(std::string_view name) const;
  Result<Trees> open_trees(std::string_view name) const;
  Result<Packed> open_packed(std::string_view name) const;
  // Hash over all models opened so far, 16 hexadecimal digits.
  std::string version() const;

 private:
  std::string directory_;
  std::shared_ptr<uint64_t> opened_;
};

}  // namespace isnad::model
