// SPDX-License-Identifier: Apache-2.0
// Where an outlet's pages have their title, lead, body, date and author, and what on them is clutter: outlets/rules,
// looked up by the domain of the address.
#pragma once

#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "page/selector.h"

namespace isnad::page {

// What a rule says of an element. kParagraphs: each is a piece of the body; of the others the first that stands counts.
enum class Part : uint8_t { kTitle, kLead, kBody, kParagraphs, kDate, kAuthor, kClutter };

struct OutletRule {
  Part part = Part::kBody;
  Selector selector;
  uint32_t row = 0;  // of outlets/rules
};

// Immutable; shared by all threads.
class OutletRules {
 public:
  // `lexicon` must outlive the instance and what it gives out.
  explicit OutletRules(const lexicon::Lexicon& lexicon);
  OutletRules() = default;

  // Of the longest domain that the host of `url` ends in, best first within each part; empty when there are none.
  std::vector<OutletRule> of_url(std::string_view url) const;

 private:
  void add(std::string_view owner, bool family, std::vector<OutletRule>& out) const;

  lexicon::Table rules_;
  int part_ = -1, selector_ = -1;
};

// What a compiled lexicon may not hold: selectors that cannot be read, families that are not there. Errors: all of
// them.
Result<void> check_outlet_rules(lexicon::Builder& builder);

}  // namespace isnad::page
