// SPDX-License-Identifier: Apache-2.0
// What documents tell together: the events of a story, an actor, two actors over time; and what analysts rearrange.
#include <simdjson.h>

#include <charconv>
#include <optional>

#include "base/clock.h"
#include "desk/changes.h"
#include "desk/events.h"
#include "desk/json.h"
#include "desk/relations.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"

namespace isnad::serve {

namespace {

desk::Desk desk_of(const Call& call) { return {call.store, call.reader.lexicon(), call.dictionaries}; }

// Days, step and camp of a question about acts in time, or the refusal.
std::optional<Response> read_options(const Request& request, desk::RelationOptions& options) {
  for (std::string_view name : {"since", "until"})
    if (std::optional<Response> refused = refuse_day(request, name)) return refused;
  const std::string_view step = request.parameter("by");
  if (step == "day") options.step = desk::Step::kDay;
  else if (step == "week") options.step = desk::Step::kWeek;
  else if (!step.empty() && step != "month") return problem(400, "No such step", "by is day, week or month.");
  options.since = request.parameter("since");
  options.until = request.parameter("until");
  options.camp = request.parameter("camp");
  options.all_sides = request.parameter("sides") == "all";
  return std::nullopt;
}

std::optional<desk::Action> action_named(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(desk::Action::kWrong); ++i)
    if (desk::name_of(static_cast<desk::Action>(i)) == name) return static_cast<desk::Action>(i);
  return std::nullopt;
}

// The change that a body asks for; nothing when it is none.
std::optional<desk::Change> read_change(const std::string& body) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(simdjson::padded_string(body)).get(root) != simdjson::SUCCESS || !root.is_object()) return {};
  const auto get = [&](const char* name) {
    std::string_view value;
    return root[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  };
  desk::Change change;
  const std::optional<desk::Action> action = action_named(get("action"));
  simdjson::dom::array subjects;
  if (!action || root["subjects"].get(subjects) != simdjson::SUCCESS || subjects.size() > 1000) return {};
  change.action = *action;
  for (const simdjson::dom::element subject : subjects) {
    std::string_view name;
    if (subject.get(name) != simdjson::SUCCESS) return {};
    change.subjects.emplace_back(name);
  }
  change.target = get("target");
  change.note = get("note");
  change.who = get("who").substr(0, kMostWho);
  change.made = now_utc();
  return change;
}

Response number_response(int64_t id, int status) {
  Json json;
  json.object([&] { json.number("id", id); });
  Response response = json_response(json.take());
  response.status = status;
  return response;
}

}  // namespace

Result<Response> get_story_events(Call& call) {
  const Result<desk::StoryView> view = desk::story(desk_of(call), call.captures[0]);
  if (!view) return problem(404, "No such story", view.error().message);
  return json_response(desk::to_json(*view));
}

Result<Response> get_actor(Call& call) {
  desk::RelationOptions options;
  auto [page, refused] = page_of(call.request);
  if (!refused) refused = read_options(call.request, options);
  if (refused) return *refused;
  page.most = desk::kActorDocuments;
  options.skip = page.skip;
  const Result<desk::ActorView> view = desk::actor(desk_of(call), call.captures[0], options);
  if (!view) return problem(404, "No such actor", view.error().message);
  const Result<bool> shown = has_public_role(call.store, view->actor);
  if (!shown) return shown.error();
  if (!*shown)
    return problem(404, "No page for this name",
                   "Persons without a public role - unnamed sources, victims, detainees, minors - have no page.");
  Response response = json_response(desk::to_json(*view));
  response.body.pop_back();
  response.body += ",\"next\":" + (view->more ? "\"" + next_cursor(call.request, page) + "\"" : "null") + "}";
  return response;
}

Result<Response> get_relation(Call& call) {
  desk::RelationOptions options;
  if (std::optional<Response> refused = read_options(call.request, options)) return *refused;
  const std::string_view a = call.request.parameter("a"), b = call.request.parameter("b");
  if (a.empty() || b.empty()) return problem(400, "Two actors are needed", "a and b name the actors.");
  const Result<desk::Relation> relation = desk::relation(desk_of(call), a, b, options);
  if (!relation) return problem(404, "No such actor", relation.error().message);
  return json_response(desk::to_json(*relation));
}

Result<Response> get_changes(Call& call) {
  const Result<std::vector<desk::Change>> all = desk::changes(call.store);
  if (!all) return all.error();
  Json json;
  json.object(
      [&] { json.array("changes", *all, [&](const desk::Change& change) { json.raw(desk::to_json(change)); }); });
  return json_response(json.take());
}

Result<Response> post_change(Call& call) {
  const std::optional<desk::Change> wanted = read_change(call.request.body);
  if (!wanted || wanted->subjects.empty())
    return problem(400, "No change",
                   "The body must be an object with action (move, merge, split, join-acts, part-acts, wrong), "
                   "subjects (a list of ids), and where it needs one a target; perhaps a note.");
  const Result<int64_t> id = desk::change(call.store, *wanted);
  if (!id) return problem(422, "The change cannot be made", id.error().message);
  return number_response(*id, 201);
}

Result<Response> delete_change(Call& call) {
  const std::string& name = call.captures[0];
  int64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  if (error != std::errc() || end != name.data() + name.size())
    return problem(404, "No such change", "Changes have numbers; /api/v1/changes lists them.");
  const Result<void> done =
      desk::take_back(call.store, id, now_utc(), call.request.parameter("who").substr(0, kMostWho));
  if (!done) return problem(404, "No such change", done.error().message);
  return number_response(id, 200);
}

// Where places lie, as far as the dictionaries know: for maps.
Result<Response> get_places(Call& call) {
  const lexicon::Table table = call.reader.lexicon().table("coordinates/places");
  const int country = table.column("country"), lat = table.column("lat"), lon = table.column("lon");
  Json json;
  json.begin_object();
  json.key("places");
  json.begin_array();
  for (uint32_t row = 0; row < table.rows(); ++row)
    json.object([&] {
      json.string("name", table.cell(row, 0U));
      json.nullable("country", table.cell(row, country));
      json.key("lat");
      json.real(std::strtod(std::string(table.cell(row, lat)).c_str(), nullptr));
      json.key("lon");
      json.real(std::strtod(std::string(table.cell(row, lon)).c_str(), nullptr));
    });
  json.end_array();
  json.end_object();
  return json_response(json.take());
}

}  // namespace isnad::serve
