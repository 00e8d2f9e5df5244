// SPDX-License-Identifier: Apache-2.0
// A cue with what belongs to it: who speaks, to whom, and where the words begin.
#pragma once

#include <vector>

#include "speech/passage.h"

namespace isnad::speech {

struct Report {
  Candidate cue;
  Span cue_span;
  CueClass cue_class = CueClass::kNeutral;
  Phrase speaker;           // empty: whoever spoke last, or the subject of the sentence
  std::vector<Phrase> via;  // near to far
  uint32_t begin = 0;       // first token of the content
  uint32_t end = 0;
  uint32_t letters = 0;  // clitic letters before the content in its first token
  bool direct = false;   // only the words inside marks
  bool found = false;    // content was found
  bool clause = false;   // it begins with a complementizer, a colon or a mark: no doubt about it
};

// Reads a finite verb or an adverbial participle. `found` is false when nothing is reported; the speaker may be known
// all the same.
Report read_verb(const Scene& scene, const Candidate& cue);

// Reads a noun of speech: «قوله إن».
Report read_noun(const Scene& scene, const Candidate& cue);

}  // namespace isnad::speech
