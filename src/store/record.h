// SPDX-License-Identifier: Apache-2.0
// The parts of a record that come from the layers of a reading.
#pragma once

#include "store/store.h"

namespace isnad::store {

// Fills claims, actors and language of `record`.
void put_claims(const Document& doc, Record& record);

}  // namespace isnad::store
