// SPDX-License-Identifier: Apache-2.0
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"
#include "store/sqlite.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::serve {

Result<Response> get_search(Call& call) {
  const Request& r = call.request;
  auto [page, refused] = page_of(r);
  if (refused) return *refused;
  const std::string_view words = r.parameter("q");
  if (words.empty() || words.size() > 1000)
    return problem(400, "Nothing to search", "q holds the words to search, at least one and at most 1,000 bytes.");
  // The store gives the best first; a later page asks for more and leaves the first ones out.
  const size_t most = std::min<size_t>(page.skip + page.most, 2000);
  const Result<std::vector<store::Hit>> hits = call.store.search(words, most);
  if (!hits) return problem(400, "No word", hits.error().message);
  Json json;
  json.object([&] {
    json.key("hits");
    json.begin_array();
    for (size_t i = page.skip; i < hits->size(); ++i) {
      const store::Hit& hit = (*hits)[i];
      text::CodePoints points(hit.snippet);
      json.object([&] {
        json.string("given_id", hit.id);
        json.nullable("outlet", hit.outlet);
        json.nullable("published", hit.published);
        json.nullable("title", hit.title);
        json.string("snippet", hit.snippet);
        json.array("marks", hit.marks, [&](Span span) {
          json.begin_array();
          json.number(points.at(span.begin));
          json.number(points.at(span.end));
          json.end_array();
        });
      });
    }
    json.end_array();
    json.nullable("next", hits->size() == page.skip + page.most ? next_cursor(r, page) : std::string());
  });
  return json_response(json.take());
}

namespace {

Result<void> write_counts(Call& call, Json& json, std::string_view name, std::string_view sql) {
  Result<store::Statement> select = call.store.statement(sql);
  if (!select) return select.error();
  json.key(name);
  json.begin_array();
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return call.store.failure(row.error());
    if (!*row) break;
    json.object([&] {
      json.nullable("name", select->text(0));
      json.number("documents", select->number(1));
      json.nullable("last", select->text(2));
    });
  }
  json.end_array();
  return {};
}

}  // namespace

// What is in the store: how much, by outlet, and what made the readings.
Result<Response> get_overview(Call& call) {
  Json json;
  json.begin_object();
  for (const auto& [name, sql] :
       {std::pair{"outlets",
                  "SELECT coalesce(outlet, ''), count(*), max(v.added) FROM documents d JOIN "
                  "versions v ON v.id = d.current_version GROUP BY 1 ORDER BY 2 DESC, 1"},
        std::pair{"made_by",
                  "SELECT v.made_by, count(*), max(v.added) FROM documents d JOIN versions v "
                  "ON v.id = d.current_version GROUP BY 1 ORDER BY 2 DESC"},
        std::pair{"types", "SELECT c.type, count(*), '' FROM claims c GROUP BY 1 ORDER BY 2 DESC"},
        std::pair{"statuses", "SELECT c.status, count(*), '' FROM claims c GROUP BY 1 ORDER BY 2 DESC"}})
    if (Result<void> done = write_counts(call, json, name, sql); !done) return done.error();
  const Result<int64_t> documents = call.store.count();
  if (!documents) return documents.error();
  json.number("documents", *documents);
  json.end_object();
  return json_response(json.take());
}

// What is followed, and how it fares: when each source was last looked at, and why that failed.
Result<Response> get_sources(Call& call) {
  Result<store::Statement> select = call.store.statement(
      "SELECT name, kind, address, coalesce(moved_to, ''), every, watched, coalesce(tried, ''), coalesce(succeeded, "
      "''), "
      "coalesce(failed, ''), coalesce(failure, ''), failures, coalesce(note, ''), documents, versions, coalesce(due, "
      "'') "
      "FROM sources ORDER BY failures DESC, name");
  if (!select) return select.error();
  Json json;
  json.begin_object();
  json.key("sources");
  json.begin_array();
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return call.store.failure(row.error());
    if (!*row) break;
    json.object([&] {
      json.string("name", select->text(0));
      json.string("kind", select->text(1));
      json.string("address", select->text(2));
      json.nullable("moved_to", select->text(3));
      json.number("every", select->number(4));
      json.boolean_field("watched", select->number(5) != 0);
      json.nullable("tried", select->text(6));
      json.nullable("succeeded", select->text(7));
      json.nullable("failed", select->text(8));
      json.nullable("failure", select->text(9));
      json.number("failures", select->number(10));
      json.nullable("note", select->text(11));
      json.number("documents", select->number(12));
      json.number("versions", select->number(13));
      json.nullable("due", select->text(14));
    });
  }
  json.end_array();
  json.end_object();
  return json_response(json.take());
}

}  // namespace isnad::serve
