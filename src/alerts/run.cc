// SPDX-License-Identifier: Apache-2.0
#include "alerts/run.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "alerts/match.h"
#include "alerts/message.h"
#include "alerts/send.h"
#include "desk/alerts.h"
#include "desk/news.h"
#include "store/sqlite.h"

namespace isnad::alerts {

namespace {

constexpr size_t kPage = 500;           // items matched in one transaction
constexpr size_t kMostInOne = 50;       // alerts of one message
constexpr int64_t kMostWaiting = 2000;  // of one channel; their alerts stay in the feed
constexpr int64_t kMostTries = 12;
constexpr int64_t kFirstPause = 60, kLongestPause = 6 * 3600;  // seconds before a message is tried again

// One run a store at a time; the system frees it when its holder ends, however it ends.
class Alone {
 public:
  static Result<Alone> begin(const std::string& store) {
    const std::string path = store + "-alerts";
    Alone alone(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (alone.fd_ < 0) return Error{path + ": cannot be opened for writing; check the folder and its permissions"};
    if (::flock(alone.fd_, LOCK_EX | LOCK_NB) != 0)
      return Error{store + ": another run of the alerts is at work; it will tell what is new"};
    return alone;
  }
  Alone(Alone&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  Alone& operator=(Alone&&) = delete;
  ~Alone() {
    if (fd_ >= 0) ::close(fd_);
  }

 private:
  explicit Alone(int fd) : fd_(fd) {}
  int fd_;
};

class Run {
 public:
  Run(const desk::Desk& desk, const Watchlist& list, const RunOptions& options, const Zone& zone)
      : desk_(desk), store_(desk.store), list_(list), options_(options), zone_(zone) {}

  Result<Ran> all() {
    if (Result<void> done = open_watches(); !done) return done.error();
    for (bool more = true; more;) {
      const Result<bool> went = match_page();
      if (!went) return went.error();
      more = *went;
    }
    for (const Channel& channel : list_.channels)
      if (Result<void> done = deliver(channel); !done) return done.error();
    Result<store::Statement> select = store_.statement("SELECT count(*) FROM deliveries WHERE state = 'waits'");
    if (!select) return select.error();
    if (const Result<bool> row = select->step(); !row) return store_.failure(row.error());
    ran_.waiting = select->number(0);
    return ran_;
  }

 private:
  struct Watch {
    const Entry* entry;
    Matcher matcher;
    int64_t seen = 0;
  };

  // A watch that is new begins behind what is known, or where it is told to.
  Result<void> open_watches() {
    Result<desk::NewsPage> last = desk::news(store_, {"9", 0, {}, false, 0, 0});
    if (!last) return last.error();
    int64_t begin = last->upto;
    if (!options_.since.empty()) {
      const Result<desk::NewsPage> first = desk::news(store_, {options_.since, 0, {}, false, 1, 0});
      if (!first) return first.error();
      if (!first->items.empty()) begin = first->items.front().id - 1;
    }
    std::vector<desk::WatchState> fresh;
    for (const Entry& entry : list_.entries) {
      const Result<desk::WatchState> state = desk::watch_state(store_, entry.name);
      if (!state) return state.error();
      Result<Matcher> matcher = Matcher::open(desk_, entry);
      if (!matcher) return matcher.error();
      watches_.push_back({&entry, std::move(*matcher), state->known ? state->seen : begin});
      if (!state->known) fresh.push_back({entry.name, begin, true});
    }
    Result<void> done = fresh.empty() ? Result<void>() : store_.begin();
    for (const desk::WatchState& state : fresh)
      if (done) done = desk::keep_watch_state(store_, state);
    if (!fresh.empty()) {
      if (done) done = store_.commit();
      else store_.rollback();
    }
    return done;
  }

  // The next items that some watch has not seen. False: there are none.
  Result<bool> match_page() {
    int64_t seen = INT64_MAX;
    for (const Watch& watch : watches_) seen = std::min(seen, watch.seen);
    const Result<desk::NewsPage> page = desk::news(store_, {"", seen, {}, false, kPage, 0});
    if (!page) return page.error();
    if (page->items.empty()) return false;
    const int64_t upto = page->items.back().id;
    Result<void> done = store_.begin();
    for (Watch& watch : watches_) {
      if (watch.seen >= upto) continue;
      for (const desk::NewsItem& item : page->items)
        if (done && item.id > watch.seen && watch.matcher.fits(item)) done = found(*watch.entry, item);
      watch.seen = upto;
      if (done) done = desk::keep_watch_state(store_, {watch.entry->name, upto, true});
    }
    if (done) done = store_.commit();
    else store_.rollback();
    if (!done) return done.error();
    return true;
  }

  Result<void> found(const Entry& entry, const desk::NewsItem& item) {
    const Result<int64_t> id = desk::add_alert(store_, {0, entry.name, stamp(options_.now), item});
    if (!id) return id.error();
    if (*id == 0) return {};
    ++ran_.found;
    for (const std::string& name : entry.to)
      for (const Channel& channel : list_.channels)
        if (channel.name == name) {
          const std::string when = stamp(due(zone_, channel.quiet, channel.digest, options_.now));
          if (Result<void> done = desk::add_delivery(store_, *id, name, when); !done) return done;
        }
    return {};
  }

  Result<void> deliver(const Channel& channel) {
    const Result<int64_t> dropped = drop(channel);
    if (!dropped) return dropped.error();
    if (*dropped > 0)
      options_.log(channel.name + ": " + std::to_string(*dropped) +
                   " messages more than wait there were dropped; the "
                   "alerts are in the newsroom's feed");
    if (channel.quiet && channel.quiet->holds(zone_.minute(options_.now))) return {};
    for (;;) {
      const Result<std::vector<desk::Delivery>> list =
          desk::due_deliveries(store_, channel.name, stamp(options_.now), kMostInOne);
      if (!list) return list.error();
      if (list->empty()) return {};
      if (Result<void> done = desk::note_outcome(store_, *list, desk::Outcome::kBegun, "", "-"); !done) return done;
      const Failure failure = send(channel, *list);
      if (failure.message.empty()) {
        if (Result<void> done = desk::note_outcome(store_, *list, desk::Outcome::kSent, stamp(options_.now), ""); !done)
          return done;
        ran_.sent += static_cast<int64_t>(list->size());
        continue;
      }
      return put_off(channel, *list, failure);
    }
  }

  Result<int64_t> drop(const Channel& channel) {
    if (Result<void> done = store_.begin(); !done) return done.error();
    const Result<int64_t> dropped = desk::drop_overflow(store_, channel.name, kMostWaiting);
    if (!dropped) store_.rollback();
    else if (Result<void> done = store_.commit(); !done) return done.error();
    return dropped;
  }

  // Twice the pause each time; after the last one it is given up, and stays in the feed.
  Result<void> put_off(const Channel& channel, const std::vector<desk::Delivery>& list, const Failure& failure) {
    const int64_t tries = list.front().tries + 1;
    const bool over = failure.final || tries >= kMostTries;
    const int64_t pause = std::min(kLongestPause, kFirstPause << std::min<int64_t>(tries - 1, 20));
    ran_.failed += static_cast<int64_t>(list.size());
    options_.log(channel.name + ": " + failure.message +
                 (over ? "; given up, the alerts are in the newsroom's feed"
                       : "; tried again after " + std::to_string(pause) + " seconds"));
    return desk::note_outcome(store_, list, over ? desk::Outcome::kFailed : desk::Outcome::kLater,
                              stamp(options_.now + (over ? 0 : pause)), failure.message);
  }

  Failure send(const Channel& channel, const std::vector<desk::Delivery>& list) {
    const bool arabic = channel.language.empty() ? options_.arabic : channel.language == "ar";
    const desk::NewsWords words(desk_.lexicon, arabic);
    switch (channel.way) {
      case Way::kMail: return run_mailer(channel.mailer, mail(channel, list, words, options_.now));
      case Way::kWebhook:
        return post_json(channel.url, channel.secret.empty() ? "" : channel.header + ": " + channel.secret,
                         webhook_body(channel, list, words));
      case Way::kTerminal: break;
    }
    std::string text;
    if (!options_.jsonl) text = plain_text(list, words);
    else
      for (const desk::Delivery& one : list) text += json_line(one, words) + "\n";
    return options_.print(text) ? Failure{} : Failure{"standard output cannot be written; is the disk full?", false};
  }

  const desk::Desk& desk_;
  store::Store& store_;
  const Watchlist& list_;
  const RunOptions& options_;
  const Zone& zone_;
  std::vector<Watch> watches_;
  Ran ran_;
};

}  // namespace

Result<Ran> run(const desk::Desk& desk, const std::string& store_path, const Watchlist& list,
                const RunOptions& options) {
  const Result<Alone> alone = Alone::begin(store_path);
  if (!alone) return alone.error();
  const Result<Zone> zone = Zone::open(list.timezone);
  if (!zone) return zone.error();
  return Run(desk, list, options, *zone).all();
}

}  // namespace isnad::alerts
