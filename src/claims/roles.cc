// SPDX-License-Identifier: Apache-2.0
// Each candidate is judged by itself: none, actor or recipient. A party that stands in several places is taken once,
// with the best of its judgements.
#include "claims/roles.h"

#include <algorithm>

#include "claims/accord.h"
#include "claims/relation.h"
#include "claims/second_look.h"

namespace isnad::claims {

namespace {

constexpr uint32_t kGovernorReach = 9;  // tokens between a verb and the noun that carries its act
// Least probability that the act is one and the party its own; set where the F1 of all facts on held-out articles was
// best. (A fact that is as likely right as half of that F1 is worth telling.)
constexpr float kSure = 0.18F;
constexpr float kSureOutside = 0.22F;  // of a party that the sentence does not show: rather none than a wild one

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
  const uint64_t own = verb == act.event->trigger_token;
  const uint64_t accord =
      static_cast<uint64_t>(p.first > verb ? after_verb(*act.scene, verb, p) : before_verb(*act.scene, verb, p));
  out.add(63, accord, p.first > verb, r.linked, own);
  out.add(64, accord, p.first > verb, r.preposition != 0, r.verbs, own);
  out.add(65, accord, p.first > verb, r.preposition != 0, act.type);
}

// The ending of the phrase's head, and whether a pronoun on the trigger can mean it.
void ending_features(const ActView& act, const Candidate& c, const Relation& r, Features& out) {
  if (c.phrase == kNoIndex) return;
  const Document& doc = act.scene->doc();
  const Phrase& p = act.scene->phrases()[static_cast<size_t>(c.phrase)];
  const uint64_t its = static_cast<uint64_t>(case_of(doc, *act.scene, p));
  const uint64_t verbal = act.scene->word_class(act.event->trigger_token) == WordClass::kVerb;
  const uint64_t bare = r.preposition == 0;
  out.add(66, its, r.side, bare, verbal);
  out.add(67, its, r.linked, bare);
  out.add(68, its, r.side, bare, act.type);
  const Analysis& a = doc.analysis(doc.tokens[act.event->trigger_token]);
  if (a.enclitic_person != 3) return;
  const Gender gender = gender_of(doc, *act.scene, p);
  const uint64_t fits = gender == Gender::kNone || a.enclitic_gender == Gender::kNone ? 2 : gender == a.enclitic_gender;
  out.add(69, fits, r.side, verbal, r.distance, bare);
  out.add(59, fits, r.side, verbal, act.type);
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
  const uint64_t speaks = speech_of(act, c);
  out.add(80, speaks, r.side);
  out.add(81, speaks, act.type);
  out.add(82, speaks, act.lemma);
  out.add(83, speaks, act.form, act.enclitic);
}

void history_features(const ActView& act, const Candidate& c, const Relation& r, Features& out) {
  if (identity(act.scene->doc(), c.participant) == 0) return;
  const History history = history_of(act, c);
  out.add(90, history.same_type, r.side);
  out.add(91, history.any, r.side, static_cast<uint64_t>(c.kind));
  out.add(92, history.same_type, act.type, r.side != 0);
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
  ending_features(act, candidate, r, out);
  slot_features(act, r, out);
  speech_features(act, candidate, r, out);
  history_features(act, candidate, r, out);
}

namespace {

// A party, with the best of its places.
struct Judged {
  uint64_t who;
  const Candidate* candidate;
  float actor, recipient;
  float surer() const { return std::max(actor, recipient); }
};

// A phrase and a name inside it are one party: the surer one stays.
bool covered(const std::vector<Judged>& judged, const Judged& j) {
  if (j.candidate->outside() || j.candidate->kind == CandidateKind::kAdjective) return false;
  return std::any_of(judged.begin(), judged.end(), [&](const Judged& other) {
    return other.candidate != j.candidate && other.candidate->phrase == j.candidate->phrase &&
           !other.candidate->outside() &&
           (other.candidate->kind == CandidateKind::kPhrase) != (j.candidate->kind == CandidateKind::kPhrase) &&
           other.surer() > j.surer();
  });
}

}  // namespace

void judge_candidates(const RoleJudges& judges, const ActView& act, RoleScratch& scratch) {
  find_candidates(*act.scene, act.index, scratch.candidates);
  scratch.judged.clear();
  for (const Candidate& c : scratch.candidates) {
    role_features(act, c, scratch.features);
    scratch.judged.push_back(judge(judges.first, scratch.features));
  }
  if (judges.second.labels() == 0) return;
  const std::vector<Probabilities> first = scratch.judged;
  const Rivals rivals = rivals_of(first);
  for (size_t i = 0; i < first.size(); ++i) {
    if (!worth_second_look(first[i])) continue;
    second_numbers(act, scratch.candidates, first, rivals, i, scratch.numbers);
    Probabilities scores;
    judges.second.add(scratch.numbers, scores.of);
    scratch.judged[i] = to_probabilities(scores, judges.second.labels());
  }
}

void assign_roles(const RoleJudges& judges, const ActView& act, RoleScratch& scratch, Event& event) {
  const Document& doc = act.scene->doc();
  judge_candidates(judges, act, scratch);
  std::vector<Judged> judged;
  for (size_t i = 0; i < scratch.candidates.size(); ++i) {
    const Candidate& c = scratch.candidates[i];
    const Judged found{identity(doc, c.participant), &c, scratch.judged[i].of[kActor],
                       scratch.judged[i].of[kRecipient]};
    if (found.who == 0) continue;
    const auto known = std::find_if(judged.begin(), judged.end(), [&](const Judged& j) { return j.who == found.who; });
    if (known == judged.end()) judged.push_back(found);
    else if (found.surer() > known->surer()) *known = found;
  }
  std::stable_sort(judged.begin(), judged.end(),
                   [](const Judged& a, const Judged& b) { return a.candidate->token < b.candidate->token; });
  for (const Judged& j : judged)
    if (j.surer() * event.confidence >= (j.candidate->outside() ? kSureOutside : kSure) && !covered(judged, j))
      (j.actor >= j.recipient ? event.actors : event.recipients).push_back(j.candidate->participant);
}

}  // namespace isnad::claims
