// SPDX-License-Identifier: Apache-2.0
// One layer as text for people: case files, `isnad dump`, bug reports and docs show the same. One item a line block;
// ASCII keys and numbers first, Arabic alone at a line's end, so that bidirectional display cannot scramble it.
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"

namespace isnad {

// Layers: regions, sentences, tokens, words, names, times, quantities, quotes, events, designations, issues, meta;
// triggers shows the events' words and types alone.
// Empty for an unknown layer.
std::string dump(const Document& doc, std::string_view layer);

// The layers that dump() knows, separated by commas.
std::string_view dump_layers();

}  // namespace isnad
