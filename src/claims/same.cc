// SPDX-License-Identifier: Apache-2.0
#include "claims/same.h"

#include <algorithm>

#include "claims/candidates.h"

namespace isnad::claims {

namespace {

// Set where the F1 of pairs on held-out articles was best.
constexpr float kSureSame = 0.44F;
constexpr float kBestCounts = 0.25F;  // of an act's best fitting telling, beside the mean of all

// The consonants of a word that forms of one root mostly share.
uint64_t skeleton(std::string_view word) {
  uint64_t h = 1;
  int kept = 0;
  for (size_t i = 0; i + 1 < word.size(); i += 2) {
    const auto a = static_cast<unsigned char>(word[i]), b = static_cast<unsigned char>(word[i + 1]);
    const bool weak = (a == 0xD8 && (b == 0xA7 || b == 0xA1 || b == 0xA9 || b == 0xAA || b == 0xA3 || b == 0xA5)) ||
                      (a == 0xD9 && (b == 0x88 || b == 0x8A || b == 0x89 || b == 0x85 || b == 0x86 || b == 0x87));
    if (weak) continue;
    h = mix(h, a * 256ULL + b);
    ++kept;
  }
  return kept < 2 ? 0 : h;
}

// 0 nothing known of one of them, 1 nothing shared, 2 some shared, 3 the same.
uint64_t agreement(const Document& doc, const std::vector<Participant>& a, const std::vector<Participant>& b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 0 : 4;
  size_t shared = 0;
  for (const Participant& p : a)
    shared += static_cast<size_t>(std::any_of(b.begin(), b.end(), [&](const Participant& q) {
      return identity(doc, p) == identity(doc, q) || (!p.country.empty() && p.country == q.country);
    }));
  return shared == 0 ? 1 : shared == std::max(a.size(), b.size()) ? 3 : 2;
}

// Do the nouns that stand for parties share a word?
bool share_word(const Document& doc, const std::vector<Participant>& a, const std::vector<Participant>& b) {
  for (const Participant& p : a)
    for (const Participant& q : b) {
      if (!p.span || !q.span) continue;
      const uint32_t s = doc.token_at(p.span->begin), t = doc.token_at(q.span->begin);
      if (s < doc.tokens.size() && t < doc.tokens.size() &&
          stem_key(doc, doc.tokens[s]) == stem_key(doc, doc.tokens[t]))
        return true;
    }
  return false;
}

}  // namespace

void pair_features(const Scene& scene, const Event& a, const Event& b, size_t between, Features& out) {
  out.clear();
  const Document& doc = scene.doc();
  const Token &s = doc.tokens[a.trigger_token], &t = doc.tokens[b.trigger_token];
  const Analysis &x = doc.analysis(s), &y = doc.analysis(t);
  const std::string_view left = x.lemma.empty() ? stem_key(doc, s) : x.lemma;
  const std::string_view right = y.lemma.empty() ? stem_key(doc, t) : y.lemma;
  const uint64_t word = left == right ? 2 : skeleton(left) != 0 && skeleton(left) == skeleton(right) ? 1 : 0;
  const uint64_t actors = agreement(doc, a.actors, b.actors), recipients = agreement(doc, a.recipients, b.recipients);
  uint64_t crossed = 0;
  if (actors < 2 && recipients < 2)
    crossed = agreement(doc, a.actors, b.recipients) >= 2 || agreement(doc, a.recipients, b.actors) >= 2;
  const auto compare = [](int32_t p, int32_t q) -> uint64_t {
    return p == kNoIndex || q == kNoIndex ? 0 : p == q ? 2 : 1;
  };
  const uint64_t place = compare(a.place, b.place);
  uint64_t time = compare(a.time, b.time);
  if (time == 1 && doc.times[static_cast<size_t>(a.time)].value == doc.times[static_cast<size_t>(b.time)].value)
    time = 2;
  const uint64_t type = static_cast<uint64_t>(a.type);
  const uint64_t sentences = std::min<uint64_t>(t.sentence - s.sentence, 6);
  const uint64_t mode = a.mode.empty() || b.mode.empty() ? 0 : a.mode == b.mode ? 2 : 1;
  const uint64_t done = static_cast<uint64_t>(a.status) * 8 + static_cast<uint64_t>(b.status);
  const uint64_t definite = y.definite && y.pos != Pos::kVerb;
  const uint64_t title = s.sentence == 0;
  const uint64_t words = share_word(doc, a.actors, b.actors) + 2 * share_word(doc, a.recipients, b.recipients);
  out.add(1, 1);
  out.add(2, type);
  out.add(3, word, type);
  out.add(4, word, actors, recipients);
  out.add(5, actors, type);
  out.add(6, recipients, type);
  out.add(7, actors, recipients, title);
  out.add(8, place, type);
  out.add(9, place, actors, recipients);
  out.add(10, time, word);
  out.add(11, sentences);
  out.add(12, sentences, word, type);
  out.add(13, mode, type);
  out.add(14, done);
  out.add(15, definite, word, sentences);
  out.add(16, title, word);
  out.add(17, bucket(between));
  out.add(18, crossed, type);
  out.add(19, words, type);
  out.add(20, words, word, actors);
  out.add(21, hash64(left), word);
  out.add(22, definite, actors, recipients, word);
  out.add(23, title && sentences == 1, word, actors);
  out.add(24, actors, recipients, word, place, time);
}

// Each telling goes to the act whose tellings fit it best on the whole, so that one likeness does not join two acts.
void join_tellings(const model::Linear& model, const Scene& scene, std::vector<Event>& events) {
  if (model.labels() == 0) return;
  struct Fit {
    float sum = 0, best = 0;
    uint32_t pairs = 0;
  };
  std::vector<size_t> act(events.size());    // the first telling of the act of each
  std::vector<std::pair<size_t, Fit>> fits;  // of the telling at hand: earlier acts
  Features features;
  size_t at = 0;
  const auto settle = [&](size_t j) {
    act[j] = j;
    float best = kSureSame;
    for (const auto& [first, fit] : fits) {
      const float value = (fit.sum / static_cast<float>(fit.pairs) + kBestCounts * fit.best) / (1 + kBestCounts);
      if (value < best) continue;
      best = value;
      act[j] = first;
    }
    fits.clear();
  };
  each_pair(events, [&](size_t i, size_t j) {
    for (; at < j; ++at) settle(at);
    pair_features(scene, events[i], events[j], j - i, features);
    const float p = judge(model, features).of[1];
    auto known = std::find_if(fits.begin(), fits.end(), [&](const auto& f) { return f.first == act[i]; });
    if (known == fits.end()) known = fits.insert(fits.end(), {act[i], {}});
    known->second.sum += p;
    known->second.best = std::max(known->second.best, p);
    ++known->second.pairs;
  });
  for (; at < events.size(); ++at) settle(at);
  int32_t next = 1;
  for (Event& event : events) event.same = 0;
  for (size_t j = 0; j < events.size(); ++j) {
    if (act[j] == j) continue;
    Event& first = events[act[j]];
    if (first.same == 0) first.same = next++;
    events[j].same = first.same;
  }
}

}  // namespace isnad::claims
