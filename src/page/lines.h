// SPDX-License-Identifier: Apache-2.0
// What a line of a page looks like, and what the lexicon's phrases say of it.
#pragma once

#include <bitset>
#include <string>
#include <string_view>

#include "base/span.h"
#include "lexicon/lexicon.h"

namespace isnad::page {

// What a phrase of page/phrases makes of its line.
enum class LineRole : uint8_t { kNone, kEnd, kBox, kJunk, kMeta, kCaption };

struct Line {
  Span span;            // in the document's text, without blanks at its ends
  std::string folded;   // its first words: folded, single spaces, marks left out
  bool whole = false;   // these are all its words
  uint32_t words = 0;   // runs between blanks that hold a letter
  bool stops = false;   // ends like a sentence
  bool asks = false;    // ends in a question or exclamation mark
  bool trails = false;  // ends in three dots, as cut texts do
  LineRole role = LineRole::kNone;
  bool opens = false;  // kBox: nothing but the heading stands in the line
  bool dated = false;  // a date and little else
  bool ambiguous_date = false;
  bool holds_date = false;  // a date among other words
  bool listed = false;      // short pieces between bars: a row of links
  std::string date;         // that the line holds, YYYY-MM-DD; may be empty
  std::string_view topic;   // of the phrase

  bool prose() const { return words >= 12 && !trails; }
  bool headline_like() const { return words >= 1 && words <= 30 && (!stops || asks); }
};

inline constexpr size_t kPhraseBits = 8192;

// Immutable; shared by all threads.
class LineReader {
 public:
  // `lexicon` must outlive the instance.
  explicit LineReader(const lexicon::Lexicon& lexicon);
  LineReader() = default;

  // REQUIRES: span is a line of text without its newline.
  Line read(std::string_view text, Span span) const;
  const lexicon::Table& dates() const { return dates_; }
  // A writer's name without the words that introduce it ("by:").
  std::string_view without_byline(std::string_view name) const;

 private:
  void match_phrases(std::string_view raw, Line& line) const;
  bool row_of_buttons(std::string_view folded) const;
  bool mentions_update(std::string_view folded) const;
  bool accepts(uint32_t row, std::string_view raw, const Line& line, std::string_view phrase, size_t at) const;

  // Most words begin no phrase: which may is known by a bit of their hash.
  std::bitset<kPhraseBits> first_words_, button_starts_;
  lexicon::Table phrases_;
  lexicon::Table dates_;
  int role_column_ = -1, where_column_ = -1, topic_column_ = -1;
};

// Blanks and invisible characters at both ends taken off.
Span trimmed(std::string_view text, Span span);

// Folded words with single spaces between, marks left out.
std::string folded_words(std::string_view raw);

}  // namespace isnad::page
