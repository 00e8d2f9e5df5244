// SPDX-License-Identifier: Apache-2.0
#include "page/outlet_rules.h"

#include <array>
#include <optional>
#include <set>
#include <string>

#include "page/outlets.h"

namespace isnad::page {

namespace {

constexpr size_t kMostRules = 40;  // of one page: each is tried on every element

std::optional<Part> part_named(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Part>, 7> kParts = {{{"title", Part::kTitle},
                                                                               {"lead", Part::kLead},
                                                                               {"body", Part::kBody},
                                                                               {"paragraphs", Part::kParagraphs},
                                                                               {"date", Part::kDate},
                                                                               {"author", Part::kAuthor},
                                                                               {"clutter", Part::kClutter}}};
  for (const auto& [known, part] : kParts)
    if (known == name) return part;
  return {};
}

}  // namespace

OutletRules::OutletRules(const lexicon::Lexicon& lexicon) : rules_(lexicon.table("outlets/rules")) {
  part_ = rules_.column("part");
  selector_ = rules_.column("selector");
}

void OutletRules::add(std::string_view owner, bool family, std::vector<OutletRule>& out) const {
  for (const uint32_t row : rules_.find(owner)) {
    const std::string_view cell = rules_.cell(row, selector_);
    const std::optional<Part> part = part_named(rules_.cell(row, part_));
    if (!part) {
      if (!family) add(cell, true, out);  // "like": the rules of a family of sites
      continue;
    }
    if (out.size() >= kMostRules) return;
    if (const Result<Selector> selector = parse_selector(cell)) out.push_back({*part, *selector, row});
  }
}

std::vector<OutletRule> OutletRules::of_url(std::string_view url) const {
  std::vector<OutletRule> out;
  if (!rules_.exists()) return out;
  const std::string host = host_of(url);
  for (std::string_view domain = host; domain.find('.') != domain.npos && out.empty();
       domain.remove_prefix(domain.find('.') + 1))
    add(domain, false, out);
  return out;
}

Result<void> check_outlet_rules(lexicon::Builder& builder) {
  const lexicon::SourceTable* table = builder.table("outlets/rules");
  if (table == nullptr) return {};
  std::string faults;
  const auto fault = [&](size_t row, const std::string& what) {
    faults += (faults.empty() ? "" : "\n") + table->path + ":" + std::to_string(table->lines[row]) + ": " + what;
  };
  std::set<std::string_view> families;
  for (size_t row = 0; row < table->rows(); ++row)
    if (const std::string_view owner = table->cell(row, 0); owner.find('.') == owner.npos) families.insert(owner);
  for (size_t row = 0; row < table->rows(); ++row) {
    const std::string_view cell = table->cell(row, 2);
    if (!part_named(table->cell(row, 1))) {
      if (!families.contains(cell)) fault(row, "there is no family of sites \"" + std::string(cell) + "\"");
    } else if (const Result<Selector> selector = parse_selector(cell); !selector) {
      fault(row, "the selector \"" + std::string(cell) + "\" cannot be read: " + selector.error().message);
    }
  }
  if (!faults.empty()) return Error{faults};
  return {};
}

}  // namespace isnad::page
