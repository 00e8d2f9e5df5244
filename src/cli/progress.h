// SPDX-License-Identifier: Apache-2.0
// A line on the terminal that says how far long work is. Nothing where standard error is no terminal.
#pragma once

#include <chrono>
#include <cstdint>

namespace isnad::cli {

class Progress {
 public:
  Progress();
  ~Progress() { clear(); }
  // Called as often as wanted; draws at most ten times a second. `total` 0: not known.
  void update(uint64_t documents, uint64_t bytes, uint64_t total);
  // Takes the line away, before other output.
  void clear();

 private:
  bool shown_on_terminal_ = false;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point begun_, last_;
};

}  // namespace isnad::cli
