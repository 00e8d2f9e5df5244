// SPDX-License-Identifier: Apache-2.0
// What is looked at in a TOML file before toml++ parses it.
#pragma once

#include <cstddef>
#include <string_view>

namespace isnad {

// The line, from 1, on which a byte beyond ASCII stands outside strings and comments, where TOML 1.0 allows none; 0
// when there is none. toml++ 3.3 meets some such letters with undefined behaviour, so files with them must not reach
// it. A byte order mark at the beginning is no letter.
size_t line_of_foreign_letter(std::string_view toml);

}  // namespace isnad
