// SPDX-License-Identifier: Apache-2.0
// The time of day, for the stamps that programs set on what they keep. No reading depends on it.
#pragma once

#include <string>

namespace isnad {

// Now, UTC, ISO 8601 to the second: "2026-11-21T08:30:00Z".
std::string now_utc();

}  // namespace isnad
