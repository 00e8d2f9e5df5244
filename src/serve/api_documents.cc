// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <algorithm>

#include "base/clock.h"
#include "desk/stories.h"
#include "document/corrections.h"
#include "reading/json.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"
#include "store/sqlite.h"

namespace isnad::serve {

namespace {

constexpr std::string_view kRow =
    "SELECT coalesce(p.code, ''), coalesce(d.given_id, d.key), coalesce(d.url, ''), coalesce(d.outlet, ''), "
    "coalesce(v.published, ''), coalesce(v.title, ''), v.added, v.number FROM documents d JOIN versions v ON v.id = "
    "d.current_version LEFT JOIN placements p ON p.document = d.id ";

void write_row(Json& json, const store::Statement& row) {
  json.string("document", row.text(0).empty() ? row.text(1) : row.text(0));
  json.string("given_id", row.text(1));
  json.nullable("url", row.text(2));
  json.nullable("outlet", row.text(3));
  json.nullable("published", row.text(4));
  json.nullable("title", row.text(5));
  json.string("added", row.text(6));
  json.number("version", row.number(7));
}

Response no_document() { return problem(404, "No such document", "The store has no document with this id."); }

void write_corrections(Json& json, const std::vector<store::Correction>& corrections) {
  json.array("corrections", corrections, [&](const store::Correction& c) {
    json.object([&] {
      json.string("claim", c.event_id);
      json.string("field", c.field);
      json.string("value", c.value);
      json.nullable("note", c.note);
      json.string("made", c.made);
      json.nullable("who", c.who);
      json.number("id", c.id);
    });
  });
}

}  // namespace

Result<int64_t> find_document(const store::Store& store, std::string_view name) {
  Result<store::Statement> select = store.statement(
      "SELECT document, 0 AS rank FROM placements WHERE code = ?1 UNION ALL SELECT id, 1 FROM documents WHERE given_id "
      "= ?1 OR key = ?1 OR url = ?1 ORDER BY rank LIMIT 1");
  if (!select) return select.error();
  select->bind(1, name);
  const Result<bool> row = select->step();
  if (!row) return store.failure(row.error());
  return *row ? select->number(0) : 0;
}

Result<Response> get_documents(Call& call) {
  const Request& r = call.request;
  auto [page, refused] = page_of(r);
  for (std::string_view name : {"since", "until"})
    if (!refused) refused = refuse_day(r, name);
  if (refused) return *refused;
  // Which are on the page is found by indices alone; the rest is asked for these few.
  std::string which = "SELECT d.id FROM versions v CROSS JOIN documents d ON d.current_version = v.id WHERE 1";
  if (!r.parameter("since").empty()) which += " AND v.published >= ?1";
  // A moment of the last day comes after the day's own name, and before whatever begins with a letter.
  if (!r.parameter("until").empty()) which += " AND v.published < ?2 || 'U'";
  if (!r.parameter("outlet").empty()) which += " AND d.outlet = ?3";
  which += " ORDER BY v.published DESC, d.id LIMIT ?4 OFFSET ?5";
  Result<store::Statement> select =
      call.store.statement(std::string(kRow) + "WHERE d.id IN (" + which + ") ORDER BY v.published DESC, d.id");
  if (!select) return select.error();
  if (!r.parameter("since").empty()) select->bind(1, r.parameter("since"));
  if (!r.parameter("until").empty()) select->bind(2, r.parameter("until"));
  if (!r.parameter("outlet").empty()) select->bind(3, r.parameter("outlet"));
  select->bind(4, static_cast<int64_t>(page.most)).bind(5, static_cast<int64_t>(page.skip));
  Json json;
  size_t rows = 0;
  json.begin_object();
  json.key("documents");
  json.begin_array();
  for (;; ++rows) {
    const Result<bool> row = select->step();
    if (!row) return call.store.failure(row.error());
    if (!*row) break;
    json.object([&] { write_row(json, *select); });
  }
  json.end_array();
  json.nullable("next", rows == page.most ? next_cursor(r, page) : std::string());
  json.end_object();
  return json_response(json.take());
}

Result<Response> get_document(Call& call) {
  const Result<int64_t> id = find_document(call.store, call.captures[0]);
  if (!id) return id.error();
  if (*id == 0) return no_document();
  Result<store::Statement> select = call.store.statement(std::string(kRow) + "WHERE d.id = ?1");
  if (!select) return select.error();
  select->bind(1, *id);
  const Result<bool> row = select->step();
  if (!row) return call.store.failure(row.error());
  if (!*row) return no_document();
  const Result<store::Stored> stored = call.store.current(*id);
  if (!stored) return stored.error();
  Json json;
  json.object([&] {
    write_row(json, *select);
    write_corrections(json, stored->corrections);
    json.key("reading");
    json.raw(stored->reading);
  });
  return json_response(json.take());
}

Result<Response> post_correction(Call& call) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(simdjson::padded_string(call.request.body)).get(root) != simdjson::SUCCESS || !root.is_object())
    return problem(400, "No JSON object", "The body must be an object with claim, field, value and perhaps note.");
  const auto get = [&](const char* name) {
    std::string_view value;
    return root[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  };
  const store::Correction wanted{get("claim"), get("field"), get("value"),
                                 get("note"),  now_utc(),    get("who").substr(0, kMostWho)};
  if (!is_correction(wanted.field, wanted.value))
    return problem(422, "No such value",
                   "field is type, status, qualifier, basis or verdict (right, wrong); '" + wanted.value +
                       "' is no value of '" + wanted.field + "'.");
  const Result<int64_t> id = find_document(call.store, call.captures[0]);
  if (!id) return id.error();
  if (*id == 0) return no_document();
  const Result<store::Stored> stored = call.store.current(*id);
  if (!stored) return stored.error();
  Document doc;
  if (Result<void> read = reading::from_json(stored->reading, doc); !read) return read.error();
  const auto claim =
      std::find_if(doc.events.begin(), doc.events.end(), [&](const Event& e) { return e.id == wanted.event_id; });
  if (claim == doc.events.end()) return problem(404, "No such claim", "The document has no claim with this id.");
  for (Result<void> done : {call.store.begin(), call.store.correct(stored->document, wanted), call.store.commit()})
    if (!done) return done.error();
  Json json;
  json.object([&] {
    json.string("claim", wanted.event_id);
    json.string("made", wanted.made);
  });
  Response response = json_response(json.take());
  response.status = 201;
  return response;
}

}  // namespace isnad::serve
