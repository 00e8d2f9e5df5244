// SPDX-License-Identifier: Apache-2.0
// Dates without a year that the rest of the text puts into another year: the same day told elsewhere with its year, a
// day that carries a name, an older story pasted into the text.
#pragma once

#include <vector>

#include "document/document.h"
#include "times/context.h"
#include "times/expression.h"
#include "times/resolver.h"

namespace isnad::times {

// A time found, what it resolved to, and the sentence it stands in.
struct Found {
  Expression expression;
  Outcome outcome;
  uint32_t sentence = 0;
  bool quoted = false;  // inside quotation marks
};

void settle_years(const Document& doc, const Context& context, std::vector<Found>& found);

}  // namespace isnad::times
