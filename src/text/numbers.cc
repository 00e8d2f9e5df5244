// SPDX-License-Identifier: Apache-2.0
// A comma, a point and their Arabic counterparts all serve both ways in the press: before exactly three digits a comma
// groups, a point groups only when it stands twice; everything else is a decimal mark.
#include "text/numbers.h"

#include <array>

#include "text/utf8.h"

namespace isnad::text {

namespace {

constexpr size_t kMostDigits = 15;  // what a double holds exactly
constexpr size_t kMostParts = 6;

bool is_point(uint32_t mark) { return mark == '.' || mark == 0x066B; }

double power_of_ten(size_t exponent) {
  double power = 1;
  for (size_t i = 0; i < exponent; ++i) power *= 10;
  return power;
}

struct Parts {
  std::array<uint64_t, kMostParts> value{};
  std::array<uint8_t, kMostParts> digits{};
  std::array<uint32_t, kMostParts> mark{};  // the mark before each part
  size_t count = 1;
};

std::optional<Parts> split(std::string_view key) {
  Parts parts;
  size_t total = 0;
  for (size_t at = 0; at < key.size();) {
    const CodePoint point = decode(key, at);
    at += point.bytes;
    const size_t last = parts.count - 1;
    if (point.value >= '0' && point.value <= '9') {
      if (++total > kMostDigits) return std::nullopt;
      parts.value[last] = parts.value[last] * 10 + (point.value - '0');
      ++parts.digits[last];
    } else if (point.value == '.' || point.value == ',' || point.value == 0x066B || point.value == 0x066C) {
      if (parts.digits[last] == 0 || parts.count == kMostParts) return std::nullopt;
      parts.mark[parts.count++] = point.value;
    } else {
      return std::nullopt;
    }
  }
  return parts.digits[parts.count - 1] == 0 ? std::nullopt : std::optional(parts);
}

bool grouped(const Parts& parts, size_t first, size_t last) {
  for (size_t i = first; i < last; ++i)
    if (parts.digits[i] != 3) return false;
  return true;
}

}  // namespace

std::optional<DigitNumber> read_digits(std::string_view key) {
  const std::optional<Parts> split_key = split(key);
  if (!split_key) return std::nullopt;
  const Parts& parts = *split_key;
  DigitNumber number;
  number.digits = parts.digits[0];
  number.value = static_cast<double>(parts.value[0]);
  if (parts.count == 1) return number;
  number.plain = false;
  const bool all_threes = grouped(parts, 1, parts.count) && parts.digits[0] <= 3;
  const bool groups = all_threes && (parts.count > 2 || !is_point(parts.mark[1]));
  const size_t whole_parts = groups ? parts.count : parts.count - 1;
  if (!groups && !grouped(parts, 1, whole_parts)) return std::nullopt;  // "8.9.2020"
  for (size_t i = 1; i < whole_parts; ++i) {
    number.value = number.value * 1000 + static_cast<double>(parts.value[i]);
    number.digits = static_cast<uint8_t>(number.digits + 3);
  }
  if (groups) return number;
  number.whole = false;
  const size_t last = parts.count - 1;
  number.value += static_cast<double>(parts.value[last]) / power_of_ten(parts.digits[last]);
  return number;
}

}  // namespace isnad::text
