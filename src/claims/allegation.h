// SPDX-License-Identifier: Apache-2.0
// What is somebody accused of? "X accused Y of shelling Z" tells of the accusation and of the shelling: on the word of
// X, alleged, by Y unless somebody else is named.
#pragma once

#include <vector>

#include "claims/scene.h"

namespace isnad::claims {

// REQUIRES: parties, statuses and sources of the events are filled in; events are sorted by trigger.
void tell_allegations(const Scene& scene, std::vector<Event>& events);

}  // namespace isnad::claims
