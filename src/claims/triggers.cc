// SPDX-License-Identifier: Apache-2.0
#include "claims/triggers.h"

#include <algorithm>
#include <cmath>

namespace isnad::claims {

namespace {

// Least probability of an act that is reported. Chosen by cross-validation on the training documents for the best F1;
// models/triggers.md has the figures.
constexpr float kThreshold = 0.27F;

Event event_of(const Document& doc, const Proposal& proposal, const Entry& entry, float probability) {
  Event event;
  event.trigger = doc.tokens[proposal.token].span;
  event.trigger_token = proposal.token;
  event.type = entry.type;
  event.mode = entry.mode;
  event.confidence = probability;
  event.rule = entry.rule;
  const Span matched{doc.tokens[proposal.first_token].span.begin, doc.tokens[proposal.last_token - 1].span.end};
  event.evidence.push_back({"trigger", entry.table, entry.row, matched});
  return event;
}

}  // namespace

void to_probabilities(std::vector<float>& scores) {
  float top = 0, sum = 0;
  for (float score : scores) top = std::max(top, score);
  for (float& score : scores) sum += score = std::exp(score - top);
  sum += std::exp(-top);
  for (float& score : scores) score /= sum;
}

Result<Triggers> Triggers::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  Triggers triggers;
  Result<WordSenses> senses = WordSenses::open(lexicon);
  if (!senses) return senses.error();
  triggers.senses_ = std::move(*senses);
  Result<model::Linear> judge = models.open("triggers");
  if (!judge) return judge.error();
  triggers.judge_ = std::move(*judge);
  return triggers;
}

void Triggers::find(Document& doc, const Codebook& codebook) const {
  const Surroundings around(doc, senses_);
  const std::vector<Proposal> proposals = propose(around, codebook);
  TriggerFeatures features(around, codebook, proposals);
  std::vector<float> scores;
  for (size_t i = 0; i < proposals.size();) {
    scores.clear();
    size_t end = i;
    for (; end < proposals.size() && proposals[end].token == proposals[i].token; ++end) {
      scores.push_back(0);
      judge_.add(features.of(end), &scores.back());
    }
    to_probabilities(scores);
    const size_t best = static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    const Proposal& winner = proposals[i + best];
    if (scores[best] >= kThreshold)
      doc.events.push_back(event_of(doc, winner, codebook.entry(winner.entry), scores[best]));
    i = end;
  }
}

}  // namespace isnad::claims
