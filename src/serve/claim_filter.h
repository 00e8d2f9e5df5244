// SPDX-License-Identifier: Apache-2.0
// Which claims a request asks for: the same words in the list, the counts beside it and the feed.
#pragma once

#include <optional>

#include "desk/claim_index.h"
#include "serve/newsroom.h"

namespace isnad::serve {

struct FilterOrRefusal {
  desk::ClaimFilter filter;
  std::optional<Response> refused;
};

// From the parameters q, actor, country, role, type, status, outlet, place, language, roots, said_since, said_until,
// since and until. Lists may be given several times. Errors: the store.
Result<FilterOrRefusal> filter_of(Call& call);

}  // namespace isnad::serve
