// SPDX-License-Identifier: Apache-2.0
// How outlets tell: words for actors and acts, what is told and left out, whose words are quoted. Words and counts
// only.
#pragma once

#include <vector>

#include "desk/claims.h"

namespace isnad::desk {

// Designations in the outlet's own voice, and triggers of acts told on its own word.
std::vector<Wording> wordings(const Claims& claims);
std::vector<Coverage> coverage(const Claims& claims, const std::vector<EventView>& events);

}  // namespace isnad::desk
