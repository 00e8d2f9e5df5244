// SPDX-License-Identifier: Apache-2.0
// Boosted decision trees over a fixed list of numbers: small models that weigh a handful of dense clues against each
// other, where Linear weighs thousands of sparse ones. All trees have one depth, so a walk has no branches to guess.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace isnad::model {

class Trees {
 public:
  // Errors name the file and say how to make it anew.
  static Result<Trees> open(const std::string& path);

  size_t labels() const { return labels_; }
  size_t numbers() const { return numbers_; }
  // scores[i] += score of label i. REQUIRES: numbers() values, room for labels() scores.
  void add(std::span<const float> values, float* scores) const;
  std::string_view version() const { return version_; }

  struct Node {
    float threshold = 0;  // right when the value is greater
    uint32_t number = 0;  // which value
  };
  // Trees in rounds, one a label in each. A tree has 2^depth - 1 nodes in breadth-first order and 2^depth leaves.
  struct Forest {
    uint32_t labels = 0, numbers = 0, depth = 0;
    std::vector<float> start;  // score of each label before the first tree
    std::vector<Node> nodes;
    std::vector<float> leaves;
  };
  explicit Trees(Forest forest);
  Trees() = default;
  Result<void> write(const std::string& path) const;

 private:
  uint32_t labels_ = 0, numbers_ = 0;
  Forest forest_;
  std::string version_;
};

}  // namespace isnad::model
