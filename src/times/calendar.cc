// SPDX-License-Identifier: Apache-2.0
#include "times/calendar.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace isnad::times {

namespace {

constexpr int kFirstTableYear = 1343;
constexpr int kLastTableYear = 1500;
constexpr Day kArithmeticEpoch = -492148;  // 1 Muharram 1 AH, 16 July 622 of the Julian calendar
constexpr int kLastYear = 9999;

template <class Int>
bool read_int(std::string_view text, Int& value) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() && end == text.data() + text.size();
}

bool arithmetic_leap(int year) { return (11 * year + 14) % 30 < 11; }

}  // namespace

// Howard Hinnant's civil-day arithmetic: years begin in March, so that the leap day is the last.
Day day_of(Civil date) {
  const int year = date.month <= 2 ? date.year - 1 : date.year;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Civil civil_of(Day day) {
  const int shifted = day + 719468;
  const int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int day_of_era = shifted - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  Civil date;
  date.day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  date.month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

int weekday_of(Day day) { return ((day + 3) % 7 + 7) % 7 + 1; }

int month_length(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool valid(Civil date) {
  return date.year >= 1 && date.year <= kLastYear && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= month_length(date.year, date.month);
}

Days month_days(int year, int month) {
  return {day_of({year, month, 1}), day_of({year, month, month_length(year, month)})};
}

Days year_days(int year) { return {day_of({year, 1, 1}), day_of({year, 12, 31})}; }

Civil add_months(Civil date, int months) {
  const int index = date.year * 12 + date.month - 1 + months;
  Civil moved{index / 12, index % 12 + 1, date.day};
  moved.day = std::min(moved.day, month_length(moved.year, moved.month));
  return moved;
}

std::optional<Day> read_iso_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  Civil date;
  if (!read_int(text.substr(0, 4), date.year) || !read_int(text.substr(5, 2), date.month) ||
      !read_int(text.substr(8, 2), date.day) || !valid(date))
    return std::nullopt;
  return day_of(date);
}

HijriCalendar::HijriCalendar(const lexicon::Lexicon& lexicon) : table_(lexicon.table("times/umm_al_qura")) {
  start_ = table_.column("start");
  lengths_ = table_.column("lengths");
}

HijriCalendar::Year HijriCalendar::year_of(int year) const {
  Year result;
  if (year >= kFirstTableYear && year <= kLastTableYear && table_.exists()) {
    const auto rows = table_.find(std::to_string(year));
    const auto start = rows.empty() ? std::nullopt : read_iso_day(table_.cell(rows[0], start_));
    const std::string_view lengths = rows.empty() ? std::string_view{} : table_.cell(rows[0], lengths_);
    if (start && lengths.size() == 12 * 3 - 1) {
      result.first = *start;
      for (size_t i = 0; i < 12; ++i) read_int(lengths.substr(3 * i, 2), result.lengths[i]);
      return result;
    }
  }
  result.first = kArithmeticEpoch + 354 * (year - 1) + (3 + 11 * year) / 30;
  for (size_t i = 0; i < 12; ++i) result.lengths[i] = i % 2 == 0 ? 30 : 29;
  if (arithmetic_leap(year)) result.lengths[11] = 30;
  return result;
}

std::optional<Days> HijriCalendar::month(int year, int month) const {
  if (year < 1 || year > kLastYear || month < 1 || month > 12) return std::nullopt;
  const Year months = year_of(year);
  Day first = months.first;
  for (int i = 0; i + 1 < month; ++i) first += months.lengths[static_cast<size_t>(i)];
  return Days{first, first + months.lengths[static_cast<size_t>(month - 1)] - 1};
}

std::optional<Days> HijriCalendar::year(int year) const {
  if (year < 1 || year > kLastYear) return std::nullopt;
  return Days{month(year, 1)->first, month(year, 12)->last};
}

std::optional<Day> HijriCalendar::day(Civil hijri) const {
  const auto days = month(hijri.year, hijri.month);
  if (!days || hijri.day < 1 || days->first + hijri.day - 1 > days->last) return std::nullopt;
  return days->first + hijri.day - 1;
}

Civil HijriCalendar::date(Day day) const {
  int year =
      std::clamp(static_cast<int>((static_cast<int64_t>(day) - kArithmeticEpoch) * 30 / 10631) + 1, 1, kLastYear);
  while (year > 1 && this->year(year)->first > day) --year;
  while (year < kLastYear && this->year(year)->last < day) ++year;
  for (int m = 1; m <= 12; ++m) {
    const Days days = *month(year, m);
    if (day <= days.last || m == 12) return {year, m, day - days.first + 1};
  }
  return {};
}

}  // namespace isnad::times
