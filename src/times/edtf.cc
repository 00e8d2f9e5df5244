// SPDX-License-Identifier: Apache-2.0
#include "times/edtf.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace isnad::times {

namespace {

template <class... Args>
std::string printed(const char* format, Args... args) {
  std::array<char, 48> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), format, args...);
  return std::string(buffer.data(), static_cast<size_t>(size > 0 ? size : 0));
}

std::string written(Day day, Grain grain, int season) {
  const Civil date = civil_of(day);
  switch (grain) {
    case Grain::kDay: return printed("%04d-%02d-%02d", date.year, date.month, date.day);
    case Grain::kMonth: return printed("%04d-%02d", date.year, date.month);
    case Grain::kYear: return printed("%04d", date.year);
    case Grain::kDecade: return printed("%03dX", date.year / 10);
    case Grain::kCentury: return printed("%02dXX", date.year / 100);
    case Grain::kSeason: return printed("%04d-%02d", date.year, 20 + season);  // EDTF level 1: 21 spring to 24 winter
  }
  return "?";
}

bool read_digits(std::string_view text, int& value) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() && end == text.data() + text.size();
}

std::optional<Days> read_one(std::string_view text) {
  if (const auto day = read_iso_day(text)) return Days{*day, *day};
  int year = 0;
  int month = 0;
  if (text.size() == 7 && text[4] == '-' && read_digits(text.substr(0, 4), year) &&
      read_digits(text.substr(5, 2), month)) {
    if (month >= 1 && month <= 12) return month_days(year, month);
    if (month >= 21 && month <= 24) return year_days(year);
    return std::nullopt;
  }
  if (text.size() != 4) return std::nullopt;
  if (read_digits(text, year)) return year_days(year);
  if (text[3] != 'X') return std::nullopt;
  const size_t known = text[2] == 'X' ? 2 : 3;
  if (!read_digits(text.substr(0, known), year)) return std::nullopt;
  const int years = known == 2 ? 100 : 10;
  return Days{year_days(year * years).first, year_days(year * years + years - 1).last};
}

}  // namespace

Resolved one_month(int year, int month) { return some_months(year, month, year, month); }

Resolved some_months(int year, int month, int last_year, int last_month) {
  return {month_days(year, month).first,
          month_days(last_year, last_month).last,
          Grain::kMonth,
          Grain::kMonth,
          0,
          -1,
          0,
          {}};
}

Resolved one_year(int year) { return some_years(year, year); }

Resolved some_years(int year, int last_year) {
  return {year_days(year).first, year_days(last_year).last, Grain::kYear, Grain::kYear, 0, -1, 0, {}};
}

std::string write(const Resolved& resolved) {
  std::string value = written(resolved.first, resolved.first_grain, resolved.season);
  if (resolved.hour >= 0 && resolved.last_hour >= 0 && resolved.first_grain == Grain::kDay)
    return value + printed("T%02d:%02d", resolved.hour, resolved.minute) + std::string(resolved.zone) + "/" +
           written(resolved.last, Grain::kDay, 0) + printed("T%02d:%02d", resolved.last_hour, resolved.last_minute) +
           std::string(resolved.zone);
  const std::string last = written(resolved.last, resolved.last_grain, resolved.season);
  if (resolved.first_grain != Grain::kSeason && last != value) return value + "/" + last;
  if (resolved.hour >= 0 && resolved.is_day())
    value += printed("T%02d:%02d", resolved.hour, resolved.minute) + std::string(resolved.zone);
  return value;
}

std::optional<Days> read_value(std::string_view value) {
  const size_t slash = value.find('/');
  const auto first = read_one(value.substr(0, slash));
  if (slash == std::string_view::npos || !first) return first;
  const auto last = read_one(value.substr(slash + 1));
  if (!last) return std::nullopt;
  return Days{first->first, last->last};
}

}  // namespace isnad::times
