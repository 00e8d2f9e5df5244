// SPDX-License-Identifier: Apache-2.0
// Where the compiled lexicon and the models lie.
#pragma once

#include <string>

#include "base/result.h"

namespace isnad::reading {

// $ISNAD_HOME; else share/ beside the program or library (a build tree); else ../share/isnad from it (an installation).
// Errors: no lexicon in any of these, and which were looked at.
Result<std::string> find_home();

// Where an analyst's own words on who is who lie: $ISNAD_LOCAL; else lexicon/local/ beside the store, if it is there.
// Empty: nowhere. `store` may be empty.
std::string find_local(const std::string& store);

}  // namespace isnad::reading
