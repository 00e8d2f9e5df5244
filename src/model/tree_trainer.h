// SPDX-License-Identifier: Apache-2.0
// Learns Trees by gradient boosting on the softmax loss (Friedman 2001; second-order leaves as in Chen and Guestrin
// 2016). For the training tools; never used while reading. Deterministic.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/trees.h"

namespace isnad::model {

struct TreeSettings {
  uint32_t rounds = 60;
  uint32_t depth = 4;
  float rate = 0.1F;
  float pull = 5;           // l2 on leaves
  float least = 30;         // examples in a leaf
  float share_rows = 0.8F;  // of the examples that a round looks at
  float share_numbers = 0.5F;
};

// REQUIRES: values.size() == labels.size() * numbers, each label below `classes`.
Trees learn_trees(std::span<const float> values, std::span<const uint8_t> labels, uint32_t numbers, uint32_t classes,
                  const TreeSettings& settings);

}  // namespace isnad::model
