// SPDX-License-Identifier: Apache-2.0
// Who acts and who is acted on? A learned judge looks at each candidate of an act.
#pragma once

#include <vector>

#include "base/result.h"
#include "claims/candidates.h"
#include "claims/codebook.h"
#include "claims/features.h"
#include "claims/grammar.h"
#include "claims/scene.h"
#include "document/document.h"
#include "model/linear.h"
#include "model/trees.h"

namespace isnad::claims {

// What one act looks like to the judges of this room; made once an act.
struct ActView {
  const Scene* scene = nullptr;
  const Event* event = nullptr;
  const Entry* entry = nullptr;  // null: not from the codebook
  size_t index = 0;
  uint64_t type = 0;
  uint64_t lemma = 0;        // hash
  uint64_t form = 0;         // part of speech and voice of the trigger
  uint64_t preposition = 0;  // that governs the trigger
  uint64_t enclitic = 0;     // person of its attached pronoun
  uint32_t governor = 0;     // verb that governs a nominal trigger: token + 1, 0 none
  uint64_t governor_lemma = 0;
  Grammar::ActParts parts;
  int32_t quote = kNoIndex;
  bool title = false;
};

ActView view_act(const Scene& scene, const Grammar& grammar, const Codebook& codebook, size_t index);

enum RoleLabel : uint8_t { kNoRole, kActor, kRecipient };

// Features of one candidate of an act.
void role_features(const ActView& act, const Candidate& candidate, Features& out);

// The two judges of candidates: the first sees each alone, the second the likely ones beside each other. Without the
// second, the first decides.
struct RoleJudges {
  const model::Linear& first;
  const model::Trees& second;
};

struct RoleScratch {
  std::vector<Candidate> candidates;
  std::vector<Probabilities> judged;  // of each candidate
  Features features;
  std::vector<float> numbers;
};

// Fills scratch with the candidates of the act and what the judges think of each.
void judge_candidates(const RoleJudges& judges, const ActView& act, RoleScratch& scratch);

// Fills actors and recipients of the act's event. `scratch` is reused between calls.
void assign_roles(const RoleJudges& judges, const ActView& act, RoleScratch& scratch, Event& event);

}  // namespace isnad::claims
