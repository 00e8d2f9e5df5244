// SPDX-License-Identifier: Apache-2.0
// What came with a page from outside, as JSON in the store; and the clock and the version line that go beside it.
#pragma once

#include <string>
#include <string_view>

#include "page/page.h"
#include "reading/reader.h"

namespace isnad::cli {

std::string given_to_json(const page::Given& given);
// Fields that are missing or no strings stay empty.
page::Given given_from_json(std::string_view json);

// The present time, UTC, ISO 8601 to the second.
std::string now_utc();

// Engine, lexicon, codebook and models in one line: two readings with the same line were made by the same isnad.
std::string made_by_line(const reading::Reader& reader);

}  // namespace isnad::cli
