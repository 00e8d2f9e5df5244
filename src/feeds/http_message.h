// SPDX-License-Identifier: Apache-2.0
// Header fields as HTTP, WARC and MIME write them, and the body of an HTTP response as an archive keeps it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace isnad::feeds {

// Names in lower case; values without blanks at their ends, folded lines joined.
struct Fields {
  std::vector<std::pair<std::string, std::string>> all;
  // The first value of `name` (lower case); empty when there is none.
  std::string_view operator[](std::string_view name) const;
};

std::string lower_case(std::string_view s);

// The lines of a header without the line that ends it. Lines that are no field are passed over.
Fields read_fields(std::string_view header);

// One past the empty line that ends a header beginning at `from`; npos when there is none.
size_t header_end(std::string_view bytes, size_t from);

struct HttpResponse {
  int status = 0;
  Fields fields;
  std::string body;  // chunks joined, gzip and deflate taken off
};

// Errors: no HTTP response; a body packed in a way that is not known, damaged, or longer than `most` bytes.
Result<HttpResponse> read_response(std::string_view bytes, size_t most);

}  // namespace isnad::feeds
