// SPDX-License-Identifier: Apache-2.0
// What is new in the store, and up to where each reader has seen it.
#include <simdjson.h>

#include <algorithm>

#include "base/clock.h"
#include "desk/news.h"
#include "desk/placing.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"

namespace isnad::serve {

namespace {

constexpr size_t kMostReaderName = 100;  // bytes

// A day, or a moment as 2020-09-30T18:00:00Z.
bool is_moment(std::string_view since) {
  if (desk::day_of(since.substr(0, 10)) == stories::kNoDay) return false;
  if (since.size() == 10) return true;
  static constexpr std::string_view kShape = "Tdd:dd:ddZ";
  if (since.size() != 10 + kShape.size()) return false;
  for (size_t i = 0; i < kShape.size(); ++i) {
    const char c = since[10 + i];
    if (kShape[i] == 'd' ? c < '0' || c > '9' : c != kShape[i]) return false;
  }
  return true;
}

std::optional<Response> read_kinds(std::string_view list, std::vector<std::string>& kinds) {
  while (!list.empty()) {
    const size_t comma = list.find(',');
    const std::string_view kind = list.substr(0, comma);
    if (std::find(std::begin(desk::kNewsKinds), std::end(desk::kNewsKinds), kind) == std::end(desk::kNewsKinds))
      return problem(400, "No such kind",
                     "kind is new, status, denied, root, parting, changed, corrected or withdrawn, or several of them "
                     "with commas between.");
    kinds.emplace_back(kind);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
  }
  return std::nullopt;
}

void write(Json& json, const desk::NewsReader& reader) {
  json.object([&] {
    json.string("name", reader.name);
    json.number("seen", reader.seen);
    json.nullable("at", reader.at);
  });
}

}  // namespace

Result<Response> get_news(Call& call) {
  const Request& r = call.request;
  auto [page, refused] = page_of(r);
  desk::NewsQuery query;
  query.newest_first = r.parameter("order") != "oldest";
  query.most = page.most;
  query.skip = page.skip;
  if (!refused) refused = read_kinds(r.parameter("kind"), query.kinds);
  if (refused) return *refused;
  const std::string_view since = r.parameter("since"), name = r.parameter("reader");
  if (name.size() > kMostReaderName) return problem(400, "A long name", "A reader's name has at most 100 bytes.");
  std::optional<desk::NewsReader> reader;
  if (!name.empty()) {
    Result<std::optional<desk::NewsReader>> found = desk::news_reader(call.store, name);
    if (!found) return found.error();
    reader = found->value_or(desk::NewsReader{std::string(name), "", 0});
  }
  if (since == "last") {
    if (!reader) return problem(400, "Whose last look?", "since=last needs reader.");
    query.after = reader->seen;
  } else if (!since.empty() && !is_moment(since)) {
    return problem(400, "No time", "since is last, a day as 2020-09-30, or a moment in UTC as 2020-09-30T18:00:00Z.");
  } else {
    query.since = since;
  }
  const Result<desk::NewsPage> found = desk::news(call.store, query);
  if (!found) return found.error();
  Json json;
  json.object([&] {
    json.number("upto", found->upto);
    json.key("reader");
    if (reader) write(json, *reader);
    else json.null();
    json.object("counts", [&] {
      for (const std::string_view kind : desk::kNewsKinds) {
        const auto at = found->counts.find(std::string(kind));
        json.key(kind);
        json.number(at == found->counts.end() ? 0 : at->second);
      }
    });
    json.array("items", found->items, [&](const desk::NewsItem& item) { json.raw(desk::to_json(item)); });
    json.nullable("next", found->items.size() == page.most ? next_cursor(r, page) : std::string());
  });
  return json_response(json.take());
}

Result<Response> put_reader(Call& call) {
  const std::string& name = call.captures[0];
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  int64_t seen = 0;
  if (name.size() > kMostReaderName ||
      parser.parse(simdjson::padded_string(call.request.body)).get(root) != simdjson::SUCCESS || !root.is_object() ||
      root["seen"].get(seen) != simdjson::SUCCESS || seen < 0)
    return problem(422, "Nothing to note",
                   "The body is an object with seen, the id of the last item seen (upto of GET /api/v1/news); the "
                   "reader's name has at most 100 bytes.");
  const desk::NewsReader reader{name, now_utc(), seen};
  if (Result<void> done = desk::keep_news_reader(call.store, reader); !done) return done.error();
  Json json;
  write(json, reader);
  return json_response(json.take());
}

}  // namespace isnad::serve
