// SPDX-License-Identifier: Apache-2.0
#include "claims/candidates.h"

#include <algorithm>

#include "base/hash.h"
#include "text/letters.h"

namespace isnad::claims {

namespace {

constexpr size_t kMostEarlier = 5;  // parties of earlier acts that are tried
constexpr uint32_t kReach = 48;     // tokens from the trigger that a party may stand away
constexpr uint32_t kSentencesBack = 3;
constexpr uint32_t kAdjectiveReach = 6;

class Finder {
 public:
  Finder(const Scene& scene, size_t index, std::vector<Candidate>& out)
      : scene_(scene), doc_(scene.doc()), event_(doc_.events[index]), index_(index), out_(out) {}

  void run() {
    out_.clear();
    home_ = home();
    in_sentence();
    adjectives();
    speaker();
    earlier();
    recent();
  }

 private:
  void in_sentence() {
    const uint32_t trigger = event_.trigger_token;
    const auto [begin, end] = scene_.phrases_of(doc_.tokens[trigger].sentence);
    // from the trigger outwards, so that a long sentence keeps its nearest
    uint32_t right = begin;
    while (right < end && scene_.phrases()[right].last <= trigger) ++right;
    uint32_t left = right;
    uint8_t bare_left = 0, bare_right = 0;
    while ((left > begin || right < end) && out_.size() + 4 < kMostCandidates) {
      const bool take_right = left == begin || (right < end && distance(right) <= distance(left - 1));
      const uint32_t p = take_right ? right++ : --left;
      if (distance(p) > kReach) {
        if (take_right) right = end;
        else left = begin;
        continue;
      }
      uint8_t& bare = take_right ? bare_right : bare_left;
      phrase(p, bare);
      if (scene_.phrases()[p].preposition == 0 && !scene_.phrases()[p].of_trigger) ++bare;
    }
  }

  uint32_t distance(uint32_t p) const {
    const Phrase& phrase = scene_.phrases()[p];
    const uint32_t t = event_.trigger_token;
    if (phrase.first > t) return phrase.first - t;
    return phrase.last <= t ? t - phrase.last + 1 : 0;
  }

  void phrase(uint32_t number, uint8_t rank) {
    const Phrase& p = scene_.phrases()[number];
    Candidate c;
    c.phrase = static_cast<int32_t>(number);
    c.token = p.first;
    c.rank = rank;
    if (!p.of_trigger) {
      c.participant.entity = p.entity;
      c.participant.span = p.mention != kNoIndex && scene_.mention_at(p.head) == p.mention
                               ? doc_.mentions[static_cast<size_t>(p.mention)].span
                               : phrase_span(doc_, p);
      c.participant.country = state_of(c.participant.entity);
      if (p.entity == kNoIndex) c.participant.country = p.country;
      if (p.kind == HeadKind::kHome && !home_.empty() && doc_.analysis(doc_.tokens[p.head]).enclitic_person != 0) {
        c.participant = {};
        c.participant.country = home_;
      }
      out_.push_back(c);
    }
    const size_t whole = out_.size();
    int32_t last = p.mention;
    for (uint32_t t = p.first; t < p.last && out_.size() < kMostCandidates; ++t) {
      const int32_t m = scene_.mention_at(t);
      if (m == kNoIndex || m == last) continue;
      last = m;
      const Mention& mention = doc_.mentions[static_cast<size_t>(m)];
      if (mention.entity == kNoIndex) continue;
      if (!p.of_trigger && whole > 0 && out_[whole - 1].participant.entity == kNoIndex &&
          out_[whole - 1].participant.of == kNoIndex && mention.type != EntityType::kLocation)
        out_[whole - 1].participant.of = mention.entity;
      c.kind = CandidateKind::kInner;
      c.token = t;
      c.participant = {};
      c.participant.span = mention.span;
      c.participant.entity = mention.entity;
      c.participant.country = state_of(mention.entity);
      out_.push_back(c);
    }
  }

  // "A Tunisian-Algerian meeting": adjectives that follow the trigger closely name its parties.
  void adjectives() {
    const uint32_t trigger = event_.trigger_token, end = doc_.sentences[doc_.tokens[trigger].sentence].last_token;
    const auto& all = scene_.adjectives();
    auto at =
        std::lower_bound(all.begin(), all.end(), trigger, [](const Adjective& a, uint32_t t) { return a.token < t; });
    for (; at != all.end() && at->token < end && at->token < trigger + kAdjectiveReach; ++at) {
      Candidate c;
      c.kind = CandidateKind::kAdjective;
      c.participant.country = at->country;  // no span: the adjective implies a state, it does not name one
      c.token = at->token;
      c.phrase = scene_.phrase_at(at->token);
      if (c.phrase != kNoIndex && !known(c.participant)) out_.push_back(c);
    }
  }

  // The country of him in whose words the act is told.
  std::string home() const {
    const int32_t quote = scene_.quote_at(event_.trigger_token);
    if (quote == kNoIndex || !doc_.quotes[static_cast<size_t>(quote)].source) return {};
    const Participant p = scene_.resolve(*doc_.quotes[static_cast<size_t>(quote)].source);
    const int32_t who = p.entity != kNoIndex ? p.entity : p.of;
    if (who == kNoIndex) return p.country;
    const std::string& country = doc_.entities[static_cast<size_t>(who)].country;
    return country == "INT" ? std::string() : country;
  }

  // The country for which a country's or capital's name stands when it acts.
  std::string state_of(int32_t entity) const {
    if (entity == kNoIndex) return {};
    const Entity& e = doc_.entities[static_cast<size_t>(entity)];
    if (e.type == EntityType::kGpe) return e.country;
    return e.capital_of;
  }

  bool known(const Participant& p) const {
    const uint64_t who = identity(doc_, p);
    return who == 0 || std::any_of(out_.begin(), out_.end(),
                                   [&](const Candidate& c) { return identity(doc_, c.participant) == who; });
  }

  void add_outside(CandidateKind kind, Participant p) {
    if (known(p)) return;
    Candidate c;
    c.kind = kind;
    c.token = event_.trigger_token;
    c.participant = std::move(p);
    out_.push_back(std::move(c));
  }

  void speaker() {
    const int32_t quote = scene_.quote_at(event_.trigger_token);
    if (quote == kNoIndex) return;
    const Quote& q = doc_.quotes[static_cast<size_t>(quote)];
    if (q.source) add_outside(CandidateKind::kSpeaker, scene_.resolve(*q.source));
    if (home_.empty()) return;
    Participant p;
    p.country = home_;
    add_outside(CandidateKind::kSpeakersCountry, std::move(p));
  }

  void earlier() {
    size_t taken = 0;
    const uint32_t sentence = doc_.tokens[event_.trigger_token].sentence;
    for (size_t i = index_; i-- > 0 && taken < kMostEarlier;) {
      const Event& e = doc_.events[i];
      const bool near = doc_.tokens[e.trigger_token].sentence + kSentencesBack >= sentence;
      if (!near && e.type != event_.type) continue;
      if (i + 12 < index_) break;
      for (const Participant& p : e.actors)
        if (taken < kMostEarlier && !known(p)) ++taken, add_outside(CandidateKind::kEarlierActor, p);
      for (const Participant& p : e.recipients)
        if (taken < kMostEarlier && !known(p)) ++taken, add_outside(CandidateKind::kEarlierRecipient, p);
    }
  }

  // The persons and bodies named last before this sentence.
  void recent() {
    const uint32_t sentence = doc_.tokens[event_.trigger_token].sentence;
    uint32_t m = scene_.mentions_of(sentence).first;
    for (int taken = 0, seen = 0; m > 0 && taken < 2 && seen < 6; ++seen) {
      const Mention& mention = doc_.mentions[--m];
      if (mention.entity == kNoIndex ||
          (mention.type != EntityType::kPerson && mention.type != EntityType::kOrganisation))
        continue;
      Participant p;
      p.entity = mention.entity;
      if (known(p)) continue;
      add_outside(CandidateKind::kRecent, p);
      ++taken;
    }
  }

  const Scene& scene_;
  const Document& doc_;
  const Event& event_;
  const size_t index_;
  std::string home_;
  std::vector<Candidate>& out_;
};

}  // namespace

Span phrase_span(const Document& doc, const Phrase& phrase) {
  const Token& first = doc.tokens[phrase.first];
  const Analysis& analysis = doc.analysis(first);
  uint32_t clitics = analysis.stem_begin;
  if (analysis.has(kArticle) && clitics >= 2) clitics -= 2;
  const uint32_t begin = clitics > 0 ? text::letter_offset(doc.text, first.span, clitics) : first.span.begin;
  return {begin, doc.tokens[phrase.last - 1].span.end};
}

uint64_t identity(const Document& doc, const Participant& p) {
  if (p.entity != kNoIndex) {
    const Entity& e = doc.entities[static_cast<size_t>(p.entity)];
    if (e.type == EntityType::kGpe && !e.country.empty()) return hash64(e.country, 1);
    return mix(2, static_cast<uint64_t>(p.entity));
  }
  if (p.span) return mix(3, p.span->begin);
  return p.country.empty() ? 0 : hash64(p.country, 1);
}

void find_candidates(const Scene& scene, size_t index, std::vector<Candidate>& out) { Finder(scene, index, out).run(); }

}  // namespace isnad::claims
