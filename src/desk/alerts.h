// SPDX-License-Identifier: Apache-2.0
// Alerts as the store keeps them: which item of the news was found for which watch, and which messages wait, went or
// failed. Stamps are UTC, ISO 8601.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "desk/news.h"
#include "store/store.h"

namespace isnad::desk {

struct Alert {
  int64_t id = 0;
  std::string watch, made;
  NewsItem item;
};

// A message that waits for its time.
struct Delivery {
  int64_t id = 0, tries = 0;
  bool begun = false;  // an earlier run was ended while it sent this one: it may have arrived
  Alert alert;
};

struct WatchState {
  std::string name;
  int64_t seen = 0;    // news.id up to which was looked
  bool known = false;  // false: not watched before
};
Result<WatchState> watch_state(const store::Store& store, std::string_view name);
// REQUIRES for these: between begin() and commit().
Result<void> keep_watch_state(store::Store& store, const WatchState& state);
// The alert's id; 0 when there is one for this watch and item already.
Result<int64_t> add_alert(store::Store& store, const Alert& alert);
Result<void> add_delivery(store::Store& store, int64_t alert, std::string_view channel, std::string_view due);

// Messages of a channel that are due, oldest first.
Result<std::vector<Delivery>> due_deliveries(const store::Store& store, std::string_view channel, std::string_view now,
                                             size_t most);
enum class Outcome : uint8_t { kBegun, kSent, kLater, kFailed };
// Notes what became of messages; kLater: they are due again at `when`.
Result<void> note_outcome(store::Store& store, const std::vector<Delivery>& deliveries, Outcome outcome,
                          std::string_view when, std::string_view failure);
// Drops the oldest waiting messages of a channel beyond `most`; returns how many. Their alerts stay.
Result<int64_t> drop_overflow(store::Store& store, std::string_view channel, int64_t most);

// Newest first; of one watch, or of all when it is empty.
Result<std::vector<Alert>> alerts(const store::Store& store, std::string_view watch, size_t most);

}  // namespace isnad::desk
