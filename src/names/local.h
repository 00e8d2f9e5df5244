// SPDX-License-Identifier: Apache-2.0
// What an analyst says about who is who: a file of his own, kept outside the program's lexicon (docs/local-actors.md).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"

namespace isnad::names {

// Immutable after open(); shared by all threads.
class LocalActors {
 public:
  // Reads FOLDER/actors.tsv; nothing to apply where there is no such file. Errors: its faults, one a line.
  // `lexicon` must outlive the instance.
  static Result<LocalActors> open(const std::string& folder, const lexicon::Lexicon& lexicon);

  // Hash of the file, or empty where nothing is said: part of what a reading was made by.
  const std::string& version() const { return version_; }
  // Changes entities and lets mentions point to those that are left.
  void apply(Document& doc) const;

 private:
  enum class Action : uint8_t { kMerge, kSplit, kRename };
  struct Rule {
    Action action = Action::kMerge;
    std::string to, to_folded, en, country, type, kb, sector, side;  // of the one it becomes; empty: unknown
    std::string only_country, only_type;                             // whom it is about; empty: any
    std::string where;                                               // of a split: folded words, or id or outlet
    bool known = false;                                              // the lexicon has the target
  };

  Result<void> read(const lexicon::SourceTable& table, const lexicon::Lexicon& lexicon);
  bool holds(const Rule& rule, const Document& doc, const Entity& entity, std::string& folded_text) const;
  static void change(const Rule& rule, Entity& entity);

  std::unordered_map<std::string, std::vector<Rule>> rules_;  // by folded name, in the file's order
  std::string version_;
};

// Makes entities of one type, name and country one, and lets mentions point to it.
void unite_entities(Document& doc);

}  // namespace isnad::names
