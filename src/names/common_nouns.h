// SPDX-License-Identifier: Apache-2.0
// One-word names that are plain words here: "the base" after "Watiya air base" is no al-Qaeda, "calm" no President
// Hadi.
#pragma once

#include "document/document.h"

namespace isnad::names {

// Takes such mentions out of doc.mentions. REQUIRES: mentions are sorted; no entity points to them yet.
void drop_common_nouns(Document& doc);

}  // namespace isnad::names
