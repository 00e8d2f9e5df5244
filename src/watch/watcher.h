// SPDX-License-Identifier: Apache-2.0
// Follows sources: asks each on its schedule, keeps what is new or changed, remembers the rest in the store.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "feeds/inputs.h"
#include "store/store.h"
#include "watch/sources.h"

namespace isnad::watch {

struct Kept {
  uint64_t documents = 0, versions = 0;
};

struct Surroundings {
  std::function<store::Record(feeds::Item)> read;  // reads a document and makes of it what the store keeps
  std::function<void(const std::string&)> log;     // one line
  // After documents were written and committed, so that they can be looked at; may be empty.
  std::function<Result<void>(const Kept&)> kept;
  std::function<bool()> stop;      // true: end now, cleanly
  std::function<double()> steady;  // seconds, never backwards
  std::function<int64_t()> wall;   // seconds since 1970
  uint64_t seed = 0;               // of the jitter in back-off
  std::string user_agent;
};

struct Ended {
  Kept kept;
  uint64_t looks = 0, failed = 0;  // at sources
};

// Follows until it is told to stop; with `once` each source is looked at once, and the pages that are due then.
// Errors: the store cannot be written.
Result<Ended> follow(store::Store& store, const Sources& sources, const Surroundings& around, bool once);

}  // namespace isnad::watch
