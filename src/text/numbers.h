// SPDX-License-Identifier: Apache-2.0
// Numbers written in digits, as a token's folded key has them (ASCII digits, marks between them as written).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace isnad::text {

struct DigitNumber {
  double value = 0;
  uint8_t digits = 0;  // before the decimal mark
  bool whole = true;   // no decimal part
  bool plain = true;   // digits alone, no mark between them
};

// "1,200" and "1.200.300" are grouped by threes; "2.5" and "2,6" are decimals. Nothing when the key is no number or
// has more digits than a double keeps.
std::optional<DigitNumber> read_digits(std::string_view key);

}  // namespace isnad::text
