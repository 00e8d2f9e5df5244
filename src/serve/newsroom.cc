// SPDX-License-Identifier: Apache-2.0
#include "serve/newsroom.h"

#include <sys/stat.h>

#include <algorithm>

#include "base/hash.h"
#include "serve/assets.h"
#include "serve/read_page.h"

namespace isnad::serve {

namespace {

// Reading is the one request that costs more than milliseconds: so many at once, the others are asked to come again.
constexpr int kReadsAtOnce = 2;

// The parts of `path` that stand for {…} in `pattern`, or nothing where it does not fit.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> captures;
  while (!pattern.empty() && !path.empty()) {
    const size_t end = pattern.find('/', 1), stop = path.find('/', 1);
    const std::string_view wanted = pattern.substr(0, end), part = path.substr(0, stop);
    if (wanted.starts_with("/{")) captures.emplace_back(part.substr(1));
    else if (wanted != part) return std::nullopt;
    pattern = end == std::string_view::npos ? std::string_view{} : pattern.substr(end);
    path = stop == std::string_view::npos ? std::string_view{} : path.substr(stop);
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  for (const std::string& capture : captures)
    if (capture.empty()) return std::nullopt;
  return captures;
}

// Answers 304 where the client has these very bytes.
Response with_tag(Response response, const Request& request) {
  const bool tagged = std::any_of(response.headers.begin(), response.headers.end(),
                                  [](const auto& header) { return header.first == "ETag"; });
  if (tagged || response.status != 200 || (request.method != "GET" && request.method != "HEAD")) return response;
  char tag[24];
  std::snprintf(tag, sizeof tag, "\"%016llx\"", static_cast<unsigned long long>(hash64(response.body)));
  const bool known = request.header("if-none-match").find(tag) != std::string_view::npos;
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  if (known) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

}  // namespace

uint64_t identity_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return 0;
  return (static_cast<uint64_t>(found.st_dev) << 40) ^ static_cast<uint64_t>(found.st_ino);
}

Result<StorePool::Loan> StorePool::borrow() {
  const uint64_t file = identity_of(path_);
  {
    const std::lock_guard guard(lock_);
    if (file != file_) idle_.clear();
    file_ = file;
    if (!idle_.empty()) {
      Loan loan(this, std::move(idle_.back()), file);
      idle_.pop_back();
      return loan;
    }
  }
  Result<store::Store> opened = store::Store::open(path_, store::Access::kRead);
  if (!opened) return opened.error();
  return Loan(this, std::make_unique<store::Store>(std::move(*opened)), file);
}

void StorePool::give_back(std::unique_ptr<store::Store> store, uint64_t file) {
  const std::lock_guard guard(lock_);
  if (file == file_ && idle_.size() < 16) idle_.push_back(std::move(store));
}

uint64_t StorePool::state() {
  const uint64_t file = identity_of(path_);
  const std::lock_guard guard(looking_lock_);
  if (file != looked_file_ || looking_ == nullptr) {
    looking_.reset();
    looked_file_ = file;
    ++state_;
    if (file != 0)
      if (Result<store::Store> opened = store::Store::open(path_, store::Access::kRead); opened)
        looking_ = std::make_unique<store::Store>(std::move(*opened));
  }
  if (looking_ == nullptr) return ++state_;
  const Result<int64_t> seen = looking_->changes_seen();
  if (!seen) looking_.reset();
  if (!seen || *seen != seen_) ++state_;
  if (seen) seen_ = *seen;
  return state_;
}

Newsroom::Newsroom(NewsroomOptions options, const reading::Reader& reader)
    : options_(std::move(options)),
      reader_(reader),
      pool_(options_.store),
      shelf_(options_.store),
      answers_(
          {}, [this] { return pool_.state(); }, [this](const Request& request) { return make(request); }) {
  // Without them (a damaged table) each question says so.
  if (auto made = desk::Dictionaries::open(reader.lexicon()); made) dictionaries_ = std::move(*made);
}

Response Newsroom::handle(const Request& request) {
  Response response;
  if (std::optional<Response> refused = options_.guard.refuse(request)) response = std::move(*refused);
  else response = with_tag(dispatch(request), request);
  if (!options_.guard.token.empty() && request.parameter("token") == options_.guard.token)
    response.headers.emplace_back(
        "Set-Cookie", "isnad_token=" + options_.guard.token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000");
  protect(response);
  return response;
}

Response Newsroom::dispatch(const Request& request) {
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  if (method == "POST" && request.path == "/api/v1/read") return read(request);
  bool known = request.path == "/api/v1/read";
  for (const RouteEntry& entry : routes()) {
    std::optional<std::vector<std::string>> captures = match(entry.pattern, request.path);
    if (!captures) continue;
    known = true;
    if (entry.method != method) continue;
    // A file that is not there must not be made by looking for it.
    if (identity_of(options_.store) == 0)
      return problem(503, "The store is gone",
                     "There is no file at the store's path any more; put it back, or restart.");
    if (method != "GET") return change(entry, request, std::move(*captures));
    return entry.kept ? answers_.ask(request) : ask(entry, request, std::move(*captures));
  }
  if (known) return problem(405, "Method not allowed", "This address does not take " + request.method + ".");
  if (request.path.starts_with("/api/")) return problem(404, "No such resource", "/openapi.json lists what there is.");
  if (method != "GET") return problem(405, "Method not allowed", "Pages are asked for with GET.");
  return asset(request.path);
}

// The answer to a question that dispatch() let through.
Response Newsroom::make(const Request& request) {
  for (const RouteEntry& entry : routes())
    if (entry.method == "GET")
      if (std::optional<std::vector<std::string>> captures = match(entry.pattern, request.path); captures)
        return ask(entry, request, std::move(*captures));
  return problem(404, "No such resource", "/openapi.json lists what there is.");
}

Response Newsroom::ask(const RouteEntry& entry, const Request& request, std::vector<std::string> captures) {
  Result<StorePool::Loan> store = pool_.borrow();
  if (!store) return problem(503, "The store cannot be read", store.error().message);
  Call call{request, std::move(captures), **store, reader_, shelf_, dictionaries_};
  Result<Response> response = entry.route(call);
  if (response) return std::move(*response);
  store->drop();
  return problem(503, "The store cannot be read", response.error().message);
}

// Changes are rare: each opens the store for itself.
Response Newsroom::change(const RouteEntry& entry, const Request& request, std::vector<std::string> captures) {
  Result<store::Store> store = store::Store::open(options_.store, store::Access::kWrite);
  if (!store) return problem(503, "The store cannot be written", store.error().message);
  Call call{request, std::move(captures), *store, reader_, shelf_, dictionaries_};
  Result<Response> response = entry.route(call);
  if (response) {
    answers_.changed_here();
    return std::move(*response);
  }
  store->rollback();
  return problem(503, "The store cannot be written", response.error().message);
}

Response Newsroom::read(const Request& request) {
  if (++reading_ > kReadsAtOnce) {
    --reading_;
    Response busy = problem(503, "Busy", "Other texts are being read; try again in a second.");
    busy.headers.emplace_back("Retry-After", "1");
    return busy;
  }
  Response response = read_page(request, reader_);
  --reading_;
  return response;
}

}  // namespace isnad::serve
