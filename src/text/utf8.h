// SPDX-License-Identifier: Apache-2.0
// UTF-8, one code point at a time. Malformed bytes decode to U+FFFD, one byte long; text that has passed
// repair() is always well formed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace isnad::text {

struct CodePoint {
  uint32_t value = 0;
  uint8_t bytes = 1;
};

// What decode() leaves over: characters of three and four bytes, malformed ones.
CodePoint decode_long(std::string_view text, size_t at);

// REQUIRES: at < text.size().
inline CodePoint decode(std::string_view text, size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first <= 0xDF && text.size() - at >= 2) {  // most of an Arabic text
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((second & 0xC0) == 0x80) return {static_cast<uint32_t>((first & 0x1F) << 6 | (second & 0x3F)), 2};
  }
  return decode_long(text, at);
}

// Writes `value` at `out` (room for 4 bytes) and returns the number of bytes written.
size_t encode(uint32_t value, char* out);
void append(std::string& out, uint32_t value);

// True when `text` is well-formed UTF-8.
bool valid(std::string_view text);

// `text` with each malformed byte replaced by U+FFFD; `replaced` counts them.
std::string repair(std::string_view text, size_t* replaced = nullptr);

// Byte offsets to code-point offsets of one text. `text` must outlive it.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  // REQUIRES: byte <= text.size() and on a character's edge.
  uint32_t at(uint32_t byte) const;

 private:
  static constexpr size_t kBlock = 64;
  std::string_view text_;
  std::vector<uint32_t> before_;  // code points before each block of bytes
};

// Code-point offsets to byte offsets: a table of text.size() entries, for reading JSON back.
std::vector<uint32_t> byte_offsets(std::string_view text);

}  // namespace isnad::text
