// SPDX-License-Identifier: Apache-2.0
// Which element of a page is meant? A small part of CSS, bounded in length and in time.
//
//   div.article-body            a tag with a class
//   .summary*                   any element with a class that begins so (for names with a hash at their end)
//   #content > p                the child of an element with this id
//   main [itemprop=articleBody] anything inside <main> with this attribute; [data-testid=paragraph*] its beginning
//   time@datetime               not the text of the element but its attribute
#pragma once

#include <array>
#include <string_view>

#include "base/result.h"

namespace isnad::page {

// One name that an element must have. Views into the selector as written.
struct NameTest {
  std::string_view attribute;  // "class", "id", "itemprop", ...
  std::string_view value;      // empty: the attribute is enough
  bool begins = false;         // the value only begins so

  // `found`: the attribute's value; for "class" one of its names is enough.
  bool holds(std::string_view found) const;
};

struct SelectorStep {
  std::string_view tag;  // small letters; empty: any
  std::array<NameTest, 3> tests;
  size_t count = 0;    // of tests
  bool child = false;  // directly inside the step before, not anywhere in it
};

struct Selector {
  std::array<SelectorStep, 4> steps;
  size_t count = 0;
  std::string_view attribute;  // whose value is meant; empty: the text

  static bool known_attribute(std::string_view name);
};

// Errors: what is wrong with it. The views of the result live as long as `written`.
Result<Selector> parse_selector(std::string_view written);

// Node: tag(), attribute(name), and parent(), which is false at the top. Of the elements around, the nearest that fits
// a step is taken for it: time is linear in the depth.
template <class Node>
bool fits(const SelectorStep& step, const Node& node) {
  if (!step.tag.empty() && node.tag() != step.tag) return false;
  for (size_t i = 0; i < step.count; ++i)
    if (!step.tests[i].holds(node.attribute(step.tests[i].attribute))) return false;
  return true;
}

template <class Node>
bool matches(const Selector& selector, Node node) {
  if (!fits(selector.steps[selector.count - 1], node)) return false;
  for (size_t step = selector.count - 1; step-- > 0;) {
    const bool child = selector.steps[step + 1].child;
    do {
      node = node.parent();
      if (!node) return false;
    } while (!fits(selector.steps[step], node) && !child);
    if (child && !fits(selector.steps[step], node)) return false;
  }
  return true;
}

}  // namespace isnad::page
