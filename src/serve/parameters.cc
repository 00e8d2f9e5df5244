// SPDX-License-Identifier: Apache-2.0
#include "serve/parameters.h"

#include <charconv>
#include <cstdio>

#include "base/hash.h"
#include "times/calendar.h"

namespace isnad::serve {

namespace {

constexpr size_t kMostRows = 200;

// Which question a cursor belongs to: the path and all parameters but cursor and limit.
uint32_t mark_of(const Request& request) {
  uint64_t mark = hash64(request.path);
  for (const auto& [name, value] : request.query)
    if (name != "cursor" && name != "limit") mark = hash64(value, hash64(name, mark));
  return static_cast<uint32_t>(mark);
}

}  // namespace

PageOrRefusal page_of(const Request& request) {
  PageOrRefusal result;
  const std::string_view limit = request.parameter("limit"), cursor = request.parameter("cursor");
  if (!limit.empty()) {
    const auto [end, error] = std::from_chars(limit.data(), limit.data() + limit.size(), result.page.most);
    if (error != std::errc() || end != limit.data() + limit.size() || result.page.most == 0 ||
        result.page.most > kMostRows) {
      result.refused = problem(400, "limit is out of range", "limit is a number from 1 to 200.");
      return result;
    }
  }
  if (cursor.empty()) return result;
  unsigned mark = 0;
  unsigned long long skip = 0;
  const std::string text(cursor.substr(0, 40));
  int used = 0;
  if (cursor.size() > 40 || std::sscanf(text.c_str(), "%8x-%10llu%n", &mark, &skip, &used) != 2 ||
      static_cast<size_t>(used) != text.size() || mark != mark_of(request)) {
    result.refused = problem(400, "The cursor is broken",
                             "Take cursors from \"next\" of the page before, with the same filters, or leave it out.");
    return result;
  }
  result.page.skip = skip;
  return result;
}

std::string next_cursor(const Request& request, const Page& page) {
  char text[40];
  std::snprintf(text, sizeof text, "%08x-%zu", mark_of(request), page.skip + page.most);
  return text;
}

std::optional<Response> refuse_day(const Request& request, std::string_view name) {
  const std::string_view day = request.parameter(name);
  if (day.empty() || (day.size() == 10 && times::read_iso_day(day))) return std::nullopt;
  return problem(400, "No day", std::string(name) + " is a day, written as 2020-09-30.");
}

Response json_response(std::string body) {
  Response response;
  response.body = std::move(body);
  return response;
}

}  // namespace isnad::serve
