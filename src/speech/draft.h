// SPDX-License-Identifier: Apache-2.0
// Quotations in the making: with the tokens that they cover, so that later cues can see what is taken.
#pragma once

#include <vector>

#include "speech/report.h"

namespace isnad::speech {

struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// A noun phrase that spoke, as remembered for the cues after it.
struct Voice {
  Participant participant;
  Agreement gender = Agreement::kUnknown;
  bool plural = false;
  bool named = false;
  uint32_t token = 0;
};

struct Draft {
  Quote quote;
  std::vector<Range> ranges;  // tokens of the content
  uint32_t cue = 0;           // first token of the cue
  uint32_t unit = 0;
  Voice voice;
  int32_t outer = kNoIndex;  // draft whose content holds the cue
  bool hollow = false;       // holds nothing but another report

  uint32_t begin() const { return ranges.front().begin; }
  uint32_t end() const { return ranges.back().end; }
  bool covers(uint32_t token) const {
    for (const Range& range : ranges)
      if (range.begin <= token && token < range.end) return true;
    return false;
  }
};

}  // namespace isnad::speech
