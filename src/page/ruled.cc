// SPDX-License-Identifier: Apache-2.0
#include "page/ruled.h"

#include <algorithm>
#include <array>

namespace isnad::page {

namespace {

constexpr size_t kLongestAuthor = 120;  // bytes

constexpr std::array<uint32_t, 7> kMarkOf = {kRuledTitle, kRuledLead,   kRuledBody,   kRuledBody,
                                             kRuledDate,  kRuledAuthor, kRuledClutter};

bool body_part(Part part) { return part == Part::kBody || part == Part::kParagraphs; }

bool visible(const Dom& dom, const RuleMatch& match) {
  const Element& e = dom.elements[match.element];
  return !match.value.empty() || (e.first_line < e.last_line && e.first_line < dom.lines.size());
}

// The best rule for a part among those that found something; kNone when there is none.
constexpr uint32_t kNone = ~0u;
uint32_t best_rule(const Dom& dom, bool (*wanted)(Part)) {
  uint32_t best = kNone;
  for (const RuleMatch& match : dom.matches)
    if (wanted(dom.rules[match.rule].part) && visible(dom, match)) best = std::min(best, match.rule);
  return best;
}

std::string author_in(const Dom& dom, const RuleMatch& match) {
  const Element& e = dom.elements[match.element];
  std::string name = !match.value.empty() ? match.value : dom.lines[e.first_line].text;
  if (const size_t colon = name.rfind(':'); colon != name.npos) name.erase(0, colon + 1);
  const size_t begin = name.find_first_not_of(' ');
  if (begin == name.npos || name.size() > kLongestAuthor) return {};
  return name.substr(begin);
}

}  // namespace

RuledParts apply_rules(Dom& dom) {
  RuledParts found;
  for (const OutletRule& rule : dom.rules) found.body_wanted = found.body_wanted || body_part(rule.part);
  const std::array<bool (*)(Part), 5> parts = {
      [](Part p) { return p == Part::kTitle; }, [](Part p) { return p == Part::kLead; }, body_part,
      [](Part p) { return p == Part::kDate; }, [](Part p) { return p == Part::kAuthor; }};
  std::array<uint32_t, 5> chosen{};
  for (size_t i = 0; i < parts.size(); ++i) chosen[i] = best_rule(dom, parts[i]);
  for (const RuleMatch& match : dom.matches) {
    const Part part = dom.rules[match.rule].part;
    const auto which = std::find(chosen.begin(), chosen.end(), match.rule);
    if (part != Part::kClutter && (which == chosen.end() || !visible(dom, match))) continue;
    dom.elements[match.element].marks |= kMarkOf[static_cast<size_t>(part)];
    found.any = true;
    found.body_found = found.body_found || body_part(part);
    if (part == Part::kDate) found.date = match.value;
    if (part == Part::kAuthor) found.author = author_in(dom, match);
    if (part != Part::kClutter && part != Part::kParagraphs) *which = kNone;  // the first that stands counts
  }
  return found;
}

}  // namespace isnad::page
