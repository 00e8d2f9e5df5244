// SPDX-License-Identifier: Apache-2.0
#include "claims/grammar.h"

#include <algorithm>

#include "claims/accord.h"

namespace isnad::claims {

namespace {

constexpr uint32_t kReach = 30;  // tokens that a subject may stand away from its verb
constexpr uint32_t kPhrasesAfter = 5;
constexpr uint32_t kCarrierReach = 5;
constexpr size_t kVerbsBack = 8;  // earlier verbs whose subject a hidden one may be

}  // namespace

Grammar::Grammar(const Scene& scene) : scene_(scene) {
  const Document& doc = scene.doc();
  verb_at_.assign(doc.tokens.size(), kNoIndex);
  for (const Sentence& sentence : doc.sentences) {
    const size_t earliest = verbs_.size();
    for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t)
      if (scene.word_class(t) == WordClass::kVerb)
        read_verb(t, std::max(earliest, verbs_.size() - std::min(verbs_.size(), kVerbsBack)));
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

// What opens the verb's clause: the antecedent of its relative pronoun, or the bare phrase that fits it best.
Grammar::Opening Grammar::before(uint32_t token, uint32_t first) const {
  const Document& doc = scene_.doc();
  Opening opening;
  opening.joined = doc.analysis(doc.tokens[token]).has(kAnd);
  for (uint32_t t = token; t-- > first && t + kReach >= token;) {
    const WordClass c = scene_.word_class(t);
    if (c == WordClass::kRelative) {
      opening.relative = true;
      for (uint32_t a = t; a-- > first && a + 4 >= t;)
        if (scene_.phrase_at(a) != kNoIndex) {
          opening.phrase = scene_.phrase_at(a);
          return opening;
        }
      opening.phrase = kNoIndex;
      return opening;
    }
    if (c == WordClass::kAnd && t + 1 == token) opening.joined = true;
    if (c == WordClass::kPronoun) opening.pronoun = true;
    if (c == WordClass::kSubordinator && doc.analysis(doc.tokens[t]).enclitic_person == 3) opening.pronoun = true;
    if (c == WordClass::kStop || c == WordClass::kSubordinator || c == WordClass::kVerb) break;
    if (opening.joined) continue;
    const int32_t p = scene_.phrase_at(t);
    if (p == kNoIndex || !bare(static_cast<uint32_t>(p))) continue;
    const Phrase& phrase = scene_.phrases()[static_cast<size_t>(p)];
    if (before_verb(scene_, token, phrase) == Accord::kNo) continue;
    opening.phrase = p;
  }
  // "fighters whom they trained": a verb with a pronoun right after an indefinite noun goes on to tell of it
  const Analysis& verb = doc.analysis(doc.tokens[token]);
  if (!opening.joined && token > first && verb.enclitic_person == 3 && scene_.phrase_at(token - 1) != kNoIndex) {
    const int32_t p = scene_.phrase_at(token - 1);
    const Phrase& phrase = scene_.phrases()[static_cast<size_t>(p)];
    if (!doc.analysis(doc.tokens[phrase.head]).definite && scene_.mention_at(phrase.head) == kNoIndex) {
      opening.relative = true;
      opening.phrase = p;
    }
  }
  return opening;
}

// Whom a hidden subject means: the subject of the nearest earlier verb of the sentence that the verb agrees with.
int32_t Grammar::hidden_subject(uint32_t token, size_t earliest) const {
  for (size_t v = verbs_.size(); v-- > earliest;) {
    const int32_t subject = verbs_[v].subject;
    if (subject == kNoIndex) continue;
    if (before_verb(scene_, token, scene_.phrases()[static_cast<size_t>(subject)]) != Accord::kNo) return subject;
  }
  return kNoIndex;
}

void Grammar::read_verb(uint32_t token, size_t earliest) {
  const Document& doc = scene_.doc();
  const uint32_t sentence = doc.tokens[token].sentence;
  VerbParts parts;
  const Opening opening = before(token, doc.sentences[sentence].first_token);
  parts.relative = opening.relative;
  const auto [begin, end] = scene_.phrases_of(sentence);
  uint32_t p = begin;
  while (p < end && scene_.phrases()[p].first <= token) ++p;
  int32_t after[2] = {kNoIndex, kNoIndex};
  int found = 0;
  for (uint32_t passed = 0; p < end && passed < kPhrasesAfter && found < 2; ++p, ++passed) {
    const Clause &a = scene_.passed(token + 1), &b = scene_.passed(scene_.phrases()[p].first);
    if (a.verbs != b.verbs || a.subordinators != b.subordinators || a.stops != b.stops || a.relatives != b.relatives)
      break;
    if (bare(p)) after[found++] = static_cast<int32_t>(p);
  }
  const Analysis& verb = doc.analysis(doc.tokens[token]);
  const auto phrase = [&](int32_t number) -> const Phrase& { return scene_.phrases()[static_cast<size_t>(number)]; };
  const Accord first = after[0] == kNoIndex ? Accord::kNo : after_verb(scene_, token, phrase(after[0]));
  const bool object_pronoun = verb.enclitic_person != 0;
  const bool antecedent_acts = opening.phrase != kNoIndex && opening.relative &&
                               before_verb(scene_, token, phrase(opening.phrase)) != Accord::kNo &&
                               !(object_pronoun && first != Accord::kNo);
  if (opening.relative) {
    parts.subject = antecedent_acts ? opening.phrase : first != Accord::kNo ? after[0] : kNoIndex;
    parts.object = antecedent_acts ? after[0] : object_pronoun ? opening.phrase : after[parts.subject == after[0]];
  } else if (opening.phrase != kNoIndex) {
    parts.subject = opening.phrase;
    parts.object = after[0];
  } else if (first != Accord::kNo && !(opening.pronoun && first == Accord::kOpen)) {
    parts.subject = after[0];
    parts.object = after[1];
  } else {
    parts.object = after[0];
  }
  if (parts.subject == kNoIndex && verb.person != 1 && verb.person != 2) {
    parts.subject = hidden_subject(token, earliest);
    parts.dropped = true;
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
