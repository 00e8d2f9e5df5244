// SPDX-License-Identifier: Apache-2.0
// Words that take sides, and the entity that each is said of.
#pragma once

#include <vector>

#include "framing/titles.h"

namespace isnad::framing {

void find_judgements(const Document& doc, const Terms& terms, const Setting& setting, std::vector<Designation>& out);

}  // namespace isnad::framing
