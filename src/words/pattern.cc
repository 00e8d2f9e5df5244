// SPDX-License-Identifier: Apache-2.0
#include "words/pattern.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace isnad::words {

namespace {

// Place in a word of `size` letters that `digits` name; `missing` when there are none.
size_t place(std::string_view digits, size_t size, size_t missing) {
  int value = 0;
  if (digits.empty()) return missing;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const auto length = static_cast<int>(size);
  if (value < 0) value += length;
  return static_cast<size_t>(std::clamp(value, 0, length));
}

}  // namespace

Letters letters(std::string_view utf8) {
  Letters word;
  for (size_t at = 0; at < utf8.size();) {
    const text::CodePoint point = text::decode(utf8, at);
    word += static_cast<char32_t>(point.value);
    at += point.bytes;
  }
  return word;
}

std::string utf8(const Letters& word) {
  std::string out;
  for (const char32_t letter : word) text::append(out, static_cast<uint32_t>(letter));
  return out;
}

Letters apply_template(std::string_view pattern, const Letters& word) {
  Letters out;
  while (!pattern.empty()) {
    const size_t open = std::min(pattern.find('{'), pattern.size());
    out += letters(pattern.substr(0, open));
    pattern.remove_prefix(open);
    const size_t close = pattern.find('}');
    if (close == std::string_view::npos) break;
    const std::string_view slice = pattern.substr(1, close - 1);
    const size_t colon = std::min(slice.find(':'), slice.size());
    const size_t from = place(slice.substr(0, colon), word.size(), 0);
    const size_t to = place(slice.substr(std::min(colon + 1, slice.size())), word.size(), word.size());
    if (from < to) out += word.substr(from, to - from);
    pattern.remove_prefix(close + 1);
  }
  return out;
}

bool matches(std::string_view glob, std::string_view word) {
  const size_t star = glob.find('*');
  if (star == std::string_view::npos) return glob == word;
  const std::string_view before = glob.substr(0, star), after = glob.substr(star + 1);
  return word.size() >= before.size() + after.size() && word.starts_with(before) && word.ends_with(after);
}

std::vector<std::string_view> items(std::string_view cell) {
  std::vector<std::string_view> list;
  while (!cell.empty() && cell != "-") {
    const size_t bar = std::min(cell.find('|'), cell.size());
    list.push_back(cell.substr(0, bar));
    cell.remove_prefix(std::min(bar + 1, cell.size()));
  }
  return list;
}

bool has_item(std::string_view cell, std::string_view item) {
  const auto list = items(cell);
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace isnad::words
