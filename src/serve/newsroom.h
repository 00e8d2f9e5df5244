// SPDX-License-Identifier: Apache-2.0
// The newsroom: which request is answered by what. Opened once; handle() is for any number of threads. Each request
// borrows a connection to the store, so reading may go on while it is served; a store that is locked, gone or damaged
// gives a 503 that says so, and the next request tries again.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk/dictionaries.h"
#include "reading/reader.h"
#include "serve/answers.h"
#include "serve/claim_shelf.h"
#include "serve/guard.h"
#include "serve/http.h"
#include "store/store.h"

namespace isnad::serve {

// Changes when another file takes the store's place, and is 0 when there is none.
uint64_t identity_of(const std::string& path);

// Open connections to one store, each used by one request at a time.
class StorePool {
 public:
  explicit StorePool(std::string path) : path_(std::move(path)) {}

  // A connection that goes back by itself. Errors: why the store cannot be opened.
  class Loan {
   public:
    Loan(StorePool* pool, std::unique_ptr<store::Store> store, uint64_t age)
        : pool_(pool), store_(std::move(store)), age_(age) {}
    Loan(Loan&&) noexcept = default;
    ~Loan() {
      if (store_) pool_->give_back(std::move(store_), age_);
    }
    store::Store& operator*() const { return *store_; }
    store::Store* operator->() const { return store_.get(); }
    // Not to be used again: something was wrong with it.
    void drop() { store_.reset(); }

   private:
    StorePool* pool_;
    std::unique_ptr<store::Store> store_;
    uint64_t age_;
  };
  Result<Loan> borrow();
  // Another number with every change that was written to the store, by whomever, and when another file takes its place.
  uint64_t state();
  const std::string& path() const { return path_; }

 private:
  void give_back(std::unique_ptr<store::Store> store, uint64_t file);

  std::string path_;
  std::mutex lock_;
  std::vector<std::unique_ptr<store::Store>> idle_;
  uint64_t file_ = 0;  // which file the idle ones have open: it may be replaced under us

  std::mutex looking_lock_;
  std::unique_ptr<store::Store> looking_;  // writes nothing, so that it sees every change
  uint64_t looked_file_ = 0, state_ = 0;
  int64_t seen_ = 0;
};

// What a route gets.
struct Call {
  const Request& request;
  std::vector<std::string> captures;  // the parts of the path that stand for {…}
  store::Store& store;
  const reading::Reader& reader;
  ClaimShelf& shelf;
  std::shared_ptr<const desk::Dictionaries> dictionaries;
};

using Route = Result<Response> (*)(Call&);

struct RouteEntry {
  std::string_view method, pattern;  // "/api/v1/stories/{id}"
  Route route;
  bool kept = true;  // its answer depends on the question and the store alone, and writes nothing
};
// All routes that ask the store, in the order they are tried.
const std::vector<RouteEntry>& routes();

struct NewsroomOptions {
  std::string store;
  Guard guard;
};

class Newsroom {
 public:
  // `reader` must outlive the instance.
  Newsroom(NewsroomOptions options, const reading::Reader& reader);
  Response handle(const Request& request);

 private:
  Response dispatch(const Request& request);
  Response make(const Request& request);
  Response ask(const RouteEntry& entry, const Request& request, std::vector<std::string> captures);
  Response change(const RouteEntry& entry, const Request& request, std::vector<std::string> captures);
  Response read(const Request& request);

  NewsroomOptions options_;
  const reading::Reader& reader_;
  StorePool pool_;
  ClaimShelf shelf_;
  std::shared_ptr<const desk::Dictionaries> dictionaries_;
  std::atomic<int> reading_{0};  // POST /read at work: each takes a core
  Answers answers_;              // last: its thread asks the others
};

}  // namespace isnad::serve
