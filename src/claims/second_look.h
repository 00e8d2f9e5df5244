// SPDX-License-Identifier: Apache-2.0
// The likely candidates of an act a second time, beside each other: what the first judge thought of each and of its
// rivals, and some plain numbers of where it stands. Boosted trees weigh them.
#pragma once

#include <vector>

#include "claims/candidates.h"
#include "claims/features.h"
#include "claims/roles.h"

namespace isnad::claims {

inline constexpr float kWorthASecondLook = 0.04F;  // least first probability of a role

inline bool worth_second_look(const Probabilities& first) {
  return first.of[kActor] + first.of[kRecipient] > kWorthASecondLook;
}

// The best, the sum and the order of the first judgements of all candidates of one act.
struct Rivals {
  float best[2] = {}, second[2] = {}, sum[2] = {};
  size_t count = 0;
};
Rivals rivals_of(const std::vector<Probabilities>& first);

// The numbers of candidate `index`; always as many.
inline constexpr size_t kSecondNumbers = 64;
void second_numbers(const ActView& act, const std::vector<Candidate>& candidates,
                    const std::vector<Probabilities>& first, const Rivals& rivals, size_t index,
                    std::vector<float>& out);

}  // namespace isnad::claims
