// SPDX-License-Identifier: Apache-2.0
#include "desk/roster.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "reading/json.h"
#include "store/sqlite.h"
#include "stories/identity.h"
#include "text/letters.h"

namespace isnad::desk {

using store::Statement;

namespace {

Result<std::vector<RosterEntry>> select_entries(const store::Store& store, const RosterOptions& options,
                                                std::set<int64_t>& versions) {
  Result<Statement> select = store.statement(
      "SELECT a.id, a.key, a.type, a.name, coalesce(a.en, ''), coalesce(a.country, ''), coalesce(a.side, ''), "
      "coalesce(a.sector, ''), count(*), coalesce(sum(x.acts), 0) FROM actors a JOIN appearances x ON x.actor = a.id "
      "WHERE a.type IN ('PER', 'ORG', 'GPE', 'LOC') AND (?1 = '' OR a.type = ?1) AND (?2 = '' OR a.country = ?2) "
      "GROUP BY a.id ORDER BY count(*) DESC, sum(x.acts) DESC, a.key LIMIT ?3");
  if (!select) return select.error();
  select->bind(1, options.type).bind(2, options.country).bind(3, static_cast<int64_t>(options.most));
  Result<Statement> where = store.statement("SELECT version FROM appearances WHERE actor = ?1");
  if (!where) return where.error();
  std::vector<RosterEntry> entries;
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return entries;
    RosterEntry entry;
    int column = 1;
    for (std::string* field :
         {&entry.key, &entry.type, &entry.name, &entry.en, &entry.country, &entry.side, &entry.sector})
      *field = select->text(column++);
    entry.documents = select->number(8);
    entry.acts = select->number(9);
    where->reset();
    where->bind(1, select->number(0));
    for (;;) {
      const Result<bool> more = where->step();
      if (!more) return store.failure(more.error());
      if (!*more) break;
      versions.insert(where->number(0));
    }
    entries.push_back(std::move(entry));
  }
}

using Rapid = rapidjson::Writer<rapidjson::StringBuffer>;

void put_string(Rapid& json, const char* key, const std::string& value, bool null_when_empty = true) {
  json.Key(key);
  if (value.empty() && null_when_empty) json.Null();
  else json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

Result<std::vector<RosterEntry>> roster(store::Store& store, const RosterOptions& options) {
  std::set<int64_t> versions;
  Result<std::vector<RosterEntry>> entries = select_entries(store, options, versions);
  if (!entries) return entries;
  std::unordered_map<std::string, size_t> by_key;
  for (size_t i = 0; i < entries->size(); ++i) by_key[(*entries)[i].key] = i;
  std::vector<std::map<std::string, int64_t>> names(entries->size());
  for (const int64_t version : versions) {
    const Result<store::Stored> stored = store.reading_of(version);
    if (!stored) return stored.error();
    Document doc;
    if (!reading::from_json(stored->reading, doc)) continue;  // kept, but not shown
    for (const Mention& mention : doc.mentions) {
      if (mention.entity == kNoIndex) continue;
      const auto found = by_key.find(stories::key_of(doc.entities[static_cast<size_t>(mention.entity)]));
      if (found != by_key.end()) ++names[found->second][text::clean(doc.str(mention.span))];
    }
  }
  for (size_t i = 0; i < entries->size(); ++i) {
    RosterEntry& entry = (*entries)[i];
    entry.names.assign(names[i].begin(), names[i].end());
    std::stable_sort(entry.names.begin(), entry.names.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [name, count] : entry.names) entry.mentions += count;
  }
  return entries;
}

std::string to_json(const RosterEntry& entry) {
  rapidjson::StringBuffer buffer;
  Rapid json(buffer);
  json.StartObject();
  put_string(json, "key", entry.key);
  put_string(json, "type", entry.type);
  put_string(json, "name", entry.name, false);
  put_string(json, "en", entry.en);
  put_string(json, "country", entry.country);
  put_string(json, "side", entry.side);
  put_string(json, "sector", entry.sector);
  for (const auto& [key, count] : {std::pair{"documents", entry.documents}, std::pair{"mentions", entry.mentions},
                                   std::pair{"acts", entry.acts}}) {
    json.Key(key);
    json.Int64(count);
  }
  json.Key("names");
  json.StartArray();
  for (const auto& [name, count] : entry.names) {
    json.StartObject();
    put_string(json, "name", name, false);
    json.Key("count");
    json.Int64(count);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

std::string roster_csv_header() { return "key,type,name,en,country,side,sector,documents,mentions,acts,names\r\n"; }

std::string to_csv(const RosterEntry& entry) {
  std::string line, names;
  for (const std::string* field :
       {&entry.key, &entry.type, &entry.name, &entry.en, &entry.country, &entry.side, &entry.sector})
    line += csv_cell(*field) + ",";
  for (const int64_t count : {entry.documents, entry.mentions, entry.acts}) line += std::to_string(count) + ",";
  for (const auto& [name, count] : entry.names) names += (names.empty() ? "" : "|") + name;
  return line + csv_cell(names) + "\r\n";
}

}  // namespace isnad::desk
