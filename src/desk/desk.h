// SPDX-License-Identifier: Apache-2.0
// What the views of stories, events and relations need: a store and the dictionaries. Both must outlive the Desk; one
// thread at a time, as for the store.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "store/store.h"

namespace isnad::desk {

class Dictionaries;

struct Desk {
  store::Store& store;
  const lexicon::Lexicon& lexicon;
  // Who asks again and again keeps what the views take from the lexicon (desk/dictionaries.h); none: made each time.
  std::shared_ptr<const Dictionaries> dictionaries = nullptr;
};

}  // namespace isnad::desk
