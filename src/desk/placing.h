// SPDX-License-Identifier: Apache-2.0
// Puts the documents of a store into stories, and finds copies. Only what came since the last time is placed, and the
// days around it are looked at again: stories join or part where later articles show it. Each day is one transaction:
// after a kill the next run goes on, and ends where one run would have ended.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/result.h"
#include "store/store.h"
#include "stories/window.h"

namespace isnad::desk {

using stories::kReach;

struct Placed {
  uint64_t documents = 0;  // placed now
  uint64_t moved = 0;      // older ones that are in another story now
};

// `progress` is told how many of how many documents are placed; it may be empty. A store opened for writing. Errors:
// the store; models/idf.model is not where the program's data lie.
Result<Placed> place(store::Store& store, const std::function<void(uint64_t, uint64_t)>& progress = {});
// The same with the bytes of models/idf.model: how often words stand in news at large, which a small store cannot
// know. They may be empty.
Result<Placed> place(store::Store& store, std::string_view prior,
                     const std::function<void(uint64_t, uint64_t)>& progress);

// True when documents wait to be placed: they came after the last place().
Result<bool> anything_to_place(const store::Store& store);

// Days since 1970-01-01 of an ISO 8601 date; stories::kNoDay for anything coarser than a day, or no date.
int32_t day_of(std::string_view date);
std::string date_of(int32_t day);

}  // namespace isnad::desk
