// SPDX-License-Identifier: Apache-2.0
// What came with a page from outside, as JSON in the store; and the clock and the version line that go beside it.
#pragma once

#include <string>

#include "feeds/inputs.h"
#include "reading/reader.h"
#include "store/given.h"
#include "store/store.h"

namespace isnad::cli {

using store::given_from_json;
using store::given_to_json;

// Reads what came from outside, and makes of it what the store keeps. For several threads at once.
store::Record read_to_record(const reading::Reader& reader, feeds::Item item, const std::string& made_by);

// Engine, lexicon, codebook and models in one line: two readings with the same line were made by the same isnad.
std::string made_by_line(const reading::Reader& reader);

}  // namespace isnad::cli
