// SPDX-License-Identifier: Apache-2.0
// Which acts could each word of a document tell of, by the codebook?
#pragma once

#include <cstdint>
#include <vector>

#include "claims/codebook.h"
#include "claims/surroundings.h"
#include "document/document.h"

namespace isnad::claims {

enum class Match : uint8_t {
  kLemma,    // the entry's lemma is that of the analysis
  kStem,     // the word is written as the lemma, but analysed as another
  kForeign,  // the same, and analysed as another part of speech
};

struct Proposal {
  uint32_t token = 0;        // of the trigger
  uint32_t entry = 0;        // number of the codebook entry, the most specific one of its type here
  uint32_t first_token = 0;  // words that the entry matched: [first_token, last_token)
  uint32_t last_token = 0;
  uint8_t analysis = 0;  // rank of the analysis that it was matched through
  Match match = Match::kLemma;
  bool unmet = false;  // the entry's needs do not hold: seldom the act, but the judge may see why
};

// Proposals in the order of the text, those of one token together, at most one of each type at a token.
std::vector<Proposal> propose(const Surroundings& around, const Codebook& codebook);

}  // namespace isnad::claims
