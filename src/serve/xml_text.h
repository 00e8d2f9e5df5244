// SPDX-License-Identifier: Apache-2.0
// Text from outside in the XML and the addresses of feeds.
#pragma once

#include <string>
#include <string_view>

namespace isnad::serve {

// Markup escaped, and what XML 1.0 does not allow, or would turn the line around, left out.
std::string xml_text(std::string_view text);
std::string percent_encoded(std::string_view text);

}  // namespace isnad::serve
