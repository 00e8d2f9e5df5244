// SPDX-License-Identifier: Apache-2.0
// What came with a page from outside, as the store's `given` columns hold it.
#pragma once

#include <string>
#include <string_view>

#include "page/page.h"

namespace isnad::store {

std::string given_to_json(const page::Given& given);
// Fields that are missing or no strings stay empty.
page::Given given_from_json(std::string_view json);

}  // namespace isnad::store
