// SPDX-License-Identifier: Apache-2.0
// Says in the store how far long work on it is, for those who look at it from elsewhere.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "store/store.h"

namespace isnad::store {

// Notes that work begins; returns its number. `what`: read, reread, watch; `of`: what is read, as the user named it.
// Its own transaction. Earlier runs but the last hundred are forgotten.
Result<int64_t> begin_run(Store& store, std::string_view what, std::string_view of, std::string_view now);

struct RunState {
  uint64_t documents = 0, bytes = 0, whole = 0;  // whole: bytes in all, 0: not known
  bool ended = false;
};
// May stand in a transaction or be one of its own.
Result<void> tell_run(Store& store, int64_t run, const RunState& state, std::string_view now);

}  // namespace isnad::store
