// SPDX-License-Identifier: Apache-2.0
// One watch a store. The system frees the lock when its holder ends, however it ends.
#pragma once

#include <string>

#include "base/result.h"

namespace isnad::watch {

class Lock {
 public:
  // Locks STORE-watch beside the store. Errors: another watch holds it, and which.
  static Result<Lock> take(const std::string& store);
  Lock(Lock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  Lock& operator=(Lock&&) = delete;
  ~Lock();

 private:
  explicit Lock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace isnad::watch
