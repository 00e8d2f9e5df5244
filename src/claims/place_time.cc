// SPDX-License-Identifier: Apache-2.0
#include "claims/place_time.h"

#include <algorithm>

namespace isnad::claims {

namespace {

constexpr float kSurePlace = 0.28F;
constexpr float kSureTime = 0.42F;

struct Gap {
  uint64_t side = 0, distance = 0, verbs = 0, subordinators = 0, relatives = 0, triggers = 0, breaks = 0;
};

Gap gap(const ActView& act, uint32_t token) {
  const uint32_t trigger = act.event->trigger_token;
  Gap g;
  g.side = token < trigger ? 1 : 2;
  const uint32_t from = token < trigger ? token : trigger + 1, to = token < trigger ? trigger : token;
  const Clause &a = act.scene->passed(std::min(from, to)), &b = act.scene->passed(to);
  g.distance = bucket(static_cast<uint64_t>(to - std::min(from, to)));
  g.verbs = std::min<uint64_t>(static_cast<uint64_t>(b.verbs - a.verbs), 2);
  g.subordinators = std::min<uint64_t>(static_cast<uint64_t>(b.subordinators - a.subordinators), 2);
  g.relatives = std::min<uint64_t>(static_cast<uint64_t>(b.relatives - a.relatives), 1);
  g.triggers = std::min<uint64_t>(static_cast<uint64_t>(b.triggers - a.triggers), 3);
  g.breaks = std::min<uint64_t>(static_cast<uint64_t>(b.commas - a.commas), 2) * 2 +
             std::min<uint64_t>(static_cast<uint64_t>(b.stops - a.stops), 1);
  return g;
}

void gap_features(const ActView& act, const Gap& g, Features& out) {
  out.add(1, g.side, g.distance);
  out.add(2, g.side, g.distance, act.type);
  out.add(3, g.side, g.verbs, g.triggers);
  out.add(4, g.side, g.subordinators, g.relatives);
  out.add(5, g.side, g.breaks, g.verbs);
  out.add(6, g.side, g.triggers, act.form);
  out.add(7, act.title);
  out.add(8, act.type);
}

// Is the trigger the last before, or the first after, the thing: does no other act stand nearer on that side?
uint64_t nearest(const ActView& act, uint32_t token) {
  const Document& doc = act.scene->doc();
  const uint32_t trigger = act.event->trigger_token;
  const auto apart = [&](uint32_t t) { return t < token ? token - t : t - token; };
  uint64_t nearer = 0;
  for (size_t i = act.index; i-- > 0 && act.index - i < 6;)
    nearer += doc.tokens[doc.events[i].trigger_token].sentence == doc.tokens[trigger].sentence &&
              apart(doc.events[i].trigger_token) < apart(trigger);
  for (size_t i = act.index + 1; i < doc.events.size() && i < act.index + 6; ++i)
    nearer += doc.tokens[doc.events[i].trigger_token].sentence == doc.tokens[trigger].sentence &&
              apart(doc.events[i].trigger_token) < apart(trigger);
  return std::min<uint64_t>(nearer, 3);
}

bool takes_part(const Document& doc, const std::vector<Participant>& list, int32_t entity) {
  const std::string& country = doc.entities[static_cast<size_t>(entity)].country;
  return std::any_of(list.begin(), list.end(), [&](const Participant& p) {
    return p.entity == entity || (!p.country.empty() && p.country == country);
  });
}

}  // namespace

void place_features(const ActView& act, uint32_t number, Features& out) {
  out.clear();
  const Document& doc = act.scene->doc();
  const Mention& mention = doc.mentions[number];
  const Gap g = gap(act, mention.first_token);
  gap_features(act, g, out);
  const int32_t at = act.scene->phrase_at(mention.first_token);
  uint64_t preposition = 0, head = 0, inside = 0, kind = 0;
  if (at != kNoIndex) {
    const Phrase& p = act.scene->phrases()[static_cast<size_t>(at)];
    preposition = p.preposition;
    kind = static_cast<uint64_t>(p.kind) + 1;
    inside = std::min<uint64_t>(mention.first_token - p.first, 3);
    head = inside > 0 ? hash64(p.head_key) : 0;
  }
  uint64_t before = 0;  // the word before the name
  if (mention.first_token > 0 &&
      doc.tokens[mention.first_token - 1].sentence == doc.tokens[mention.first_token].sentence)
    before = hash64(doc.tokens[mention.first_token - 1].key);
  const uint64_t type = static_cast<uint64_t>(mention.type);
  const uint64_t near = nearest(act, mention.first_token);
  out.add(20, preposition, inside);
  out.add(21, preposition, act.type, type);
  out.add(22, preposition, g.side, g.distance);
  out.add(23, preposition, act.lemma);
  out.add(24, head, preposition);
  out.add(25, before);
  out.add(26, kind, preposition, type);
  out.add(27, type, act.type);
  out.add(28, near, g.side);
  out.add(29, near, preposition, g.side);
  out.add(30, takes_part(doc, act.event->actors, mention.entity), type, act.type);
  out.add(31, takes_part(doc, act.event->recipients, mention.entity), type, act.type);
  out.add(32, takes_part(doc, act.event->recipients, mention.entity), hash64(act.event->mode), preposition);
  out.add(33, act.scene->quote_at(mention.first_token) == act.quote, preposition != 0);
}

void time_features(const ActView& act, uint32_t number, Features& out) {
  out.clear();
  const Document& doc = act.scene->doc();
  const uint32_t token = doc.token_at(doc.times[number].span.begin);
  const Gap g = gap(act, token);
  gap_features(act, g, out);
  const uint64_t near = nearest(act, token);
  uint64_t before = 0;
  if (token > 0 && doc.tokens[token - 1].sentence == doc.tokens[token].sentence)
    before = hash64(doc.tokens[token - 1].key);
  out.add(20, before);
  out.add(21, before, g.side, near);
  out.add(22, near, g.side);
  out.add(23, near, g.side, g.verbs);
  out.add(24, act.lemma, g.side);
  out.add(25, act.scene->quote_at(token) == act.quote, act.quote != kNoIndex, near);
  out.add(26, act.scene->quote_at(token) == act.quote, act.quote != kNoIndex, act.type);
  out.add(27, token == doc.sentences[doc.tokens[token].sentence].first_token, near);
  out.add(28, hash64(doc.tokens[token].key));
  out.add(29, static_cast<uint64_t>(act.event->status), near);
}

void assign_place(const model::Linear& model, const ActView& act, Features& scratch, Event& event) {
  float best = kSurePlace;
  each_place(act, [&](uint32_t mention) {
    place_features(act, mention, scratch);
    const float p = judge(model, scratch).of[kYes];
    if (p < best) return;
    best = p;
    event.place = act.scene->doc().mentions[mention].entity;
  });
}

void assign_time(const model::Linear& model, const ActView& act, Features& scratch, Event& event) {
  float best = kSureTime;
  each_time(act, [&](uint32_t time) {
    time_features(act, time, scratch);
    const float p = judge(model, scratch).of[kYes];
    if (p < best) return;
    best = p;
    event.time = static_cast<int32_t>(time);
  });
}

}  // namespace isnad::claims
