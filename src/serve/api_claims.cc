// SPDX-License-Identifier: Apache-2.0
// Claims of all current readings, by what the store's own table knows of them.
#include "document/names.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"
#include "store/sqlite.h"
#include "text/letters.h"

namespace isnad::serve {

namespace {

constexpr std::string_view kSelect =
    "SELECT coalesce(p.code, d.given_id, d.key), coalesce(d.outlet, ''), coalesce(v.published, ''), coalesce(v.title, "
    "''), c.event_id, c.type, coalesce(c.mode, ''), c.status, coalesce(c.qualifier, ''), c.basis, coalesce(c.date, '') "
    "FROM claims c JOIN versions v ON v.id = c.version JOIN documents d ON d.current_version = v.id LEFT JOIN "
    "placements "
    "p ON p.document = d.id WHERE (?1 = '' OR c.type = ?1) AND (?2 = '' OR c.status = ?2) AND (?3 = '' OR d.outlet = "
    "?3) "
    "AND (?4 = '' OR v.published >= ?4) AND (?5 = '' OR substr(v.published, 1, 10) <= ?5) AND (?6 = '' OR c.date >= "
    "?6) "
    "AND (?7 = '' OR substr(c.date, 1, 10) <= ?7) AND (?8 = '' OR EXISTS (SELECT 1 FROM appearances x JOIN actors a ON "
    "a.id = x.actor WHERE x.version = v.id AND x.acts > 0 AND (a.folded = ?8 OR lower(a.en) = lower(?8)))) ORDER BY "
    "v.published DESC, v.id, c.event_id LIMIT ?9 OFFSET ?10";

}  // namespace

Result<Response> get_claims(Call& call) {
  const Request& r = call.request;
  auto [page, refused] = page_of(r);
  for (std::string_view name : {"said_since", "said_until", "since", "until"})
    if (!refused) refused = refuse_day(r, name);
  if (!refused && !r.parameter("type").empty() && !named<EventType>(r.parameter("type")))
    refused = problem(400, "No such type", "type is one of PLOVER's sixteen, in capitals: CONSULT, ASSAULT, …");
  if (!refused && !r.parameter("status").empty() && !named<Status>(r.parameter("status")))
    refused = problem(400, "No such status", "status is one of docs/reading.md: happened, planned, denied, …");
  if (refused) return *refused;
  Result<store::Statement> select = call.store.statement(kSelect);
  if (!select) return select.error();
  const std::string actor = text::fold(r.parameter("actor"));
  select->bind(1, r.parameter("type")).bind(2, r.parameter("status")).bind(3, r.parameter("outlet"));
  select->bind(4, r.parameter("said_since")).bind(5, r.parameter("said_until"));
  select->bind(6, r.parameter("since")).bind(7, r.parameter("until")).bind(8, actor);
  select->bind(9, static_cast<int64_t>(page.most)).bind(10, static_cast<int64_t>(page.skip));
  Json json;
  size_t rows = 0;
  json.begin_object();
  json.key("claims");
  json.begin_array();
  for (;; ++rows) {
    const Result<bool> row = select->step();
    if (!row) return call.store.failure(row.error());
    if (!*row) break;
    json.object([&] {
      json.string("document", select->text(0));
      json.nullable("outlet", select->text(1));
      json.nullable("published", select->text(2));
      json.nullable("title", select->text(3));
      json.string("claim", select->text(4));
      json.string("type", select->text(5));
      json.nullable("mode", select->text(6));
      json.string("status", select->text(7));
      json.nullable("qualifier", select->text(8));
      json.string("basis", select->text(9));
      json.nullable("date", select->text(10));
    });
  }
  json.end_array();
  json.nullable("next", rows == page.most ? next_cursor(r, page) : std::string());
  json.end_object();
  return json_response(json.take());
}

}  // namespace isnad::serve
