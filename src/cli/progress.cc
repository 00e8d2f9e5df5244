// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <unistd.h>

#include <cinttypes>
#include <cstdio>

namespace isnad::cli {

Progress::Progress()
    : shown_on_terminal_(::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0),
      begun_(std::chrono::steady_clock::now()),
      last_(begun_) {}

void Progress::update(uint64_t documents, uint64_t bytes, uint64_t total) {
  if (!shown_on_terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  constexpr int kWidth = 24;
  char bar[kWidth + 1] = {};
  const double part = total == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(total);
  for (int i = 0; i < kWidth; ++i) bar[i] = i < static_cast<int>(part * kWidth) ? '#' : '.';
  if (total != 0) std::fprintf(stderr, "\r[%s] %3.0f %%  ", bar, 100 * part);
  else std::fprintf(stderr, "\r");
  std::fprintf(stderr, "%" PRIu64 " documents, %.0f/s\x1b[K", documents, static_cast<double>(documents) / seconds);
}

void Progress::clear() {
  if (!drawn_) return;
  std::fprintf(stderr, "\r\x1b[K");
  drawn_ = false;
}

}  // namespace isnad::cli
