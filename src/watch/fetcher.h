// SPDX-License-Identifier: Apache-2.0
// Many HTTP requests at a time on one thread, over libcurl. It follows no redirect and keeps no cookie: who asks
// decides on each step. Limits hold for whatever a server sends.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "watch/address.h"
#include "watch/networks.h"
#include "watch/sources.h"

namespace isnad::watch {

struct Request {
  uint64_t id = 0;
  Address address;
  std::string etag, last_modified;  // of the last answer: makes the request conditional
  size_t most = 1 << 20;            // bytes of the body, decoded
  bool cut = false;                 // a longer body is cut there and no error
  // Takes the body of an answer 200 piece by piece instead of keeping it; false stops the transfer.
  std::function<bool(std::string_view)> body;
};

struct Answer {
  uint64_t id = 0;
  int status = 0;        // 0: none came
  std::string error;     // not empty: the request failed; a status may be there, the body is then not whole
  bool refused = false;  // by us: a private address; asking again makes no sense
  std::string body;
  std::string etag, last_modified, location, retry_after, content_type;
};

// Not shared between threads.
class Fetcher {
 public:
  static Result<Fetcher> open(const Limits& limits, const Allowed& allowed, const std::string& user_agent,
                              const std::string& proxy);
  Fetcher(Fetcher&&) noexcept;
  ~Fetcher();

  void start(Request request);
  size_t running() const;
  // Works for at most `milliseconds`, less when an answer is there.
  std::vector<Answer> wait(int milliseconds);

 private:
  struct State;
  explicit Fetcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace isnad::watch
