// SPDX-License-Identifier: Apache-2.0
// What an outlet's rules found on a page: of several rules for one part the first that found something visible counts.
#pragma once

#include <string>

#include "page/dom.h"

namespace isnad::page {

struct RuledParts {
  bool body_wanted = false;  // a rule says where the body stands
  bool body_found = false;
  bool any = false;    // something was found, if only clutter
  std::string date;    // of an attribute, as written; a date among the lines is found by extract()
  std::string author;  // as written, without its label
};

// Marks the elements that count (Mark::kRuled...).
RuledParts apply_rules(Dom& dom);

}  // namespace isnad::page
