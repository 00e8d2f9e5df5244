// SPDX-License-Identifier: Apache-2.0
#include "serve/claim_shelf.h"

#include "serve/newsroom.h"
#include "store/sqlite.h"

namespace isnad::serve {

namespace {

constexpr int kShare = 20;

int64_t state_of(const store::Store& store) {
  Result<store::Statement> select = store.statement("PRAGMA data_version");
  if (!select) return -1;
  const Result<bool> row = select->step();
  return row && *row ? select->number(0) : -1;
}

}  // namespace

Result<std::shared_ptr<const desk::ClaimIndex>> ClaimShelf::get() {
  std::shared_ptr<const desk::ClaimIndex> held;
  {
    const std::lock_guard guard(holding_);
    held = index_;
  }
  std::unique_lock making(making_, std::defer_lock);
  if (!held) making.lock();
  else if (!making.try_lock()) return held;
  if (!fresh())
    if (Result<void> done = make(); !done) return done.error();
  const std::lock_guard guard(holding_);
  return index_;
}

bool ClaimShelf::fresh() {
  if (!index_ || !store_ || identity_of(path_) != file_) return false;
  return state_of(*store_) == state_ || Clock::now() - made_ < took_ * kShare;
}

Result<void> ClaimShelf::make() {
  if (const uint64_t file = identity_of(path_); !store_ || file != file_) {
    store_.reset();
    Result<store::Store> opened = store::Store::open(path_, store::Access::kRead);
    if (!opened) return opened.error();
    store_ = std::move(*opened);
    file_ = file;
  }
  const Clock::time_point begun = Clock::now();
  const int64_t state = state_of(*store_);
  Result<desk::ClaimIndex> made = desk::ClaimIndex::load(*store_);
  if (!made) {
    store_.reset();
    return made.error();
  }
  state_ = state;
  made_ = Clock::now();
  took_ = made_ - begun;
  const std::lock_guard guard(holding_);
  index_ = std::make_shared<const desk::ClaimIndex>(std::move(*made));
  return {};
}

}  // namespace isnad::serve
