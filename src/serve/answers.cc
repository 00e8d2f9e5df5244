// SPDX-License-Identifier: Apache-2.0
#include "serve/answers.h"

#include <chrono>
#include <cstdio>
#include <ctime>

#include "base/hash.h"
#include "store/zstd.h"

namespace isnad::serve {

namespace {

constexpr size_t kSmall = 2048;  // bytes that are not worth compressing
constexpr auto kLook = std::chrono::seconds(1);
constexpr size_t kStatesKnown = 4096;  // whose ends are remembered

int64_t now_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// Time that this thread worked: it is the same however busy the machine is.
int64_t worked_us() {
  timespec t{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<int64_t>(t.tv_sec) * 1'000'000 + t.tv_nsec / 1000;
}

std::string key_of(const Request& request) {
  std::string key = request.path;
  for (const auto& [name, value] : request.query)
    if (name != "token") key += '\n' + name + '\t' + value;
  return key;
}

std::string tag_of(const std::string& body) {
  char tag[24];
  std::snprintf(tag, sizeof tag, "\"%016llx\"", static_cast<unsigned long long>(hash64(body)));
  return tag;
}

Response not_modified(const std::string& tag) {
  Response response;
  response.status = 304;
  response.headers = {{"ETag", tag}, {"Cache-Control", "private, no-cache"}};
  return response;
}

bool has(const Request& request, const std::string& tag) {
  return request.header("if-none-match").find(tag) != std::string_view::npos;
}

}  // namespace

struct Answers::Kept {
  uint64_t state = 0;
  int64_t cost_us = 0;
  bool packed = false;
  std::string bytes, tag, content_type;
  std::vector<std::pair<std::string, std::string>> headers;

  size_t size() const { return bytes.size() + 512; }

  Response response(const Request& request) const {
    if (has(request, tag)) return not_modified(tag);
    Response response;
    response.content_type = content_type;
    response.headers = headers;
    if (!packed) {
      response.body = bytes;
    } else if (Result<std::string> body = store::decompress(bytes); body) {
      response.body = std::move(*body);
    }
    return response;
  }
};

Answers::Answers(AnswerLimits limits, State state, Make make)
    : limits_(limits), state_(std::move(state)), make_(std::move(make)), renewing_([this] { renew_until_the_end(); }) {}

Answers::~Answers() {
  {
    const std::lock_guard guard(lock_);
    stop_ = true;
  }
  wanted_.notify_all();
  renewing_.join();
}

// The state of the store now. REQUIRES: lock_ is held.
uint64_t Answers::look() {
  const uint64_t state = state_();
  if (state != now_) {
    ended_.emplace_back(now_, now_us());
    if (ended_.size() > kStatesKnown) ended_.pop_front();
    now_ = state;
  }
  return state;
}

bool Answers::may_be_late(const Kept& kept) const {
  if (kept.cost_us < limits_.costly_us || kept.state < changed_here_) return false;
  for (auto at = ended_.rbegin(); at != ended_.rend(); ++at)
    if (at->first == kept.state) return now_us() - at->second < limits_.late_us;
  return false;
}

void Answers::changed_here() {
  const std::lock_guard guard(lock_);
  changed_here_ = look();
}

Response Answers::ask(const Request& request) {
  const std::string key = key_of(request);
  std::unique_lock lock(lock_);
  for (;;) {
    const uint64_t state = look();
    if (const auto at = places_.find(key); at != places_.end()) {
      const KeptPtr kept = at->second.kept;
      const bool good = kept->state == state;
      if (good || may_be_late(*kept)) {
        uses_.splice(uses_.begin(), uses_, at->second.use);
        if (!good && waiting_.insert(key).second) {
          late_.emplace_back(key, request);
          wanted_.notify_one();
        }
        lock.unlock();
        return kept->response(request);
      }
    }
    if (!making_.contains(key)) break;
    made_.wait(lock);
  }
  return make_and_keep(request, key, lock);
}

// REQUIRES: lock_ is held, and nobody makes this answer.
Response Answers::make_and_keep(const Request& request, const std::string& key, std::unique_lock<std::mutex>& lock) {
  const uint64_t state = look();  // before the making: a change meanwhile makes the answer an old one
  making_.insert(key);
  lock.unlock();
  const int64_t before = worked_us();
  Response response = make_(request);
  auto kept = std::make_shared<Kept>();
  const bool good = response.status == 200;
  if (good) {
    kept->tag = tag_of(response.body);
    response.headers.emplace_back("ETag", kept->tag);
    response.headers.emplace_back("Cache-Control", "private, no-cache");
  }
  kept->cost_us = worked_us() - before;
  const bool worth = good && kept->cost_us >= limits_.worth_us && response.body.size() <= limits_.largest;
  if (worth) {
    kept->state = state;
    kept->content_type = response.content_type;
    kept->headers = response.headers;
    kept->packed = response.body.size() > kSmall;
    kept->bytes = kept->packed ? store::compress(response.body) : response.body;
    kept->bytes.shrink_to_fit();
  }
  lock.lock();
  making_.erase(key);
  if (worth) keep(key, std::move(kept));
  lock.unlock();
  made_.notify_all();
  if (good && has(request, response.headers[response.headers.size() - 2].second))
    return not_modified(response.headers[response.headers.size() - 2].second);
  return response;
}

void Answers::keep(const std::string& key, KeptPtr kept) {
  if (const auto at = places_.find(key); at != places_.end()) {
    bytes_ -= at->second.kept->size();
    uses_.erase(at->second.use);
    places_.erase(at);
  }
  bytes_ += kept->size();
  uses_.push_front(key);
  places_[key] = {std::move(kept), uses_.begin()};
  while (bytes_ > limits_.bytes) {
    const auto last = places_.find(uses_.back());
    bytes_ -= last->second.kept->size();
    places_.erase(last);
    uses_.pop_back();
  }
}

void Answers::renew_until_the_end() {
  std::unique_lock lock(lock_);
  for (;;) {
    // A look every second, so that the end of a state is known though nobody asks.
    wanted_.wait_for(lock, kLook, [&] { return stop_ || !late_.empty(); });
    if (stop_) return;
    (void)look();
    if (late_.empty()) continue;
    const auto [key, request] = std::move(late_.front());
    late_.pop_front();
    waiting_.erase(key);
    if (making_.contains(key)) continue;
    (void)make_and_keep(request, key, lock);
    lock.lock();
  }
}

}  // namespace isnad::serve
