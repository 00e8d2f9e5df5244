// SPDX-License-Identifier: Apache-2.0
// The commands that show what the documents of a store tell together: stories.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/display.h"
#include "cli/given.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "desk/changes.h"
#include "desk/events.h"
#include "desk/json.h"
#include "desk/placing.h"
#include "desk/stories.h"
#include "reading/home.h"
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

Result<store::Store> open_and_place(const std::string& path) {
  Result<store::Store> store = store::Store::open(path, store::Access::kRead);
  if (!store) return store;
  if (Result<void> placed = place_all(*store); !placed) return placed.error();
  return store;
}

Result<lexicon::Lexicon> open_lexicon() {
  const Result<std::string> home = reading::find_home();
  if (!home) return home.error();
  return lexicon::Lexicon::open(*home + "/lexicon.bin");
}

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

namespace {

std::string names(const std::vector<desk::Who>& list) {
  std::string text;
  for (const desk::Who& w : list) text += (text.empty() ? "" : ", ") + isolate(w.name);
  return text;
}

std::string event_text(const desk::EventView& event, bool whole, Style style) {
  std::string out = bold(event.type + (event.mode.empty() ? "" : "/" + event.mode), style) + "  " + event.id;
  if (!event.date.empty()) out += "  " + event.date;
  if (!event.place.empty()) out += "  " + isolate(event.place);
  out += "\n";
  if (!event.actors.empty() || !event.recipients.empty())
    out += "   " + names(event.actors) + (event.recipients.empty() ? "" : " -> " + names(event.recipients)) + "\n";
  out += "   " + isolate(event.sentence) + "\n   " + event.corroboration.in_words + "\n";
  for (const desk::Difference& difference : event.differences) {
    out += "   they differ: " + difference.about + "\n";
    for (const desk::Version& version : difference.versions) {
      out += "     " + isolate(version.value) + ":";
      for (const auto& p : version.passages) {
        out += " " + isolate(p.outlet + (p.source.empty() ? "" : " / " + p.source));
        if (whole) out += "\n       " + isolate(p.sentence) + "\n      ";
      }
      out += "\n";
    }
  }
  if (whole)
    for (const desk::ClaimView& c : event.claims) {
      out += "   - " + c.id + "  " + isolate(c.outlet) + "  " + c.published + "  " + c.status +
             (c.qualifier.empty() ? "" : "/" + c.qualifier) + (c.wrong ? "  (wrong: an analyst)" : "") +
             (c.copied ? "  (copied)" : "");
      if (!c.sources.empty()) out += "  " + names(c.sources);
      out += "\n     " + isolate(c.sentence) + "\n";
    }
  return out;
}

}  // namespace

int story(const StoryOptions& options) {
  Result<store::Store> store = open_and_place(options.store);
  if (!store) return fail(store.error().message);
  const Result<lexicon::Lexicon> lexicon = open_lexicon();
  if (!lexicon) return fail(lexicon.error().message);
  const Style style = ::isatty(STDOUT_FILENO) == 1 ? Style::kTerminal : Style::kPlain;
  const desk::Desk desk{*store, *lexicon};
  if (options.one_event) {
    const Result<desk::EventView> event = desk::event(desk, options.name);
    if (!event) return fail(event.error().message);
    put(options.format == Format::kJsonl ? desk::to_json(*event) + "\n" : event_text(*event, true, style));
    return kDone;
  }
  const Result<desk::StoryView> view = desk::story(desk, options.name);
  if (!view) return fail(view.error().message);
  if (options.format == Format::kJsonl) {
    put(desk::to_json(*view) + "\n");
    return kDone;
  }
  put(bold(isolate(view->title), style) + "\n   " + view->id + "  " + view->first +
      (view->last == view->first ? "" : " to " + view->last) + "  " + view->corroboration.in_words + "\n\n");
  for (const desk::Telling& t : view->tellings)
    put("   " + t.code + "  " + t.published + "  " + isolate(t.outlet) + "  " + isolate(t.title) +
        (t.copy_of.empty() ? "" : "  copy of " + t.copy_of) +
        (t.versions > 1 ? "  version " + std::to_string(t.versions) : "") + "\n");
  put("\n");
  for (const desk::EventView& event : view->events)
    if (options.all || event.claims.size() > 1 || !event.differences.empty())
      put(event_text(event, false, style) + "\n");
  if (!view->wordings.empty()) put(bold("words", style) + "\n");
  for (const desk::Wording& w : view->wordings)
    if (!w.key.empty() && w.stance != "0")
      put("   " + isolate(w.about) + "  " + isolate(w.outlet) + ": " + isolate(w.word) + " " + std::to_string(w.count) +
          "\n");
  return kDone;
}

int rearrange(const RearrangeOptions& options) {
  Result<store::Store> store = open_and_place(options.store);
  if (!store) return fail(store.error().message);
  if (options.action == "list") {
    const Result<std::vector<desk::Change>> all = desk::changes(*store);
    if (!all) return fail(all.error().message);
    for (const desk::Change& change : *all) put(desk::to_json(change) + "\n");
    return kDone;
  }
  if (options.subjects.empty())
    return fail("name what is to be changed; `isnad stories` and `isnad story` show ids"), kUsage;
  if (options.action == "undo") {
    char* end = nullptr;
    const int64_t id = std::strtoll(options.subjects.front().c_str(), &end, 10);
    if (*end != '\0')
      return fail("'" + options.subjects.front() + "' is no number of a change; `isnad rearrange list` shows them"),
             kUsage;
    if (Result<void> done = desk::take_back(*store, id, now_utc()); !done) return fail(done.error().message);
    return kDone;
  }
  desk::Change change;
  bool known = false;
  for (int i = 0; i <= static_cast<int>(desk::Action::kWrong); ++i)
    if (desk::name_of(static_cast<desk::Action>(i)) == options.action) {
      change.action = static_cast<desk::Action>(i);
      known = true;
    }
  const bool needs_target = options.action == "move" || options.action == "merge" || options.action == "join-acts";
  if (!known || (needs_target && options.target.empty())) return fail("`" + options.action + "` needs --to"), kUsage;
  change.subjects = options.subjects;
  change.target = needs_target ? options.target : "";
  change.note = options.note;
  change.made = now_utc();
  const Result<int64_t> id = desk::change(*store, change);
  if (!id) return fail(id.error().message);
  put("change " + std::to_string(*id) + "\n");
  return kDone;
}

}  // namespace isnad::cli
