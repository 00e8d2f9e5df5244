// SPDX-License-Identifier: Apache-2.0
#include "page/dates.h"

#include <array>
#include <cstdio>
#include <vector>

#include "text/letters.h"

namespace isnad::page {

namespace {

struct Ymd {
  int year = 0, month = 0, day = 0;
};

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

bool exists(const Ymd& d) {
  static constexpr std::array<int, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d.year < 1900 || d.year > 2100 || d.month < 1 || d.month > 12 || d.day < 1) return false;
  return d.day <= kDays[static_cast<size_t>(d.month)] + (d.month == 2 && leap(d.year) ? 1 : 0);
}

std::string iso(const Ymd& d) {
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", d.year, d.month, d.day);
  return out;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

// Up to `most` digits at `at`; -1 when there is none.
int number(std::string_view s, size_t& at, size_t most) {
  int value = 0;
  size_t begin = at;
  while (at < s.size() && at - begin < most && digit(s[at])) value = value * 10 + (s[at++] - '0');
  return at == begin ? -1 : value;
}

struct Numeric {
  Ymd date;
  bool ambiguous = false;
  size_t end = 0;  // one past the date
};

// A numeric date that begins at `at` with - / or . between: year first, or day first.
std::optional<Numeric> numeric_date(std::string_view s, size_t at) {
  size_t p = at;
  const int first = number(s, p, 4);
  const size_t first_length = p - at;
  if (first < 0 || p >= s.size()) return {};
  const char mark = s[p];
  if (mark != '-' && mark != '/' && mark != '.') return {};
  ++p;
  const int second = number(s, p, 2);
  if (second < 0 || p >= s.size() || s[p] != mark) return {};
  ++p;
  const size_t third_begin = p;
  const int third = number(s, p, 4);
  if (third < 0 || (p < s.size() && digit(s[p]))) return {};
  Numeric out;
  out.end = p;
  if (first_length == 4 && p - third_begin <= 2) {
    out.date = {first, second, third};
  } else if (first_length <= 2 && p - third_begin == 4) {
    out.date = second > 12 ? Ymd{third, first, second} : Ymd{third, second, first};
    out.ambiguous = first <= 12 && second <= 12 && first != second;
  } else {
    return {};
  }
  if (!exists(out.date)) return {};
  return out;
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return s;
}

bool time_follows(std::string_view rest) {
  if (rest.empty()) return true;
  size_t at = 0;
  while (at < rest.size() && (rest[at] == ' ' || rest[at] == ',' || rest[at] == 'T' || rest[at] == 't')) ++at;
  return at > 0 && at < rest.size() && (digit(rest[at]) || rest[at] == '+' || rest[at] == 'Z');
}

int english_month(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                               "jul", "aug", "sep", "oct", "nov", "dec"};
  if (name.size() < 3) return 0;
  std::string three;
  for (char c : name.substr(0, 3)) three += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (size_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i] == three) return static_cast<int>(i) + 1;
  return 0;
}

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// «Tue, 18 Feb 2020 03:25:00 GMT» and «Feb 18, 2020».
std::optional<Ymd> named_english(std::string_view s) {
  Ymd d;
  for (size_t at = 0; at < s.size();) {
    if (digit(s[at])) {
      const size_t begin = at;
      const int value = number(s, at, 4);
      if (at < s.size() && s[at] == ':') break;
      if (at - begin == 4) d.year = value;
      else if (d.day == 0) d.day = value;
    } else if (letter(s[at])) {
      const size_t begin = at;
      while (at < s.size() && letter(s[at])) ++at;
      if (const int month = english_month(s.substr(begin, at - begin)); month != 0 && d.month == 0) d.month = month;
    } else {
      ++at;
    }
  }
  if (!exists(d)) return {};
  return d;
}

// «HH:MM» and the offset after `at`, as written; empty when there is none.
std::string time_part(std::string_view s, size_t at) {
  while (at < s.size() && !digit(s[at])) ++at;
  if (at + 5 > s.size() || !digit(s[at + 1]) || s[at + 2] != ':' || !digit(s[at + 3]) || !digit(s[at + 4])) return {};
  std::string out = "T" + std::string(s.substr(at, 5));
  at += 5;
  while (at < s.size() && (s[at] == ':' || s[at] == '.' || digit(s[at]))) ++at;  // seconds and their fraction
  while (at < s.size() && s[at] == ' ') ++at;
  if (at < s.size() && s[at] == 'Z') return out + "Z";
  if (at + 5 <= s.size() && (s[at] == '+' || s[at] == '-') && digit(s[at + 1]) && digit(s[at + 2])) {
    const size_t minutes = s[at + 3] == ':' ? at + 4 : at + 3;
    if (minutes + 2 <= s.size() && digit(s[minutes]) && digit(s[minutes + 1]))
      return out + std::string(s.substr(at, 3)) + ":" + std::string(s.substr(minutes, 2));
  }
  return out;
}

}  // namespace

std::optional<std::string> given_date(std::string_view raw) {
  const std::string clean = text::clean(trim(raw));  // Arabic digits become ASCII
  const std::string_view s = trim(clean);
  if (const auto numeric = numeric_date(s, 0)) {
    if (numeric->ambiguous || !time_follows(s.substr(numeric->end))) return {};
    const char mark = s[s.find_first_of("-/.")];
    const bool year_first = digit(s[2]);
    if (year_first ? mark != '-' : mark == '.') return {};
    return iso(numeric->date);
  }
  size_t at = 0;
  const int year = number(s, at, 4);
  if (at != 4 || year < 1900 || year > 2100) return {};
  if (s.size() == 4) return std::string(s);
  if (s.size() == 7 && s[4] == '-' && digit(s[5]) && digit(s[6]) && exists({year, (s[5] - '0') * 10 + s[6] - '0', 1}))
    return std::string(s);
  if ((s.size() == 8 || (s.size() > 8 && s[8] == 'T')) && s.find_first_not_of("0123456789") >= 8) {
    const Ymd d{year, (s[4] - '0') * 10 + s[5] - '0', (s[6] - '0') * 10 + s[7] - '0'};
    if (exists(d)) return iso(d);
  }
  return {};
}

std::optional<std::string> machine_date(std::string_view raw) {
  const std::string_view s = trim(raw.substr(0, 80));
  if (const auto numeric = numeric_date(s, 0)) {
    if (numeric->ambiguous) return {};
    return iso(numeric->date);
  }
  if (auto given = given_date(s); given && given->size() == 10) return given;
  if (const auto named = named_english(s)) return iso(*named);
  return {};
}

std::optional<std::string> machine_time(std::string_view raw) {
  const auto date = machine_date(raw);
  if (!date) return {};
  const std::string_view s = trim(raw.substr(0, 80));
  const auto numeric = numeric_date(s, 0);
  const size_t colon = s.find(':');
  const size_t named_from = colon == s.npos || colon < 2 ? s.size() : colon - 2;
  return *date + time_part(s, numeric ? numeric->end : named_from);
}

std::optional<std::string> date_in_url(std::string_view url) {
  const size_t path = url.find('/', url.find("://") == url.npos ? 0 : url.find("://") + 3);
  if (path == url.npos) return {};
  const std::string_view s = url.substr(path).substr(0, 400);
  for (size_t at = 1; at + 8 <= s.size(); ++at) {
    if (!digit(s[at]) || digit(s[at - 1])) continue;
    const auto numeric = numeric_date(s, at);
    // Day first is too rare in addresses to be believed.
    if (numeric && digit(s[at + 2]) && (numeric->end == s.size() || !digit(s[numeric->end]))) return iso(numeric->date);
  }
  return {};
}

std::optional<LineDate> date_in_line(std::string_view line, const lexicon::Table& dates) {
  const std::string folded = text::fold(line.substr(0, 400));
  const std::string_view s = folded;
  const int month_column = dates.column("month");
  const int kind_column = dates.column("kind");
  LineDate out;
  bool found = false;
  int rest = 0;
  int day = 0, month = 0;  // of "14 يناير" while the year is awaited
  std::string_view before;
  for (size_t at = 0; at < s.size();) {
    if (digit(s[at])) {
      if (const auto numeric = numeric_date(s, at)) {
        if (out.value.empty()) {
          out.value = iso(numeric->date);
          out.ambiguous = numeric->ambiguous;
        }
        found = true;
        at = numeric->end;
        continue;
      }
      const size_t begin = at;
      const int value = number(s, at, 9);
      if (at - begin <= 2 && (month == 0 || day == 0)) day = value;
      if (at - begin == 4 && out.value.empty() && exists({value, month, day})) out.value = iso({value, month, day});
      continue;
    }
    const size_t begin = at;
    while (at < s.size() && (static_cast<unsigned char>(s[at]) >= 0x80 || letter(s[at]))) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    std::string_view word = s.substr(begin, at - begin);
    while (word.ends_with("\xD8\x8C") || word.ends_with("\xD8\x9B")) word.remove_suffix(2);  // Arabic comma, semicolon
    if (word.empty()) continue;
    std::span<const uint32_t> rows;
    if (!before.empty() && before.data() + before.size() + 1 == word.data())
      rows = dates.find(std::string_view(before.data(), before.size() + 1 + word.size()));  // months of two words
    if (!rows.empty()) --rest;
    if (rows.empty()) rows = dates.find(word);
    before = word;
    ++rest;
    for (const uint32_t row : rows) {
      const std::string_view kind = dates.cell(row, kind_column);
      if (kind == "gregorian" && month == 0) {
        const std::string_view cell = dates.cell(row, month_column);
        size_t p = 0;
        month = number(cell, p, 2);
      }
      found = found || kind == "gregorian" || kind == "hijri";
    }
    if (!rows.empty()) --rest;
  }
  if (!found || (out.value.empty() && day == 0)) return {};
  out.pure = rest <= 2;
  return out;
}

}  // namespace isnad::page
