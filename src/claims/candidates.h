// SPDX-License-Identifier: Apache-2.0
// Who could be a party of an act? The noun phrases and names of its sentence, the speaker of the quotation that it
// stands in, and the parties of the acts just told.
#pragma once

#include <vector>

#include "claims/scene.h"
#include "document/document.h"

namespace isnad::claims {

enum class CandidateKind : uint8_t {
  kPhrase,
  kInner,
  kAdjective,
  kSpeaker,
  kSpeakersCountry,
  kEarlierActor,
  kEarlierRecipient,
  kRecent
};

struct Candidate {
  CandidateKind kind = CandidateKind::kPhrase;
  Participant participant;
  uint32_t token = 0;         // where it begins; meaningless for those that stand outside the sentence
  int32_t phrase = kNoIndex;  // in the scene
  uint8_t rank = 0;           // bare phrases between it and the trigger
  bool outside() const { return kind >= CandidateKind::kSpeaker; }
};

// Whom a participant means: equal for two tellings of one party. 0: nobody.
uint64_t identity(const Document& doc, const Participant& participant);

// Candidates of event `index`, whose predecessors are complete. At most kMostCandidates.
inline constexpr size_t kMostCandidates = 28;
void find_candidates(const Scene& scene, size_t index, std::vector<Candidate>& out);

// The span of a phrase without clitics before it.
Span phrase_span(const Document& doc, const Phrase& phrase);

}  // namespace isnad::claims
