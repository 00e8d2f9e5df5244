// SPDX-License-Identifier: Apache-2.0
#include "claims/relation.h"

#include <algorithm>

namespace isnad::claims {

uint64_t entity_kind(const Document& doc, const Participant& p) {
  if (p.entity == kNoIndex) return 9;
  return static_cast<uint64_t>(doc.entities[static_cast<size_t>(p.entity)].type);
}

Relation relate(const ActView& act, const Candidate& c) {
  Relation r;
  if (c.outside()) return r;
  const Scene& scene = *act.scene;
  const Phrase* p = &scene.phrases()[static_cast<size_t>(c.phrase)];
  if (p->conjunct_of != kNoIndex) {
    const Phrase& head = scene.phrases()[static_cast<size_t>(p->conjunct_of)];
    if (!(head.first <= act.event->trigger_token && act.event->trigger_token < p->first)) p = &head;
  }
  const uint32_t trigger = act.event->trigger_token;
  r.link = act.parts.of(static_cast<int32_t>(p - scene.phrases().data()));
  r.linked = static_cast<uint64_t>(r.link) * 4 + (c.kind == CandidateKind::kPhrase  ? 0
                                                  : c.kind == CandidateKind::kInner ? 1
                                                                                    : 2);
  const bool before = p->first < trigger;
  const uint32_t from = before ? p->last - 1 : trigger, to = before ? trigger : p->first;
  const Clause &a = scene.passed(from), &b = scene.passed(to);
  r.side = before ? 1 : 2;
  r.preposition = p->preposition;
  r.distance = bucket(static_cast<uint64_t>(b.phrases - a.phrases));
  r.verbs = std::min<uint64_t>(static_cast<uint64_t>(b.verbs - a.verbs), 2);
  r.subordinators = std::min<uint64_t>(static_cast<uint64_t>(b.subordinators - a.subordinators), 2);
  r.relatives = std::min<uint64_t>(static_cast<uint64_t>(b.relatives - a.relatives), 1);
  r.triggers = std::min<uint64_t>(static_cast<uint64_t>(b.triggers - a.triggers), 2);
  const uint64_t commas = std::min<uint64_t>(static_cast<uint64_t>(b.commas - a.commas), 2);
  const uint64_t stops = std::min<uint64_t>(static_cast<uint64_t>(b.stops - a.stops), 1);
  r.gap = ((((r.verbs * 3 + r.subordinators) * 2 + r.relatives) * 3 + r.triggers) * 3 + commas) * 2 + stops;
  if (!before && p->first == trigger + 1 && p->preposition == 0)
    r.adjacent = c.phrase >= 0 && p == &scene.phrases()[static_cast<size_t>(c.phrase)] ? 1 : 2;
  if (act.governor != 0) r.governed = !before ? 3 : p->first < act.governor - 1 ? 1 : 2;
  return r;
}

// Is there a slot for what stands in this relation?
bool fills(const std::vector<Slot>& slots, const Relation& r) {
  return std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) {
    switch (slot.kind) {
      case SlotKind::kSubject: return r.link == Link::kSubject;
      case SlotKind::kObject: return r.link == Link::kObject;
      case SlotKind::kGenitive: return r.link == Link::kGenitive;
      case SlotKind::kSecond: return r.link == Link::kSecond;
      case SlotKind::kPreposition:
        return r.side == 2 && r.triggers == 0 && r.verbs == 0 && r.preposition == hash64(slot.preposition);
    }
    return false;
  });
}

bool asks_preposition(const std::vector<Slot>& slots, const Relation& r) {
  return std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) {
    return slot.kind == SlotKind::kPreposition && hash64(slot.preposition) == r.preposition;
  });
}

uint64_t speech_of(const ActView& act, const Candidate& c) {
  const Scene& scene = *act.scene;
  if (act.quote == kNoIndex) return !c.outside() && scene.quote_at(c.token) != kNoIndex ? 5 : 0;
  const Quote& quote = scene.doc().quotes[static_cast<size_t>(act.quote)];
  if (c.kind == CandidateKind::kSpeaker) return 3;
  if (quote.source && quote.source->span && c.participant.span && quote.source->span->overlaps(*c.participant.span))
    return 2;
  return !c.outside() && scene.quote_at(c.token) != act.quote ? 4 : 1;
}

History history_of(const ActView& act, const Candidate& c) {
  constexpr size_t kBack = 10;  // acts that are looked at
  History history;
  const Document& doc = act.scene->doc();
  const uint64_t who = identity(doc, c.participant);
  if (who == 0) return history;
  const auto among = [&](const std::vector<Participant>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Participant& p) { return identity(doc, p) == who; });
  };
  for (size_t i = act.index, back = 0; i-- > 0 && back < kBack; ++back) {
    const Event& e = doc.events[i];
    const uint64_t acted = among(e.actors), bore = among(e.recipients);
    history.acted += acted;
    history.bore += bore;
    history.any |= acted | bore << 1;
    if (e.type == act.event->type) history.same_type |= acted | bore << 1;
  }
  return history;
}

}  // namespace isnad::claims
