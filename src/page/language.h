// SPDX-License-Identifier: Apache-2.0
// Is this Arabic? Told from the letters that only other languages write and from function words (page/languages).
#pragma once

#include <string>
#include <string_view>

#include "lexicon/lexicon.h"

namespace isnad::page {

// ISO 639 code of the language that most of `text` is written in: "ar" for Arabic and for a text too short to tell that
// is in Arabic letters; "und" where neither letters nor words tell. Looks at the first 8 KB.
std::string language_of(std::string_view text, const lexicon::Table& languages);

}  // namespace isnad::page
