// SPDX-License-Identifier: Apache-2.0
#include "reading/gold.h"

#include <simdjson.h>

#include <algorithm>

#include "base/hash.h"
#include "document/segment.h"
#include "reading/resources.h"

namespace isnad::reading {

namespace {

// Given fields of a record; a gold line has its date under published.value.
Result<page::Given> given_of(std::string_view json, std::string& text) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (const auto error = parser.parse(simdjson::padded_string(json)).get(root); error != simdjson::SUCCESS)
    return Error{std::string("is no JSON: ") + simdjson::error_message(error)};
  const auto string = [](simdjson::simdjson_result<simdjson::dom::element> value) {
    std::string_view found;
    return value.get(found) == simdjson::SUCCESS ? std::string(found) : std::string();
  };
  page::Given given;
  given.id = string(root["id"]);
  given.url = string(root["url"]);
  given.outlet = string(root["outlet"]);
  given.date = string(root["date"]);
  if (given.date.empty()) given.date = string(root["published"]["value"]);
  if (root["title"].is_string()) given.title = string(root["title"]);
  text = string(root["text"]);
  return given;
}

// Tokens of mentions and triggers, which JSON does not carry.
void link_tokens(Document& doc) {
  for (Mention& mention : doc.mentions) {
    mention.first_token = doc.token_at(mention.span.begin);
    mention.last_token = doc.token_at(mention.span.end - 1) + 1;
  }
  for (Event& event : doc.events) event.trigger_token = doc.token_at(event.trigger.begin);
  std::stable_sort(doc.events.begin(), doc.events.end(),
                   [](const Event& a, const Event& b) { return a.trigger.begin < b.trigger.begin; });
}

// What the codebook says of a gold trigger's word, so that an event from gold carries its entry like any other.
void link_codebook(const claims::Codebook& codebook, Document& doc) {
  for (Event& event : doc.events) {
    const Analysis& analysis = doc.analysis(doc.tokens[event.trigger_token]);
    const claims::Entry* best = nullptr;
    for (uint32_t number : codebook.find(analysis.lemma, hash64(analysis.lemma))) {
      const claims::Entry& entry = codebook.entry(number);
      if (entry.type != event.type) continue;
      if (best == nullptr || (best->mode != event.mode && entry.mode == event.mode)) best = &entry;
    }
    if (best == nullptr) continue;
    event.rule = best->rule;
    event.evidence = {{"trigger", best->table, best->row, event.trigger}};
  }
}

// An event as the finding of triggers leaves it.
Event bare(const Event& event) {
  Event e;
  e.trigger = event.trigger;
  e.trigger_token = event.trigger_token;
  e.type = event.type;
  e.mode = event.mode;
  e.confidence = event.confidence;
  e.rule = event.rule;
  e.evidence = event.evidence;
  return e;
}

}  // namespace

Result<Document> gold_document(const Reader& reader, std::string_view json) {
  Document gold;
  if (Result<void> read = from_json(json, gold); !read) return read.error();
  std::string text;
  Result<page::Given> given = given_of(json, text);
  if (!given) return given.error();
  Document doc = reader.prepare(text, *given);
  if (doc.text != gold.text) return Error{gold.meta.id + ": the text changed while it was read"};
  reader.run(doc, "names");
  doc.mentions = std::move(gold.mentions);
  doc.entities = std::move(gold.entities);
  doc.times = std::move(gold.times);
  doc.quotes = std::move(gold.quotes);
  doc.events = std::move(gold.events);
  doc.designations = std::move(gold.designations);
  link_tokens(doc);
  link_codebook(reader.claims().codebook(), doc);
  return doc;
}

Result<Document> read_with_gold(const Reader& reader, std::string_view json, std::string_view gold) {
  if (gold.empty()) {
    std::string text;
    Result<page::Given> given = given_of(json, text);
    if (!given) return given.error();
    return reader.read_text(text, *given);
  }
  Result<Document> loaded = gold_document(reader, json);
  if (!loaded) return loaded.error();
  Document doc = std::move(*loaded);
  const auto keep = [&](std::string_view layer) { return gold.find(layer) != std::string_view::npos; };
  doc.designations.clear();
  if (!keep("entities")) {
    doc.mentions.clear();
    doc.entities.clear();
    reader.run_stage(doc, "names");
  }
  if (!keep("times")) {
    doc.times.clear();
    reader.run_stage(doc, "times");
  }
  if (!keep("quotes")) {
    doc.quotes.clear();
    reader.run_stage(doc, "speech");
  }
  if (keep("triggers")) {
    for (Event& event : doc.events) event = bare(event);
    reader.claims().complete(doc);
  } else if (!keep("events")) {
    doc.events.clear();
    reader.run_stage(doc, "claims");
  }
  reader.run_stage(doc, "quantities");
  reader.run_stage(doc, "framing");
  return doc;
}

}  // namespace isnad::reading
