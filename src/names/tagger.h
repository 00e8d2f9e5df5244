// SPDX-License-Identifier: Apache-2.0
// Which tokens name a person, an organisation or a place? Best sequence of tags under the learned weights, twice: the
// second time every sentence knows how the rest of the document was tagged.
#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "document/document.h"
#include "model/linear.h"
#include "names/features.h"
#include "names/register.h"

namespace isnad::names {

using Scores = std::array<float, kTags>;
using Bests = std::array<float, 12>;            // best score that ends in each tag; beyond kTags: nothing
using Transitions = std::array<Scores, kTags>;  // [from][to]

// Best tags of one sentence. A name's inside never follows anything but its own begin or inside.
void best_tags(std::span<const Scores> scores, const Transitions& transitions, std::span<uint8_t> tags,
               std::vector<Bests>& scratch);

// Counts of how the words of a document were tagged.
class DocumentMemory {
 public:
  DocumentMemory(std::span<const Cue> cues, std::span<const uint8_t> tags);
  // What the document says of token i's word apart from token i. False: the word stands once.
  bool recall(size_t i, Memory& memory) const;

 private:
  struct Slot {
    uint64_t stem = 0;
    Memory memory;
  };
  size_t slot(uint64_t stem) const;
  void note(size_t i, Memory& memory, int by) const;

  std::span<const Cue> cues_;
  std::span<const uint8_t> tags_;
  std::vector<Slot> slots_;
};

class Tagger {
 public:
  static Result<Tagger> open(const model::Models& models);
  // One tag a token.
  std::vector<uint8_t> tag(const Document& doc, const std::vector<Cue>& cues) const;

 private:
  model::Packed model_;
  std::array<Transitions, kRegisters> transitions_{};
  RegisterJudge judge_;
  uint64_t instance_ = 0;  // another one for each open(): what threads remember of words is of one instance
};

}  // namespace isnad::names
