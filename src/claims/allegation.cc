// SPDX-License-Identifier: Apache-2.0
#include "claims/allegation.h"

#include <algorithm>

namespace isnad::claims {

namespace {

constexpr uint32_t kReach = 12;  // words of a complement that are looked through

// "accused Y of (bi-)": the complement begins with a preposition written on a word between, or on the act itself.
bool in_complement(const Scene& scene, uint32_t accusation, uint32_t act) {
  const Document& doc = scene.doc();
  if (doc.tokens[accusation].sentence != doc.tokens[act].sentence || act - accusation > kReach) return false;
  const Clause &here = scene.passed(act), &there = scene.passed(accusation + 1);
  if (here.stops != there.stops || here.verbs != there.verbs) return false;  // a verb of its own begins another clause
  for (uint32_t t = accusation + 1; t <= act; ++t)
    if (doc.analysis(doc.tokens[t]).has(kBi)) return true;
  return false;
}

bool is_party(const std::vector<Participant>& list, const Participant& wanted) {
  return std::any_of(list.begin(), list.end(), [&](const Participant& p) {
    return (p.entity != kNoIndex && p.entity == wanted.entity) || (p.span && wanted.span && *p.span == *wanted.span);
  });
}

// Who accuses is not the one who did it, where somebody else is there to have done it.
void take_out(const std::vector<Participant>& accusers, std::vector<Participant>& actors) {
  const auto accuses = [&](const Participant& p) { return is_party(accusers, p); };
  if (!std::all_of(actors.begin(), actors.end(), accuses)) std::erase_if(actors, accuses);
}

}  // namespace

void tell_allegations(const Scene& scene, std::vector<Event>& events) {
  for (const Event& accusation : events) {
    if (accusation.type != EventType::kAccuse || accusation.mode != "allege") continue;
    for (Event& act : events) {
      if (act.trigger_token <= accusation.trigger_token || act.type == EventType::kAccuse) continue;
      if (!in_complement(scene, accusation.trigger_token, act.trigger_token)) continue;
      if (act.status != Status::kHappened && act.status != Status::kOngoing) continue;
      if (act.qualifier == Qualifier::kNone) act.qualifier = Qualifier::kAlleged;
      take_out(accusation.actors, act.actors);
      if (act.actors.empty()) act.actors = accusation.recipients;
      if (act.sources.empty()) act.sources = accusation.actors;
    }
  }
}

}  // namespace isnad::claims
