// SPDX-License-Identifier: Apache-2.0
// A parsed page, flattened: its elements with what their names say, and its visible lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "page/outlet_rules.h"

namespace isnad::page {

// What the tag, class, id, role or itemprop of an element says; bits of Element::marks.
enum Mark : uint32_t {
  kNavigation = 1 << 0,
  kFooter = 1 << 1,
  kAside = 1 << 2,
  kComments = 1 << 3,
  kRelated = 1 << 4,
  kShare = 1 << 5,
  kAdvert = 1 << 6,
  kTags = 1 << 7,
  kForm = 1 << 8,
  kCaptionMark = 1 << 9,
  kDate = 1 << 10,
  kByline = 1 << 11,
  kBodyMark = 1 << 12,
  kArticle = 1 << 13,
  kDeck = 1 << 14,
  kBreadcrumb = 1 << 15,
  kDialog = 1 << 16,
  kSection = 1 << 17,
  kHeadline = 1 << 18,
  kHeading = 1 << 19,
  kListItem = 1 << 20,
  // What the outlet's rules say of it (outlet_rules.h); unread where they are not followed.
  kRuledTitle = 1 << 21,
  kRuledLead = 1 << 22,
  kRuledBody = 1 << 23,
  kRuledDate = 1 << 24,
  kRuledAuthor = 1 << 25,
  kRuledClutter = 1 << 26
};
inline constexpr uint32_t kClutter =
    kNavigation | kFooter | kAside | kComments | kRelated | kShare | kAdvert | kTags | kForm | kBreadcrumb | kDialog;

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

// Parses a guarded page. `marks` is the table page/marks. The outlet's rules are those of `url`, or when it is empty of
// the address that the page gives for itself.
Dom parse_dom(std::string_view html, const lexicon::Table& marks, const OutletRules& outlets, std::string_view url);

}  // namespace isnad::page
