// SPDX-License-Identifier: Apache-2.0
// Gold readings as Documents: for training tools and for judging one stage with the others perfect.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "reading/reader.h"

namespace isnad::reading {

// A Document of a gold line with all its gold layers, its tokens and its words analysed by the engine. Mentions have
// their tokens; triggers have their trigger_token.
Result<Document> gold_document(const Reader& reader, std::string_view json);

// Reads a record {id, text, date?, outlet?, url?, title?} or a gold line. The layers named in `gold` (comma-separated:
// entities, times, quotes, events) are taken from the line instead of from the engine. `triggers` takes trigger, type
// and mode of the events alone and lets the engine find the rest.
Result<Document> read_with_gold(const Reader& reader, std::string_view json, std::string_view gold);

}  // namespace isnad::reading
