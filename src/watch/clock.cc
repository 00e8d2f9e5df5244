// SPDX-License-Identifier: Apache-2.0
#include "watch/clock.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace isnad::watch {

std::string stamp_of(int64_t seconds) {
  using namespace std::chrono;
  const auto days = floor<std::chrono::days>(sys_seconds(std::chrono::seconds(seconds)));
  const year_month_day date(days);
  const int64_t rest = seconds - days.time_since_epoch().count() * 86400;
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(rest / 3600),
                static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  return text;
}

int64_t seconds_of(std::string_view stamp) { return seconds_of_date(stamp); }

int64_t seconds_of_date(std::string_view date) {
  const auto number = [&](size_t at, size_t size) {
    int value = -1;
    if (at + size <= date.size()) std::from_chars(date.data() + at, date.data() + at + size, value);
    return value;
  };
  if (date.size() >= 10 && date[4] == '-' && date[7] == '-') {
    using namespace std::chrono;
    const year_month_day day(year(number(0, 4)), month(static_cast<unsigned>(std::max(0, number(5, 2)))),
                             std::chrono::day(static_cast<unsigned>(std::max(0, number(8, 2)))));
    if (!day.ok()) return 0;
    int64_t seconds = sys_days(day).time_since_epoch().count() * int64_t{86400};
    if (date.size() >= 16 && (date[10] == 'T' || date[10] == ' ') && date[13] == ':') {
      const int hour = number(11, 2), minute = number(14, 2);
      if (hour >= 0 && minute >= 0) seconds += hour * 3600 + minute * 60;
      if (date.size() >= 19 && date[16] == ':') seconds += std::max(0, number(17, 2));
      const size_t sign = date.find_first_of("+-", 16);
      if (sign != date.npos && sign + 6 <= date.size()) {
        const int offset = number(sign + 1, 2) * 3600 + number(sign + 4, 2) * 60;
        seconds += date[sign] == '+' ? -offset : offset;
      }
    }
    return seconds;
  }
  return std::max<int64_t>(0, curl_getdate(std::string(date.substr(0, 100)).c_str(), nullptr));
}

int64_t retry_after(std::string_view value, int64_t now) {
  int64_t seconds = 0;
  const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (fault != std::errc() || end != value.data() + value.size()) {
    const int64_t date = seconds_of_date(value);
    seconds = date == 0 ? 0 : date - now;
  }
  return std::clamp<int64_t>(seconds, 0, 86400);
}

}  // namespace isnad::watch
