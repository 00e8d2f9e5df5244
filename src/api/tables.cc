// SPDX-License-Identifier: Apache-2.0
#include "api/tables.h"

#include <array>
#include <utility>

#include "document/names.h"
#include "stories/signature.h"
#include "text/utf8.h"

namespace isnad::api {

namespace {

using enum ColumnType;
using std::string;
using std::string_view;

// Appends cells from left to right.
class Row {
 public:
  explicit Row(std::vector<Column>& columns) : at_(columns.data()) {}
  Row& operator<<(string_view text) { return at_++->text(text), *this; }
  Row& operator<<(const string& text) { return *this << string_view(text); }
  Row& operator<<(std::optional<int32_t> number) { return at_++->number(number), *this; }
  Row& operator<<(uint32_t number) { return *this << std::optional(static_cast<int32_t>(number)); }
  Row& operator<<(std::optional<double> number) { return at_++->real(number), *this; }
  Row& flag(bool value) { return at_++->boolean(value), *this; }
  Row& operator<<(const std::vector<string>& texts) { return at_++->texts(texts), *this; }

 private:
  Column* at_;
};

using Parties = std::vector<exports::PartyRow>;

std::vector<string> names(const Parties& list) {
  std::vector<string> all;
  for (const exports::PartyRow& p : list) all.push_back(p.name);
  return all;
}

std::vector<string> countries(const Parties& list) {
  std::vector<string> all;
  for (const exports::PartyRow& p : list) all.push_back(p.country);
  return all;
}

string name_of_party(const Document& doc, const std::optional<Participant>& p) {
  if (!p) return {};
  if (p->entity != kNoIndex) return doc.entities[static_cast<size_t>(p->entity)].name;
  return p->span ? string(doc.str(*p->span)) : p->country;
}

std::vector<string> names_of(const Document& doc, const std::vector<Participant>& list) {
  std::vector<string> all;
  for (const Participant& p : list) all.push_back(name_of_party(doc, p));
  return all;
}

void readings(const Document& doc, const reading::MadeBy& made_by, std::vector<Column>& columns) {
  const Meta& m = doc.meta;
  Row(columns) << m.id << m.url << m.outlet << m.published.value << string_view(name_of(m.published.basis))
               << m.language << (m.title ? doc.str(*m.title) : string_view{}) << reading::to_json(doc, made_by);
}

void claims(const Document& doc, const exports::Words& words, std::vector<Column>& columns) {
  for (const exports::ClaimRow& r : exports::claim_rows(doc, {}, {words, true, {}}))
    Row(columns) << doc.meta.id << r.event->id << r.type << r.mode << r.status << r.qualifier << r.basis
                 << names(r.actors) << countries(r.actors) << names(r.recipients) << countries(r.recipients)
                 << names(r.concerning) << names(r.sources) << names(r.effective_sources) << r.place << r.place_country
                 << r.time_words << r.date << r.first_day << r.last_day << r.date_basis
                 << (r.same == 0 ? std::nullopt : std::optional(r.same)) << r.sentence << r.start << r.end << r.rule
                 << std::optional(static_cast<double>(r.event->confidence));
}

void quotations(const Document& doc, std::vector<Column>& columns) {
  text::CodePoints points(doc.text);
  for (const Quote& q : doc.quotes) {
    string content;
    for (Span span : q.content) content += (content.empty() ? "" : " \u2026 ") + string(doc.str(span));
    const uint32_t start = q.content.empty() ? q.cue.begin : q.content.front().begin;
    const uint32_t end = q.content.empty() ? q.cue.end : q.content.back().end;
    const uint32_t from = points.at(start), to = points.at(end);
    Row(columns) << doc.meta.id << name_of_party(doc, q.source) << names_of(doc, q.via) << doc.str(q.cue)
                 << string_view(name_of(q.cue_class)) << string_view(name_of(q.kind)) << content << from << to;
  }
}

void entities(const Document& doc, std::vector<Column>& columns) {
  std::vector<int32_t> mentions(doc.entities.size());
  for (const Mention& m : doc.mentions)
    if (m.entity != kNoIndex) ++mentions[static_cast<size_t>(m.entity)];
  for (size_t i = 0; i < doc.entities.size(); ++i) {
    const Entity& e = doc.entities[i];
    Row(columns) << doc.meta.id << "e" + std::to_string(i + 1) << string_view(name_of(e.type)) << e.name << e.en
                 << e.country << e.side << e.kb << std::optional(mentions[i]);
  }
}

void designations(const Document& doc, std::vector<Column>& columns) {
  text::CodePoints points(doc.text);
  for (const Designation& d : doc.designations) {
    const uint32_t from = points.at(d.span.begin), to = points.at(d.span.end);
    Row(columns) << doc.meta.id
                 << (d.entity == kNoIndex ? string_view{}
                                          : string_view(doc.entities[static_cast<size_t>(d.entity)].name))
                 << doc.str(d.span) << string_view(name_of(d.stance)) << string_view(name_of(d.kind))
                 << string_view(name_of(d.voice)) << from << to;
  }
}

void quantities(const Document& doc, std::vector<Column>& columns) {
  text::CodePoints points(doc.text);
  for (const Quantity& q : doc.quantities) {
    const uint32_t from = points.at(q.span.begin), to = points.at(q.span.end);
    Row row(columns);
    row << doc.meta.id << doc.str(q.span) << string_view(name_of(q.unit)) << q.low << q.high
        << name_of_party(doc, q.who)
        << (q.event == kNoIndex ? string_view{} : string_view(doc.events[static_cast<size_t>(q.event)].id))
        << names_of(doc, q.sources);
    row.flag(q.cumulative) << from << to;
  }
}

void issues(const Document& doc, std::vector<Column>& columns) {
  text::CodePoints points(doc.text);
  for (const Issue& issue : doc.issues) {
    const uint32_t from = points.at(issue.span.begin), to = points.at(issue.span.end);
    Row(columns) << doc.meta.id << issue.code << issue.message << from << to;
  }
}

void signatures(const Document& doc, std::vector<Column>& columns) {
  const stories::Signature signature = stories::make_signature(doc);
  Row row(columns);
  const string& address = doc.meta.canonical_url.empty() ? doc.meta.url : doc.meta.canonical_url;
  row << doc.meta.id << (address.empty() ? doc.meta.content_sha256 : address) << doc.meta.published.value;
  row.flag(signature.dated) << signature.words << stories::encode(signature);
}

constexpr std::array<std::pair<string_view, Table>, 8> kTables = {{{"readings", Table::kReadings},
                                                                   {"claims", Table::kClaims},
                                                                   {"quotations", Table::kQuotations},
                                                                   {"entities", Table::kEntities},
                                                                   {"designations", Table::kDesignations},
                                                                   {"quantities", Table::kQuantities},
                                                                   {"issues", Table::kIssues},
                                                                   {"signatures", Table::kSignatures}}};

}  // namespace

std::optional<Table> table_named(string_view name) {
  for (const auto& [spelt, table] : kTables)
    if (spelt == name) return table;
  return std::nullopt;
}

std::vector<Column> columns_of(Table table) {
  switch (table) {
    case Table::kReadings:
      return {
          {"id", kText},       {"url", kText},   {"outlet", kText}, {"published", kText}, {"published_basis", kText},
          {"language", kText}, {"title", kText}, {"reading", kText}};
    case Table::kClaims:
      return {{"document", kText},
              {"claim", kText},
              {"type", kText},
              {"mode", kText},
              {"status", kText},
              {"qualifier", kText},
              {"basis", kText},
              {"actors", kTexts},
              {"actor_countries", kTexts},
              {"recipients", kTexts},
              {"recipient_countries", kTexts},
              {"concerning", kTexts},
              {"sources", kTexts},
              {"effective_sources", kTexts},
              {"place", kText},
              {"place_country", kText},
              {"time_words", kText},
              {"date", kText},
              {"first_day", kText},
              {"last_day", kText},
              {"date_basis", kText},
              {"same", kInt},
              {"sentence", kText},
              {"start", kInt},
              {"end", kInt},
              {"rule", kText},
              {"parse_confidence", kReal}};
    case Table::kQuotations:
      return {{"document", kText}, {"source", kText},  {"via", kTexts}, {"cue", kText}, {"cue_class", kText},
              {"kind", kText},     {"content", kText}, {"start", kInt}, {"end", kInt}};
    case Table::kEntities:
      return {{"document", kText}, {"entity", kText}, {"type", kText},     {"name", kText},   {"english", kText},
              {"country", kText},  {"side", kText},   {"wikidata", kText}, {"mentions", kInt}};
    case Table::kDesignations:
      return {{"document", kText}, {"entity", kText}, {"words", kText}, {"stance", kText},
              {"kind", kText},     {"voice", kText},  {"start", kInt},  {"end", kInt}};
    case Table::kQuantities:
      return {{"document", kText},   {"words", kText}, {"unit", kText},  {"low", kReal},
              {"high", kReal},       {"who", kText},   {"claim", kText}, {"sources", kTexts},
              {"cumulative", kBool}, {"start", kInt},  {"end", kInt}};
    case Table::kSignatures:
      return {{"document", kText}, {"key", kText},  {"published", kText},
              {"dated", kBool},    {"words", kInt}, {"signature", kBytes}};
    case Table::kIssues:
      return {{"document", kText}, {"code", kText}, {"message", kText}, {"start", kInt}, {"end", kInt}};
  }
  return {};
}

void append_rows(Table table, const Document& doc, const reading::MadeBy& made_by, const exports::Words& words,
                 std::vector<Column>& columns) {
  switch (table) {
    case Table::kReadings: return readings(doc, made_by, columns);
    case Table::kClaims: return claims(doc, words, columns);
    case Table::kQuotations: return quotations(doc, columns);
    case Table::kEntities: return entities(doc, columns);
    case Table::kDesignations: return designations(doc, columns);
    case Table::kQuantities: return quantities(doc, columns);
    case Table::kIssues: return issues(doc, columns);
    case Table::kSignatures: return signatures(doc, columns);
  }
}

}  // namespace isnad::api
