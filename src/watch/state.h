// SPDX-License-Identifier: Apache-2.0
// What a watch remembers, in the store: its sources with their health, and the addresses that they named. Every change
// belongs to the transaction that keeps the documents, so after a kill both are there or neither is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "page/page.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "watch/sources.h"

namespace isnad::watch {

struct Remembered {  // of a source
  int64_t id = 0;
  std::string moved_to, etag, last_modified;
  int failures = 0;
  int64_t due = 0;  // seconds since 1970; 0: at once
};

// What one look at a source came to.
struct Look {
  bool good = false;
  std::string at;               // UTC, ISO 8601
  std::string failure;          // of a look that failed
  std::string note;             // of a good one: what was damaged or left out
  Remembered now;               // etag, last_modified, moved_to, failures and due as they are to be
  bool keep_validators = true;  // false: etag and last_modified are left as they were
};

struct Entry {                        // of a feed or sitemap, or an address of a page list
  std::string address, stamp, given;  // given: JSON
  std::string teaser;
  bool teaser_html = false;
};

struct Page {  // an address whose time has come
  int64_t id = 0;
  std::string address, state, given, teaser, article, etag, last_modified;
  bool teaser_html = false;
  int64_t looks = 0, tries = 0;
};

// What is to be written of a page after a look at it.
struct PageLook {
  std::string state, article, etag, last_modified, failure;
  int64_t looks = 0, tries = 0;
  std::optional<int64_t> due;
  bool drop_teaser = false;
};

enum class Noted : uint8_t { kNew, kChanged, kKnown };

class State {
 public:
  static Result<State> open(const store::Store& store);

  // The rows of the sources in the file; others are kept and marked as no longer watched.
  Result<std::vector<Remembered>> take_over(const std::vector<Source>& sources);
  Result<void> looked(int64_t source, const Look& look);
  Result<void> count(int64_t source, int64_t documents, int64_t versions);

  // True when the address is there with this stamp.
  Result<bool> known(const std::string& address, const std::string& stamp);
  // Notes an entry as due at `due` unless it is known with its stamp, or another watched source's; `id` of its row.
  Result<Noted> note(int64_t source, const Entry& entry, int64_t due, int64_t* id = nullptr);
  Result<void> page_looked(int64_t page, const PageLook& look);
  // Pages of a source that are due, those that wait longest first.
  Result<std::vector<Page>> due(int64_t source, int64_t now, size_t most);
  // When the next one is; nothing: none is.
  Result<std::optional<int64_t>> next_due(int64_t source);
  Result<Page> page(int64_t id);

 private:
  explicit State(const store::Store& store) : store_(&store) {}

  const store::Store* store_;
  store::Statement known_, insert_, find_, change_, page_looked_, due_, next_due_, page_, looked_, count_;
};

}  // namespace isnad::watch
