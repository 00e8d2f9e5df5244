// SPDX-License-Identifier: Apache-2.0
// What a request asks for, read with care: pages by cursor, days, numbers.
#pragma once

#include <optional>
#include <string>

#include "serve/guard.h"
#include "serve/http.h"

namespace isnad::serve {

// A page of a list. The cursor is opaque to clients: a number of rows to skip, with a mark of the filters it belongs
// to, so that a cursor of another question is refused and not taken for one of this.
struct Page {
  size_t skip = 0, most = 50;
};

// The page asked for by `cursor` and `limit` (1 to 200), or the refusal.
struct PageOrRefusal {
  Page page;
  std::optional<Response> refused;
};
PageOrRefusal page_of(const Request& request);
// The cursor of the page after `page`.
std::string next_cursor(const Request& request, const Page& page);

// The refusal of a parameter that is there and no day (2020-09-30); nothing when it is good or missing.
std::optional<Response> refuse_day(const Request& request, std::string_view name);

// An answer with a JSON body.
Response json_response(std::string body);

// How an analyst names himself in the log: bytes, beyond which it is cut.
constexpr size_t kMostWho = 200;

}  // namespace isnad::serve
