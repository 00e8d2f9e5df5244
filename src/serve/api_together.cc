// SPDX-License-Identifier: Apache-2.0
// What the documents of the store tell together: a story with its events, an event with its claims, who is in the
// store, how relations move, and the changes that analysts made. The views are desk's; here they get addresses.
#include <simdjson.h>

#include <charconv>

#include "desk/changes.h"
#include "desk/files.h"
#include "desk/json.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"
#include "store/sqlite.h"

namespace isnad::serve {

namespace {

desk::Desk desk_of(Call& call) { return {call.store, call.reader.lexicon(), call.dictionaries}; }

// A view that found nothing says so as an error; a store that cannot be asked at all is another matter.
Result<Response> missing(Call& call, const Error& error) {
  if (const Result<int64_t> count = call.store.count(); !count) return count.error();
  return problem(404, "Not found", error.message);
}

std::optional<Response> refuse_days(const Request& r) {
  if (std::optional<Response> refused = refuse_day(r, "since")) return refused;
  return refuse_day(r, "until");
}

desk::Filter filter_of(const Request& r) {
  desk::Filter filter;
  filter.since = r.parameter("since");
  filter.until = r.parameter("until");
  filter.actor = r.parameter("actor");
  filter.place = r.parameter("place");
  filter.outlet = r.parameter("outlet");
  return filter;
}

Response file(std::string body, const char* type, const char* name) {
  Response response;
  response.body = std::move(body);
  response.content_type = type;
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
  return response;
}

}  // namespace

Result<bool> has_public_role(const store::Store& store, const desk::ActorFound& actor) {
  if (actor.type != "PER") return true;
  Result<store::Statement> select = store.statement("SELECT known FROM actors WHERE key = ?1");
  if (!select) return select.error();
  const Result<bool> row = select->bind(1, actor.key).step();
  if (!row) return store.failure(row.error());
  return *row && select->number(0) != 0;
}

Result<Response> get_event(Call& call) {
  const Result<desk::EventView> event = desk::event(desk_of(call), call.captures[0]);
  if (!event) return missing(call, event.error());
  return json_response(desk::to_json(*event));
}

Result<Response> get_actors(Call& call) {
  const std::string_view name = call.request.parameter("q");
  if (name.empty() || name.size() > 400)
    return problem(400, "Nobody to look for", "q holds a name, or a part of one, of at most 400 bytes.");
  const Result<std::vector<desk::ActorFound>> found = desk::find_actors(desk_of(call), name, 50);
  if (!found) return missing(call, found.error());
  Json json;
  json.begin_object();
  json.key("actors");
  json.begin_array();
  for (const desk::ActorFound& actor : *found) {
    const Result<bool> shown = has_public_role(call.store, actor);
    if (!shown) return shown.error();
    if (*shown) json.raw(desk::to_json(actor));
  }
  json.end_array();
  json.end_object();
  return json_response(json.take());
}

Result<Response> get_timeline(Call& call) {
  const Request& r = call.request;
  if (std::optional<Response> refused = refuse_days(r)) return *refused;
  desk::TimelineOptions options;
  options.since = r.parameter("since");
  options.until = r.parameter("until");
  options.actor = r.parameter("actor");
  options.place = r.parameter("place");
  const Result<std::vector<desk::Act>> acts = desk::timeline(desk_of(call), options);
  if (!acts) return missing(call, acts.error());
  if (r.parameter("format") == "ics") return file(desk::calendar(*acts), "text/calendar; charset=utf-8", "isnad.ics");
  Json json;
  json.object([&] { json.array("acts", *acts, [&](const desk::Act& act) { json.raw(desk::to_json(act)); }); });
  return json_response(json.take());
}

Result<Response> get_network(Call& call) {
  const Request& r = call.request;
  if (std::optional<Response> refused = refuse_days(r)) return *refused;
  const Result<desk::Network> network = desk::network(desk_of(call), filter_of(r));
  if (!network) return missing(call, network.error());
  if (r.parameter("format") == "gexf") return file(desk::gexf(*network), "application/gexf+xml", "isnad.gexf");
  return file(desk::graphml(*network), "application/graphml+xml", "isnad.graphml");
}

}  // namespace isnad::serve
