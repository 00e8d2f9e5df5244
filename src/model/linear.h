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
#include "model/sieve.h"
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
  // scores[i] += weights of `features` for label i, in their order. REQUIRES: room for labels() scores.
  void add(std::span<const uint64_t> features, float* scores) const;
  // The same for a model of a single label. REQUIRES: labels() == 1.
  void add_single(std::span<const uint64_t> features, float& score) const;
  // Hash of the file, for made_by.
  std::string_view version() const { return version_; }

 private:
  // Weights of a feature, one a label, or null.
  const char* weights_of(uint64_t feature) const;
  template <class Take>
  void each_known(std::span<const uint64_t> features, Take take) const;
  template <size_t kFours>
  void add_fours(std::span<const uint64_t> features, float* scores) const;

  MappedFile file_;
  std::vector<std::string_view> labels_;
  std::string version_;
  float scale_ = 1;
  uint32_t mask_ = 0;
  uint32_t slot_size_ = 0;
  const char* slots_ = nullptr;
  Sieve sieve_;
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
