// SPDX-License-Identifier: Apache-2.0
#include "text/isolate.h"

#include "text/utf8.h"

namespace isnad::text {

namespace {

constexpr uint32_t kIsolate = 0x2068, kPopIsolate = 0x2069;

bool dangerous(uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x200E || point == 0x200F || point == 0x061C ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

}  // namespace

void append_safe(std::string& out, std::string_view piece) {
  for (size_t at = 0; at < piece.size();) {
    const CodePoint point = decode(piece, at);
    if (!dangerous(point.value)) out.append(piece, at, point.bytes);
    else if (point.value == '\n' || point.value == '\t' || point.value == '\r') out += ' ';
    at += point.bytes;
  }
}

std::string safe(std::string_view piece) {
  std::string out;
  out.reserve(piece.size());
  append_safe(out, piece);
  return out;
}

std::string isolate(std::string_view piece) {
  std::string out;
  append(out, kIsolate);
  append_safe(out, piece);
  append(out, kPopIsolate);
  return out;
}

}  // namespace isnad::text
