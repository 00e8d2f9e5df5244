// SPDX-License-Identifier: Apache-2.0
// isnad watch and isnad sources.
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/given.h"
#include "cli/open.h"
#include "desk/sources.h"
#include "reading/home.h"
#include "watch/lock.h"
#include "watch/opml.h"
#include "watch/sources.h"
#include "watch/watcher.h"

namespace isnad::cli {

namespace {

constexpr size_t kLargestFile = 64 << 20;

volatile std::sig_atomic_t stopped = 0;
void stop(int) { stopped = 1; }

Result<std::string> whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) return Error{path + ": cannot be read"};
  if (bytes.view().size() > kLargestFile) return Error{path + ": is longer than 64 MB"};
  return std::move(bytes).str();
}

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void log_line(const std::string& line) { std::fprintf(stderr, "%s %s\n", now_utc().c_str(), line.c_str()); }

std::string user_agent(const watch::Sources& sources) {
  return "isnad/" ISNAD_VERSION + (sources.contact.empty() ? "" : " (+" + sources.contact + ")");
}

watch::Surroundings surroundings(const reading::Reader& reader, const std::string& made_by) {
  watch::Surroundings around;
  around.read = [&reader, made_by](feeds::Item item) { return read_to_record(reader, std::move(item), made_by); };
  around.log = log_line;
  around.stop = [] { return stopped != 0; };
  around.steady = steady_seconds;
  around.wall = [] { return static_cast<int64_t>(std::time(nullptr)); };
  around.seed = static_cast<uint64_t>(::getpid()) ^ static_cast<uint64_t>(std::time(nullptr)) << 20;
  return around;
}

constexpr auto kTellAgain = std::chrono::seconds(15);

// Tells those who watch while the watch goes on, on a thread of its own: who is slow to take a message keeps no source
// waiting. Messages whose time comes go out, too, when nothing new came.
class Telling {
 public:
  Telling(std::string store, const lexicon::Lexicon& lexicon, const alerts::Watchlist& list)
      : path_(std::move(store)), lexicon_(lexicon), list_(list), thread_([this] { run(); }) {}
  // Tells what the last round brought before it ends.
  ~Telling() {
    {
      const std::lock_guard guard(lock_);
      stop_ = true;
    }
    wake_.notify_all();
    thread_.join();
    tell();
  }

 private:
  void run() {
    std::unique_lock guard(lock_);
    while (!stop_) {
      wake_.wait_for(guard, kTellAgain);
      if (stop_) return;
      guard.unlock();
      tell();
      guard.lock();
    }
  }
  void tell() {
    Result<store::Store> store = store::Store::open(path_, store::Access::kWrite);
    const Result<void> done = store ? tell_alerts(*store, path_, lexicon_, list_) : Result<void>(store.error());
    if (!done) log_line(done.error().message);
  }

  std::string path_;
  const lexicon::Lexicon& lexicon_;
  const alerts::Watchlist& list_;
  std::mutex lock_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace

int watch(const WatchOptions& options) {
  const Result<std::string> bytes = whole_file(options.sources);
  if (!bytes) return fail(bytes.error().message);
  const Result<watch::Sources> sources = watch::read_sources(*bytes, options.sources);
  if (!sources) return fail(sources.error().message);
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<reading::Reader> reader = reading::Reader::open(*home, reading::find_local(options.store));
  if (!reader) return fail(reader.error().message);
  Result<store::Store> store = store::Store::open(options.store, store::Access::kWrite);
  if (!store) return fail(store.error().message);
  const Result<watch::Lock> lock = watch::Lock::take(options.store);
  if (!lock) return fail(lock.error().message);

  Result<alerts::Watchlist> watched = alerts::Watchlist();
  if (!options.watchlist.empty())
    if (watched = open_watchlist(options.watchlist); !watched) return fail(watched.error().message), kUsage;

  stopped = 0;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, stop);
  std::signal(SIGPIPE, SIG_IGN);
  watch::Surroundings around = surroundings(*reader, made_by_line(*reader));
  around.user_agent = user_agent(*sources);
  log_line("watching " + std::to_string(sources->list.size()) + " sources into " + options.store);
  std::optional<Telling> telling;
  if (!options.watchlist.empty()) telling.emplace(options.store, reader->lexicon(), *watched);
  const Result<watch::Ended> ended = watch::follow(*store, *sources, around, options.once);
  telling.reset();
  if (!ended) return fail(ended.error().message);
  log_line("ended: " + std::to_string(ended->looks) + " looks, " + std::to_string(ended->failed) + " failed; " +
           std::to_string(ended->kept.documents) + " new documents, " + std::to_string(ended->kept.versions) +
           " new versions");
  return options.once && ended->failed > 0 ? kFailed : kDone;
}

namespace {

std::string health_text(const desk::SourceHealth& source) {
  std::string out = source.name + (source.watched ? "" : "  (no longer watched)") + "\n   " + source.kind + "  " +
                    (source.address == source.name ? "" : source.address + "  ") + std::to_string(source.documents) +
                    " documents, " + std::to_string(source.versions) + " further versions";
  if (source.waiting > 0) out += ", " + std::to_string(source.waiting) + " pages wait";
  if (source.given_up > 0) out += ", " + std::to_string(source.given_up) + " given up";
  if (source.gone > 0) out += ", " + std::to_string(source.gone) + " gone";
  out += "\n   last success " + (source.succeeded.empty() ? "never" : source.succeeded);
  if (source.watched && !source.due.empty()) out += ", next look " + source.due;
  out += "\n";
  if (source.failures > 0)
    out += "   FAILS, " + std::to_string(source.failures) + " in a row, last " + source.failed + ": " + source.failure +
           "\n";
  if (!source.moved_to.empty()) out += "   moved for good to " + source.moved_to + "\n";
  if (!source.note.empty()) out += "   note: " + source.note + "\n";
  return out;
}

int print_health(const SourcesOptions& options) {
  Result<store::Store> store = store::Store::open(options.store, store::Access::kRead);
  if (!store) return fail(store.error().message);
  const Result<std::vector<desk::SourceHealth>> all = desk::sources(*store);
  if (!all) return fail(all.error().message);
  for (const desk::SourceHealth& source : *all) {
    const std::string text = options.format == Format::kJsonl ? desk::to_json(source) : health_text(source);
    std::printf("%s\n", text.c_str());
  }
  std::fprintf(stderr, "isnad: %zu sources\n", all->size());
  return kDone;
}

}  // namespace

int sources(const SourcesOptions& options) {
  const int given = !options.store.empty() + !options.check.empty() + !options.opml.empty();
  if (given != 1) return fail("give one of --store, --check and --import-opml"), kUsage;
  if (!options.store.empty()) return print_health(options);
  const std::string& path = options.check.empty() ? options.opml : options.check;
  const Result<std::string> bytes = whole_file(path);
  if (!bytes) return fail(bytes.error().message);
  if (!options.check.empty()) {
    const Result<watch::Sources> read = watch::read_sources(*bytes, path);
    if (!read) return fail(read.error().message);
    std::fprintf(stderr, "isnad: %s: %zu sources\n", path.c_str(), read->list.size());
    return kDone;
  }
  const Result<std::string> toml = watch::sources_of_opml(*bytes);
  if (!toml) return fail(path + ": " + toml.error().message);
  std::fwrite(toml->data(), 1, toml->size(), stdout);
  return kDone;
}

}  // namespace isnad::cli
