// SPDX-License-Identifier: Apache-2.0
// Text from outside on a terminal: no control character of it reaches the screen, and each piece stands in a Unicode
// isolate, so that Arabic and Latin beside each other keep their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace isnad::cli {

// How marked words look: escape sequences on a terminal, brackets elsewhere.
enum class Style : uint8_t { kPlain, kTerminal };

// `text` without control and direction characters; line breaks become spaces.
std::string safe(std::string_view text);
// safe(text) between U+2068 (first strong isolate) and U+2069.
std::string isolate(std::string_view text);
// As isolate(), with the words at `marks` (spans of `text`) marked. Marks may be unsorted and may overlap.
std::string isolate_marked(std::string_view text, std::vector<Span> marks, Style style);

std::string bold(std::string_view text, Style style);
std::string faint(std::string_view text, Style style);

}  // namespace isnad::cli
