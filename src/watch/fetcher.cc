// SPDX-License-Identifier: Apache-2.0
// The address is judged when the connection is made, by the numbers that it goes to: whatever a name resolved to
// before, or resolves to a second time, a private network is not reached.
#include "watch/fetcher.h"

#include <curl/curl.h>
#include <unistd.h>

#include <map>

namespace isnad::watch {

namespace {

constexpr size_t kMostHeld = 256 << 20;   // bytes of all bodies under way; a watch of hostile servers stays small
constexpr size_t kMostHeader = 64 << 10;  // bytes of all header lines of an answer

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return s;
}

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if ((a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] + 32) : a[i]) != b[i]) return false;
  return true;
}

struct Transfer {
  Request request;
  Answer answer;
  const Allowed* allowed = nullptr;
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  size_t header_bytes = 0, body_bytes = 0;
  std::string stopped;  // why we ended it
  bool proxied = false;
  size_t* held = nullptr;  // bytes of all bodies under way

  ~Transfer() {
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
  }
};

size_t on_header(char* data, size_t, size_t size, void* user) {
  auto& t = *static_cast<Transfer*>(user);
  const std::string_view line(data, size);
  t.header_bytes += size;
  if (t.header_bytes > kMostHeader) {
    t.stopped = "its header is longer than 64 KB";
    return 0;
  }
  if (line.starts_with("HTTP/")) {  // of the next answer: interim ones (100, 103) come first
    const uint64_t id = t.answer.id;
    *t.held -= t.answer.body.size();
    t.answer = Answer();
    t.answer.id = id;
    return size;
  }
  const size_t colon = line.find(':');
  if (colon == line.npos) return size;
  const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
  for (const auto& [known, slot] : {std::pair<std::string_view, std::string*>{"etag", &t.answer.etag},
                                    {"last-modified", &t.answer.last_modified},
                                    {"location", &t.answer.location},
                                    {"retry-after", &t.answer.retry_after},
                                    {"content-type", &t.answer.content_type}})
    if (same_name(name, known)) *slot = value;
  return size;
}

size_t on_body(char* data, size_t, size_t size, void* user) {
  auto& t = *static_cast<Transfer*>(user);
  long status = 0;
  curl_easy_getinfo(t.easy, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) {
    // What errors and redirects say of themselves is not read; a server that goes on for long is left.
    t.body_bytes += size;
    return t.body_bytes > kMostHeader ? 0 : size;
  }
  if (t.request.body) {
    if (t.request.body({data, size})) return size;
    t.stopped = "-";
    return 0;
  }
  if (t.answer.body.size() + size > t.request.most) {
    if (t.request.cut) {
      const size_t rest = t.request.most - t.answer.body.size();
      *t.held += rest;
      t.answer.body.append(data, rest);
      t.stopped = "-";
      return 0;
    }
    t.stopped = "it is longer than " + std::to_string(t.request.most >> 20) + " MB";
    return 0;
  }
  if (*t.held + size > kMostHeld) {
    t.stopped = "too many long answers came at a time";
    return 0;
  }
  *t.held += size;
  t.answer.body.append(data, size);
  return size;
}

curl_socket_t on_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& t = *static_cast<Transfer*>(user);
  if (!t.proxied) {
    const std::optional<Ip> ip = ip_of(&address->addr);
    if (!ip || !t.allowed->may(t.request.address.host, *ip)) {
      t.answer.refused = true;
      return CURL_SOCKET_BAD;
    }
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string reason(const Transfer& t, CURLcode code, const Limits& limits) {
  if (t.answer.refused)
    return "its address is in a private or reserved network; name the host under 'allow' if it is meant";
  if (!t.stopped.empty()) return t.stopped == "-" ? "" : t.stopped;
  switch (code) {
    case CURLE_OK: return "";
    case CURLE_COULDNT_RESOLVE_HOST: return "no such host: " + t.request.address.host;
    case CURLE_COULDNT_CONNECT: return "no connection to " + t.request.address.host;
    case CURLE_PARTIAL_FILE: return "the answer ended before its announced length";
    case CURLE_GOT_NOTHING: return "the server closed the connection without an answer";
    case CURLE_OPERATION_TIMEDOUT:
      return "too slow: less than " + std::to_string(limits.slow_bytes) + " bytes a second for " +
             std::to_string(limits.slow_seconds) + " s, or not done after " + std::to_string(limits.seconds) + " s";
    case CURLE_BAD_CONTENT_ENCODING: return "the answer's compression is damaged or not known";
    case CURLE_WRITE_ERROR: return "the answer is damaged, or its error page too long";
    case CURLE_FILESIZE_EXCEEDED: return "it says it is longer than " + std::to_string(t.request.most >> 20) + " MB";
    default: return curl_easy_strerror(code);
  }
}

}  // namespace

struct Fetcher::State {
  Limits limits;
  Allowed allowed;
  std::string user_agent, proxy;
  CURLM* multi = nullptr;
  size_t held = 0;
  std::map<CURL*, std::unique_ptr<Transfer>> transfers;

  ~State() {
    for (auto& [easy, transfer] : transfers) curl_multi_remove_handle(multi, easy);
    transfers.clear();
    curl_multi_cleanup(multi);
  }

  void set_up(Transfer& t) const {
    CURL* easy = t.easy;
    const auto set = [easy](CURLoption option, auto value) { curl_easy_setopt(easy, option, value); };
    set(CURLOPT_URL, t.request.address.whole.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_USERAGENT, user_agent.c_str());
    set(CURLOPT_PROXY, proxy.c_str());  // "" also hides what the environment says
    set(CURLOPT_NOPROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    set(CURLOPT_TIMEOUT, limits.seconds);
    set(CURLOPT_CONNECTTIMEOUT, limits.connect_seconds);
    set(CURLOPT_LOW_SPEED_LIMIT, limits.slow_bytes);
    set(CURLOPT_LOW_SPEED_TIME, limits.slow_seconds);
    if (!t.request.body && !t.request.cut) set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(t.request.most));
    set(CURLOPT_HEADERFUNCTION, on_header);
    set(CURLOPT_HEADERDATA, &t);
    set(CURLOPT_WRITEFUNCTION, on_body);
    set(CURLOPT_WRITEDATA, &t);
    set(CURLOPT_OPENSOCKETFUNCTION, on_socket);
    set(CURLOPT_OPENSOCKETDATA, &t);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_BUFFERSIZE, 32L << 10);
    if (!t.request.etag.empty()) t.headers = curl_slist_append(t.headers, ("If-None-Match: " + t.request.etag).c_str());
    if (!t.request.last_modified.empty())
      t.headers = curl_slist_append(t.headers, ("If-Modified-Since: " + t.request.last_modified).c_str());
    t.headers = curl_slist_append(t.headers, "Accept-Language: ar, en;q=0.5");
    set(CURLOPT_HTTPHEADER, t.headers);
  }
};

Fetcher::Fetcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Fetcher::Fetcher(Fetcher&&) noexcept = default;
Fetcher::~Fetcher() = default;

Result<Fetcher> Fetcher::open(const Limits& limits, const Allowed& allowed, const std::string& user_agent,
                              const std::string& proxy) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  auto state = std::make_unique<State>();
  state->limits = limits;
  state->allowed = allowed;
  state->user_agent = user_agent;
  state->proxy = proxy;
  state->multi = ready == CURLE_OK ? curl_multi_init() : nullptr;
  if (state->multi == nullptr) return Error{"libcurl cannot be set up"};
  // To libcurl a proxy is one host; who asks sees to it that each real one is asked one thing at a time.
  curl_multi_setopt(state->multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                    proxy.empty() ? 1L : static_cast<long>(limits.connections));
  curl_multi_setopt(state->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(limits.connections));
  curl_multi_setopt(state->multi, CURLMOPT_MAXCONNECTS, static_cast<long>(limits.connections));
  return Fetcher(std::move(state));
}

void Fetcher::start(Request request) {
  auto transfer = std::make_unique<Transfer>();
  transfer->request = std::move(request);
  transfer->answer.id = transfer->request.id;
  transfer->allowed = &state_->allowed;
  transfer->held = &state_->held;
  transfer->proxied = !state_->proxy.empty();
  transfer->easy = curl_easy_init();
  state_->set_up(*transfer);
  CURL* easy = transfer->easy;
  state_->transfers.emplace(easy, std::move(transfer));
  curl_multi_add_handle(state_->multi, easy);
}

size_t Fetcher::running() const { return state_->transfers.size(); }

std::vector<Answer> Fetcher::wait(int milliseconds) {
  State& s = *state_;
  std::vector<Answer> answers;
  int running = 0, left = 0;
  curl_multi_perform(s.multi, &running);
  if (static_cast<size_t>(running) == s.transfers.size()) {
    curl_multi_poll(s.multi, nullptr, 0, milliseconds, nullptr);
    curl_multi_perform(s.multi, &running);
  }
  while (const CURLMsg* message = curl_multi_info_read(s.multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    const auto found = s.transfers.find(message->easy_handle);
    if (found == s.transfers.end()) continue;
    Transfer& t = *found->second;
    long status = 0;
    curl_easy_getinfo(t.easy, CURLINFO_RESPONSE_CODE, &status);
    t.answer.status = static_cast<int>(status);
    const bool refused_by_body = code == CURLE_WRITE_ERROR && t.stopped == "-";
    const bool unread = status != 200 && status >= 300 && code == CURLE_WRITE_ERROR;
    if (code != CURLE_OK && !refused_by_body && !unread) t.answer.error = reason(t, code, s.limits);
    s.held -= t.answer.body.size();
    curl_multi_remove_handle(s.multi, t.easy);
    answers.push_back(std::move(t.answer));
    s.transfers.erase(found);
  }
  return answers;
}

}  // namespace isnad::watch
