// SPDX-License-Identifier: Apache-2.0
// Opening what the commands about stories and relations need.
#pragma once

#include <string>

#include "alerts/watchlist.h"
#include "base/result.h"
#include "lexicon/lexicon.h"
#include "store/store.h"

namespace isnad::cli {

// Opens a store and places what came since the last time, so that every answer is about all of it.
Result<store::Store> open_and_place(const std::string& path);
Result<lexicon::Lexicon> open_lexicon();
// Also looks at what came since the last time for the news.
Result<void> place_and_notice(store::Store& store, const lexicon::Lexicon& lexicon);

Result<alerts::Watchlist> open_watchlist(const std::string& path);
// Places and notices what came, and tells those who watch; for `isnad watch` after each round.
Result<void> tell_alerts(store::Store& store, const std::string& path, const lexicon::Lexicon& lexicon,
                         const alerts::Watchlist& list);

}  // namespace isnad::cli
