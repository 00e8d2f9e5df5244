// SPDX-License-Identifier: Apache-2.0
// A page rewritten so that parsing it takes time proportional to its length, whoever made it, and as little as can be.
//
// The parser is quadratic in nesting and in attributes, and slow on both. So before parsing: scripts, styles and
// comments go, and data in JSON-LD is put aside; tags that only dress text (b, font, span that says nothing) go; what
// class, id, role and itemprop say is looked up here and written as one number; other attributes are kept only where
// the page room reads them, and cut to a length; open tags deeper than kMaxDepth are dropped and their text stays.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "page/outlet_rules.h"

namespace isnad::page {

inline constexpr size_t kMaxDepth = 256;  // real pages stay below 60

inline constexpr const char* kMarksAttribute = "m";  // bits of Mark, hexadecimal

struct Guarded {
  std::string html;
  std::vector<std::string> ld_json;  // taken out of the page
  std::vector<OutletRule> rules;     // of the page's outlet; where there are any, names of elements are kept in html
};

// REQUIRES: html is well-formed UTF-8. `marks` is the table page/marks. The outlet is that of `url`, or when it is
// empty of the address that the page's head gives for itself.
Guarded guard_html(std::string_view html, const lexicon::Table& marks, const OutletRules& outlets,
                   std::string_view url);

}  // namespace isnad::page
