// SPDX-License-Identifier: Apache-2.0
// Makes the blob "words/forms" out of the tables in lexicon/words.
#pragma once

#include "base/result.h"
#include "lexicon/lexicon.h"

namespace isnad::words {

Result<void> compile_forms(lexicon::Builder& builder);

}  // namespace isnad::words
