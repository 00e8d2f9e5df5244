// SPDX-License-Identifier: Apache-2.0
// The newsroom's pages, built from web/ and embedded in the program.
#pragma once

#include <string_view>

#include "serve/http.h"

namespace isnad::serve {

struct Asset {
  std::string_view path, content_type, bytes;
};

// All files, sorted by path; made by tools/embed_assets.py when the program is built.
extern const Asset kAssets[];
extern const size_t kAssetCount;

// The file at `path`; any other path is a view of the newsroom and gets its page, whose script reads the address.
Response asset(std::string_view path);

}  // namespace isnad::serve
