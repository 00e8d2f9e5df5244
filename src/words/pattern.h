// SPDX-License-Identifier: Apache-2.0
// The small language of the inflection tables: templates that cut and join the letters of a word, and globs with one
// star. Used while the lexicon is compiled, never while reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace isnad::words {

using Letters = std::u32string;

Letters letters(std::string_view utf8);
std::string utf8(const Letters& word);

// Replaces each {from:to} of `pattern` by that slice of `word`; places count letters from 0, from the end when
// negative. A slice beyond the word is empty.
Letters apply_template(std::string_view pattern, const Letters& word);

// True when `word` looks like `glob`: literal letters with at most one * for any letters.
bool matches(std::string_view glob, std::string_view word);

// The items of a list cell.
std::vector<std::string_view> items(std::string_view cell);
bool has_item(std::string_view cell, std::string_view item);

}  // namespace isnad::words
