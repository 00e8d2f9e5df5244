// SPDX-License-Identifier: Apache-2.0
// Claims of different documents that tell the same act. Compared are type and codebook entry, parties, place, day and
// the words of the sentence; average linkage joins them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "stories/window.h"

namespace isnad::stories {

// A claim prepared for comparing. Hashes of folded keys throughout.
struct Tell {
  uint32_t document = 0;  // claims of one document that share `same` are one act already
  int32_t same = 0;
  EventType type = EventType::kConsult;
  uint32_t rule = 0;                         // the codebook entry
  uint32_t stem = 0;                         // of the trigger
  std::vector<uint32_t> actors, recipients;  // sorted
  uint32_t place = 0;                        // 0: none
  int32_t from = kNoDay, to = kNoDay;        // when; kNoDay: not said
  int32_t published = kNoDay;
  bool background = false;
  bool title = false;
  bool front = false;           // told in the title or the first sentences
  std::vector<uint32_t> stems;  // of the sentence, sorted, each once
};

// What is left of a folded word without article, weak letters and common endings: forms of one root mostly agree.
std::string stem(std::string_view folded);
// The stems of a passage, hashed, sorted, each once.
std::vector<uint32_t> stems(std::string_view passage);
uint32_t hashed_stem(std::string_view word);

// A number for each claim, equal numbers for one act.
std::vector<uint32_t> join_acts(const std::vector<Tell>& tells);

}  // namespace isnad::stories
