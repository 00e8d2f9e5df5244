// SPDX-License-Identifier: Apache-2.0
// isnad serve: the newsroom on this machine. New documents of the store are put into stories while it runs.
#include <malloc.h>
#include <pthread.h>
#include <sys/random.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <thread>

#include "cli/commands.h"
#include "desk/notice.h"
#include "desk/placing.h"
#include "desk/recount.h"
#include "reading/home.h"
#include "serve/newsroom.h"

namespace isnad::cli {

namespace {

constexpr auto kLookAgain = std::chrono::seconds(5);
constexpr size_t kAtOnce = 20;  // documents or stories

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

Result<std::string> random_token() {
  unsigned char bytes[24];
  if (::getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes))
    return Error{"the system gives no random bytes for a token; name one with --token"};
  std::string token;
  char two[3];
  for (unsigned char byte : bytes) {
    std::snprintf(two, sizeof two, "%02x", byte);
    token += two;
  }
  return token;
}

// Puts new documents into stories, and what they tell into the news, until it is told to stop.
class Placing {
 public:
  Placing(std::string store, const lexicon::Lexicon& lexicon)
      : path_(std::move(store)), lexicon_(lexicon), thread_([this] { run(); }) {}
  ~Placing() {
    {
      const std::lock_guard guard(lock_);
      stop_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }

 private:
  void run() {
    std::unique_lock guard(lock_);
    for (; !stop_; wake_.wait_for(guard, kLookAgain)) {
      guard.unlock();
      place();
      guard.lock();
    }
  }
  // A fault is told once, not every five seconds; the next look may find it mended.
  void place() {
    std::string fault;
    Result<store::Store> store = store::Store::open(path_, store::Access::kWrite);
    if (!store) {
      fault = store.error().message;
    } else if (const Result<bool> waiting = desk::anything_to_place(*store); !waiting) {
      fault = waiting.error().message;
    } else if (*waiting) {
      if (const Result<desk::Placed> placed = desk::place(*store); !placed) fault = placed.error().message;
    }
    // Searches first: what is new of a whole store that comes from an older isnad takes long to tell.
    if (fault.empty()) fault = count(*store);
    if (fault.empty())
      if (const Result<void> noticed = notice(*store); !noticed) fault = noticed.error().message;
    if (!fault.empty() && fault != told_) (void)fail(fault);
    told_ = fault;
  }

  Result<void> notice(store::Store& store) {
    const Result<bool> waiting = desk::anything_to_notice(store);
    if (!waiting) return waiting.error();
    if (!*waiting) return {};
    const Result<desk::Noticed> noticed = desk::notice({store, lexicon_}, {}, [this] {
      const std::lock_guard guard(lock_);
      return stop_;
    });
    return noticed ? Result<void>() : noticed.error();
  }

  // Parties of claims that an older isnad kept, and the words behind each act: a little at a time, so that the end of
  // the program is not kept waiting.
  std::string count(store::Store& store) {
    for (bool more = true; more;) {
      const Result<size_t> written = store.write_missing_parties(kAtOnce);
      if (!written) return written.error().message;
      const Result<size_t> counted = desk::recount_roots({store, lexicon_}, *written == 0 ? kAtOnce : 0);
      if (!counted) return counted.error().message;
      const std::lock_guard guard(lock_);
      more = !stop_ && *written + *counted > 0;
    }
    return {};
  }

  std::string path_, told_;
  const lexicon::Lexicon& lexicon_;
  std::mutex lock_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace

int serve(const ServeOptions& options) {
  // A store that is not there is made, readable by its owner only; one of an older schema is brought up to date.
  if (const Result<store::Store> made = store::Store::open(options.store, store::Access::kWrite); !made)
    return fail(made.error().message);
  // Few heaps for all threads: what a large answer took is there for the next one, on whatever thread.
  ::mallopt(M_ARENA_MAX, 2);
  std::string token = options.token;
  if (!is_loopback(options.listen) && token.empty()) {
    Result<std::string> made = random_token();
    if (!made) return fail(made.error().message);
    token = *made;
  }
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<reading::Reader> reader = reading::Reader::open(*home, reading::find_local(options.store));
  if (!reader) return fail(reader.error().message);

  // Signals go to this thread alone; the others, begun later, inherit the mask.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  std::unique_ptr<serve::Newsroom> newsroom;
  std::atomic<serve::Newsroom*> ready{nullptr};
  Result<serve::HttpServer> server =
      serve::HttpServer::start(options.listen, options.port, {}, [&](const serve::Request& request) {
        serve::Newsroom* room = ready.load();
        return room == nullptr ? serve::problem(503, "Starting", "Try again in a second.") : room->handle(request);
      });
  if (!server) return fail(server.error().message);
  const std::string port = std::to_string(server->port());
  serve::NewsroomOptions room{options.store, {}};
  const bool v6 = options.listen.find(':') != std::string::npos;
  const std::string address = (v6 ? "[" + options.listen + "]" : options.listen) + ":" + port;
  room.guard.hosts = {address, "localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port};
  for (const std::string& host : options.hosts) room.guard.hosts.push_back(host);
  room.guard.token = token;
  newsroom = std::make_unique<serve::Newsroom>(std::move(room), *reader);
  ready = newsroom.get();
  {
    const Placing placing(options.store, reader->lexicon());
    std::fprintf(stderr, "isnad: serving %s at http://%s/%s\n", options.store.c_str(), address.c_str(),
                 token.empty() ? "" : ("?token=" + token).c_str());
    if (!is_loopback(options.listen))
      std::fprintf(stderr, "isnad: others on the network can reach it: put a server with TLS in front of it\n");
    std::fprintf(stderr, "isnad: Ctrl-C ends it\n");
    int signal = 0;
    sigwait(&ending, &signal);
  }
  server->stop();
  return kDone;
}

}  // namespace isnad::cli
