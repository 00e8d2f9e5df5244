// SPDX-License-Identifier: Apache-2.0
#include "serve/assets.h"

#include <algorithm>

#include "serve/guard.h"

namespace isnad::serve {

namespace {

const Asset* find(std::string_view path) {
  const Asset* const end = kAssets + kAssetCount;
  const Asset* const found =
      std::lower_bound(kAssets, end, path, [](const Asset& a, std::string_view wanted) { return a.path < wanted; });
  return found != end && found->path == path ? found : nullptr;
}

}  // namespace

Response asset(std::string_view path) {
  const Asset* file = find(path);
  // A name with an ending at the top is a file that somebody expects; below, it is a document's id in a view's address.
  const bool view = path.rfind('/') > 0 || path.find('.') == std::string_view::npos;
  if (file == nullptr && view) file = find("/index.html");
  if (file == nullptr) return problem(404, "No such file", "The newsroom has no file at this address.");
  Response response;
  response.content_type = file->content_type;
  response.body = file->bytes;
  return response;
}

}  // namespace isnad::serve
