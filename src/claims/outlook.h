// SPDX-License-Identifier: Apache-2.0
// What a telling is in the text as a whole: its news, its background or the outlet's inference; and what a denial
// denies.
#pragma once

#include <vector>

#include "claims/scene.h"
#include "document/document.h"

namespace isnad::claims {

// Fills basis.
void tell_basis(const Scene& scene, std::vector<Event>& events);

// Fills denies: a telling as denied points at the telling of the same act that it disputes.
void link_denials(const Scene& scene, std::vector<Event>& events);

}  // namespace isnad::claims
