// SPDX-License-Identifier: Apache-2.0
// When an office was held, from dates that may name only a year or a month.
#pragma once

#include <cstdint>
#include <string_view>

namespace isnad::names {

// Days as numbers that compare as days do (year * 10000 + month * 100 + day), both ends included. Between `from` and
// `to` the office may have been held, between `surely_from` and `surely_to` it was.
struct RoleDates {
  int64_t from = 0, surely_from = 0;
  int64_t surely_to = 99999999, to = 99999999;
};

// First and last day that a date (YYYY, YYYY-MM, YYYY-MM-DD) may mean; 0 when it is none.
inline int64_t day_number(std::string_view date, bool last) {
  int64_t parts[3] = {0, last ? 12 : 1, last ? 31 : 1};
  int part = 0;
  bool any = false;
  int64_t value = 0;
  for (size_t i = 0; i <= date.size() && part < 3; ++i) {
    if (i < date.size() && date[i] >= '0' && date[i] <= '9') {
      value = value * 10 + (date[i] - '0');
      any = true;
      if (value > 9999) return 0;
      continue;
    }
    if (i < date.size() && date[i] != '-') return 0;
    if (any) parts[part++] = value;
    value = 0;
    any = false;
  }
  return parts[0] == 0 ? 0 : parts[0] * 10000 + parts[1] * 100 + parts[2];
}

// Empty dates are open ends.
inline RoleDates role_dates(std::string_view from, std::string_view to) {
  RoleDates dates;
  if (!from.empty()) {
    dates.from = day_number(from, false);
    dates.surely_from = day_number(from, true);
  }
  if (!to.empty()) {
    dates.to = day_number(to, true);
    dates.surely_to = day_number(to, false);
  }
  return dates;
}

// True when two people surely held the office on more than the day of handing it over.
inline bool overlap(const RoleDates& a, const RoleDates& b) {
  return a.surely_from < b.surely_to && b.surely_from < a.surely_to;
}

}  // namespace isnad::names
