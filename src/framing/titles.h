// SPDX-License-Identifier: Apache-2.0
// Titles: the noun phrase from an office, rank or form of address to the name that it stands before or behind; and
// titles alone, where the text has bound the same one to a person elsewhere.
#pragma once

#include <vector>

#include "document/document.h"
#include "framing/terms.h"

namespace isnad::framing {

// What tokens stand in: looked up by both finders.
struct Setting {
  std::vector<int32_t> mention;  // of each token, or kNoIndex
  std::vector<bool> quoted;      // inside direct speech
};

Setting setting_of(const Document& doc);

void find_titles(const Document& doc, const Terms& terms, const Setting& setting, std::vector<Designation>& out);

}  // namespace isnad::framing
