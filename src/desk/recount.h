// SPDX-License-Identifier: Apache-2.0
// Keeps what claims are found by up to date: on how many independent words each act rests in its story.
#pragma once

#include "base/result.h"
#include "desk/desk.h"

namespace isnad::desk {

// Counts again the acts of at most `stories` stories that changed. Returns how many were counted: 0 when nothing waits.
// Each story is one transaction. A store opened for writing.
Result<size_t> recount_roots(const Desk& desk, size_t stories);

}  // namespace isnad::desk
