// SPDX-License-Identifier: Apache-2.0
// What Linear maps and Trainer writes; see linear.cc.
#pragma once

#include <cstdint>

namespace isnad::model {

inline constexpr char kLinearMagic[8] = {'I', 'S', 'N', 'L', 'I', 'N', '0', '1'};

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

}  // namespace isnad::model
