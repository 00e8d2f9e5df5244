// SPDX-License-Identifier: Apache-2.0
// Are all spans inside the text and all indices inside their layers?
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"

namespace isnad {

// The first fault found, or an empty string.
std::string verify(const Document& doc);

// In builds with assertions, aborts with the fault and the stage's name; does nothing in release builds.
void check(const Document& doc, std::string_view stage);

}  // namespace isnad
