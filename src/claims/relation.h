// SPDX-License-Identifier: Apache-2.0
// Where does a candidate stand, seen from the trigger of its act?
#pragma once

#include <cstdint>
#include <vector>

#include "claims/candidates.h"
#include "claims/codebook.h"
#include "claims/grammar.h"
#include "claims/roles.h"

namespace isnad::claims {

struct Relation {
  uint64_t side = 0;  // 0 outside, 1 before, 2 after
  uint64_t preposition = 0;
  uint64_t distance = 0;
  uint64_t gap = 0;  // what was passed in between, hashed
  uint64_t verbs = 0, subordinators = 0, triggers = 0, relatives = 0;
  uint64_t adjacent = 0;  // 1 right after, 2 in a coordination that begins right after
  Link link = Link::kNone;
  uint64_t linked = 0;    // the same as a number, with the conjuncts of a party marked
  uint64_t governed = 0;  // 1 before the governing verb, 2 between it and the trigger, 3 after the trigger
};

Relation relate(const ActView& act, const Candidate& candidate);

// Is there a slot for what stands in this relation?
bool fills(const std::vector<Slot>& slots, const Relation& relation);
// Does one of the slots ask for the relation's preposition?
bool asks_preposition(const std::vector<Slot>& slots, const Relation& relation);

// How the candidate stands to the quotation that the act is told in: 0 no quotation, 1 inside with it, 2 the words of
// its speaker, 3 the speaker who stands elsewhere, 4 the candidate outside of it, 5 the candidate in another.
uint64_t speech_of(const ActView& act, const Candidate& candidate);

// What the candidate did or bore in the acts told before.
struct History {
  uint64_t same_type = 0, any = 0;  // bits: 1 acted, 2 was acted on
  uint64_t acted = 0, bore = 0;     // how often
};
History history_of(const ActView& act, const Candidate& candidate);

uint64_t entity_kind(const Document& doc, const Participant& participant);

}  // namespace isnad::claims
