// SPDX-License-Identifier: Apache-2.0
// Feature lists of the learned parts of this room: each feature is a hash of its template and its values.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "base/hash.h"
#include "model/linear.h"

namespace isnad::claims {

class Features {
 public:
  void clear() { list_.clear(); }
  template <class... Values>
  [[gnu::always_inline]] void add(uint64_t templ, Values... values) {
    uint64_t h = templ * 0x9e3779b97f4a7c15ULL;
    ((h = mix(h, static_cast<uint64_t>(values))), ...);
    list_.push_back(h);
  }
  const std::vector<uint64_t>& list() const { return list_; }

 private:
  std::vector<uint64_t> list_;
};

// 0, 1, 2, 3, then coarser and coarser, signs kept apart by the caller.
inline uint64_t bucket(uint64_t n) {
  if (n < 4) return n;
  if (n < 6) return 4;
  if (n < 9) return 5;
  if (n < 14) return 6;
  return n < 25 ? 7 : 8;
}

// Probabilities of the labels; at most 8 of them.
struct Probabilities {
  float of[8] = {};
};

// Scores made into probabilities.
inline Probabilities to_probabilities(Probabilities p, size_t labels) {
  float top = p.of[0], sum = 0;
  for (size_t i = 1; i < labels; ++i) top = p.of[i] > top ? p.of[i] : top;
  for (size_t i = 0; i < labels; ++i) sum += p.of[i] = std::exp(p.of[i] - top);
  for (size_t i = 0; i < labels; ++i) p.of[i] /= sum;
  return p;
}

inline Probabilities judge(const model::Linear& model, const Features& features) {
  Probabilities p;
  model.add(features.list(), p.of);
  return to_probabilities(p, model.labels() < 8 ? model.labels() : 8);
}

}  // namespace isnad::claims
