// SPDX-License-Identifier: Apache-2.0
// Which tellings are of one act? A learned judge looks at pairs of one type; each telling joins the earlier one that it
// fits best.
#pragma once

#include <vector>

#include "claims/features.h"
#include "claims/scene.h"
#include "document/document.h"
#include "model/linear.h"

namespace isnad::claims {

inline constexpr size_t kTellingsBack = 24;  // earlier tellings of one type that are compared

// Calls `each(earlier, later)` for the pairs that are judged.
template <class Each>
void each_pair(const std::vector<Event>& events, Each each) {
  std::vector<size_t> last[kEventTypes];
  for (size_t j = 0; j < events.size(); ++j) {
    auto& list = last[static_cast<size_t>(events[j].type)];
    for (size_t k = list.size(), tried = 0; k-- > 0 && tried < kTellingsBack; ++tried) each(list[k], j);
    list.push_back(j);
  }
}

void pair_features(const Scene& scene, const Event& earlier, const Event& later, size_t between, Features& out);

// Numbers the tellings: events told once keep 0.
void join_tellings(const model::Linear& model, const Scene& scene, std::vector<Event>& events);

}  // namespace isnad::claims
