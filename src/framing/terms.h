// SPDX-License-Identifier: Apache-2.0
// The framing tables: heads of titles, loaded expressions, small words; found under clitics and articles.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"

namespace isnad::framing {

enum class HeadKind : uint8_t { kOffice, kRank, kHonorific, kProfession };
enum class Place : uint8_t { kBefore, kAfter, kAfterOrganisation, kAfterPerson, kBoth, kAlone };
enum class Link : uint8_t { kNone, kLink, kStop, kFiller };

// A title's head at a token.
struct Head {
  HeadKind kind = HeadKind::kOffice;
  std::string_view stem;   // folded, without clitics: a view into the token's key
  uint8_t letters = 0;     // of the clitics before the span ("و", "ل" of "لل")
  bool conjoined = false;  // has wa- or fa-
  bool preposition = false;
  bool definite = false;  // article or attached pronoun
  bool pronoun = false;   // attached pronoun
};

struct Loaded {
  uint32_t end = 0;     // one past its last token
  uint8_t letters = 0;  // clitic letters before it
  Stance stance = Stance::kPlain;
  DesignationKind kind = DesignationKind::kEvaluation;
  Place place = Place::kAfter;
  std::string_view country;
  uint32_t row = 0;
};

class Terms {
 public:
  static Result<Terms> open(const lexicon::Lexicon& lexicon);

  // Whether a title's head stands at a token.
  bool head(const Token& token, Head& found) const;
  // The longest loaded expression that begins at `token` and ends before `limit`.
  bool loaded(const Document& doc, uint32_t token, uint32_t limit, Loaded& found) const;
  Link link(const Token& token) const;
  bool has_article(std::string_view key) const;
  std::string_view li() const { return li_; }
  std::string_view wa() const { return wa_; }
  // A word without its conjunction, preposition and article: for comparing titles.
  std::string_view stem(std::string_view key) const;

 private:
  struct LoadedRow {
    Stance stance;
    DesignationKind kind;
    Place place;
    std::string_view country;
    uint32_t words;
  };
  struct First {
    std::string_view word;  // first word of an expression of several
    uint32_t row;
  };
  bool search_head(const Token& token, Head& found) const;
  bool head_row(std::string_view stem, Head& found) const;
  // False: no expression begins with that word.
  bool try_loaded(const Document& doc, uint32_t token, uint32_t limit, std::string_view key, uint8_t letters,
                  Loaded& found) const;

  lexicon::Table offices_, loaded_, links_;
  std::vector<HeadKind> heads_;
  std::vector<LoadedRow> rows_;
  std::vector<std::string> folded_;                    // further words of each loaded expression
  std::vector<std::pair<uint64_t, uint32_t>> firsts_;  // hash of the first word, row; sorted
  std::vector<Link> link_rows_;
  std::vector<std::string_view> conjunctions_, prepositions_, pronouns_;
  std::string_view article_, li_article_, li_, wa_;
  uint64_t instance_ = 0;  // another one for each open(): what threads remember of words is of one instance
};

}  // namespace isnad::framing
