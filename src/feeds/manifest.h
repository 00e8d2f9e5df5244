// SPDX-License-Identifier: Apache-2.0
// A table beside saved pages that says where each came from: manifest, index or metadata, as .csv or .jsonl.
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "page/page.h"

namespace isnad::feeds {

bool is_manifest_name(std::string_view file_name);

// What the manifest gives of each file, by the path as it writes it. Empty when its rows name no files: then it is
// something else. Errors: it cannot be read.
Result<std::map<std::string, page::Given>> read_manifest(const std::string& path);

}  // namespace isnad::feeds
