// SPDX-License-Identifier: Apache-2.0
#include "watch/run.h"

#include <algorithm>
#include <cmath>

namespace isnad::watch {

namespace {

constexpr double kLongestBackOff = 6 * 3600.0;
constexpr double kGoneBackOff = 7 * 86400.0;  // after 410: the server says that it does not come back
constexpr double kRobotsHold = 86400.0;       // RFC 9309: not longer than a day
constexpr double kRobotsFailedHold = 600.0;   // until robots.txt that could not be had is asked again
constexpr size_t kPagesAtATime = 16;          // of one source that wait for their host
constexpr size_t kMostWaiting = 4096;         // tasks of all sources, lists apart
constexpr int kMostPatience = 500;            // milliseconds until signals are looked at
constexpr int kStoreFaults = 6;               // of ten seconds each, until the store counts as broken
constexpr int kRobotsRedirects = 5;
constexpr double kGather = 0.2;   // seconds that answers wait for others
constexpr size_t kGathered = 32;  // so many do not wait

}  // namespace

Run::Run(store::Store& store, const Sources& sources, const Surroundings& around, bool once)
    : store_(store),
      sources_(sources),
      around_(around),
      once_(once),
      clock_(around.steady, around.wall),
      allowed_(sources.allow),
      hosts_(sources.pace),
      random_(around.seed * 2 + 1) {}

double Run::jitter(double least, double most) {
  random_ = random_ * 6364136223846793005ULL + 1442695040888963407ULL;
  return least + (most - least) * static_cast<double>(random_ >> 33) / static_cast<double>(1ULL << 31);
}

void Run::log(const Followed& by, const std::string& what) const { around_.log(by.source->name + ": " + what); }

Result<void> Run::begin() {
  Result<Fetcher> fetcher = Fetcher::open(sources_.limits, allowed_, around_.user_agent, sources_.proxy);
  if (!fetcher) return fetcher.error();
  fetcher_.emplace(std::move(*fetcher));
  Result<State> state = State::open(store_);
  if (!state) return state.error();
  state_.emplace(std::move(*state));
  if (Result<void> done = store_.begin(); !done) return done;
  const Result<std::vector<Remembered>> memory = state_->take_over(sources_.list);
  if (!memory) {
    store_.rollback();
    return memory.error();
  }
  if (Result<void> done = store_.commit(); !done) return done;
  for (size_t i = 0; i < sources_.list.size(); ++i) {
    auto one = std::make_unique<Followed>();
    one->source = &sources_.list[i];
    one->memory = (*memory)[i];
    // A due time that no schedule can have made comes from a clock that was wrong.
    const double wait = static_cast<double>((*memory)[i].due) - clock_.now();
    const double most = std::max({one->source->every, kLongestBackOff, kGoneBackOff}) * 1.3;
    const bool held = one->memory.failures > 0 && wait <= most;
    one->due = (once_ && !held) || wait > most ? 0 : clock_.now() + std::max(0.0, wait);
    if (once_ && held && wait > 0) one->looked = true;
    followed_.push_back(std::move(one));
  }
  return {};
}

void Run::start_looks() {
  const double now = clock_.now();
  for (const auto& one : followed_) {
    if (one->looking || one->due > now || (once_ && one->looked)) continue;
    one->looking = true;
    switch (one->source->kind) {
      case Kind::kFeed:
      case Kind::kSitemap: start_list(*one); break;
      case Kind::kPages: break;  // in work()
      case Kind::kFolder:
        one->folder = std::make_unique<FolderLook>(one->source->address.front(), clock_.wall(),
                                                   [this](const std::string& address, const std::string& stamp) {
                                                     const Result<bool> known = state_->known(address, stamp);
                                                     return known && *known;
                                                   });
        break;
    }
  }
}

Result<void> Run::start_pages() {
  const double now = clock_.now();
  for (const auto& one : followed_) {
    if (one->pages > 0 || one->pages_due > now || asked_.size() > kMostWaiting) continue;
    Result<std::vector<Page>> pages = state_->due(one->memory.id, now_seconds(), kPagesAtATime);
    if (!pages) return pages.error();
    if (pages->empty()) {
      const Result<std::optional<int64_t>> next = state_->next_due(one->memory.id);
      if (!next) return next.error();
      one->pages_due = *next ? std::max(now + 1, static_cast<double>(**next)) : now + 1e9;
      continue;
    }
    for (Page& page : *pages) {
      Asked asked;
      asked.what = What::kPage;
      asked.by = one.get();
      const std::optional<Address> address = parse_address(page.address);
      asked.page = std::move(page);
      ++one->pages;
      if (address) asked.task.address = *address;
      ask(std::move(asked));
    }
  }
  return {};
}

void Run::ask(Asked asked, bool first) {
  if (asked.task.id == 0) asked.task.id = ++last_id_;
  const Task task = asked.task;
  asked_[task.id] = std::move(asked);
  hosts_.add(task, first);
}

void Run::dispatch() {
  while (fetcher_->running() < sources_.limits.connections) {
    std::optional<Hosts::Next> next = hosts_.next(clock_.now());
    if (!next) return;
    if (next->task.robots && !sources_.proxy.empty() && closed_behind_proxy(next->task)) continue;
    if (!next->forbidden.empty()) {
      Answer answer;
      answer.id = next->task.id;
      answer.error = next->forbidden;
      answer.refused = !next->passing;
      wait_for_turn(std::move(answer));
      continue;
    }
    Task& task = next->task;
    if (task.id == 0) task.id = ++last_id_;
    Asked& asked = asked_[task.id];
    asked.task = task;
    Request request;
    request.id = task.id;
    request.address = task.address;
    if (asked.what == What::kRobots) {
      request.most = kMostRobots;
      request.cut = true;
    } else if (asked.what == What::kPage) {
      request.most = sources_.limits.page_bytes;
      request.etag = asked.page.etag;
      request.last_modified = asked.page.last_modified;
    } else {
      request.most = sources_.limits.list_bytes;
      if (asked.what == What::kList) {
        request.etag = asked.by->memory.etag;
        request.last_modified = asked.by->memory.last_modified;
      }
      if (asked.sitemap) request.body = [reader = asked.sitemap](std::string_view bytes) { return reader->add(bytes); };
    }
    fetcher_->start(std::move(request));
  }
}

// A proxy resolves names, so only numbers can be judged here; at the robots.txt that comes before all of a host.
bool Run::closed_behind_proxy(const Task& task) {
  const std::optional<Ip> ip = ip_of(task.address.host);
  if (!ip || allowed_.may(task.address.host, *ip)) return false;
  hosts_.done(task.address.host, clock_.now());
  hosts_.no_robots(task.origin, parse_address(task.origin + "/")->host,
                   "its address is in a private or reserved network; name the host under 'allow' if it is meant", false,
                   clock_.now() + kRobotsHold);
  asked_.erase(task.id);
  return true;
}

bool Run::idle() const {
  if (!asked_.empty() || !answers_.empty()) return false;
  const double now = clock_.now();
  return std::all_of(followed_.begin(), followed_.end(), [&](const auto& one) {
    return !one->looking && one->looked && one->pages == 0 && one->pages_due > now && !one->folder;
  });
}

int Run::patience() const {
  const double now = clock_.now();
  // With all connections taken only an answer brings something to do.
  double wait = fetcher_->running() < sources_.limits.connections ? hosts_.wait(now) : kMostPatience;
  for (const auto& one : followed_) {
    if (one->folder || (one->looking && one->source->kind == Kind::kPages)) return 0;
    if (!one->looking && !(once_ && one->looked)) wait = std::min(wait, one->due - now);
    if (one->pages == 0) wait = std::min(wait, one->pages_due - now);
  }
  if (!answers_.empty()) wait = std::min(wait, store_faults_ > 0 ? kMostPatience : answered_at_ + kGather - now);
  return static_cast<int>(std::clamp(std::ceil(wait * 1000), 0.0, static_cast<double>(kMostPatience)));
}

Result<Ended> Run::follow() {
  if (Result<void> done = begin(); !done) return done.error();
  while (!around_.stop()) {
    start_looks();
    if (Result<void> done = start_pages(); !done) return done.error();
    dispatch();
    if (once_ && idle()) break;
    std::vector<Answer> more = fetcher_->wait(patience());
    for (Answer& answer : more) receive(std::move(answer));
    if (Result<void> done = turn(); !done) return done.error();
  }
  return ended_;
}

// What needs no store is done at once, so that the host has its next request; the rest waits for its turn.
void Run::receive(Answer answer) {
  const auto found = asked_.find(answer.id);
  if (found == asked_.end()) return;
  const std::string host = found->second.task.address.host;
  hosts_.done(host, clock_.now());
  const bool redirect = answer.status >= 300 && answer.status < 400 && answer.status != 304 && !answer.location.empty();
  if (answer.error.empty() && redirect) {
    Asked asked = std::move(found->second);
    asked_.erase(found);
    redirected(std::move(asked), answer);
  } else if (found->second.what == What::kRobots) {
    robots_answered(found->second, answer);
    asked_.erase(found);
  } else {
    if (const int64_t seconds = wanted_pause(answer); seconds > 0)
      hosts_.not_before(host, clock_.now() + static_cast<double>(seconds));
    wait_for_turn(std::move(answer));
  }
}

void Run::wait_for_turn(Answer answer) {
  if (answers_.empty()) answered_at_ = clock_.now();
  answers_.push_back(std::move(answer));
}

// Seconds that a host wants to be left alone; 0: it does not say so.
int64_t Run::wanted_pause(const Answer& answer) const {
  if (!answer.error.empty() || (answer.status != 429 && answer.status != 503)) return 0;
  return retry_after(answer.retry_after, clock_.wall());
}

// Works on what came, in one transaction: a few answers at a time, for each costs the store some pages. A store that
// another process writes to is waited for.
Result<void> Run::turn() {
  const bool ripe = !answers_.empty() && (answers_.size() >= kGathered || clock_.now() >= answered_at_ + kGather ||
                                          (fetcher_->running() == 0 && hosts_.wait(clock_.now()) > kGather));
  const bool any = ripe || std::any_of(followed_.begin(), followed_.end(), [](const auto& one) {
                     return one->folder || (one->looking && one->source->kind == Kind::kPages);
                   });
  if (!any) return {};
  if (Result<void> done = store_.begin(); !done) {
    around_.log(done.error().message + "; trying again");
    if (++store_faults_ < kStoreFaults) return {};
    return done;
  }
  store_faults_ = 0;
  kept_now_ = {};
  Result<void> done = work();
  if (done) done = store_.commit();
  else store_.rollback();
  if (!done) return done;
  ended_.kept.documents += kept_now_.documents;
  ended_.kept.versions += kept_now_.versions;
  if (around_.kept && kept_now_.documents + kept_now_.versions > 0) return around_.kept(kept_now_);
  return {};
}

Result<void> Run::work() {
  std::vector<Answer> answers;
  answers.swap(answers_);
  for (Answer& answer : answers) {
    const auto found = asked_.find(answer.id);
    if (found == asked_.end()) continue;
    Asked asked = std::move(found->second);
    asked_.erase(found);
    if (Result<void> done = answered(std::move(asked), std::move(answer)); !done) return done;
  }
  for (const auto& one : followed_) {
    Result<void> done;
    if (one->folder) done = folder_step(*one);
    else if (one->looking && one->source->kind == Kind::kPages) done = list_pages(*one);
    if (!done) return done;
  }
  return {};
}

Result<void> Run::answered(Asked asked, Answer answer) {
  if (wanted_pause(answer) > 0) return put_off(asked, answer);
  const bool list = asked.what != What::kPage;
  // A list that broke off holds what came before.
  const bool some = answer.status == 200 && list &&
                    (!answer.body.empty() || (asked.sitemap != nullptr && asked.sitemap->entries() > 0));
  if (!answer.error.empty() && !some) return failed(asked, answer.error, !answer.refused);
  if (answer.error.empty() && answer.status != 200 && answer.status != 304)
    return failed(asked, "the server answers " + std::to_string(answer.status), true, answer.status);
  return list ? list_answered(std::move(asked), answer) : page_answered(asked, answer);
}

void Run::redirected(Asked asked, const Answer& answer) {
  const bool robots = asked.what == What::kRobots;
  Task& task = asked.task;
  const std::optional<Address> next = resolve(task.address, answer.location);
  std::string fault;
  if (!next) fault = "it is redirected to what is no address";
  else if (next->scheme != "http" && next->scheme != "https")
    fault = "it is redirected to the scheme " + next->scheme + "; only http and https are followed";
  else if (++task.hops > (robots ? kRobotsRedirects : sources_.limits.redirects))
    fault = "it is redirected more than " + std::to_string(sources_.limits.redirects) + " times";
  else if (next->whole == task.address.whole) fault = "it is redirected to itself";
  if (!fault.empty()) {
    if (robots) {  // RFC 9309: as if there were none
      hosts_.know_robots(task.origin, parse_address(task.origin + "/")->host, Robots::allow_all(),
                         clock_.now() + kRobotsHold);
      return;
    }
    Answer failure;
    failure.id = task.id;
    failure.error = fault;
    asked_[task.id] = std::move(asked);
    wait_for_turn(std::move(failure));
    return;
  }
  task.moved = task.moved && (answer.status == 301 || answer.status == 308);
  task.address = *next;
  ask(std::move(asked), true);
}

// RFC 9309 2.3.1: 4xx means that there are no rules, anything else that nothing may be asked for now.
void Run::robots_answered(const Asked& asked, const Answer& answer) {
  const std::string& origin = asked.task.origin;
  const std::string host = parse_address(origin + "/")->host;
  const double now = clock_.now();
  if (answer.status == 200 && answer.error.empty()) {
    hosts_.know_robots(origin, host, Robots::parse(answer.body, "isnad"), now + kRobotsHold);
  } else if (answer.error.empty() && answer.status >= 400 && answer.status < 500 && answer.status != 429) {
    hosts_.know_robots(origin, host, Robots::allow_all(), now + kRobotsHold);
  } else {
    const std::string why = answer.error.empty() ? "the server answers " + std::to_string(answer.status) : answer.error;
    hosts_.no_robots(origin, host, "robots.txt of " + host + " cannot be had, so nothing is asked: " + why,
                     !answer.refused, now + kRobotsFailedHold);
  }
}

// Too many requests: the host is left alone as long as it says, with all that waits for it.
Result<void> Run::put_off(const Asked& asked, const Answer& answer) {
  const int64_t seconds = retry_after(answer.retry_after, clock_.wall());
  const std::string why = "the server answers " + std::to_string(answer.status) + " and wants to be asked again in " +
                          std::to_string(seconds) + " s";
  const std::string& host = asked.task.address.host;
  std::vector<Asked> all = {asked};
  for (const Task& task : hosts_.drain(host)) {
    const auto found = asked_.find(task.id);
    if (found == asked_.end()) continue;
    all.push_back(std::move(found->second));
    asked_.erase(found);
  }
  for (const Asked& one : all) {
    Result<void> done;
    if (one.what == What::kPage) {
      --one.by->pages;
      PageLook look{one.page.state, one.page.article,        one.page.etag, one.page.last_modified, why, one.page.looks,
                    one.page.tries, now_seconds() + seconds, false};
      done = state_->page_looked(one.page.id, look);
      one.by->pages_due = 0;
    } else if (one.what == What::kList) {
      done = bad_look(*one.by, why, static_cast<double>(seconds));
    } else if (one.what == What::kChild) {
      done = failed(one, why, true);
    }
    if (!done) return done;
  }
  return {};
}

Result<void> Run::failed(const Asked& asked, const std::string& why, bool passing, int status) {
  Followed& by = *asked.by;
  const bool gone = status == 404 || status == 410;
  switch (asked.what) {
    case What::kRobots: return {};
    case What::kPage: --by.pages; return page_failed(by, asked.page, why, passing, gone);
    case What::kChild:
      asked.look->note = "a sitemap of the index, " + asked.task.address.whole + ": " + why;
      asked.look->whole = false;
      return list_done(by, *asked.look);
    case What::kList: break;
  }
  // The old address of a feed that moved may serve again.
  if (gone && !by.memory.moved_to.empty()) by.memory.moved_to.clear();
  return bad_look(by, why, status == 410 ? kGoneBackOff : 0);
}

Result<void> Run::good_look(Followed& by, const std::string& note) {
  Look look;
  look.good = true;
  look.note = note;
  by.memory.failures = 0;
  return finish_look(by, std::move(look), by.source->every * jitter(0.97, 1.03));
}

Result<void> Run::bad_look(Followed& by, const std::string& why, double at_least) {
  Look look;
  look.failure = why;
  look.keep_validators = false;
  const int failures = ++by.memory.failures;
  ++ended_.failed;
  const double back_off = by.source->every * std::pow(2, std::min(failures, 20) - 1) * jitter(0.75, 1.25);
  const double delay = std::max(std::min(back_off, std::max(by.source->every, kLongestBackOff)), at_least);
  log(by, why + "; asked again in " + std::to_string(static_cast<int64_t>(std::ceil(delay))) + " s" +
              (failures > 1 ? ", failure " + std::to_string(failures) + " in a row" : ""));
  return finish_look(by, std::move(look), delay);
}

Result<void> Run::finish_look(Followed& by, Look look, double delay) {
  by.due = clock_.now() + delay;
  by.looking = false;
  by.looked = true;
  ++ended_.looks;
  look.at = now_stamp();
  by.memory.due = static_cast<int64_t>(std::ceil(by.due));
  look.now = by.memory;
  return state_->looked(by.memory.id, look);
}

Result<Ended> follow(store::Store& store, const Sources& sources, const Surroundings& around, bool once) {
  return Run(store, sources, around, once).follow();
}

}  // namespace isnad::watch
