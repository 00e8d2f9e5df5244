// SPDX-License-Identifier: Apache-2.0
// What holds of names by rule whatever the tagger thinks: where they cannot go on, which words stay outside, and known
// names that it passed over.
#pragma once

#include <vector>

#include "document/document.h"
#include "names/cues.h"
#include "names/features.h"

namespace isnad::names {

// Corrects `tags`, one a token.
void apply_rules(const Document& doc, const std::vector<Cue>& cues, std::vector<uint8_t>& tags);

}  // namespace isnad::names
