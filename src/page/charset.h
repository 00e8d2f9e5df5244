// SPDX-License-Identifier: Apache-2.0
// In which charset are these bytes, and what do they say in UTF-8?
//
// Order: byte order mark; UTF-8 that is well formed and holds Arabic, whatever the page declares; the declared charset
// when its reading looks like Arabic; else the reading that looks most like it among windows-1256, ISO-8859-6 and what
// uchardet guesses from the first 32 KB.
#pragma once

#include <string>
#include <string_view>

namespace isnad::page {

struct Decoded {
  std::string text;          // well-formed UTF-8 without byte order mark
  std::string charset;       // what was used, lower case
  std::string declared;      // what the page declares, lower case; empty: nothing
  bool misdeclared = false;  // the declared charset is not the one used
  size_t faults = 0;         // malformed bytes that were replaced
};

// The charset that a page's first bytes declare (`<meta charset>`, `<meta http-equiv>`, `<?xml encoding?>`), lower
// case.
std::string declared_charset(std::string_view bytes);

// `html` looks for a declaration; plain text has none.
Decoded decode_bytes(std::string_view bytes, bool html);

}  // namespace isnad::page
