// SPDX-License-Identifier: Apache-2.0
#include "times/offices.h"

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "text/letters.h"
#include "times/edtf.h"

namespace isnad::times {

namespace {

constexpr uint32_t kBefore = 8;        // tokens before a name that may hold its office
constexpr uint32_t kAfter = 3;         // tokens behind it that may hold "former"
constexpr uint32_t kOfficeTokens = 5;  // the longest office in words
constexpr size_t kTellingWord = 10;    // bytes: a shorter word of a body's name is no sign of it
constexpr uint32_t kAnywhere = 1;      // where a word of times/former must stand
constexpr uint32_t kDirectly = 2;
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

std::string_view without_article(std::string_view key) {
  return key.starts_with(kArticle) ? key.substr(kArticle.size()) : key;
}

uint32_t window_begin(const Document& doc, const Mention& mention) {
  const Sentence& sentence = doc.sentences[doc.tokens[mention.first_token].sentence];
  return std::max(sentence.first_token, mention.first_token > kBefore ? mention.first_token - kBefore : 0);
}

}  // namespace

Offices Offices::open(const lexicon::Lexicon& lexicon) {
  Offices offices;
  for (size_t i = 0; i < lexicon.tables(); ++i) {
    const lexicon::Table table = lexicon.table(static_cast<int32_t>(i));
    if (!table.name().starts_with("roles/")) continue;
    Table& kept = offices.tables_.emplace_back();
    kept = {table, table.column("holder"), table.column("body"), table.column("from"), table.column("to"), {}};
    std::string_view before;
    for (uint32_t row = 0; row < table.rows(); ++row) {
      const std::string_view office = table.cell(row, 0u);
      if (office != before) offices.offices_.add(text::fold(office), 1);
      before = office;
      kept.holders.push_back(hash64(text::fold(table.cell(row, kept.holder))));
    }
  }
  offices.other_names_ = lexicon.table("times/office_names");
  for (uint32_t row = 0; row < offices.other_names_.rows(); ++row)
    offices.names_.add(text::fold(offices.other_names_.cell(row, 0u)), row);
  const lexicon::Table former = lexicon.table("times/former");
  for (uint32_t row = 0; row < former.rows(); ++row)
    offices.former_.add(text::fold(former.cell(row, 0u)), former.cell(row, 1u) == "before" ? kDirectly : kAnywhere);
  return offices;
}

std::optional<Days> Offices::held(const Document& doc, const Mention& mention) const {
  if (mention.type != EntityType::kPerson || mention.entity == kNoIndex) return std::nullopt;
  const uint32_t begin = window_begin(doc, mention);
  const Sentence& sentence = doc.sentences[doc.tokens[mention.first_token].sentence];
  const uint32_t end = std::min(sentence.last_token, mention.last_token + kAfter);
  for (uint32_t at = begin; at < end; ++at)
    if (former_.find(doc.tokens[at].key) == kAnywhere) return std::nullopt;
  std::optional<Days> term;
  std::string office;
  uint64_t name = 0;
  for (uint32_t from = begin; from < mention.first_token; ++from) {
    office.clear();
    if (from > sentence.first_token && former_.find(doc.tokens[from - 1].key) == kDirectly) continue;
    for (uint32_t to = from; to < mention.first_token && to < from + kOfficeTokens; ++to) {
      if (doc.tokens[to].kind != TokenKind::kWord) break;
      office += office.empty() ? "" : " ";
      office += doc.tokens[to].key;
      rows_of(doc, mention, office, name, term);
      if (const uint32_t row = names_.find(office); row != lexicon::WordIndex::kMissing)
        rows_of(doc, mention, text::fold(other_names_.cell(row, 1u)), name, term);
      if (to == from) rows_of(doc, mention, std::string(kArticle) + office, name, term);  // "head of the council"
    }
  }
  return term;
}

// Widens `term` by the rows of this office whose holder bears the mention's name.
void Offices::rows_of(const Document& doc, const Mention& mention, std::string_view office, uint64_t& name,
                      std::optional<Days>& term) const {
  if (offices_.find(office) == lexicon::WordIndex::kMissing) return;
  if (name == 0) name = hash64(text::fold(doc.entities[static_cast<size_t>(mention.entity)].name));
  for (const Table& table : tables_) {
    for (const uint32_t row : table.rows.find(office)) {
      if (table.holders[row] != name) continue;
      if (!names_body(doc, mention, table.rows.cell(row, table.body))) continue;
      const auto from = read_value(table.rows.cell(row, table.from));
      const std::string_view until = table.rows.cell(row, table.to);
      const auto to = until.empty() ? std::optional(Days{kOpenEnd, kOpenEnd}) : read_value(until);
      if (!from || !to) continue;
      if (!term) term = Days{from->first, to->last};
      term->first = std::min(term->first, from->first);
      term->last = std::max(term->last, to->last);
    }
  }
}

// True when a telling word of the body's name stands before the mention; a state's office has no body.
bool Offices::names_body(const Document& doc, const Mention& mention, std::string_view body) const {
  if (body.empty()) return true;
  const std::string folded = text::fold(body);
  for (size_t begin = 0; begin < folded.size();) {
    const size_t end = std::min(folded.find(' ', begin), folded.size());
    const std::string_view word = without_article(std::string_view(folded).substr(begin, end - begin));
    begin = end + 1;
    if (word.size() < kTellingWord) continue;
    for (uint32_t at = window_begin(doc, mention); at < mention.first_token; ++at)
      if (without_article(doc.tokens[at].key) == word) return true;
  }
  return false;
}

}  // namespace isnad::times
