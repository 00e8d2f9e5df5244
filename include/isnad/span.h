// SPDX-License-Identifier: Apache-2.0
// A half-open range of bytes. Inside the engine every offset is a UTF-8 byte offset into Document::text;
// code points appear only at the edges (JSON, Python).
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace isnad {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr bool empty() const { return begin >= end; }
  constexpr uint32_t size() const { return end - begin; }
  constexpr bool contains(uint32_t at) const { return begin <= at && at < end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  constexpr auto operator<=>(const Span&) const = default;
};

// The characters of `span`; an empty view when the span does not fit into the text.
inline std::string_view slice(std::string_view text, Span span) {
  if (span.begin > span.end || span.end > text.size()) return {};
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace isnad
