// SPDX-License-Identifier: Apache-2.0
// POST /api/v1/read: a page or text in, its reading out. Nothing is kept and no address is fetched.
#pragma once

#include "reading/reader.h"
#include "serve/http.h"

namespace isnad::serve {

// A body of type text/html is a page, text/plain a text; application/json holds text or html, and what is known of it
// (id, url, outlet, title, date).
Response read_page(const Request& request, const reading::Reader& reader);

}  // namespace isnad::serve
