// SPDX-License-Identifier: Apache-2.0
// On whose word an event stands. Counted is the root of each chain, not the outlet that carries it.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "desk/claims.h"

namespace isnad::desk {

// Whose text has a sentence first, by the folded sentence.
using FirstVoices = std::unordered_map<std::string, std::string>;
FirstVoices first_voices(const Claims& claims);

// Roots of the claims that say that it happened; where none does, of all but denials.
// `first`: of all claims, found once for all events.
Corroboration corroboration(const Claims& claims, const std::vector<uint32_t>& members, const Owners& owners,
                            const FirstVoices& first);
// The number of independent words behind each claim's act: named and unnamed roots, and outlets on their own word. A
// party to the act confirms nothing. `acts`: the claims of each, as act_groups() gives them.
std::vector<int64_t> words_behind(const Claims& claims, const std::vector<std::vector<uint32_t>>& acts,
                                  const Owners& owners);
// Outlets, voices and texts of a whole story.
Corroboration carriers(const Claims& claims);

}  // namespace isnad::desk
