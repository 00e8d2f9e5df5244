// SPDX-License-Identifier: Apache-2.0
// What was said: where a reported clause ends, and the passage as spans, one a sentence.
#pragma once

#include <vector>

#include "speech/phrase.h"

namespace isnad::speech {

// One past the last token of the clause that begins at `begin`: the next cue, an adverbial that only the reporter can
// say, the close of the quotation that encloses `cue`, or the unit's end. Quoted words inside are passed over, also
// when they run on into later units.
uint32_t clause_end(const Scene& scene, uint32_t begin, uint32_t cue);

// The words within the quotation mark at `open`: tokens up to its partner, or to the unit's end when it is never
// closed.
uint32_t quoted_end(const Scene& scene, uint32_t open);

// The passage [begin, end) as spans, one a unit, without marks at its edges. The first one begins `letters` clitic
// letters late.
std::vector<Span> passage(const Scene& scene, uint32_t begin, uint32_t end, uint32_t letters);

// Whether a cue begins at `token` that something reported follows, so that a clause before it ends there.
bool opens_report(const Scene& scene, uint32_t token, const Candidate& candidate);

// The bit of a verb's frames that a preposition answers to, or 0.
uint32_t frame_of(Word word);

}  // namespace isnad::speech
