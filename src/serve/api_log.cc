// SPDX-License-Identifier: Apache-2.0
// The log of the desk: who changed what and when, in claims and in stories, and taking it back; and long work that is
// going on in this store.
#include <algorithm>
#include <charconv>

#include "base/clock.h"
#include "desk/changes.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"
#include "store/sqlite.h"

namespace isnad::serve {

namespace {

constexpr size_t kMostEntries = 1000;

struct Entry {
  std::string made, json;
};

std::string correction_json(const store::LoggedCorrection& entry) {
  const store::Correction& c = entry.correction;
  Json json;
  json.object([&] {
    json.string("kind", "correction");
    json.number("id", entry.id);
    json.string("made", c.made);
    json.nullable("who", c.who);
    json.string("document", entry.code);
    json.string("title", entry.title);
    json.string("claim", c.event_id);
    json.string("field", c.field);
    json.string("value", c.value);
    json.nullable("note", c.note);
    json.nullable("undone", entry.undone);
    json.nullable("undone_by", entry.undone_by);
  });
  return json.take();
}

std::string change_json(const desk::Change& change) {
  Json json;
  json.object([&] {
    json.string("kind", "change");
    json.number("id", change.id);
    json.string("made", change.made);
    json.nullable("who", change.who);
    json.string("action", desk::name_of(change.action));
    json.array("subjects", change.subjects, [&](const std::string& subject) { json.string(subject); });
    json.nullable("target", change.target);
    json.nullable("note", change.note);
    json.nullable("undone", change.undone);
    json.nullable("undone_by", change.undone_by);
  });
  return json.take();
}

}  // namespace

Result<Response> get_log(Call& call) {
  auto [page, refused] = page_of(call.request);
  if (refused) return *refused;
  int64_t document = 0;
  if (const std::string_view name = call.request.parameter("document"); !name.empty()) {
    const Result<int64_t> found = find_document(call.store, name);
    if (!found) return found.error();
    if (*found == 0) return problem(404, "No such document", "The store has no document with this id.");
    document = *found;
  }
  std::vector<Entry> entries;
  const Result<std::vector<store::LoggedCorrection>> corrections = call.store.correction_log(document, kMostEntries);
  if (!corrections) return corrections.error();
  for (const store::LoggedCorrection& entry : *corrections)
    entries.push_back({entry.correction.made, correction_json(entry)});
  if (document == 0) {
    const Result<std::vector<desk::Change>> changes = desk::changes(call.store);
    if (!changes) return changes.error();
    for (auto change = changes->rbegin(); change != changes->rend(); ++change)
      entries.push_back({change->made, change_json(*change)});
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.made > b.made; });
  const size_t end = std::min(entries.size(), page.skip + page.most);
  Json json;
  json.object([&] {
    json.number("total", static_cast<int64_t>(entries.size()));
    json.key("entries");
    json.begin_array();
    for (size_t i = page.skip; i < end; ++i) json.raw(entries[i].json);
    json.end_array();
    json.nullable("next", end < entries.size() ? next_cursor(call.request, page) : std::string());
  });
  return json_response(json.take());
}

Result<Response> delete_correction(Call& call) {
  const std::string& name = call.captures[0];
  int64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  const bool number = error == std::errc() && end == name.data() + name.size();
  if (Result<void> done = call.store.begin(); !done) return done.error();
  const Result<bool> found =
      number ? call.store.take_correction_back(id, now_utc(), call.request.parameter("who").substr(0, kMostWho))
             : Result<bool>(false);
  if (!found) return found.error();
  if (!*found) {
    call.store.rollback();
    return problem(404, "No such correction", "No correction with this number holds; /api/v1/log lists them.");
  }
  if (Result<void> done = call.store.commit(); !done) return done.error();
  Json json;
  json.object([&] { json.number("id", id); });
  return json_response(json.take());
}

// Work that goes on, and what ended last.
Result<Response> get_runs(Call& call) {
  Result<store::Statement> select = call.store.statement(
      "SELECT id, what, of, begun, told, done, bytes, whole, coalesce(ended, '') FROM runs ORDER BY id DESC LIMIT 20");
  if (!select) return select.error();
  Json json;
  json.begin_object();
  json.string("now", now_utc());
  json.key("runs");
  json.begin_array();
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return call.store.failure(row.error());
    if (!*row) break;
    json.object([&] {
      json.number("id", select->number(0));
      json.string("what", select->text(1));
      json.string("of", select->text(2));
      json.string("begun", select->text(3));
      json.string("told", select->text(4));
      json.number("documents", select->number(5));
      json.number("bytes", select->number(6));
      json.number("whole", select->number(7));
      json.nullable("ended", select->text(8));
    });
  }
  json.end_array();
  json.end_object();
  return json_response(json.take());
}

}  // namespace isnad::serve
