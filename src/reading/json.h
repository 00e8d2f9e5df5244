// SPDX-License-Identifier: Apache-2.0
// The reading as JSON (docs/reading.schema.json), and back. Offsets are bytes inside and code points in JSON.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "document/document.h"

namespace isnad::reading {

// Versions and hashes of what made a reading: its own isnad.
struct MadeBy {
  std::string engine, lexicon, codebook, models;
};

// One line of JSON without the newline. Same document, same bytes.
std::string to_json(const Document& doc, const MadeBy& made_by);

// Fills text, meta and all layers that JSON carries (no tokens, no evidence) from a reading or a gold line, whose
// layers may be missing. to_json of the result is the reading again.
// Errors: what is wrong with the JSON.
Result<void> from_json(std::string_view json, Document& doc);

// What made the reading in `json`; empty strings where it does not say.
MadeBy made_by_of(std::string_view json);

}  // namespace isnad::reading
