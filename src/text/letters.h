// SPDX-License-Identifier: Apache-2.0
// What a character is to a reader of Arabic, and its normalised forms.
//
// clean: what is written apart from its dress (diacritics, tatweel, zero-width and direction marks are skipped,
//        presentation forms and Persian or Urdu letters become the Arabic letters meant, digits become ASCII).
// fold:  clean, with spellings merged that writers mix: hamza seats, final alef maqsura and ya, ta marbuta and ha.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/pool.h"
#include "base/span.h"

namespace isnad::text {

enum class CharClass : uint8_t { kSpace, kArabic, kOtherLetter, kDigit, kSkip, kPunct, kOther };

// kSkip characters belong to the word that they stand in and carry no letter of it.
CharClass char_class(uint32_t point);

// True for an opening or closing quotation mark of any script.
bool is_quotation_mark(uint32_t point);

struct Forms {
  std::string_view form;  // clean
  std::string_view key;   // fold
};

// Both forms of one token, kept in `pool`. They share memory when they are equal.
Forms normalise(std::string_view raw, Pool& pool);

// The folded form of any string, words separated by single spaces, punctuation kept: keys of lexicon tables.
std::string fold(std::string_view raw);
std::string clean(std::string_view raw);

// Byte offset in `text` where the (letters)-th clean letter of the token at `span` begins (its end when the token has
// no more). Marks before that letter belong to the letter before them. Letter counts are those of Forms.
uint32_t letter_offset(std::string_view text, Span span, uint32_t letters);

// Number of code points of a clean form.
uint32_t length(std::string_view form);

}  // namespace isnad::text
