// SPDX-License-Identifier: Apache-2.0
// Times as the watch counts them. Schedules run by a clock that only goes forward: the wall's time at the beginning
// plus what has passed since. A wall clock that jumps changes stamps, never the schedule.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace isnad::watch {

class Clock {
 public:
  // `steady` in seconds from anywhere, `wall` in seconds since 1970.
  Clock(std::function<double()> steady, std::function<int64_t()> wall)
      : steady_(std::move(steady)), wall_(std::move(wall)), begun_(steady_()), began_(wall_()) {}

  double now() const { return static_cast<double>(began_) + (steady_() - begun_); }  // for schedules
  int64_t wall() const { return wall_(); }                                           // for stamps

 private:
  std::function<double()> steady_;
  std::function<int64_t()> wall_;
  double begun_;
  int64_t began_;
};

// UTC, ISO 8601 to the second, and back; 0 for anything else.
std::string stamp_of(int64_t seconds);
int64_t seconds_of(std::string_view stamp);

// A date as HTTP, RSS or ISO 8601 write it, in seconds since 1970 (UTC where no offset is told). 0: none of these.
int64_t seconds_of_date(std::string_view date);

// Retry-After: seconds or a date, as seconds from `now`; 0: none.
int64_t retry_after(std::string_view value, int64_t now);

}  // namespace isnad::watch
