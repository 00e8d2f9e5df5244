// SPDX-License-Identifier: Apache-2.0
// The commands that show what the documents of a store tell together: stories.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <unistd.h>

#include <cstdio>
#include <map>

#include "cli/commands.h"
#include "cli/display.h"
#include "cli/progress.h"
#include "desk/placing.h"
#include "desk/stories.h"
#include "store/store.h"

namespace isnad::cli {

namespace {

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

// Places what came since the last time, so that every answer is about the whole store.
Result<void> place_all(store::Store& store) {
  const Result<bool> any = desk::anything_to_place(store);
  if (!any) return any.error();
  if (!*any) return {};
  Progress progress;
  const Result<desk::Placed> placed =
      desk::place(store, [&](uint64_t done, uint64_t all) { progress.update(done, done, all); });
  progress.clear();
  if (!placed) return placed.error();
  return {};
}

Result<store::Store> open_and_place(const std::string& path) {
  Result<store::Store> store = store::Store::open(path, store::Access::kRead);
  if (!store) return store;
  if (Result<void> placed = place_all(*store); !placed) return placed.error();
  return store;
}

using Json = rapidjson::Writer<rapidjson::StringBuffer>;

void string(Json& json, const char* key, const std::string& value) {
  json.Key(key);
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void print_tellings(const store::Store& store, const std::vector<desk::Telling>& tellings) {
  std::map<std::string, std::string> ids;  // of originals by code
  for (const desk::Telling& t : tellings) ids[t.code] = t.id;
  (void)store;
  for (const desk::Telling& t : tellings) {
    rapidjson::StringBuffer buffer;
    Json json(buffer);
    json.StartObject();
    string(json, "id", t.id);
    string(json, "story", t.story);
    if (t.copy_of.empty()) {
      json.Key("copy");
      json.Null();
    } else {
      const auto original = ids.find(t.copy_of);
      string(json, "copy", original == ids.end() ? t.copy_of : original->second);
    }
    json.EndObject();
    put(std::string(buffer.GetString(), buffer.GetSize()) + "\n");
  }
}

std::string count_of(int64_t n, const char* one, const char* many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

}  // namespace

int stories(const StoriesOptions& options) {
  Result<store::Store> store = open_and_place(options.store);
  if (!store) return fail(store.error().message);
  const Style style = ::isatty(STDOUT_FILENO) == 1 ? Style::kTerminal : Style::kPlain;
  if (options.format == Format::kJsonl) {
    desk::Filter filter = options.filter;
    filter.most = static_cast<size_t>(INT64_MAX);
    const Result<std::vector<desk::Telling>> tellings = desk::tellings(*store, filter);
    if (!tellings) return fail(tellings.error().message);
    print_tellings(*store, *tellings);
    return kDone;
  }
  const Result<std::vector<desk::StoryRow>> rows = desk::stories(*store, options.filter);
  if (!rows) return fail(rows.error().message);
  for (const desk::StoryRow& row : *rows) {
    put(bold(isolate(row.title.empty() ? row.id : row.title), style) + "\n");
    std::string line = "   " + row.id + "  " + (row.first.empty() ? "undated" : row.first);
    if (row.last != row.first) line += " to " + row.last;
    line += "  " + count_of(row.documents, "document", "documents") + ", " + count_of(row.texts, "text", "texts") +
            ", " + count_of(row.outlets, "outlet", "outlets");
    put(line + "\n\n");
  }
  const Result<int64_t> all = desk::count_stories(*store, options.filter);
  if (!all) return fail(all.error().message);
  std::fprintf(stderr, "isnad: %zu of %lld stories\n", rows->size(), static_cast<long long>(*all));
  return kDone;
}

}  // namespace isnad::cli
