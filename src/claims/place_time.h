// SPDX-License-Identifier: Apache-2.0
// Where and when? A learned judge looks at each place name and each time expression of the act's sentence.
#pragma once

#include <algorithm>

#include "claims/features.h"
#include "claims/roles.h"
#include "claims/scene.h"
#include "document/document.h"
#include "model/linear.h"

namespace isnad::claims {

enum YesNo : uint8_t { kNo, kYes };

// Calls `each(number of the mention or time)` for what could be the place or the time of the act.
template <class Each>
void each_place(const ActView& act, Each each) {
  const Document& doc = act.scene->doc();
  const auto [begin, end] = act.scene->mentions_of(doc.tokens[act.event->trigger_token].sentence);
  int tried = 0;
  for (uint32_t m = begin; m < end && tried < 16; ++m) {
    const EntityType type = doc.mentions[m].type;
    if (doc.mentions[m].entity == kNoIndex || (type != EntityType::kGpe && type != EntityType::kLocation)) continue;
    ++tried;
    each(m);
  }
}

template <class Each>
void each_time(const ActView& act, Each each) {
  const Document& doc = act.scene->doc();
  const Span sentence = doc.sentences[doc.tokens[act.event->trigger_token].sentence].span;
  const auto first = std::lower_bound(doc.times.begin(), doc.times.end(), sentence.begin,
                                      [](const TimeExpression& x, uint32_t at) { return x.span.begin < at; });
  for (auto t = first; t != doc.times.end() && t->span.begin < sentence.end && t - first < 8; ++t)
    each(static_cast<uint32_t>(t - doc.times.begin()));
}

void place_features(const ActView& act, uint32_t mention, Features& out);
void time_features(const ActView& act, uint32_t time, Features& out);

// Fills place and time of the act's event; its parties are known.
void assign_place(const model::Linear& model, const ActView& act, Features& scratch, Event& event);
void assign_time(const model::Linear& model, const ActView& act, Features& scratch, Event& event);

}  // namespace isnad::claims
