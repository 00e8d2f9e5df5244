// SPDX-License-Identifier: Apache-2.0
#include "claims/grammar.h"

namespace isnad::claims {

namespace {

constexpr uint32_t kReach = 30;  // tokens that a subject may stand away from its verb
constexpr uint32_t kPhrasesAfter = 5;
constexpr uint32_t kCarrierReach = 5;

}  // namespace

Grammar::Grammar(const Scene& scene) : scene_(scene) {
  const Document& doc = scene.doc();
  verb_at_.assign(doc.tokens.size(), kNoIndex);
  for (const Sentence& sentence : doc.sentences) {
    int32_t previous = kNoIndex;
    for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
      if (scene.word_class(t) != WordClass::kVerb) continue;
      read_verb(t, previous);
      previous = verb_at_[t];
    }
  }
}

const VerbParts& Grammar::verb(uint32_t token) const {
  static const VerbParts kNothing;
  return verb_at_[token] == kNoIndex ? kNothing : verbs_[static_cast<size_t>(verb_at_[token])];
}

bool Grammar::bare(uint32_t phrase) const {
  const Phrase& p = scene_.phrases()[phrase];
  if (p.preposition != 0 || p.of_trigger || p.conjunct_of != kNoIndex) return false;
  if (scene_.mention_at(p.head) != kNoIndex) return true;
  return scene_.doc().analysis(scene_.doc().tokens[p.head]).pos != Pos::kAdjective;
}

bool Grammar::agrees(uint32_t verb, const Phrase& phrase) const {
  const Document& doc = scene_.doc();
  const Analysis &v = doc.analysis(doc.tokens[verb]), &n = doc.analysis(doc.tokens[phrase.head]);
  if (v.person == 1 || v.person == 2) return false;
  if (v.gender == Gender::kNone || n.gender == Gender::kNone) return true;
  if (n.number == Number::kPlural) return true;  // plurals of things are feminine, those of people what they like
  if (scene_.mention_at(phrase.head) != kNoIndex) return true;
  return v.gender == n.gender;
}

// The bare phrase that opens the verb's clause, or the antecedent of its relative pronoun.
int32_t Grammar::before(uint32_t token, uint32_t first, bool& relative, bool& joined) const {
  const Document& doc = scene_.doc();
  joined = doc.analysis(doc.tokens[token]).has(kAnd);
  int32_t found = kNoIndex;
  for (uint32_t t = token; t-- > first && t + kReach >= token;) {
    const WordClass c = scene_.word_class(t);
    if (c == WordClass::kRelative) {
      relative = true;
      for (uint32_t a = t; a-- > first && a + 4 >= t;)
        if (scene_.phrase_at(a) != kNoIndex) return scene_.phrase_at(a);
      return kNoIndex;
    }
    if (c == WordClass::kAnd && t + 1 == token) joined = true;
    if (c == WordClass::kStop || c == WordClass::kSubordinator || c == WordClass::kVerb) break;
    if (joined) continue;
    const int32_t p = scene_.phrase_at(t);
    if (p != kNoIndex && bare(static_cast<uint32_t>(p))) found = p;
  }
  return joined ? kNoIndex : found;
}

void Grammar::read_verb(uint32_t token, int32_t previous_verb) {
  const Document& doc = scene_.doc();
  const uint32_t sentence = doc.tokens[token].sentence;
  VerbParts parts;
  bool joined = false;
  const int32_t earlier = before(token, doc.sentences[sentence].first_token, parts.relative, joined);
  const auto [begin, end] = scene_.phrases_of(sentence);
  uint32_t p = begin;
  while (p < end && scene_.phrases()[p].first <= token) ++p;
  int32_t bare_after[2] = {kNoIndex, kNoIndex};
  int found = 0;
  for (uint32_t passed = 0; p < end && passed < kPhrasesAfter && found < 2; ++p, ++passed) {
    const Clause &a = scene_.passed(token + 1), &b = scene_.passed(scene_.phrases()[p].first);
    if (a.verbs != b.verbs || a.subordinators != b.subordinators || a.stops != b.stops || a.relatives != b.relatives)
      break;
    if (bare(p)) bare_after[found++] = static_cast<int32_t>(p);
  }
  const bool has_object_pronoun = doc.analysis(doc.tokens[token]).enclitic_person != 0;
  const bool first_agrees =
      bare_after[0] != kNoIndex && agrees(token, scene_.phrases()[static_cast<size_t>(bare_after[0])]);
  if (earlier != kNoIndex && !(parts.relative && has_object_pronoun && bare_after[0] != kNoIndex)) {
    parts.subject = earlier;
    parts.object = bare_after[0];
  } else if (first_agrees) {
    parts.subject = bare_after[0];
    parts.object = parts.relative ? earlier : bare_after[1];
  } else {
    parts.object = bare_after[0];
    if (previous_verb != kNoIndex) {
      parts.subject = verbs_[static_cast<size_t>(previous_verb)].subject;
      parts.dropped = true;
    }
  }
  verb_at_[token] = static_cast<int32_t>(verbs_.size());
  verbs_.push_back(parts);
}

Grammar::ActParts Grammar::parts(uint32_t trigger, uint32_t governor) const {
  ActParts parts;
  const Document& doc = scene_.doc();
  parts.own = verb(trigger);
  if (governor != 0) parts.governor = verb(governor - 1);
  if (scene_.word_class(trigger) == WordClass::kVerb) return parts;
  const auto [begin, end] = scene_.phrases_of(doc.tokens[trigger].sentence);
  const int32_t own = scene_.phrase_at(trigger);
  uint32_t p = own == kNoIndex ? begin : static_cast<uint32_t>(own) + 1;
  while (p < end && scene_.phrases()[p].first <= trigger) ++p;
  const uint32_t sentence_end = doc.sentences[doc.tokens[trigger].sentence].last_token;
  for (uint32_t t = trigger + 1; t < sentence_end && t <= trigger + kCarrierReach; ++t) {
    const WordClass c = scene_.word_class(t);
    if (c == WordClass::kVerb && !doc.analysis(doc.tokens[t]).has(kAnd)) parts.carrier = verb(t);
    if (c == WordClass::kVerb || c == WordClass::kSubordinator || c == WordClass::kStop || c == WordClass::kComma)
      break;
  }
  const uint32_t after = own == kNoIndex ? trigger + 1 : scene_.phrases()[static_cast<size_t>(own)].last;
  for (; p < end && p < begin + 64; ++p) {
    const Clause &a = scene_.passed(trigger + 1), &b = scene_.passed(scene_.phrases()[p].first);
    if (a.verbs != b.verbs || a.subordinators != b.subordinators || a.stops != b.stops || a.commas != b.commas) break;
    if (!bare(p)) continue;
    if (scene_.phrases()[p].first == after && parts.genitive == kNoIndex) parts.genitive = static_cast<int32_t>(p);
    else {
      parts.second = static_cast<int32_t>(p);
      break;
    }
  }
  return parts;
}

Link Grammar::ActParts::of(int32_t phrase) const {
  if (phrase == kNoIndex) return Link::kNone;
  if (phrase == own.subject) return own.dropped ? Link::kDroppedSubject : Link::kSubject;
  if (phrase == own.object) return Link::kObject;
  if (phrase == genitive) return Link::kGenitive;
  if (phrase == second) return Link::kSecond;
  if (phrase == carrier.subject && !carrier.dropped) return Link::kCarrierSubject;
  if (phrase == carrier.object) return Link::kCarrierObject;
  if (phrase == governor.subject) return governor.dropped ? Link::kGovernorDropped : Link::kGovernorSubject;
  if (phrase == governor.object) return Link::kGovernorObject;
  return Link::kNone;
}

}  // namespace isnad::claims
