// SPDX-License-Identifier: Apache-2.0
// One pass over a document: every cue in its order, with what was said before in mind.
#pragma once

#include <vector>

#include "speech/voices.h"

namespace isnad::speech {

class Reading {
 public:
  Reading(const Document& doc, const Reporting& reporting) : s_(doc, reporting), voices_(s_) {}
  std::vector<Quote> run();

 private:
  void unit(const Unit& unit);
  void headline(const Unit& unit);
  void cue(const Candidate& candidate);
  void verb(const Candidate& candidate);
  void noun(const Candidate& candidate);
  void accord(const Candidate& candidate);
  bool accord_source(Report& report) const;
  bool announces(const Report& report) const;
  void accord_ahead(Report& report, const Voice& voice);
  void accord_behind(Report& report, const Voice& voice);
  void pretext(Report& report);
  void subject(uint32_t verb);
  void topic(uint32_t token, const Unit& unit);
  bool states(uint32_t token) const;
  bool inserted(const Report& report);
  bool after_passage(const Report& report);

  // Adds a quotation. `voice` may be null: words without a speaker.
  Draft& add(const Report& report, const Voice* voice, std::vector<Range> ranges, Part part);
  Voice carried(const Report& report, bool& found);
  Draft* ending_at(uint32_t token);
  Draft* covering(uint32_t token);
  const Draft* last_in(uint32_t unit) const;
  Phrase subject_of(const Unit& unit, uint32_t before, uint8_t bits) const;
  template <class Where>
  Phrase subject_where(const Unit& unit, uint32_t before, uint8_t bits, Where where) const;
  void chain();

  Scene s_;
  Voices voices_;
  std::vector<Draft> drafts_;
  uint32_t consumed_ = 0;  // cues before this token have been used
};

}  // namespace isnad::speech
