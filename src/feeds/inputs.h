// SPDX-License-Identifier: Apache-2.0
// Where new material comes from: pages, texts, JSONL, web archives, feeds and tables, in files, folders, gzip, zstd and
// standard input, one record at a time. Memory stays bounded whatever the size of the input; a fault in one input is an
// Item with an error, and the others go on.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "page/page.h"

namespace isnad::feeds {

enum class Kind : uint8_t { kText, kHtml };

struct Item {
  std::string where;  // "file" or "file:line", for messages
  std::string bytes;  // plain text in UTF-8, or a page as it came
  page::Given given;
  Kind kind = Kind::kText;
  std::string error;  // not empty: what was found and what was expected; then there are no bytes
};

struct Limits {
  size_t document_bytes = 16 << 20;  // a larger document is refused by name
  size_t archive_bytes = 256 << 20;  // the same for tables and exports, which are read whole
  size_t feed_bytes = 64 << 20;      // the same for feeds and sitemaps, whose parsed form takes six times as much
};

// next() is not for several threads at once: guard it with a mutex. The counters may be asked from any thread.
class Inputs {
 public:
  // Paths of files and folders, "-" for standard input. Folders are read whole, sorted by path.
  // With `wanted` only files of folders for which it is true, and an empty folder is no error.
  explicit Inputs(std::vector<std::string> paths, Limits limits = {},
                  const std::function<bool(const std::string&)>& wanted = {});
  Inputs(Inputs&&) noexcept;
  ~Inputs();

  // The next record, in a fixed order; false at the end.
  bool next(Item& item);
  // Bytes of all inputs, and how many of them have been read: for a progress bar. Total 0: not known.
  uint64_t total_bytes() const;
  uint64_t read_bytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace isnad::feeds
