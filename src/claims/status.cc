// SPDX-License-Identifier: Apache-2.0
// A learned judge with the words around the act before its eyes; then a guard: what the text plainly tells as to come,
// as possible or as asked for is never said to have happened.
#include "claims/status.h"

#include <algorithm>

#include "document/names.h"

namespace isnad::claims {

namespace {

constexpr uint32_t kReachBefore = 9;
constexpr uint32_t kReachAfter = 4;
constexpr uint32_t kDeniedReach = 4;
constexpr uint32_t kThatReach = 5;  // "it is expected of the minister that he meets"
constexpr uint32_t kWantedReach = 6;
constexpr uint32_t kWantedVerbReach = 3;
constexpr float kDoneCounts = 1.7F;  // how much likelier another status must be than done; by held-out articles

StatusWord word_of(std::string_view name) {
  static constexpr std::string_view kNames[] = {"planned", "possible", "called-for", "conditional", "denied", "negated",
                                                "ongoing", "wanted",   "asked",      "alleged",     "done"};
  for (size_t i = 0; i < kStatusWords; ++i)
    if (name == kNames[i]) return static_cast<StatusWord>(i);
  return StatusWord::kDone;
}

uint64_t near(uint32_t distance) {
  return distance == 0 ? 0 : distance <= 1 ? 1 : distance <= 3 ? 2 : distance <= 6 ? 3 : 4;
}

}  // namespace

StatusReader StatusReader::open(const lexicon::Lexicon& lexicon) {
  StatusReader reader;
  reader.words_ = lexicon.table("claims/status_words");
  const int kind = reader.words_.column("kind");
  for (uint32_t row = 0; reader.words_.exists() && row < reader.words_.rows(); ++row)
    reader.kinds_.push_back(word_of(reader.words_.cell(row, kind)));
  return reader;
}

uint32_t StatusReader::kinds_of(const Document& doc, uint32_t token, uint32_t& row) const {
  if (!words_.exists()) return 0;
  const Token& t = doc.tokens[token];
  if (t.kind != TokenKind::kWord) return 0;
  uint32_t bits = 0;
  const auto look = [&](std::string_view key) {
    for (uint32_t found : words_.find(key)) bits |= 1U << static_cast<unsigned>(kinds_[found]), row = found;
  };
  look(stem_key(doc, t));
  if (bits == 0) look(t.key);
  if (const std::string_view lemma = doc.analysis(t).lemma; bits == 0 && !lemma.empty()) look(lemma);
  return bits;
}

StatusCues StatusReader::cues(const ActView& act) const {
  const Document& doc = act.scene->doc();
  const uint32_t trigger = act.event->trigger_token;
  const Sentence& sentence = doc.sentences[doc.tokens[trigger].sentence];
  StatusCues cues;
  for (uint32_t d = 1; d <= kReachBefore && trigger >= sentence.first_token + d; ++d) {
    const uint32_t t = trigger - d;
    if (act.scene->word_class(t) == WordClass::kStop) break;
    uint32_t row = 0;
    const uint32_t bits = kinds_of(doc, t, row);
    if (bits == 0) continue;
    const Clause &a = act.scene->passed(t + 1), &b = act.scene->passed(trigger);
    const bool same = a.verbs == b.verbs && a.commas == b.commas && a.triggers == b.triggers;
    for (size_t i = 0; i < kStatusWords; ++i)
      if ((bits >> i & 1) != 0 && cues.before[i].distance == 0) cues.before[i] = {d, t, row, same};
  }
  for (uint32_t t = trigger + 1; t < sentence.last_token && t <= trigger + kReachAfter; ++t) {
    uint32_t row = 0;
    if (act.scene->word_class(t) == WordClass::kStop) break;
    const uint32_t bits = kinds_of(doc, t, row);
    cues.after |= bits;
    if (t == trigger + 1) cues.next = bits;
  }
  if (sentence.last_token > sentence.first_token) {
    const std::string_view last = doc.str(doc.tokens[sentence.last_token - 1].span);
    cues.question = last == "?" || last == "\xD8\x9F";
  }
  return cues;
}

void StatusReader::features(const ActView& act, const StatusCues& cues, Features& out) const {
  out.clear();
  const Document& doc = act.scene->doc();
  const uint32_t trigger = act.event->trigger_token;
  const Analysis& a = doc.analysis(doc.tokens[trigger]);
  const uint64_t pos = static_cast<uint64_t>(a.pos), tense = static_cast<uint64_t>(a.tense);
  const uint64_t shape = (pos * 4 + tense) * 4 + (a.has(kFuture) ? 2 : 0) + (a.definite ? 1 : 0);
  const uint64_t cue_class =
      act.quote == kNoIndex ? 9 : static_cast<uint64_t>(doc.quotes[static_cast<size_t>(act.quote)].cue_class);
  out.add(1, 1);
  out.add(2, act.type);
  out.add(3, shape);
  out.add(4, shape, act.type);
  out.add(5, act.lemma);
  out.add(6, act.lemma, tense, act.title);
  out.add(7, act.title, shape);
  out.add(8, cue_class, shape);
  out.add(9, act.preposition, shape);
  out.add(10, act.preposition, act.type, pos);
  uint64_t pattern = 0;
  for (size_t i = 0; i < kStatusWords; ++i) {
    const StatusCues::Cue& cue = cues.before[i];
    if (cue.distance == 0) continue;
    out.add(20, i, near(cue.distance), cue.same_clause);
    out.add(21, i, near(cue.distance), shape);
    out.add(22, i, cue.same_clause, pos, act.type);
    out.add(23, hash64(words_.cell(cue.row, 0U)), cue.same_clause);
    out.add(24, hash64(words_.cell(cue.row, 0U)), near(cue.distance), pos);
    if (cue.same_clause) pattern |= 1ULL << i;
  }
  out.add(25, pattern, shape);
  out.add(26, cues.after, pos);
  const Sentence& sentence = doc.sentences[doc.tokens[trigger].sentence];
  for (uint32_t d = 1; d <= 3; ++d) {
    if (trigger < sentence.first_token + d) {
      out.add(30, d, 1);
      break;
    }
    out.add(31, d, hash64(stem_key(doc, doc.tokens[trigger - d])));
    if (d == 1) out.add(32, hash64(stem_key(doc, doc.tokens[trigger - d])), shape);
  }
  if (trigger + 1 < sentence.last_token) out.add(33, hash64(stem_key(doc, doc.tokens[trigger + 1])), pos);
  if (act.governor != 0) {
    const Analysis& v = doc.analysis(doc.tokens[act.governor - 1]);
    const uint64_t verb_tense = static_cast<uint64_t>(v.tense) * 2 + v.has(kFuture);
    out.add(34, act.governor_lemma, verb_tense);
    out.add(35, verb_tense, shape);
    out.add(36, verb_tense, act.type, pos);
  } else {
    out.add(37, shape, act.type);
  }
  out.add(38, cues.question, shape);
}

// What plain words around the act say of it; nothing when they leave it to the judge.
std::optional<Status> StatusReader::told(const ActView& act, const StatusCues& cues) const {
  const Document& doc = act.scene->doc();
  const Analysis& a = doc.analysis(doc.tokens[act.event->trigger_token]);
  const bool verb = act.scene->word_class(act.event->trigger_token) == WordClass::kVerb;
  const auto close = [&](StatusWord kind, uint32_t reach) {
    const StatusCues::Cue& cue = cues.before[static_cast<size_t>(kind)];
    return cue.distance != 0 && cue.distance <= reach && cue.same_clause;
  };
  const auto follows = [&](StatusWord kind) { return (cues.next >> static_cast<unsigned>(kind) & 1) != 0; };
  // saying no, blaming and threatening are acts that their own negative and future words carry out
  const EventType type = act.event->type;
  const bool speaks = type == EventType::kReject || type == EventType::kAccuse || type == EventType::kThreaten;
  if (close(StatusWord::kConditional, 3)) return Status::kConditional;
  const auto is = [&](uint32_t token, StatusWord kind) {
    uint32_t row = 0;
    return (kinds_of(doc, token, row) >> static_cast<unsigned>(kind) & 1) != 0;
  };
  const uint32_t trigger = act.event->trigger_token;
  // "he did not rule out", "did not refuse": what says no by itself is taken back by a negation
  if (close(StatusWord::kNegated, 1) && (!speaks || is(trigger, StatusWord::kDenied))) return Status::kDenied;
  // "the spokesman denied the killing of", "denied that he had asked"; "did not rule out that he asks"
  const bool after_that = verb && a.tense == Tense::kPresent && trigger > 0 &&
                          act.scene->word_class(trigger - 1) == WordClass::kSubordinator;
  if (close(StatusWord::kDenied, kDeniedReach) && (!verb || after_that)) {
    const uint32_t denial = cues.before[static_cast<size_t>(StatusWord::kDenied)].token;
    return denial > 0 && is(denial - 1, StatusWord::kNegated) ? Status::kPossible : Status::kDenied;
  }
  if (speaks) return {};
  if (a.has(kFuture)) return Status::kPlanned;
  // what somebody wishes has not been done: "a wish of Cairo's to restore part of the ties"
  if (close(StatusWord::kWanted, verb ? kWantedVerbReach : kWantedReach) && (!verb || a.tense == Tense::kPresent))
    return Status::kPossible;
  if (!verb && follows(StatusWord::kPossible)) return Status::kPossible;
  if (!verb && follows(StatusWord::kPlanned)) return Status::kPlanned;
  if (close(StatusWord::kPlanned, 2)) return Status::kPlanned;
  if (close(StatusWord::kPossible, after_that ? kThatReach : 2) && !a.definite) return Status::kPossible;
  if (!verb && act.governor != 0 && doc.analysis(doc.tokens[act.governor - 1]).has(kFuture) && !a.definite &&
      cues.before[static_cast<size_t>(StatusWord::kOngoing)].distance == 0)
    return Status::kPlanned;
  return {};
}

void StatusReader::guard(const ActView& act, const StatusCues& cues, Event& event) const {
  if (event.status != Status::kHappened && event.status != Status::kOngoing) return;
  if (const std::optional<Status> plain = told(act, cues)) event.status = *plain;
}

void StatusReader::qualify(const ActView& act, const StatusCues& cues, Event& event) const {
  const auto close = [&](StatusWord kind, uint32_t reach) {
    const StatusCues::Cue& cue = cues.before[static_cast<size_t>(kind)];
    return cue.distance != 0 && cue.distance <= reach && cue.same_clause;
  };
  const Document& doc = act.scene->doc();
  const bool doubted =
      act.quote != kNoIndex && doc.quotes[static_cast<size_t>(act.quote)].cue_class == CueClass::kDoubts;
  if (cues.question || close(StatusWord::kAsked, 2)) event.qualifier = Qualifier::kAsked;
  else if (close(StatusWord::kAlleged, 3) || doubted ||
           (cues.after >> static_cast<unsigned>(StatusWord::kAlleged) & 1) != 0)
    event.qualifier = Qualifier::kAlleged;
  else if (close(StatusWord::kNegated, 1) && event.status == Status::kDenied) event.qualifier = Qualifier::kNegated;
  else if (close(StatusWord::kWanted, kWantedReach) && event.status != Status::kHappened)
    event.qualifier = Qualifier::kWanted;
}

void StatusReader::assign(const model::Linear& model, const ActView& act, Features& scratch, Event& event) const {
  const StatusCues found = cues(act);
  features(act, found, scratch);
  const Probabilities p = judge(model, scratch);
  size_t best = 0;
  float top = kDoneCounts * p.of[0];
  for (size_t i = 1; i < model.labels() && i < 8; ++i)
    if (p.of[i] > top) top = p.of[best = i];
  event.status = static_cast<Status>(best);
  guard(act, found, event);
  qualify(act, found, event);
  for (const StatusCues::Cue& cue : found.before)
    if (cue.distance != 0 && cue.same_clause && cue.distance <= 4 && event.evidence.size() < 4)
      event.evidence.push_back({"status", words_.index(), cue.row, act.scene->doc().tokens[cue.token].span});
}

}  // namespace isnad::claims
