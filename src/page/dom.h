// SPDX-License-Identifier: Apache-2.0
// A parsed page, flattened: its elements with what their names say, and its visible lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/element_names.h"
#include "page/html_guard.h"
#include "page/outlet_rules.h"

namespace isnad::page {

struct Element {
  uint32_t parent = 0;      // index; the root is its own parent
  uint32_t end = 0;         // one past its last descendant
  uint32_t first_line = 0;  // visible lines [first_line, last_line) begin inside it
  uint32_t last_line = 0;
  uint32_t marks = 0;
};

struct VisibleLine {
  std::string text;
  uint32_t element = 0;  // innermost block element
  uint32_t linked = 0;   // bytes of its text inside links
};

// A date, name or address that the page gives of itself.
struct Claim {
  std::string_view where;  // static: "datePublished", "og:title", ...
  std::string value;
};

// An element that an outlet's rule found.
struct RuleMatch {
  uint32_t rule = 0;  // index in the rules given
  uint32_t element = 0;
  std::string value;  // of the attribute that the rule asks for
};

struct Dom {
  std::vector<Element> elements;  // in document order, the root first
  std::vector<VisibleLine> lines;
  std::string title;  // of <title>
  std::string canonical;
  std::string language;                                    // of <html lang>
  std::vector<std::pair<std::string, std::string>> metas;  // name or property or itemprop, lower case; content
  std::vector<std::string> ld_json;
  std::vector<Claim> claims;       // of visible microdata and <time>, in document order
  std::vector<OutletRule> rules;   // of the page's outlet
  std::vector<RuleMatch> matches;  // of rules, in document order
};

Dom parse_dom(Guarded page);

}  // namespace isnad::page
