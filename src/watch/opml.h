// SPDX-License-Identifier: Apache-2.0
// Lists of feeds as readers exchange them (OPML), as a sources file.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad::watch {

// TOML of all feeds in the outline, folders as comments. Errors: no OPML, or one without feeds.
Result<std::string> sources_of_opml(std::string_view bytes);

// `text` as a TOML string, in quotes.
std::string toml_string(std::string_view text);

}  // namespace isnad::watch
