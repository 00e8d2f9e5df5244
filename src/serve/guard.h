// SPDX-License-Identifier: Apache-2.0
// Who may ask: the checks that stand before every route, and the headers that stand on every answer.
#pragma once

#include <optional>
#include <string>

#include "serve/http.h"

namespace isnad::serve {

struct Guard {
  // Host names that a browser may have in its address bar; a page elsewhere whose name was pointed here has another.
  std::vector<std::string> hosts;  // "127.0.0.1:8400", "localhost:8400", ...
  std::string token;               // empty: none is asked for (loopback only)

  // The refusal, or nothing when the request may go on. Reading needs a known host; changing something needs the
  // newsroom's own origin and its header X-Isnad, which no page elsewhere can send without asking first.
  std::optional<Response> refuse(const Request& request) const;
};

// Strict content security policy, no sniffing, no referrer, no framing, nothing stored by caches between.
void protect(Response& response);

// An error as application/problem+json (RFC 9457). `detail` is one sentence: what, where, what to do.
Response problem(int status, std::string_view title, std::string_view detail);

// Equal in a time that does not depend on where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace isnad::serve
