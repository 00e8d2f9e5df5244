// SPDX-License-Identifier: Apache-2.0
#include "alerts/quiet.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <cstdio>

#include "desk/placing.h"

namespace isnad::alerts {

namespace {

constexpr int64_t kMinute = 60, kDay = 86'400;

int64_t floor_to(int64_t value, int64_t step) { return value - ((value % step) + step) % step; }

}  // namespace

struct Zone::Clock {
  std::unique_ptr<icu::TimeZone> zone;
};

Zone::Zone(std::unique_ptr<Clock> clock) : clock_(std::move(clock)) {}
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::~Zone() = default;

Result<Zone> Zone::open(const std::string& name) {
  auto clock = std::make_unique<Clock>();
  clock->zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  icu::UnicodeString found;
  if (clock->zone) clock->zone->getID(found);
  if (!clock->zone || (found == icu::UnicodeString("Etc/Unknown")))
    return Error{"'" + name + "' is no time zone; write one as Africa/Cairo or UTC"};
  return Zone(std::move(clock));
}

int64_t Zone::offset(int64_t moment) const {
  int32_t raw = 0, summer = 0;
  UErrorCode error = U_ZERO_ERROR;
  clock_->zone->getOffset(static_cast<UDate>(moment) * 1000.0, 0, raw, summer, error);
  return U_FAILURE(error) ? 0 : (int64_t{raw} + summer) / 1000;
}

int Zone::minute(int64_t moment) const {
  const int64_t wall = moment + offset(moment);
  return static_cast<int>((wall - floor_to(wall, kDay)) / kMinute);
}

int64_t Zone::next(int64_t from, int minute_of_day) const {
  // The wall's midnight of today, tomorrow and the day after: one of them has such a minute after `from`.
  const int64_t today = floor_to(from + offset(from), kDay);
  for (int64_t day = 0; day <= 2; ++day) {
    const int64_t wall = today + day * kDay + minute_of_day * kMinute;
    // The offset before a change and the one after it give two candidates; the earlier right one counts.
    for (const int64_t guess : {wall - offset(wall - offset(wall) - 3 * 3600), wall - offset(wall - offset(wall)),
                                wall - offset(wall - offset(wall) + 3 * 3600)})
      if (guess >= from && guess + offset(guess) == wall) return guess;
    // Jumped over: the first moment at which the wall is past it.
    const int64_t before = wall - offset(wall - offset(wall) - 3 * 3600);
    if (before >= from && before + offset(before) > wall) {
      int64_t low = before - 3 * 3600, high = before;
      while (high - low > 1) {
        const int64_t middle = (low + high) / 2;
        (middle + offset(middle) >= wall ? high : low) = middle;
      }
      if (high >= from) return high;
    }
  }
  return from;
}

Result<int> read_minute(std::string_view text) {
  const std::string copy(text);
  int hour = 0, minute = 0, used = 0;
  if (copy.size() != 5 || std::sscanf(copy.c_str(), "%2d:%2d%n", &hour, &minute, &used) != 2 || used != 5 || hour < 0 ||
      hour > 23 || minute < 0 || minute > 59)
    return Error{"'" + copy + "' is no time of day; write it as 08:30"};
  return hour * 60 + minute;
}

Result<Hours> read_hours(std::string_view text) {
  const size_t dash = text.find('-');
  const Result<int> from = read_minute(text.substr(0, dash));
  const Result<int> until = read_minute(dash == std::string_view::npos ? "" : text.substr(dash + 1));
  if (!from || !until || *from == *until)
    return Error{"'" + std::string(text) + "' are no hours; write them as 22:00-07:00"};
  return Hours{*from, *until};
}

int64_t due(const Zone& zone, const std::optional<Hours>& quiet, const std::optional<int>& digest, int64_t now) {
  int64_t moment = digest ? zone.next(now, *digest) : now;
  if (quiet && quiet->holds(zone.minute(moment))) moment = zone.next(moment, quiet->until);
  return moment;
}

std::string stamp(int64_t moment) {
  const int64_t day = floor_to(moment, kDay), rest = moment - day;
  char clock[16];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02dZ", static_cast<int>(rest / 3600),
                static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  return desk::date_of(static_cast<int32_t>(day / kDay)) + clock;
}

std::optional<int64_t> moment_of(std::string_view text) {
  const std::string copy(text);
  int h = 0, m = 0, s = 0, used = 0;
  const int32_t day = desk::day_of(copy);
  if (day == stories::kNoDay || copy.size() != 20 ||
      std::sscanf(copy.c_str() + 10, "T%2d:%2d:%2dZ%n", &h, &m, &s, &used) != 3 || used != 10 || h > 23 || m > 59 ||
      s > 60)
    return std::nullopt;
  return int64_t{day} * kDay + h * 3600 + m * 60 + s;
}

}  // namespace isnad::alerts
