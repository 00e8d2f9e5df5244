// SPDX-License-Identifier: Apache-2.0
// A page rewritten so that parsing it takes time proportional to its length, whoever made it.
//
// The parser is quadratic in nesting and in attributes. So before parsing: scripts (but data in JSON-LD), styles and
// comments go; tags that only dress text (b, font, span without a name) go; attributes are kept only where the page
// room reads them, and cut to a length; open tags deeper than kMaxDepth are dropped and their text stays.
#pragma once

#include <string>
#include <string_view>

namespace isnad::page {

inline constexpr size_t kMaxDepth = 256;  // real pages stay below 60

// REQUIRES: html is well-formed UTF-8.
std::string guard_html(std::string_view html);

}  // namespace isnad::page
