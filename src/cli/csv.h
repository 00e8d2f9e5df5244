// SPDX-License-Identifier: Apache-2.0
// One claim a row (RFC 4180, UTF-8, a header first). A cell that a spreadsheet would take for a formula gets an
// apostrophe before it.
#pragma once

#include <string>

#include "document/document.h"

namespace isnad::cli {

std::string csv_header();
std::string csv_rows(const Document& doc);

}  // namespace isnad::cli
