// SPDX-License-Identifier: Apache-2.0
// Stories without a store, for programs that spread documents over many machines: what two documents can be found to be
// near by (keys), and the stories of a part of the documents that no document outside is near to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stories/signature.h"
#include "stories/window.h"

namespace isnad::stories {

// Of two documents, the products of the weights of the keys that they share add up to their nearness, as far as the
// keys kept tell it. Keys of kind kPrintKind are fingerprints: three shared ones are as good as a link.
struct Key {
  uint64_t key = 0;  // kind << 32 | term
  float weight = 0;
};
inline constexpr uint64_t kPrintKind = 4;

// The heaviest `most` keys, and a fourth of the fingerprints.
std::vector<Key> keys_of(const Frequencies& frequencies, const Signature& signature, size_t most);

struct Waiting {
  std::string key;       // the order of documents of one day
  int32_t day = kNoDay;  // of publication
  Signature signature;
  int32_t earliest = kNoDay, latest = kNoDay;  // of an undated one, where something bounds its day
};

struct Place {
  uint32_t original = 0;  // the document that it is a copy of; itself when it is none
  float share = 1;        // of its text that stands there
  uint32_t story = 0;     // equal for documents of one story: the position of one of them
};

// Places day after day, as src/desk/placing.cc does with a store.
std::vector<Place> place_part(const Frequencies& frequencies, const std::vector<Waiting>& documents);

}  // namespace isnad::stories
