// SPDX-License-Identifier: Apache-2.0
// Finds times in a sentence's Words. A recursive descent with a cursor: each method reads one construction at `at_` and
// moves past it, or leaves the cursor alone and says false. No construction is longer than a few dozen tokens, so the
// work is linear in the text.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "document/document.h"
#include "lexicon/numbers.h"
#include "times/context.h"
#include "times/expression.h"
#include "times/lexemes.h"

namespace isnad::times {

class Parser {
 public:
  Parser(const Document& doc, const std::vector<Word>& words, const lexicon::NumberWords& numbers,
         const Context& context)
      : doc_(doc), words_(words), numbers_(numbers), context_(context) {}

  // All times of a sentence, in order, not overlapping.
  void sentence(const Sentence& sentence, std::vector<Expression>& out);

 private:
  // parser.cc: constructions of the whole
  bool expression(Expression& x);
  bool core(Expression& x);
  bool range(Expression& x);
  bool between(Expression& x);
  bool since(Expression& x);
  bool of_time(Expression& x);
  bool part_of_day_first(Expression& x);
  bool this_unit(Expression& x);
  bool same(Expression& x);
  void set_span(Expression& x, uint32_t first) const;

  // parser_dates.cc: days, dates, years
  bool day_word(Expression& x);
  bool weekday(Expression& x);
  bool weekday_list(Expression& x);
  void week_of_day(Expression& x);
  bool number_first(Expression& x);
  bool year_range(Expression& x);
  bool day_list(Expression& x);
  void ordinal_day(Moment& moment);
  bool month_first(Expression& x);
  bool feast(Expression& x);
  bool counted_from(Expression& x, int sign);
  bool date(Moment& moment, Relation& relation);
  bool numeric_date(Moment& moment);
  bool dotted_date(Moment& moment);
  bool day_and_month(Moment& moment, Relation& relation);
  bool month(Moment& moment);
  void month_pair(Moment& moment);
  void year_after(Moment& moment, Relation& relation);
  bool year(int& year, bool& hijri, bool told);
  bool year_in_words(Moment& moment);
  bool day_number(int& day);
  bool day_of_no_month(int& day);
  bool number_goes_on(uint32_t at) const;
  void corresponding(Expression& x);
  bool bracketed_day(Expression& x);
  void after_day(Expression& x);

  // parser_units.cc: units, edges, durations
  bool unit_first(Expression& x);
  bool counted_year(Expression& x);
  bool unit_relation(Expression& x);
  bool counted_units(Expression& x);
  bool final_units(Expression& x);
  bool edge(Expression& x);
  bool part(Expression& x);
  bool first_units(Expression& x);
  bool season(Expression& x);
  bool decade(Expression& x);
  bool duration(Expression& x);
  bool ago(Expression& x);
  bool ahead(Expression& x);
  bool within(Expression& x);
  bool rest(Expression& x);

  // parser_hours.cc
  bool hour(Expression& x);
  bool clock(Expression& x, bool told);
  void hour_details(Expression& x);
  void trailing_time(Expression& x);
  void zone(Expression& x);
  bool stands_free(uint32_t at) const;
  bool part_of_day_alone(Expression& x);
  bool range_hour(Expression& x, bool& told);
  bool hour_range(Expression& x, bool between);

  // of all
  bool relation(Relation& out, bool weekday = false);
  bool of_which(Expression& x);
  bool range_behind(Expression& x);

  const Word& word(uint32_t at) const {
    static const Word kNone;
    return at < end_ ? words_[at] : kNone;
  }
  Kind kind(uint32_t at) const { return word(at).kind; }
  bool is(uint32_t at, Kind k) const { return at < end_ && words_[at].kind == k; }
  // As is(), without conjunction or preposition written on the word.
  bool bare(uint32_t at, Kind k) const { return is(at, k) && !words_[at].conjunction && !words_[at].preposition; }
  std::string_view key(uint32_t at) const { return at < end_ ? doc_.tokens[at].key : std::string_view{}; }
  bool mark(uint32_t at, char c) const {
    return at < end_ && doc_.tokens[at].key.size() == 1 && doc_.tokens[at].key[0] == c;
  }
  bool dash(uint32_t at) const;
  bool comma(uint32_t at) const;
  bool touching(uint32_t at) const;  // no space between token at - 1 and token at
  bool article(uint32_t at) const;   // the article alone, before digits ("the 48")
  bool waw(uint32_t at) const;       // the conjunction alone, before digits
  std::optional<lexicon::NumberReading> number(uint32_t at) const;
  // Next token of a list joined by waw: moves past a waw that stands alone.
  bool joined_by_waw(uint32_t at) const { return waw(at) || word(at).conjunction; }
  void take() { at_ += word(at_).tokens; }

  const Document& doc_;
  const std::vector<Word>& words_;
  const lexicon::NumberWords& numbers_;
  const Context& context_;
  uint32_t begin_ = 0;  // of the sentence
  uint32_t end_ = 0;
  uint32_t at_ = 0;
  bool of_time_ = false;  // behind a noun such as "early in"
};

}  // namespace isnad::times
