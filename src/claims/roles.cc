// SPDX-License-Identifier: Apache-2.0
// Each candidate is judged by itself: none, actor or recipient. A party that stands in several places is taken once,
// with the best of its judgements.
#include "claims/roles.h"

#include <algorithm>

namespace isnad::claims {

namespace {

constexpr uint32_t kGovernorReach = 9;  // tokens between a verb and the noun that carries its act
// Least probability of a party; set where the F1 of all facts on held-out articles was best.
constexpr float kSure = 0.33F;
constexpr float kLean = 0.1F;  // what the codebook moves from one role to the other; more of it helped nothing

uint64_t entity_kind(const Document& doc, const Participant& p) {
  if (p.entity == kNoIndex) return 9;
  return static_cast<uint64_t>(doc.entities[static_cast<size_t>(p.entity)].type);
}

// Where the candidate stands, seen from the trigger.
struct Relation {
  uint64_t side = 0;  // 0 outside, 1 before, 2 after
  uint64_t preposition = 0;
  uint64_t distance = 0;
  uint64_t gap = 0;  // what was passed in between, hashed
  uint64_t verbs = 0, subordinators = 0, triggers = 0, relatives = 0;
  uint64_t adjacent = 0;  // 1 right after, 2 in a coordination that begins right after
  Link link = Link::kNone;
  uint64_t linked = 0;    // the same as a number, with the conjuncts of a party marked
  uint64_t governed = 0;  // 1 before the governing verb, 2 between it and the trigger, 3 after the trigger
};

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

void place_features(const ActView& act, const Candidate& c, const Relation& r, Features& out) {
  const uint64_t kind = static_cast<uint64_t>(c.kind), inner = c.kind < CandidateKind::kSpeaker ? kind : 0;
  out.add(1, kind);
  out.add(2, kind, act.type);
  out.add(3, r.side, r.preposition, inner);
  out.add(4, r.side, r.preposition, act.type, inner);
  out.add(5, r.side, r.preposition, act.form, r.adjacent);
  out.add(6, r.side, r.preposition, act.lemma);
  out.add(7, r.side, r.distance, act.form);
  out.add(8, r.side, r.distance, r.preposition != 0, inner);
  out.add(9, r.side, r.gap);
  out.add(10, r.side, r.verbs, r.subordinators, act.form);
  out.add(11, r.side, r.triggers, r.preposition != 0);
  out.add(12, r.adjacent, act.form, act.type, inner);
  out.add(13, r.adjacent, act.lemma, inner);
  out.add(14, r.side, c.rank, r.preposition != 0, act.form);
  out.add(15, r.side, c.rank, r.preposition, act.type, r.verbs);
  out.add(16, r.governed, act.governor_lemma, r.preposition);
  out.add(17, r.governed, r.preposition, act.form, r.gap);
  out.add(18, act.enclitic, r.side, kind, act.form);
  out.add(19, act.preposition, r.side, kind);
  out.add(20, act.title, r.side, r.preposition != 0, act.form);
  out.add(21, r.relatives, r.side, r.verbs, r.triggers);
}

// The guessed grammar: the best single clue, so it is crossed with everything that says what the act wants.
void link_features(const ActView& act, const Candidate& c, const Relation& r, Features& out) {
  const uint64_t missing = act.parts.subject_missing();
  const uint64_t linked = c.outside() ? 100 + static_cast<uint64_t>(c.kind) * 2 + missing : r.linked;
  const uint64_t verbal = act.scene->word_class(act.event->trigger_token) == WordClass::kVerb;
  out.add(100, linked, verbal);
  out.add(101, linked, act.form);
  out.add(102, linked, act.type, verbal);
  out.add(103, linked, act.lemma);
  out.add(104, linked, r.preposition, verbal);
  out.add(105, linked, r.preposition, act.type, verbal);
  out.add(106, linked, act.governor_lemma);
  out.add(107, linked, entity_kind(act.scene->doc(), c.participant), verbal);
  out.add(108, linked, entity_kind(act.scene->doc(), c.participant), act.type);
  out.add(109, linked, act.parts.own.relative, act.parts.own.dropped, act.enclitic);
  out.add(110, linked, act.parts.genitive != kNoIndex, act.parts.second != kNoIndex, verbal);
  out.add(111, linked, act.title, verbal);
}

// What kind of word heads the phrase, and what stands around it.
void head_features(const ActView& act, const Candidate& c, const Phrase& p, const Relation& r, Features& out) {
  const Document& doc = act.scene->doc();
  const Analysis& a = doc.analysis(doc.tokens[p.head]);
  if (c.participant.entity == kNoIndex) {
    const std::string_view key = doc.tokens[p.head].key;
    const uint64_t shape = static_cast<uint64_t>(a.pos) * 16 + static_cast<uint64_t>(a.number) * 2 + a.has(kArticle);
    out.add(51, shape, r.side, r.preposition != 0);
    out.add(52, shape, hash64(key.substr(key.size() < 4 ? 0 : key.size() - 4)));
    out.add(53, hash64(a.lemma));
    out.add(54, std::min<uint64_t>(p.last - p.first, 4), shape);
    out.add(55, shape, r.linked);
  }
  const uint64_t before = p.first == 0 ? 0 : hash64(doc.tokens[p.first - 1].key);
  out.add(56, before, r.side);
  out.add(57, before, act.type);
  if (p.last < doc.tokens.size()) out.add(58, hash64(doc.tokens[p.last].key), r.side);
}

void nature_features(const ActView& act, const Candidate& c, const Relation& r, Features& out) {
  const Document& doc = act.scene->doc();
  const uint64_t what = entity_kind(doc, c.participant);
  uint64_t head_kind = 9, head = 0, definite = 0;
  if (c.phrase != kNoIndex) {
    const Phrase& p = act.scene->phrases()[static_cast<size_t>(c.phrase)];
    head_kind = static_cast<uint64_t>(p.kind);
    head = hash64(p.head_key);
    definite = doc.analysis(doc.tokens[p.first]).has(kArticle);
    out.add(40, p.described, what);
    head_features(act, c, p, r, out);
  }
  const uint64_t nature =
      (what * 16 + head_kind) * 4 + (c.kind < CandidateKind::kSpeaker ? static_cast<uint64_t>(c.kind) : 3);
  out.add(41, nature);
  out.add(42, nature, act.type);
  out.add(43, nature, r.side, r.preposition);
  out.add(44, nature, r.side, r.distance);
  out.add(45, nature, r.side, act.form, r.verbs, r.triggers);
  if (what == 9 && head != 0) {
    out.add(46, head);
    out.add(47, head, act.type);
    out.add(48, head, r.side, r.preposition != 0);
    out.add(49, definite, !c.participant.country.empty(), head_kind, r.side);
  }
  out.add(50, !c.participant.country.empty(), what, act.type);
}

void agreement_features(const ActView& act, const Candidate& c, const Relation& r, Features& out) {
  const Document& doc = act.scene->doc();
  uint32_t verb = act.event->trigger_token;
  if (doc.analysis(doc.tokens[verb]).pos != Pos::kVerb) {
    if (act.governor == 0) return;
    verb = act.governor - 1;
  }
  const Analysis& v = doc.analysis(doc.tokens[verb]);
  out.add(60, v.person, static_cast<uint64_t>(c.kind), r.side, act.form);
  if (c.phrase == kNoIndex) return;
  const Phrase& p = act.scene->phrases()[static_cast<size_t>(c.phrase)];
  const Analysis& n = doc.analysis(doc.tokens[p.head]);
  const uint64_t gender = v.gender == Gender::kNone || n.gender == Gender::kNone ? 2 : v.gender == n.gender;
  const uint64_t number = v.number == Number::kNone || n.number == Number::kNone ? 2 : v.number == n.number;
  out.add(61, gender, number, r.side, r.distance, act.form);
  out.add(62, gender, r.side, r.preposition != 0, r.verbs);
}

// The slots that the codebook names for the trigger.
void slot_features(const ActView& act, const Relation& r, Features& out) {
  if (act.entry == nullptr) return;
  for (int role = 0; role < 2; ++role) {
    const auto& slots = role == 0 ? act.entry->actor : act.entry->recipient;
    uint64_t kinds = 0;
    bool preposition = false;
    for (const Slot& slot : slots) {
      kinds |= 1ULL << static_cast<unsigned>(slot.kind);
      if (slot.kind == SlotKind::kPreposition && hash64(slot.preposition) == r.preposition) preposition = true;
    }
    const auto r_role = static_cast<uint64_t>(role);
    out.add(70, r_role, kinds, preposition, r.side, r.preposition != 0);
    out.add(71, r_role, kinds, preposition, r.adjacent, r.distance, r.side);
    out.add(73, r_role, kinds, preposition, r.linked);
    out.add(72, r_role, preposition, r.side, r.distance, r.triggers);
  }
}

void speech_features(const ActView& act, const Candidate& c, const Relation& r, Features& out) {
  const Scene& scene = *act.scene;
  const Document& doc = scene.doc();
  uint64_t speaks = 0;
  if (act.quote != kNoIndex) {
    const Quote& quote = doc.quotes[static_cast<size_t>(act.quote)];
    speaks = 1;
    if (quote.source && quote.source->span && c.participant.span && quote.source->span->overlaps(*c.participant.span))
      speaks = 2;
    if (c.kind == CandidateKind::kSpeaker) speaks = 3;
    if (speaks == 1 && !c.outside() && scene.quote_at(c.token) != act.quote) speaks = 4;
  } else if (!c.outside() && scene.quote_at(c.token) != kNoIndex) {
    speaks = 5;
  }
  out.add(80, speaks, r.side);
  out.add(81, speaks, act.type);
  out.add(82, speaks, act.lemma);
  out.add(83, speaks, act.form, act.enclitic);
}

// What the candidate did or bore in the acts told before.
void history_features(const ActView& act, const Candidate& c, const Relation& r, Features& out) {
  const Document& doc = act.scene->doc();
  const uint64_t who = identity(doc, c.participant);
  if (who == 0) return;
  uint64_t same_type = 0, any = 0;
  for (size_t i = act.index, back = 0; i-- > 0 && back < 10; ++back) {
    const Event& e = doc.events[i];
    uint64_t role = 0;
    for (const Participant& p : e.actors) role |= identity(doc, p) == who ? 1U : 0U;
    for (const Participant& p : e.recipients) role |= identity(doc, p) == who ? 2U : 0U;
    any |= role;
    if (e.type == act.event->type) same_type |= role;
  }
  out.add(90, same_type, r.side);
  out.add(91, any, r.side, static_cast<uint64_t>(c.kind));
  out.add(92, same_type, act.type, r.side != 0);
}

// The verb that governs a nominal trigger: token + 1, or 0.
uint32_t find_governor(const Scene& scene, uint32_t trigger) {
  const Document& doc = scene.doc();
  const uint32_t first = doc.sentences[doc.tokens[trigger].sentence].first_token;
  for (uint32_t v = trigger; v-- > first && v + kGovernorReach >= trigger;) {
    const WordClass c = scene.word_class(v);
    if (c == WordClass::kVerb) return v + 1;
    if (c == WordClass::kStop || c == WordClass::kSubordinator || c == WordClass::kRelative) break;
  }
  return 0;
}

uint64_t trigger_form(const Analysis& a) {
  return static_cast<uint64_t>(a.pos) * 16 + static_cast<uint64_t>(a.voice) * 4 + (a.definite ? 1 : 0) +
         (a.person == 1 ? 2 : 0);
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

}  // namespace

ActView view_act(const Scene& scene, const Grammar& grammar, const Codebook& codebook, size_t index) {
  const Document& doc = scene.doc();
  ActView act;
  act.scene = &scene;
  act.event = &doc.events[index];
  act.index = index;
  act.entry = codebook.entry_of(*act.event);
  const uint32_t t = act.event->trigger_token;
  const Token& token = doc.tokens[t];
  const Analysis& analysis = doc.analysis(token);
  act.type = static_cast<uint64_t>(act.event->type);
  act.lemma =
      mix(hash64(analysis.lemma.empty() ? stem_key(doc, token) : analysis.lemma), static_cast<uint64_t>(analysis.pos));
  act.form = trigger_form(analysis);
  act.enclitic = analysis.enclitic_person;
  act.quote = scene.quote_at(t);
  act.title = token.sentence == 0 || doc.sentences[token.sentence].region == RegionKind::kTitle;
  if (const int32_t p = scene.phrase_at(t); p != kNoIndex)
    act.preposition = scene.phrases()[static_cast<size_t>(p)].preposition;
  if (scene.word_class(t) != WordClass::kVerb) act.governor = find_governor(scene, t);
  if (act.governor != 0) act.governor_lemma = hash64(doc.analysis(doc.tokens[act.governor - 1]).lemma);
  act.parts = grammar.parts(t, act.governor);
  return act;
}

void role_features(const ActView& act, const Candidate& candidate, Features& out) {
  out.clear();
  const Relation r = relate(act, candidate);
  place_features(act, candidate, r, out);
  link_features(act, candidate, r, out);
  nature_features(act, candidate, r, out);
  agreement_features(act, candidate, r, out);
  slot_features(act, r, out);
  speech_features(act, candidate, r, out);
  history_features(act, candidate, r, out);
}

// Where the codebook gives the candidate's place to one role alone, that role gains and the other loses.
void lean_on_codebook(const ActView& act, const Candidate& c, Probabilities& p) {
  if (act.entry == nullptr || c.kind != CandidateKind::kPhrase) return;
  const Relation r = relate(act, c);
  const bool actor = fills(act.entry->actor, r), recipient = fills(act.entry->recipient, r);
  if (actor == recipient) return;
  const float moved = kLean * (p.of[kActor] + p.of[kRecipient]) + (r.preposition == 0 ? kLean / 2 : 0);
  p.of[actor ? kActor : kRecipient] += moved;
  p.of[actor ? kRecipient : kActor] -= moved;
}

void assign_roles(const model::Linear& model, const ActView& act, RoleScratch& scratch, Event& event) {
  struct Judged {
    uint64_t who;
    const Candidate* candidate;
    float actor, recipient;
  };
  const Document& doc = act.scene->doc();
  find_candidates(*act.scene, act.index, scratch.candidates);
  std::vector<Judged> judged;
  for (const Candidate& c : scratch.candidates) {
    role_features(act, c, scratch.features);
    Probabilities p = judge(model, scratch.features);
    lean_on_codebook(act, c, p);
    const uint64_t who = identity(doc, c.participant);
    if (who == 0) continue;
    const auto known = std::find_if(judged.begin(), judged.end(), [&](const Judged& j) { return j.who == who; });
    if (known == judged.end()) {
      judged.push_back({who, &c, p.of[kActor], p.of[kRecipient]});
    } else if (std::max(p.of[kActor], p.of[kRecipient]) > std::max(known->actor, known->recipient)) {
      *known = {who, &c, p.of[kActor], p.of[kRecipient]};
    }
  }
  std::stable_sort(judged.begin(), judged.end(),
                   [](const Judged& a, const Judged& b) { return a.candidate->token < b.candidate->token; });
  // a phrase and a name inside it are one party: the surer one stays
  const auto covered = [&](const Judged& j) {
    if (j.candidate->outside() || j.candidate->kind == CandidateKind::kAdjective) return false;
    return std::any_of(judged.begin(), judged.end(), [&](const Judged& other) {
      return other.candidate != j.candidate && other.candidate->phrase == j.candidate->phrase &&
             !other.candidate->outside() &&
             (other.candidate->kind == CandidateKind::kPhrase) != (j.candidate->kind == CandidateKind::kPhrase) &&
             std::max(other.actor, other.recipient) > std::max(j.actor, j.recipient);
    });
  };
  for (const Judged& j : judged) {
    if (std::max(j.actor, j.recipient) < kSure || covered(j)) continue;
    (j.actor >= j.recipient ? event.actors : event.recipients).push_back(j.candidate->participant);
  }
}

}  // namespace isnad::claims
