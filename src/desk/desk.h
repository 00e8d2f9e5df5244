// SPDX-License-Identifier: Apache-2.0
// What the views of stories, events and relations need: a store and the dictionaries. Both must outlive the Desk; one
// thread at a time, as for the store.
#pragma once

#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "store/store.h"

namespace isnad::desk {

struct Desk {
  store::Store& store;
  const lexicon::Lexicon& lexicon;
};

}  // namespace isnad::desk
