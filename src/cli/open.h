// SPDX-License-Identifier: Apache-2.0
// Opening what the commands about stories and relations need.
#pragma once

#include <string>

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "store/store.h"

namespace isnad::cli {

// Opens a store and places what came since the last time, so that every answer is about all of it.
Result<store::Store> open_and_place(const std::string& path);
Result<lexicon::Lexicon> open_lexicon();
// Also looks at what came since the last time for the news.
Result<void> place_and_notice(store::Store& store, const lexicon::Lexicon& lexicon);

}  // namespace isnad::cli
