// SPDX-License-Identifier: Apache-2.0
// What analysts said of a stored reading, laid over it.
#pragma once

#include <vector>

#include "document/document.h"
#include "exports/claim_row.h"
#include "store/store.h"

namespace isnad::cli {

// Changes the claims as the corrections say; each is noted as an issue of the document.
void lay_over(const std::vector<store::Correction>& corrections, Document& doc);
std::vector<exports::Check> checks_of(const store::Stored& stored);

}  // namespace isnad::cli
