// SPDX-License-Identifier: Apache-2.0
// Learns the weights of a Linear model: averaged perceptron updates for structured learners, and logistic
// regression with AdaGrad for plain classifiers. For the training tools; never used while reading.
//
// Averaged perceptron: Freund and Schapire 1999, Collins 2002. AdaGrad: Duchi, Hazan and Singer 2011.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace isnad::model {

class Trainer {
 public:
  explicit Trainer(std::vector<std::string> labels) : labels_(std::move(labels)) {}

  size_t labels() const { return labels_.size(); }
  // scores[i] += current weight. REQUIRES: room for labels() scores.
  void add(uint64_t feature, float* scores) const;

  // Perceptron: weight of (feature, label) += by. Call tick() once an example for averaging.
  void update(uint64_t feature, size_t label, float by);
  void tick() { ++now_; }
  // Replaces the weights by their averages over all ticks.
  void average();

  // One step of multinomial logistic regression. `l2` is the strength of the pull to zero on touched features.
  void learn(const std::vector<uint64_t>& features, size_t label, float rate, float l2, float importance = 1);

  // Writes the model. Features whose largest weight is below `threshold` times the overall largest, and those updated
  // fewer than `min_updates` times, are left out.
  Result<void> write(const std::string& path, float threshold, uint32_t min_updates = 1) const;

 private:
  struct Row {
    std::vector<float> weight;
    std::vector<float> sum;  // averaging: integral over ticks; AdaGrad: squared gradients
    std::vector<uint64_t> stamp;
    uint32_t updates = 0;
  };
  Row& row(uint64_t feature);

  std::vector<std::string> labels_;
  std::unordered_map<uint64_t, Row> rows_;
  uint64_t now_ = 0;
};

}  // namespace isnad::model
