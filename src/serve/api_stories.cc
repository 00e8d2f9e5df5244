// SPDX-License-Identifier: Apache-2.0
#include "desk/stories.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"

namespace isnad::serve {

namespace {

void write(Json& json, const desk::StoryRow& row) {
  json.object([&] {
    json.string("id", row.id);
    json.string("title", row.title);
    json.nullable("first", row.first);
    json.nullable("last", row.last);
    json.number("documents", row.documents);
    json.number("texts", row.texts);
    json.number("outlets", row.outlets);
  });
}

void write(Json& json, const desk::Telling& t) {
  json.object([&] {
    json.string("document", t.code);
    json.string("given_id", t.id);
    json.nullable("url", t.url);
    json.nullable("outlet", t.outlet);
    json.nullable("published", t.published);
    json.nullable("title", t.title);
    json.nullable("copy_of", t.copy_of);
    json.key("share");
    json.real(t.share);
    json.number("versions", t.versions);
  });
}

}  // namespace

Result<Response> get_stories(Call& call) {
  const Request& r = call.request;
  auto [page, refused] = page_of(r);
  for (std::string_view name : {"since", "until"})
    if (!refused) refused = refuse_day(r, name);
  if (refused) return *refused;
  desk::Filter filter;
  filter.since = r.parameter("since");
  filter.until = r.parameter("until");
  filter.actor = r.parameter("actor");
  filter.place = r.parameter("place");
  filter.outlet = r.parameter("outlet");
  filter.skip = page.skip;
  filter.most = page.most;
  const Result<std::vector<desk::StoryRow>> rows = desk::stories(call.store, filter);
  if (!rows) return rows.error();
  const Result<int64_t> total = desk::count_stories(call.store, filter);
  if (!total) return total.error();
  Json json;
  json.object([&] {
    json.number("total", *total);
    json.array("stories", *rows, [&](const desk::StoryRow& row) { write(json, row); });
    json.nullable("next", rows->size() == page.most ? next_cursor(r, page) : std::string());
  });
  return json_response(json.take());
}

Result<Response> get_story(Call& call) {
  const Result<std::vector<desk::Telling>> tellings = desk::story_tellings(call.store, call.captures[0]);
  if (!tellings || tellings->empty()) return problem(404, "No such story", "The store has no story with this id.");
  Json json;
  json.object([&] {
    json.string("id", tellings->front().story);
    json.array("tellings", *tellings, [&](const desk::Telling& t) { write(json, t); });
  });
  return json_response(json.take());
}

}  // namespace isnad::serve
