// SPDX-License-Identifier: Apache-2.0
// The health of what `isnad watch` follows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace isnad::desk {

struct SourceHealth {
  int64_t id = 0;
  std::string name, kind;  // feed, sitemap, pages, folder
  std::string address, moved_to;
  bool watched = false;                         // in the sources file of the last watch
  int64_t every = 0;                            // seconds
  std::string tried, succeeded, failed, due;    // UTC, ISO 8601; empty: never
  std::string failure;                          // of the last look that failed
  int64_t failures = 0;                         // in a row; 0: the last look succeeded
  std::string note;                             // of the last look that succeeded: what was damaged or left out
  int64_t documents = 0, versions = 0;          // that came from it
  int64_t waiting = 0, given_up = 0, gone = 0;  // addresses
};

// Those that fail first, then by name.
Result<std::vector<SourceHealth>> sources(const store::Store& store);
std::string to_json(const SourceHealth& source);

}  // namespace isnad::desk
