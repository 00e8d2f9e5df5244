// SPDX-License-Identifier: Apache-2.0
#include "names/latin.h"

#include <algorithm>
#include <array>

#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::names {

namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

// Letters from U+0621 to U+064A.
constexpr std::array<const char*, 42> kLetters = {
    "",  "a", "a", "o", "i",  "e", "a", "b", "a", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s",
    "d", "t", "z", "a", "gh", "",  "",  "",  "",  "",  "",   "f", "q", "k",  "l", "m",  "n", "h", "u", "a",  "i"};

void capitalise(std::string& out, size_t from) {
  if (from < out.size() && out[from] >= 'a' && out[from] <= 'z') out[from] = static_cast<char>(out[from] - 'a' + 'A');
}

void letter_by_letter(std::string_view word, std::string& out) {
  for (size_t at = 0; at < word.size();) {
    const text::CodePoint point = text::decode(word, at);
    at += point.bytes;
    if (point.value >= 0x0621 && point.value <= 0x064A) out += kLetters[point.value - 0x0621];
    else if (point.value < 0x80) out += static_cast<char>(point.value);
  }
}

}  // namespace

bool Latin::known(std::string_view key, std::string& out) const {
  for (const lexicon::Table& table : tables_) {
    const auto rows = table.find(key);
    if (rows.empty()) continue;
    const std::string_view en = table.cell(rows.front(), table.column("en"));
    if (en.empty() || en == "-") continue;
    out += en;
    return true;
  }
  return false;
}

std::string Latin::spell(std::string_view name) const {
  std::string out;
  while (!name.empty()) {
    const size_t end = std::min(name.find(' '), name.size());
    const std::string_view word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    size_t from = out.size();
    const std::string key = text::fold(word);
    if (!known(key, out)) {
      const bool article = word.starts_with(kArticle) && word.size() > kArticle.size() + 2;
      if (article) {
        out += "al-";
        from = out.size();
      }
      if (!article || !known(key.substr(kArticle.size()), out))
        letter_by_letter(article ? word.substr(kArticle.size()) : word, out);
    }
    capitalise(out, from);
  }
  return out;
}

}  // namespace isnad::names
