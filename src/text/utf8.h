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

// REQUIRES: at < text.size().
CodePoint decode(std::string_view text, size_t at);

// Writes `value` at `out` (room for 4 bytes) and returns the number of bytes written.
size_t encode(uint32_t value, char* out);
void append(std::string& out, uint32_t value);

// True when `text` is well-formed UTF-8.
bool valid(std::string_view text);

// `text` with each malformed byte replaced by U+FFFD; `replaced` counts them.
std::string repair(std::string_view text, size_t* replaced = nullptr);

// Byte offsets to code-point offsets of one text, in time proportional to the distance from the last question.
// Not shared between threads.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}
  // REQUIRES: byte <= text.size() and on a character's edge.
  uint32_t at(uint32_t byte);

 private:
  std::string_view text_;
  uint32_t byte_ = 0;
  uint32_t point_ = 0;
};

// Code-point offsets to byte offsets: a table of text.size() entries, for reading JSON back.
std::vector<uint32_t> byte_offsets(std::string_view text);

}  // namespace isnad::text
