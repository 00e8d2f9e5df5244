// SPDX-License-Identifier: Apache-2.0
// The program's commands. Each takes its options and returns the exit status: 0 done, 1 something failed (a message
// said what), 2 wrong usage.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/labels.h"
#include "desk/relations.h"
#include "desk/roster.h"
#include "desk/stories.h"

namespace isnad::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

enum class Format : uint8_t { kText, kJsonl, kCsv, kNone };

struct ReadOptions {
  std::vector<std::string> inputs;
  Format format = Format::kText;
  std::string store;  // empty: none
  unsigned jobs = 1;
  bool all = false;
  std::optional<Language> language;
  std::string date, outlet;  // for inputs that do not say
};
int read(const ReadOptions& options);

struct SearchOptions {
  std::string store, words;
  size_t most = 20;
};
int search(const SearchOptions& options);

struct ShowOptions {
  std::string store, document;
  Format format = Format::kText;
  bool all = false;
  std::optional<Language> language;
};
int show(const ShowOptions& options);

struct ExplainOptions {
  std::string store;  // empty: `document` is a file
  std::string document;
  std::string claim;  // first digits of its id; empty: list the claims
};
int explain(const ExplainOptions& options);

struct RereadOptions {
  std::string store;
  unsigned jobs = 1;
  bool force = false;  // also those that this engine and lexicon made
};
int reread(const RereadOptions& options);

struct DateOptions {
  std::string store;
  Format format = Format::kText;
};
int date(const DateOptions& options);

struct CorrectOptions {
  std::string store, document, claim, field, value, note;
};
int correct(const CorrectOptions& options);

struct StoriesOptions {
  std::string store;
  desk::Filter filter;
  Format format = Format::kText;
};
int stories(const StoriesOptions& options);

struct ExportOptions {
  std::string store;                // or
  std::vector<std::string> inputs;  // files of readings, one JSON object a line
  std::string format, output, sidecar;
  bool include_private = false;
  std::optional<Language> language;
};
int export_claims(const ExportOptions& options);

struct ServeOptions {
  std::string store;
  std::string listen = "127.0.0.1";  // an IP address
  uint16_t port = 8400;
  std::string token;               // empty: none on loopback, a random one elsewhere
  std::vector<std::string> hosts;  // further host names that it answers to
};
int serve(const ServeOptions& options);

struct WatchOptions {
  std::string sources, store;
  std::string watchlist;  // empty: nobody is told
  bool once = false;
};
int watch(const WatchOptions& options);

struct SourcesOptions {
  std::string store, check, opml;  // one of them
  Format format = Format::kText;
};
int sources(const SourcesOptions& options);

struct StoryOptions {
  std::string store, name;
  Format format = Format::kText;
  bool all = false;        // also acts that are told once
  bool one_event = false;  // `name` is an event's
};
int story(const StoryOptions& options);

struct RelationOptions {
  std::string store, a, b;
  std::string format = "text";
  desk::RelationOptions how;
};
int relation(const RelationOptions& options);
int actor(const RelationOptions& options);  // of `a`

struct TimelineOptions {
  std::string store;
  std::string format = "text";
  desk::TimelineOptions how;
};
int timeline(const TimelineOptions& options);

struct NetworkOptions {
  std::string store, format;
  desk::Filter filter;
};
int network(const NetworkOptions& options);

struct RearrangeOptions {
  std::string store, action;  // move, merge, split, join-acts, part-acts, wrong, list, undo
  std::vector<std::string> subjects;
  std::string target, note;
};
int rearrange(const RearrangeOptions& options);

struct ActorsOptions {
  std::string store;
  desk::RosterOptions how;
  Format format = Format::kText;
};
int actors(const ActorsOptions& options);

struct NewsOptions {
  std::string store;
  std::string since;  // last, 24h, a day or a moment; empty: all
  std::string reader = "me";
  std::vector<std::string> kinds;
  size_t most = 200;
  bool mark = false;
  Format format = Format::kText;
  std::optional<Language> language;
};
int news(const NewsOptions& options);

struct AlertsOptions {
  std::string store, watchlist;
  std::string since;  // of new watches: look back to here
  std::string now;    // empty: the present time
  bool check = false;
  Format format = Format::kText;
  std::optional<Language> language;
};
int alerts(const AlertsOptions& options);

struct WhoOptions {
  std::string office, day;
};
int who(const WhoOptions& options);

struct DumpOptions {
  std::vector<std::string> inputs;
  std::string layers;
  std::string date;
};
int dump(const DumpOptions& options);

int lexicon_check(const std::string& directory);
int lexicon_compile(const std::string& directory, const std::string& output);
int codebook_test();
struct WhenOptions {
  std::string expression, published;
  Format format = Format::kText;
};
int when(const WhenOptions& options);

// Writes "isnad: MESSAGE" to standard error and returns kFailed.
int fail(const std::string& message);

}  // namespace isnad::cli
