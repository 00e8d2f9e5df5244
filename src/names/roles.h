// SPDX-License-Identifier: Apache-2.0
// Who held an office at a date? Reads a description without a name ("the Egyptian minister of foreign affairs", "the
// secretary-general of the United Nations") and finds its holder in the dated roles.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "document/document.h"
#include "lexicon/lexicon.h"

namespace isnad::names {

struct Holder {
  std::string_view office, holder, en, country, body, side, sector, from, to;
  int32_t table = kNoIndex;  // of the role
  uint32_t row = 0;
};

// Immutable; shared by all threads.
class Roles {
 public:
  Roles() = default;
  // `lexicon` must outlive the instance.
  explicit Roles(const lexicon::Lexicon& lexicon);

  // All who may have held the office that the whole of `description` names, at `day` (ISO 8601, any precision): more
  // than one where rival authorities have it, or where the dates are too coarse. Empty: no such office, or nobody
  // known.
  std::vector<Holder> find(std::string_view description, std::string_view day) const;

  // Parties that are described and not named: the entity of the holder where the text names him, else country, side
  // and sector of the office. Parties that are a seat of power get the side that held it. Only what is certain: one
  // holder at the document's day.
  void apply(Document& doc) const;

 private:
  struct RoleTable {
    lexicon::Table table;
    int country = -1, body = -1, holder = -1, from = -1, to = -1;
  };
  struct Wanted {
    std::string_view country;  // or
    std::string body;          // folded
    int64_t first = 0, last = 0;
  };

  void add_first_words(const lexicon::Table& table);
  void add_rows(const std::string& office, const Wanted& wanted, std::vector<Holder>& out) const;
  bool is_body(std::string_view cell, const std::string& folded) const;
  std::string_view country_of(const std::string& folded) const;
  std::string_view actor_cell(const std::string& folded, std::string_view type, std::string_view column) const;
  bool shared(const std::string& office, std::string_view country, std::string_view body) const;
  void describe(const Document& doc, Participant& party) const;
  void take_side(const Document& doc, Participant& party) const;

  std::vector<RoleTable> roles_;
  std::vector<lexicon::Table> actors_;
  std::unordered_set<std::string> first_words_;  // folded, of all offices: most descriptions begin otherwise
  lexicon::Table forms_, shared_, seats_, countries_, nationalities_;
};

}  // namespace isnad::names
