// SPDX-License-Identifier: Apache-2.0
// Who is it? Joins the mentions of a document to entities and says what the lexicon and the text tell of them.
#pragma once

#include <vector>

#include "document/document.h"
#include "lexicon/lexicon.h"
#include "names/cues.h"
#include "names/gazetteer.h"
#include "names/latin.h"
#include "names/whose.h"

namespace isnad::names {

// A table that rows of the gazetteer refer to, with its columns.
struct KnownTable {
  lexicon::Table table;
  int en = -1, country = -1, sector = -1, side = -1, kb = -1, type = -1;
};

// Immutable; shared by all threads.
class Resolver {
 public:
  Resolver() = default;
  // `lexicon` must outlive the instance.
  Resolver(const lexicon::Lexicon& lexicon, Gazetteer gazetteer);
  // Fills doc.entities and Mention::entity.
  void run(Document& doc, const std::vector<Cue>& cues) const;

 private:
  friend class Resolution;
  Gazetteer gazetteer_;
  Whose whose_;
  Latin latin_;
  lexicon::Table seats_;
  std::vector<KnownTable> tables_;  // by table index
};

}  // namespace isnad::names
