// SPDX-License-Identifier: Apache-2.0
#include "claims/accord.h"

namespace isnad::claims {

namespace {

constexpr std::string_view kUn = "\xD9\x88\xD9\x86", kIn = "\xD9\x8A\xD9\x86", kAn = "\xD8\xA7\xD9\x86";
constexpr std::string_view kAlif = "\xD8\xA7", kHa = "\xD9\x87", kAt = "\xD8\xA7\xD8\xAA";
constexpr std::string_view kTanwin = "\xD9\x8B";

bool ends(std::string_view word, std::string_view ending) {
  return word.size() > ending.size() + 2 && word.substr(word.size() - ending.size()) == ending;
}

bool nominal(Pos pos) {
  return pos == Pos::kNoun || pos == Pos::kMasdar || pos == Pos::kParticiple || pos == Pos::kAdjective;
}

// People in the plural, as far as the ending tells: they take no feminine verb.
bool men(const Scene& scene, const Phrase& phrase) {
  const Document& doc = scene.doc();
  if (scene.mention_at(phrase.head) != kNoIndex) return false;
  const Analysis& a = doc.analysis(doc.tokens[phrase.head]);
  const std::string_view key = stem_key(doc, doc.tokens[phrase.head]);
  return a.number == Number::kPlural && (ends(key, kUn) || ends(key, kIn));
}

}  // namespace

Case case_of(const Document& doc, const Scene& scene, const Phrase& phrase) {
  const Token& token = doc.tokens[phrase.head];
  if (scene.mention_at(phrase.head) != kNoIndex || token.kind != TokenKind::kWord) return Case::kUnknown;
  const Analysis& a = doc.analysis(token);
  if (!nominal(a.pos)) return Case::kUnknown;
  const std::string_view key = stem_key(doc, token);
  if (a.number == Number::kPlural || a.number == Number::kDual) {
    if (ends(key, kUn)) return Case::kNominative;
    if (ends(key, kIn)) return Case::kOblique;
    if (a.number == Number::kDual && ends(key, kAn)) return Case::kNominative;
  }
  if (a.definite) return Case::kUnknown;
  if (doc.str(token.span).find(kTanwin) != std::string_view::npos) return Case::kOblique;
  const bool tanwin = ends(key, kAlif) && key.size() == a.lemma.size() + kAlif.size() && key.starts_with(a.lemma);
  return tanwin && !a.lemma.empty() ? Case::kOblique : Case::kUnknown;
}

Gender gender_of(const Document& doc, const Scene& scene, const Phrase& phrase) {
  const Token& token = doc.tokens[phrase.head];
  const Analysis& a = doc.analysis(token);
  const int32_t mention = scene.mention_at(phrase.head);
  if (mention != kNoIndex) {
    const EntityType type = doc.mentions[static_cast<size_t>(mention)].type;
    if (type == EntityType::kPerson) return Gender::kNone;
    if (a.gender == Gender::kFeminine || ends(token.key, kHa) || ends(token.key, kAt)) return Gender::kFeminine;
    return type == EntityType::kOrganisation && nominal(a.pos) ? Gender::kMasculine : Gender::kNone;
  }
  if (!nominal(a.pos) || a.number == Number::kPlural) return men(scene, phrase) ? Gender::kMasculine : Gender::kNone;
  return a.gender == Gender::kFeminine ? Gender::kFeminine : Gender::kMasculine;  // unmarked: masculine but for a few
}

Accord after_verb(const Scene& scene, uint32_t verb, const Phrase& phrase) {
  const Document& doc = scene.doc();
  const Analysis& v = doc.analysis(doc.tokens[verb]);
  if (v.person == 1 || v.person == 2 || v.number == Number::kPlural || v.number == Number::kDual) return Accord::kNo;
  const Case its = case_of(doc, scene, phrase);
  if (its == Case::kOblique) return Accord::kNo;
  if (v.gender == Gender::kFeminine && men(scene, phrase)) return Accord::kNo;
  const Gender gender = gender_of(doc, scene, phrase);
  if (v.gender == Gender::kNone || gender == Gender::kNone)
    return its == Case::kNominative ? Accord::kYes : Accord::kOpen;
  return v.gender == gender ? Accord::kYes : Accord::kNo;
}

Accord before_verb(const Scene& scene, uint32_t verb, const Phrase& phrase) {
  const Document& doc = scene.doc();
  const Analysis& v = doc.analysis(doc.tokens[verb]);
  if (v.person == 1 || v.person == 2) return Accord::kNo;
  const bool people = men(scene, phrase);
  if (people) return v.number == Number::kPlural ? Accord::kYes : Accord::kNo;
  const Analysis& n = doc.analysis(doc.tokens[phrase.head]);
  const bool named = scene.mention_at(phrase.head) != kNoIndex;
  const bool joined = static_cast<size_t>(&phrase - scene.phrases().data()) + 1 < scene.phrases().size() &&
                      (&phrase)[1].conjunct_of == static_cast<int32_t>(&phrase - scene.phrases().data());
  if (v.number == Number::kPlural || v.number == Number::kDual) {
    if (joined) return Accord::kOpen;
    if (named || (n.number == Number::kSingular && phrase.kind != HeadKind::kGroup)) return Accord::kNo;
    return n.number == v.number ? Accord::kYes : Accord::kOpen;
  }
  const Gender gender = gender_of(doc, scene, phrase);
  if (v.gender == Gender::kNone || gender == Gender::kNone) return Accord::kOpen;
  return v.gender == gender ? Accord::kYes : Accord::kNo;
}

}  // namespace isnad::claims
