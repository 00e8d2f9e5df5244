// SPDX-License-Identifier: Apache-2.0
#include "base/toml_text.h"

#include <algorithm>

namespace isnad {

namespace {

// Behind the string whose quotes begin at `at`. One that does not end goes to the end of its line, or of the file.
size_t behind_string(std::string_view toml, size_t at) {
  const char quote = toml[at];
  const bool long_one = toml.substr(at, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''");
  for (size_t i = at + (long_one ? 3 : 1); i < toml.size(); ++i) {
    if (quote == '"' && toml[i] == '\\') ++i;
    else if (toml[i] == quote && !long_one) return i + 1;
    else if (toml[i] == quote && toml.substr(i, 3) == toml.substr(at, 3)) return i + 3;
    else if (toml[i] == '\n' && !long_one) return i;
  }
  return toml.size();
}

}  // namespace

size_t line_of_foreign_letter(std::string_view toml) {
  size_t at = toml.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at < toml.size()) {
    const char c = toml[at];
    if (static_cast<unsigned char>(c) >= 0x80)
      return 1 + static_cast<size_t>(std::count(toml.begin(), toml.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    if (c == '#') at = std::min(toml.find('\n', at), toml.size());
    else if (c == '"' || c == '\'') at = behind_string(toml, at);
    else ++at;
  }
  return 0;
}

}  // namespace isnad
