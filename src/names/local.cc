// SPDX-License-Identifier: Apache-2.0
#include "names/local.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/hash.h"
#include "document/names.h"
#include "text/letters.h"

namespace isnad::names {

namespace {

constexpr size_t kMostRulesInARow = 8;  // a renamed entity may meet another rule; circles end here

// The row of a known actor or place, by its name.
struct Known {
  lexicon::Table table;
  uint32_t row = 0;
  std::string_view cell(std::string_view column) const { return table.cell(row, table.column(column)); }
};

Known find_known(const lexicon::Lexicon& lexicon, std::string_view folded, std::string_view type) {
  for (size_t i = 0; i < lexicon.tables(); ++i) {
    const lexicon::Table table = lexicon.table(static_cast<int32_t>(i));
    if (!table.name().starts_with("actors/") && !table.name().starts_with("places/")) continue;
    if (table.column("type") < 0) continue;
    for (const uint32_t row : table.find(folded))
      if (type.empty() || table.cell(row, table.column("type")) == type) return {table, row};
  }
  return {};
}

}  // namespace

Result<LocalActors> LocalActors::open(const std::string& folder, const lexicon::Lexicon& lexicon) {
  LocalActors local;
  const std::filesystem::path path = std::filesystem::path(folder) / "actors.tsv";
  std::error_code failed;
  if (folder.empty() || !std::filesystem::exists(path, failed)) return local;
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) return Error{path.string() + ": cannot be read"};
  local.version_ = hex64(hash64(bytes));
  // Who writes for himself need say neither licence nor provenance.
  bytes += "\n# licence: local\n# provenance: local\n";
  const Result<lexicon::SourceTable> table = lexicon::parse_table("local/actors", path.string(), bytes);
  if (!table) return table.error();
  if (Result<void> read = local.read(*table, lexicon); !read) return read.error();
  return local;
}

Result<void> LocalActors::read(const lexicon::SourceTable& table, const lexicon::Lexicon& lexicon) {
  const auto column = [&](std::string_view name) {
    for (size_t i = 0; i < table.columns.size(); ++i)
      if (table.columns[i].name == name) return static_cast<int>(i);
    return -1;
  };
  for (const char* needed : {"action", "name", "to"})
    if (column(needed) < 0)
      return Error{table.path + ":1: no column '" + needed + "'; take the header of docs/local-actors.md"};
  std::string faults;
  for (size_t row = 0; row < table.rows(); ++row) {
    const auto cell = [&](std::string_view name) {
      const int at = column(name);
      return at < 0 ? std::string_view{} : table.cell(row, static_cast<size_t>(at));
    };
    const auto blame = [&](std::string_view at, const std::string& what) {
      faults += (faults.empty() ? "" : "\n") + table.path + ":" + std::to_string(table.lines[row]) + ": column " +
                std::to_string(column(at) + 1) + " (" + std::string(at) + ") " + what;
    };
    Rule rule;
    const std::string_view action = cell("action");
    if (action == "merge") rule.action = Action::kMerge;
    else if (action == "split") rule.action = Action::kSplit;
    else if (action == "rename") rule.action = Action::kRename;
    else blame("action", "'" + std::string(action) + "' is none of: merge, split, rename");
    rule.to = cell("to");
    rule.to_folded = text::fold(rule.to);
    rule.en = cell("en");
    rule.only_type = cell("type");
    rule.only_country = cell("country");
    rule.where = text::fold(cell("where"));
    if (rule.action == Action::kSplit && rule.where.empty())
      blame("where", "is empty; say in which documents: words of the text, or the document's id or outlet");
    if (rule.action == Action::kMerge) {
      if (const Known known = find_known(lexicon, rule.to_folded, rule.only_type); known.table.exists()) {
        rule.known = true;
        if (rule.en.empty()) rule.en = known.cell("en");
        rule.country = known.cell("country");
        rule.sector = known.cell("sector");
        rule.side = known.cell("side");
        rule.kb = known.cell("kb");
      }
    }
    rules_[text::fold(cell("name"))].push_back(std::move(rule));
  }
  if (!faults.empty()) return Error{faults};
  return {};
}

bool LocalActors::holds(const Rule& rule, const Document& doc, const Entity& entity, std::string& folded_text) const {
  if (!rule.only_type.empty() && name_of(entity.type) != rule.only_type) return false;
  if (!rule.only_country.empty() && entity.country != rule.only_country) return false;
  if (rule.where.empty()) return true;
  if (text::fold(doc.meta.id) == rule.where || text::fold(doc.meta.outlet) == rule.where) return true;
  if (folded_text.empty()) folded_text = text::fold(doc.text);
  return folded_text.find(rule.where) != std::string::npos;
}

void LocalActors::change(const Rule& rule, Entity& entity) {
  const bool other = rule.action != Action::kRename;
  entity.name = rule.to;
  if (!rule.en.empty() || rule.action == Action::kSplit) entity.en = rule.en;
  if (!other) return;
  entity.kb = rule.kb;
  if (rule.action == Action::kSplit || rule.known) {
    entity.sector = rule.sector;
    entity.side = rule.side;
    if (rule.known) entity.country = rule.country;
  }
}

void LocalActors::apply(Document& doc) const {
  if (rules_.empty()) return;
  std::string folded_text;
  bool changed = false;
  for (Entity& entity : doc.entities) {
    for (size_t step = 0; step < kMostRulesInARow; ++step) {
      const auto found = rules_.find(text::fold(entity.name));
      if (found == rules_.end()) break;
      const Rule* fitting = nullptr;
      for (const Rule& rule : found->second)
        if (fitting == nullptr && holds(rule, doc, entity, folded_text)) fitting = &rule;
      if (fitting == nullptr) break;
      const bool same_name = fitting->to_folded == found->first;
      change(*fitting, entity);
      changed = true;
      if (same_name) break;
    }
  }
  if (changed) unite_entities(doc);
}

void unite_entities(Document& doc) {
  std::unordered_map<std::string, int32_t> first;
  std::vector<int32_t> moved(doc.entities.size());
  std::vector<Entity> kept;
  for (size_t i = 0; i < doc.entities.size(); ++i) {
    Entity& entity = doc.entities[i];
    const std::string key = std::string(name_of(entity.type)) + '\t' + text::fold(entity.name) + '\t' + entity.country;
    const auto [at, is_new] = first.try_emplace(key, static_cast<int32_t>(kept.size()));
    moved[i] = at->second;
    if (is_new) kept.push_back(std::move(entity));
  }
  doc.entities = std::move(kept);
  for (Mention& mention : doc.mentions)
    if (mention.entity != kNoIndex) mention.entity = moved[static_cast<size_t>(mention.entity)];
}

}  // namespace isnad::names
