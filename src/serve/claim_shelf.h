// SPDX-License-Identifier: Apache-2.0
// The index of the store's claims, kept in memory and made anew when the store changed. For any thread.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "desk/claim_index.h"
#include "store/store.h"

namespace isnad::serve {

class ClaimShelf {
 public:
  explicit ClaimShelf(std::string path) : path_(std::move(path)) {}

  // The index of the store as it is now, or of a moment ago while much is being written: making it takes a second for
  // some hundred thousand claims, and no more than a twentieth of the time is spent on that. Errors: the store.
  Result<std::shared_ptr<const desk::ClaimIndex>> get();

 private:
  using Clock = std::chrono::steady_clock;

  bool fresh();
  Result<void> make();

  std::string path_;
  std::mutex making_, holding_;
  std::optional<store::Store> store_;  // of making_
  uint64_t file_ = 0;                  // which file it has open
  int64_t state_ = 0;                  // of that file, by SQLite's count of changes
  Clock::duration took_{};
  Clock::time_point made_;
  std::shared_ptr<const desk::ClaimIndex> index_;  // of holding_
};

}  // namespace isnad::serve
