// SPDX-License-Identifier: Apache-2.0
// Text from outside among text of our own: no control or direction character of it gets through, and each piece stands
// in a Unicode isolate, so that Arabic and Latin beside each other keep their places.
#pragma once

#include <string>
#include <string_view>

namespace isnad::text {

// `piece` without control and direction characters, added to `out`; line breaks become spaces.
void append_safe(std::string& out, std::string_view piece);
std::string safe(std::string_view piece);
// safe(piece) between U+2068 (first strong isolate) and U+2069.
std::string isolate(std::string_view piece);

}  // namespace isnad::text
