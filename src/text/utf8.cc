// SPDX-License-Identifier: Apache-2.0
#include "text/utf8.h"

#include <cstring>

namespace isnad::text {

namespace {
constexpr bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The first byte at or after `at` that is not ASCII; looks at eight bytes at once, as most of a page is markup.
size_t after_ascii(std::string_view text, size_t at) {
  for (uint64_t word; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080ULL) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}
}  // namespace

CodePoint decode_long(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const size_t left = text.size() - at;
  const unsigned char first = byte(0);
  if (first >= 0xE0 && first <= 0xEF && left >= 3 && continues(byte(1)) && continues(byte(2))) {
    const uint32_t value = static_cast<uint32_t>((first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
    if (value >= 0x800 && (value < 0xD800 || value > 0xDFFF)) return {value, 3};
  }
  if (first >= 0xF0 && first <= 0xF4 && left >= 4 && continues(byte(1)) && continues(byte(2)) && continues(byte(3))) {
    const uint32_t value =
        static_cast<uint32_t>((first & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F));
    if (value >= 0x10000 && value <= 0x10FFFF) return {value, 4};
  }
  return {0xFFFD, 1};
}

size_t encode(uint32_t value, char* out) {
  const auto put = [&](size_t i, uint32_t bits) { out[i] = static_cast<char>(bits); };
  if (value < 0x80) {
    put(0, value);
    return 1;
  }
  if (value < 0x800) {
    put(0, 0xC0 | value >> 6);
    put(1, 0x80 | (value & 0x3F));
    return 2;
  }
  if (value < 0x10000) {
    put(0, 0xE0 | value >> 12);
    put(1, 0x80 | (value >> 6 & 0x3F));
    put(2, 0x80 | (value & 0x3F));
    return 3;
  }
  put(0, 0xF0 | value >> 18);
  put(1, 0x80 | (value >> 12 & 0x3F));
  put(2, 0x80 | (value >> 6 & 0x3F));
  put(3, 0x80 | (value & 0x3F));
  return 4;
}

void append(std::string& out, uint32_t value) {
  if (value < 0x80) {
    out.push_back(static_cast<char>(value));
    return;
  }
  char bytes[4];
  out.append(bytes, encode(value, bytes));
}

bool valid(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    at = after_ascii(text, at);
    if (at >= text.size()) break;
    const CodePoint point = decode(text, at);
    if (point.value == 0xFFFD && point.bytes == 1) return false;
    at += point.bytes;
  }
  return true;
}

std::string repair(std::string_view text, size_t* replaced) {
  std::string out;
  out.reserve(text.size());
  size_t faults = 0;
  size_t good = 0;  // everything before it is in out
  for (size_t at = 0; at < text.size();) {
    at = after_ascii(text, at);
    if (at >= text.size()) break;
    const CodePoint point = decode(text, at);
    if (point.value == 0xFFFD && point.bytes == 1) {
      out.append(text, good, at - good);
      append(out, 0xFFFD);
      ++faults;
      good = at + 1;
    }
    at += point.bytes;
  }
  out.append(text, good);
  if (replaced != nullptr) *replaced = faults;
  return out;
}

CodePoints::CodePoints(std::string_view text) : text_(text) {
  before_.reserve(text.size() / kBlock + 1);
  uint32_t points = 0;
  for (size_t begin = 0; begin <= text.size(); begin += kBlock) {
    before_.push_back(points);
    for (const char byte : text.substr(begin, kBlock)) points += continues(static_cast<unsigned char>(byte)) ? 0u : 1u;
  }
}

uint32_t CodePoints::at(uint32_t byte) const {
  const size_t block = byte / kBlock;
  uint32_t points = before_[block];
  for (const char c : text_.substr(block * kBlock, byte - block * kBlock))
    points += continues(static_cast<unsigned char>(c)) ? 0u : 1u;
  return points;
}

std::vector<uint32_t> byte_offsets(std::string_view text) {
  std::vector<uint32_t> offsets;
  offsets.reserve(text.size() + 1);
  for (size_t at = 0; at < text.size(); ++at)
    if (!continues(static_cast<unsigned char>(text[at]))) offsets.push_back(static_cast<uint32_t>(at));
  offsets.push_back(static_cast<uint32_t>(text.size()));
  return offsets;
}

}  // namespace isnad::text
