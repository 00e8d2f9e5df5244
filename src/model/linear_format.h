// SPDX-License-Identifier: Apache-2.0
// What Linear maps and Trainer writes; see linear.cc.
#pragma once

#include <cstddef>
#include <cstdint>

namespace isnad::model {

inline constexpr char kLinearMagic[8] = {'I', 'S', 'N', 'L', 'I', 'N', '0', '2'};
inline constexpr uint32_t kMostLabels = 16;

struct LinearHeader {
  char magic[8];
  char version[24];  // hex hash of the weights, zero-padded
  uint32_t labels;
  uint32_t slots;
  float scale;
  uint32_t rows;
  uint32_t name_bytes;
  uint32_t reserved;
};

inline uint32_t linear_key(uint64_t feature) {
  const auto key = static_cast<uint32_t>(feature >> 32);
  return key == 0 ? 1 : key;
}

// Bytes of a slot: its key and its weights, in fours where there are several labels.
constexpr size_t linear_slot_size(uint32_t labels) { return labels == 1 ? 8 : 4 + (labels + 3) / 4 * 8; }

}  // namespace isnad::model
