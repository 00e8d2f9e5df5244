// SPDX-License-Identifier: Apache-2.0
// isnad news: what is new in a store, since a moment or since a reader last looked.
#include "desk/news.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/display.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "desk/news_text.h"
#include "desk/notice.h"
#include "desk/placing.h"

namespace isnad::cli {

namespace {

constexpr size_t kMostReaderName = 100;  // bytes

// "24h", "7d" or "30m" before `now`; nothing for anything else.
std::optional<std::string> ago(const std::string& since, const std::string& now) {
  int64_t count = 0;
  const char* const end = since.data() + since.size();
  const auto [stop, error] = std::from_chars(since.data(), end, count);
  if (error != std::errc() || stop + 1 != end || count < 0 || count > 100'000) return std::nullopt;
  const int64_t seconds = *stop == 'm' ? 60 : *stop == 'h' ? 3600 : *stop == 'd' ? 86'400 : 0;
  if (seconds == 0) return std::nullopt;
  int h = 0, m = 0, s = 0;
  if (std::sscanf(now.c_str() + 10, "T%d:%d:%dZ", &h, &m, &s) != 3) return std::nullopt;
  const int64_t moment = int64_t{desk::day_of(now)} * 86'400 + h * 3600 + m * 60 + s - count * seconds;
  const int64_t day = moment >= 0 ? moment / 86'400 : (moment - 86'399) / 86'400, rest = moment - day * 86'400;
  char clock[16];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02dZ", static_cast<int>(rest / 3600),
                static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  return desk::date_of(static_cast<int32_t>(day)) + clock;
}

// A day or a moment in UTC, or how long ago.
std::optional<std::string> moment_of(const std::string& since) {
  if (std::optional<std::string> found = ago(since, now_utc())) return found;
  int h = 0, m = 0, s = 0, used = 0;
  if (desk::day_of(since) == stories::kNoDay) return std::nullopt;
  if (since.size() == 10) return since;
  const bool whole = std::sscanf(since.c_str() + 10, "T%2d:%2d%n:%2d%n", &h, &m, &used, &s, &used) >= 2;
  const std::string rest = whole ? since.substr(10 + static_cast<size_t>(used)) : "?";
  if (h > 23 || m > 59 || s > 60 || !(rest.empty() || rest == "Z")) return std::nullopt;
  return since;
}

}  // namespace

Result<void> place_and_notice(store::Store& store, const lexicon::Lexicon& lexicon) {
  Progress progress;
  const Result<bool> waiting = desk::anything_to_place(store);
  if (!waiting) return waiting.error();
  if (*waiting)
    if (const Result<desk::Placed> placed = desk::place(store); !placed) return placed.error();
  const Result<desk::Noticed> noticed =
      desk::notice({store, lexicon}, [&](uint64_t done, uint64_t all) { progress.update(done, done, all); });
  progress.clear();
  if (!noticed) return noticed.error();
  return {};
}

int news(const NewsOptions& options) {
  desk::NewsQuery query;
  query.kinds = options.kinds;
  query.most = options.most;
  const bool last = options.since == "last";
  if (!last && !options.since.empty()) {
    const std::optional<std::string> moment = moment_of(options.since);
    if (!moment)
      return fail("'" + options.since + "' is no time; write last, 24h, 7d, 2020-09-30 or 2020-09-30T18:00Z"), kUsage;
    query.since = *moment;
  }
  if (options.reader.empty() || options.reader.size() > kMostReaderName)
    return fail("a reader's name has 1 to 100 bytes"), kUsage;
  Result<store::Store> store = store::Store::open(options.store, store::Access::kRead);
  if (!store) return fail(store.error().message);
  const Result<lexicon::Lexicon> lexicon = open_lexicon();
  if (!lexicon) return fail(lexicon.error().message);
  if (Result<void> done = place_and_notice(*store, *lexicon); !done) return fail(done.error().message);
  if (last) {
    const auto reader = desk::news_reader(*store, options.reader);
    if (!reader) return fail(reader.error().message);
    if (*reader) query.after = (*reader)->seen;
  }
  const Result<desk::NewsPage> page = desk::news(*store, query);
  if (!page) return fail(page.error().message);
  const desk::NewsWords words(*lexicon, options.language.value_or(language_of_environment()) == Language::kArabic);
  for (const desk::NewsItem& item : page->items) {
    const std::string text =
        options.format == Format::kJsonl ? desk::to_json(item) + "\n" : desk::in_words(item, words) + "\n";
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
      return fail("standard output cannot be written; is the disk full?");
  }
  if (std::fflush(stdout) != 0) return fail("standard output cannot be written; is the disk full?");
  int64_t all = 0;
  for (const auto& [kind, count] : page->counts)
    if (query.kinds.empty() || std::find(query.kinds.begin(), query.kinds.end(), kind) != query.kinds.end())
      all += count;
  std::fprintf(stderr, "isnad: %zu of %lld items\n", page->items.size(), static_cast<long long>(all));
  if (!options.mark) return kDone;
  // Up to the last one shown: what --most left out, or --kind, is still new to him.
  const bool whole = static_cast<int64_t>(page->items.size()) == all;
  const int64_t upto = whole ? page->upto : page->items.back().id;
  if (Result<void> done = desk::keep_news_reader(*store, {options.reader, now_utc(), upto}); !done)
    return fail(done.error().message);
  return kDone;
}

}  // namespace isnad::cli
