// SPDX-License-Identifier: Apache-2.0
#include "claims/concerning.h"

#include <algorithm>

namespace isnad::claims {

namespace {

constexpr uint32_t kReach = 24;  // words after the trigger
constexpr size_t kMost = 4;      // of one act

// The last name inside a phrase that begins at `first`: "persons of members of the government" means the government.
int32_t named_in(const Scene& scene, uint32_t first) {
  const int32_t phrase = scene.phrase_at(first);
  if (phrase == kNoIndex) return scene.mention_at(first);
  int32_t found = kNoIndex;
  const Phrase& p = scene.phrases()[static_cast<size_t>(phrase)];
  for (uint32_t t = first; t < p.last; ++t)
    if (scene.mention_at(t) != kNoIndex) found = scene.mention_at(t);
  return found;
}

bool takes_part(const Event& event, int32_t entity) {
  const auto is_he = [&](const Participant& p) { return p.entity == entity || p.of == entity; };
  return event.place == entity || std::any_of(event.actors.begin(), event.actors.end(), is_he) ||
         std::any_of(event.recipients.begin(), event.recipients.end(), is_he) ||
         std::any_of(event.concerning.begin(), event.concerning.end(), is_he);
}

// Acts of speech and will have somebody whom they are about; blows and arrests do not.
bool is_about_something(EventType type) {
  switch (type) {
    case EventType::kAgree:
    case EventType::kConsult:
    case EventType::kRequest:
    case EventType::kReject:
    case EventType::kThreaten:
    case EventType::kConcede: return true;
    default: return false;
  }
}

}  // namespace

Concerning::Concerning(const lexicon::Lexicon& lexicon) : words_(lexicon.table("claims/concerning")) {
  if (words_.exists()) kind_ = words_.column("kind");
}

Concerning::Opens Concerning::opened_by(const Scene& scene, uint32_t first) const {
  if (first == 0) return Opens::kNo;
  const auto rows = words_.find(scene.doc().tokens[first - 1].key);
  if (rows.empty()) return Opens::kNo;
  return words_.cell(rows[0], kind_) == "always" ? Opens::kAlways : Opens::kAfterThing;
}

void Concerning::tell(const Scene& scene, Event& event) const {
  const Document& doc = scene.doc();
  const uint32_t trigger = event.trigger_token;
  const Sentence& sentence = doc.sentences[doc.tokens[trigger].sentence];
  const uint32_t end = std::min(sentence.last_token, trigger + kReach);
  for (uint32_t t = trigger + 2; t < end && event.concerning.size() < kMost; ++t) {
    const Clause &here = scene.passed(t), &there = scene.passed(trigger);
    if (here.stops != there.stops || here.verbs > there.verbs + 1) return;
    const Opens opens = opened_by(scene, t);
    if (opens == Opens::kNo || (opens == Opens::kAfterThing && here.phrases < there.phrases + 2)) continue;
    const int32_t mention = named_in(scene, t);
    if (mention == kNoIndex) continue;
    const Mention& m = doc.mentions[static_cast<size_t>(mention)];
    if (m.entity == kNoIndex || takes_part(event, m.entity)) continue;
    Participant who;
    who.span = m.span;
    who.entity = m.entity;
    event.concerning.push_back(scene.resolve(who));
  }
}

void Concerning::tell(const Scene& scene, std::vector<Event>& events) const {
  if (!words_.exists()) return;
  for (Event& event : events)
    if (is_about_something(event.type)) tell(scene, event);
}

}  // namespace isnad::claims
