// SPDX-License-Identifier: Apache-2.0
// When did somebody hold the office that a text gives him? Out of the tables roles/: "foreign minister N. N." was
// written while N. N. was foreign minister, unless a word such as "former" stands beside him.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "lexicon/lexicon.h"
#include "lexicon/word_index.h"
#include "times/calendar.h"

namespace isnad::times {

class Offices {
 public:
  // `lexicon` must outlive the result.
  static Offices open(const lexicon::Lexicon& lexicon);

  // From the first to the last day of the office told right before a mention; the last is kOpenEnd while it lasts.
  // Nothing when no office stands there, or nobody of that name held it.
  std::optional<Days> held(const Document& doc, const Mention& mention) const;

  static constexpr Day kOpenEnd = 1 << 24;

 private:
  struct Table {
    lexicon::Table rows;
    int holder = -1, body = -1, from = -1, to = -1;  // columns
    std::vector<uint64_t> holders;                   // hash of the folded holder of each row
  };
  // `name`: hash of the folded name of the mention's entity; 0 as long as nobody asked.
  void rows_of(const Document& doc, const Mention& mention, std::string_view office, uint64_t& name,
               std::optional<Days>& term) const;
  bool names_body(const Document& doc, const Mention& mention, std::string_view body) const;

  std::vector<Table> tables_;
  lexicon::WordIndex offices_;  // their folded names
  lexicon::WordIndex names_;    // other names of them, to rows of other_names_
  lexicon::Table other_names_;
  lexicon::WordIndex former_;  // words that say that the office is no longer held
};

}  // namespace isnad::times
