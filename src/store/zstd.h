// SPDX-License-Identifier: Apache-2.0
// Compression of what the store keeps.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad::store {

std::string compress(std::string_view bytes);
// Errors: damaged bytes, or more than 256 MiB behind them.
Result<std::string> decompress(std::string_view bytes);

}  // namespace isnad::store
