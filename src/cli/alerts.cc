// SPDX-License-Identifier: Apache-2.0
// isnad alerts: tells those who watch what is new for them.
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>

#include "alerts/run.h"
#include "alerts/watchlist.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "desk/placing.h"

namespace isnad::cli {

namespace {

constexpr size_t kLargestFile = 4 << 20;

Result<std::string> whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) return Error{path + ": cannot be read"};
  if (bytes.view().size() > kLargestFile) return Error{path + ": is longer than 4 MB"};
  return std::move(bytes).str();
}

alerts::RunOptions run_options(bool arabic, bool jsonl) {
  alerts::RunOptions options;
  options.now = static_cast<int64_t>(std::time(nullptr));
  options.arabic = arabic;
  options.jsonl = jsonl;
  options.print = [](const std::string& text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  };
  options.log = [](const std::string& line) { (void)fail(line); };
  return options;
}

}  // namespace

Result<alerts::Watchlist> open_watchlist(const std::string& path) {
  const Result<std::string> bytes = whole_file(path);
  if (!bytes) return bytes.error();
  return alerts::read_watchlist(*bytes, path, whole_file);
}

Result<void> tell_alerts(store::Store& store, const std::string& path, const lexicon::Lexicon& lexicon,
                         const alerts::Watchlist& list) {
  if (Result<void> done = place_and_notice(store, lexicon); !done) return done;
  const bool arabic = language_of_environment() == Language::kArabic;
  const Result<alerts::Ran> ran = alerts::run({store, lexicon}, path, list, run_options(arabic, false));
  return ran ? Result<void>() : ran.error();
}

int alerts(const AlertsOptions& options) {
  const Result<alerts::Watchlist> list = open_watchlist(options.watchlist);
  if (!list) return fail(list.error().message), kUsage;
  if (options.check) {
    std::fprintf(stderr, "isnad: %s: %zu watched, %zu ways out\n", options.watchlist.c_str(), list->entries.size(),
                 list->channels.size());
    return kDone;
  }
  alerts::RunOptions how = run_options(options.language.value_or(language_of_environment()) == Language::kArabic,
                                       options.format == Format::kJsonl);
  if (!options.now.empty()) {
    const std::optional<int64_t> now = alerts::moment_of(options.now);
    if (!now) return fail("'" + options.now + "' is no moment; write it as 2020-09-30T18:00:00Z"), kUsage;
    how.now = *now;
  }
  if (!options.since.empty()) {
    if (desk::day_of(options.since) == stories::kNoDay)
      return fail("'" + options.since + "' is no time; write 2020-09-30 or 2020-09-30T18:00:00Z"), kUsage;
    how.since = options.since;
  }
  if (options.store.empty()) return fail("--store is required"), kUsage;
  Result<store::Store> store = store::Store::open(options.store, store::Access::kRead);
  if (!store) return fail(store.error().message);
  const Result<lexicon::Lexicon> lexicon = open_lexicon();
  if (!lexicon) return fail(lexicon.error().message);
  if (Result<void> done = place_and_notice(*store, *lexicon); !done) return fail(done.error().message);
  const Result<alerts::Ran> ran = alerts::run({*store, *lexicon}, options.store, *list, how);
  if (!ran) return fail(ran.error().message);
  std::fprintf(stderr, "isnad: %lld new alerts, %lld sent, %lld wait\n", static_cast<long long>(ran->found),
               static_cast<long long>(ran->sent), static_cast<long long>(ran->waiting));
  return ran->failed > 0 ? kFailed : kDone;
}

}  // namespace isnad::cli
