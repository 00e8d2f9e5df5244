// SPDX-License-Identifier: Apache-2.0
#include "serve/http.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstring>

namespace isnad::serve {

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return {};
}

std::vector<std::string> Request::parameters(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : query)
    if (key == name && !value.empty()) values.push_back(value);
  return values;
}

std::string_view Request::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view{} : found->second;
}

struct HttpServer::State {
  Limits limits;
  Handler handler;
  MHD_Daemon* daemon = nullptr;
};

namespace {

using Clock = std::chrono::steady_clock;

// What is known of a request while its body arrives. libmicrohttpd keeps the pointer between calls.
struct Arriving {
  Request request;
  Clock::time_point begun = Clock::now();
  int refused = 0;  // the status to answer with once the body is through
};

MHD_Result keep_header(void* into, MHD_ValueKind, const char* key, const char* value) {
  std::string name = key;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  (*static_cast<std::map<std::string, std::string>*>(into))[name] = value == nullptr ? "" : value;
  return MHD_YES;
}

MHD_Result keep_parameter(void* into, MHD_ValueKind, const char* key, const char* value) {
  static_cast<Request*>(into)->query.emplace_back(key, value == nullptr ? "" : value);
  return MHD_YES;
}

MHD_Result answer(MHD_Connection* connection, const Response& response, bool head) {
  MHD_Response* out = MHD_create_response_from_buffer(response.body.size(), const_cast<char*>(response.body.data()),
                                                      MHD_RESPMEM_MUST_COPY);
  if (out == nullptr) return MHD_NO;
  MHD_add_response_header(out, "Content-Type", response.content_type.c_str());
  for (const auto& [name, value] : response.headers) MHD_add_response_header(out, name.c_str(), value.c_str());
  (void)head;  // libmicrohttpd sends no body to HEAD
  const MHD_Result queued = MHD_queue_response(connection, static_cast<unsigned>(response.status), out);
  MHD_destroy_response(out);
  return queued;
}

Response refusal(int status, const char* title) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body =
      "{\"type\":\"about:blank\",\"title\":\"" + std::string(title) + "\",\"status\":" + std::to_string(status) + "}";
  return response;
}

// A refused request's connection is closed: what follows on it may be the rest of a smuggled one.
Response closing(Response response) {
  response.headers.emplace_back("Connection", "close");
  return response;
}

int first_fault(const Arriving& arriving, const Limits& limits) {
  const Request& r = arriving.request;
  if (r.headers.contains("transfer-encoding") && r.headers.contains("content-length")) return 400;
  if (r.path.empty() || r.path.front() != '/' || r.path.find('\0') != std::string::npos) return 400;
  if (r.query.size() > limits.parameters) return 400;
  const std::string_view length = r.header("content-length");
  if (length.size() > 12 || (!length.empty() && std::strtoull(length.data(), nullptr, 10) > limits.body_bytes))
    return 413;
  return 0;
}

const char* title_of(int status) {
  switch (status) {
    case 400: return "The request is malformed";
    case 408: return "The request took too long";
    case 413: return "The body is too large";
    default: return "The request is refused";
  }
}

MHD_Result take(void* cls, MHD_Connection* connection, const char* url, const char* method, const char*,
                const char* upload, size_t* upload_size, void** kept) {
  const auto* state = static_cast<const HttpServer::State*>(cls);
  auto* arriving = static_cast<Arriving*>(*kept);
  if (arriving == nullptr) {
    arriving = new Arriving;
    *kept = arriving;
    Request& request = arriving->request;
    request.method = method;
    request.path = url;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, keep_header, &request.headers);
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, keep_parameter, &request);
    arriving->refused = first_fault(*arriving, state->limits);
    if (arriving->refused != 0)
      return answer(connection, closing(refusal(arriving->refused, title_of(arriving->refused))), false);
    return MHD_YES;
  }
  if (*upload_size > 0) {
    if (Clock::now() - arriving->begun > std::chrono::seconds(state->limits.request_seconds)) arriving->refused = 408;
    if (arriving->request.body.size() + *upload_size > state->limits.body_bytes) arriving->refused = 413;
    if (arriving->refused == 0) arriving->request.body.append(upload, *upload_size);
    *upload_size = 0;
    return arriving->refused == 408 ? MHD_NO : MHD_YES;
  }
  if (arriving->refused != 0)
    return answer(connection, closing(refusal(arriving->refused, title_of(arriving->refused))), false);
  return answer(connection, state->handler(arriving->request), arriving->request.method == "HEAD");
}

void forget(void*, MHD_Connection*, void** kept, MHD_RequestTerminationCode) {
  delete static_cast<Arriving*>(*kept);
  *kept = nullptr;
}

// Percent-decoding keeps %00 out: libmicrohttpd would end the path there and hide what follows.
size_t decode(void*, MHD_Connection*, char* text) {
  const size_t before = std::strlen(text);
  const size_t length = MHD_http_unescape(text);
  if (std::memchr(text, '\0', length) != nullptr) text[0] = '\0';
  return before == 0 ? 0 : std::strlen(text);
}

}  // namespace

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() { stop(); }

Result<HttpServer> HttpServer::start(const std::string& address, uint16_t port, Limits limits, Handler handler) {
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  const sockaddr* where = nullptr;
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD;
  if (inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    where = reinterpret_cast<const sockaddr*>(&v4);
  } else if (inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    where = reinterpret_cast<const sockaddr*>(&v6);
    flags |= MHD_USE_IPv6;
  } else {
    return Error{"'" + address + "' is no IP address; write it as 127.0.0.1 or ::1"};
  }
  auto state = std::make_unique<State>();
  state->limits = limits;
  state->handler = std::move(handler);
  errno = 0;
  state->daemon = MHD_start_daemon(
      flags, port, nullptr, nullptr, take, state.get(), MHD_OPTION_SOCK_ADDR, where, MHD_OPTION_CONNECTION_TIMEOUT,
      limits.idle_seconds, MHD_OPTION_CONNECTION_LIMIT, limits.connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
      limits.per_address, MHD_OPTION_THREAD_POOL_SIZE, limits.threads, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      static_cast<size_t>(64) << 10, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK, decode, nullptr,
      MHD_OPTION_NOTIFY_COMPLETED, forget, nullptr, MHD_OPTION_END);
  if (state->daemon == nullptr)
    return Error{"cannot listen on " + address + " port " + std::to_string(port) + ": " +
                 (errno == 0 ? "the server did not start" : std::strerror(errno)) +
                 "; another program may listen there, --port takes another"};
  return HttpServer(std::move(state));
}

uint16_t HttpServer::port() const {
  const MHD_DaemonInfo* info = MHD_get_daemon_info(state_->daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info == nullptr ? 0 : info->port;
}

void HttpServer::stop() {
  if (state_ == nullptr || state_->daemon == nullptr) return;
  MHD_stop_daemon(state_->daemon);
  state_->daemon = nullptr;
}

}  // namespace isnad::serve
