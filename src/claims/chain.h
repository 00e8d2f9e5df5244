// SPDX-License-Identifier: Apache-2.0
// On whose word? The chain of those whom the text names for an act, nearest first.
#pragma once

#include "claims/features.h"
#include "claims/roles.h"
#include "document/document.h"
#include "model/linear.h"

namespace isnad::claims {

// Does the speaker only report the act (yes), or is the saying itself the act (no)? REQUIRES: the act stands in a
// quotation and its parties are known.
void report_features(const ActView& act, Features& out);

// Fills sources of the act's event.
void assign_sources(const model::Linear& model, const ActView& act, Features& scratch, Event& event);

// Fills effective_sources of all events: what sums up another telling takes over that telling's chain.
void take_over_chains(const Scene& scene, std::vector<Event>& events);

}  // namespace isnad::claims
