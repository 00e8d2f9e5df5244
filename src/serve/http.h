// SPDX-License-Identifier: Apache-2.0
// A small HTTP/1.1 server over libmicrohttpd: requests in, responses out, limits on everything that a client may send.
// The handler is called from several threads at once; it owns nothing of the request after it returns.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace isnad::serve {

struct Request {
  std::string method, path;                                // path: decoded, begins with '/', holds no NUL
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  std::map<std::string, std::string> headers;              // names in lower case
  std::string body;

  // The first value of a query parameter; empty when it is not there.
  std::string_view parameter(std::string_view name) const;
  // All values of one that may be given several times, without empty ones.
  std::vector<std::string> parameters(std::string_view name) const;
  std::string_view header(const std::string& name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

struct Limits {
  size_t body_bytes = 8 << 20;  // 413 beyond
  size_t parameters = 64;       // 400 beyond
  unsigned connections = 512;   // all together
  unsigned per_address = 256;
  unsigned idle_seconds = 15;     // a client that sends or takes nothing so long is dropped
  unsigned request_seconds = 60;  // a request must be whole by then, however busy its client is
  unsigned threads = 4;
};

using Handler = std::function<Response(const Request&)>;

class HttpServer {
 public:
  // Listens on `address` (IPv4 or IPv6, no names) and `port`; 0: any free one. Errors: what cannot be bound, and why.
  static Result<HttpServer> start(const std::string& address, uint16_t port, Limits limits, Handler handler);
  HttpServer(HttpServer&&) noexcept;
  ~HttpServer();

  uint16_t port() const;
  // Stops listening and waits for the requests at work.
  void stop();

  struct State;

 private:
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace isnad::serve
