// SPDX-License-Identifier: Apache-2.0
// When somebody wants to be told: quiet hours and the hour of a digest, by the clock on his wall. Moments are seconds
// since 1970-01-01 UTC.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad::alerts {

// A place's clock, with its changes between summer and winter (ICU's data; none of the system's is needed).
class Zone {
 public:
  // Errors: no such zone ("Africa/Cairo", "UTC").
  static Result<Zone> open(const std::string& name);
  Zone(Zone&&) noexcept;
  Zone& operator=(Zone&&) noexcept;
  ~Zone();

  // Seconds that the wall's clock is before UTC's at a moment.
  int64_t offset(int64_t moment) const;
  // Minutes since midnight on the wall.
  int minute(int64_t moment) const;
  // The first moment at or after `from` at which the wall shows `minute`. Where the clock jumps over it, the moment
  // of the jump.
  int64_t next(int64_t from, int minute) const;

 private:
  struct Clock;
  explicit Zone(std::unique_ptr<Clock> clock);
  std::unique_ptr<Clock> clock_;
};

// Minutes since midnight; over midnight when `until` is before `from`.
struct Hours {
  int from = 0, until = 0;
  bool holds(int minute) const {
    return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
  }
};

// "22:00-07:00"; "08:30". Errors: anything else.
Result<Hours> read_hours(std::string_view text);
Result<int> read_minute(std::string_view text);

// When a message that is ready at `now` may go: at the next digest, else at once, but not in quiet hours.
int64_t due(const Zone& zone, const std::optional<Hours>& quiet, const std::optional<int>& digest, int64_t now);

// "2026-11-21T08:30:00Z" and back. Nothing for other forms.
std::string stamp(int64_t moment);
std::optional<int64_t> moment_of(std::string_view stamp);

}  // namespace isnad::alerts
