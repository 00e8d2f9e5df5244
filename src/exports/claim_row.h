// SPDX-License-Identifier: Apache-2.0
// One claim as a row that can be cited: who, what, to whom, where and when, on whose word, how surely, the sentence
// with its offsets, the page's address and hash, and what made the reading. Every export is written from these rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/corrections.h"
#include "document/document.h"
#include "exports/known_actors.h"
#include "lexicon/lexicon.h"
#include "reading/json.h"
#include "text/utf8.h"

namespace isnad::exports {

// The words that rows say themselves, in the language of the user; views must outlive the export.
struct Words {
  std::string_view outlet_itself, as_told_by, unnamed, private_person, unchecked, checked;
};

// Out of interface/labels, which must outlive them; `language` is "ar" or "en".
Words words_in(const lexicon::Lexicon& lexicon, std::string_view language);

struct Options {
  Words words;
  bool include_private = false;  // otherwise persons without a public role are masked, in sentences, too
  KnownActors known;             // who has one
};

// `lexicon` must outlive them; `language` as in words_in().
Options options_of(const lexicon::Lexicon& lexicon, std::string_view language, bool include_private);

struct PartyRow {
  std::string name;  // full name of the entity, or the words that stand for him; a label when masked
  std::string text;  // the words in the text; empty when implied
  std::string english, country, side, sector, wikidata;
  EntityType type = EntityType::kPerson;
  int32_t entity = kNoIndex;
  bool named = false;   // an entity of the reading
  bool known = false;   // to the dictionaries: the same in all documents
  bool masked = false;  // a person without a public role
};

struct ClaimRow {
  std::string claim;  // document#event, stable
  std::string document, outlet, url, content_sha256, title, language, published;
  std::string_view published_basis;
  std::string_view type, status, qualifier, basis;
  std::string mode;
  std::vector<PartyRow> actors, recipients, concerning, sources, effective_sources;
  std::string chain, effective_chain;  // in words
  std::string place, place_english, place_country;
  std::string time_words, date;     // as the text says it, and as EDTF
  std::string first_day, last_day;  // ISO 8601; both empty when nothing is known
  std::string_view date_basis;      // "text", "published" (no date in the text), or empty
  int32_t same = 0;
  std::string sentence;
  uint32_t sentence_number = 0;  // from 1
  uint32_t start = 0, end = 0;   // of the trigger, in code points of the reading's text
  std::string trigger, rule;
  std::string confidence;  // the program's sureness of its reading
  std::string review;      // "machine-read, unchecked", or what an analyst said
  bool marked_wrong = false;
  // What was counted, with its unit: killed, wounded, ...
  struct Count {
    Unit unit;
    std::string text;
    std::optional<double> low, high;
  };
  std::vector<Count> counts;
  const Event* event = nullptr;  // into the document
};

// Rows of all claims in the order of the text. `doc` has the corrections laid over it (lay_over) and must outlive them.
std::vector<ClaimRow> claim_rows(const Document& doc, const std::vector<Correction>& corrections,
                                 const Options& options);

// A person of whom nothing public is known: no entry in the lexicon of actors and no office in the text.
bool is_private(const Document& doc, int32_t entity, const KnownActors& known);

// Why formats without a column for the status leave a claim out; empty when they carry it. Planned cooperation is
// carried as AGREE by formats that know that type.
std::string_view why_set_aside(const ClaimRow& row, bool planned_as_agree);
bool is_planned_cooperation(const ClaimRow& row);

}  // namespace isnad::exports
