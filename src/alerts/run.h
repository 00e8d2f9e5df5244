// SPDX-License-Identifier: Apache-2.0
// One run of the alerts: what came since the last one is matched, messages that are due go out. Matching is one
// transaction with its mark, so nothing is found twice or lost; a message is marked before it is sent and after it, so
// that one which was under way in a kill goes again under its old id and says so.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "alerts/watchlist.h"
#include "desk/desk.h"

namespace isnad::alerts {

struct RunOptions {
  int64_t now = 0;      // seconds since 1970-01-01 UTC
  std::string since;    // of watches that are new: look back to this moment; empty: they begin now
  bool arabic = false;  // where a channel does not say
  std::function<bool(const std::string& text)> print;  // to the terminal; false: it cannot be written
  bool jsonl = false;                                  // the terminal's form: one alert a line
  std::function<void(const std::string& line)> log;
};

struct Ran {
  int64_t found = 0, sent = 0, waiting = 0, failed = 0;
};

// notice() (desk/notice.h) must have run. Errors: the store; another run is at work on it.
Result<Ran> run(const desk::Desk& desk, const std::string& store_path, const Watchlist& list,
                const RunOptions& options);

}  // namespace isnad::alerts
