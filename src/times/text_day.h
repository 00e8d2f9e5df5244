// SPDX-License-Identifier: Apache-2.0
// Which day is "today" in this text? The day of publication, unless the text itself says otherwise: "today Friday" on a
// page of Saturday was written on Friday.
#pragma once

#include <optional>
#include <vector>

#include "times/calendar.h"
#include "times/expression.h"
#include "times/resolver.h"

namespace isnad::times {

std::optional<Day> text_day(const std::vector<Expression>& expressions, const Resolver& resolver,
                            std::optional<Day> published);

}  // namespace isnad::times
