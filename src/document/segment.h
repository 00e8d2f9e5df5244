// SPDX-License-Identifier: Apache-2.0
// The first layers over a text: lines are cut into sentences, sentences into tokens. Junk regions get neither, so no
// later stage can find anything in them.
#pragma once

#include "document/document.h"

namespace isnad {

// REQUIRES: doc.regions cover the text; doc.sentences and doc.tokens are empty.
void segment(Document& doc);

}  // namespace isnad
