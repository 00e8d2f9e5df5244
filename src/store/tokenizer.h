// SPDX-License-Identifier: Apache-2.0
// The full-text index's words: folded as everywhere in isnad, and found with or without the article and the particles
// written on them. A document's word is indexed as it stands and, at the same position, without each proclitic; a
// query's word is looked up as it stands and without its article. FTS5's unicode61 splits words at a shadda.
#pragma once

#include <sqlite3.h>

#include <string_view>

#include "base/result.h"

namespace isnad::store {

// Makes the tokenizer "isnad" known to a connection.
Result<void> register_tokenizer(sqlite3* db);

// Calls `put(key, begin, end)` for each word of `text` with its folded form and bytes.
void each_word(std::string_view text, void* context,
               bool (*put)(void* context, std::string_view key, int begin, int end));

// `key` without the proclitics that a query ignores: conjunction or preposition together with the article, or the
// article alone. The key itself when there is none.
std::string_view without_article(std::string_view key);

}  // namespace isnad::store
