// SPDX-License-Identifier: Apache-2.0
// Dates that a page or a record gives of itself, as YYYY-MM-DD. Times in the text are another room's work.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"

namespace isnad::page {

// A date given from outside: ISO 8601 (year, month, day or with a time) or dd/mm/yyyy where it can mean nothing else.
// The value keeps the precision given, times are left out. Nothing: it is none of these, or no such day exists.
std::optional<std::string> given_date(std::string_view raw);

// A date in markup: ISO 8601 and its common misspellings, RFC 822. Nothing when it is ambiguous.
std::optional<std::string> machine_date(std::string_view raw);
// The same with its time when it has one: YYYY-MM-DDTHH:MM and the offset as written.
std::optional<std::string> machine_time(std::string_view raw);

// The date in the path of an address: /2020/01/14/ or 2020-01-14.
std::optional<std::string> date_in_url(std::string_view url);

struct LineDate {
  std::string value;       // empty: a date that cannot be read, such as one with a Hijri month alone
  bool ambiguous = false;  // 05/06/2020, read day first
  bool pure = false;       // the line holds little else
};

// The first date of a line that people read: «14 يناير 2020 - 13:05». `dates` is the table page/dates.
std::optional<LineDate> date_in_line(std::string_view line, const lexicon::Table& dates);

}  // namespace isnad::page
