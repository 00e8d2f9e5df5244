// SPDX-License-Identifier: Apache-2.0
// Where the tellings of one act differ: numbers, days, places, who did it, whether it happened.
#pragma once

#include <vector>

#include "desk/claims.h"

namespace isnad::desk {

// `members`: indices of the claims that are one event.
std::vector<Difference> differences(const Claims& claims, const std::vector<uint32_t>& members);

}  // namespace isnad::desk
