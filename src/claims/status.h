// SPDX-License-Identifier: Apache-2.0
// Is the act done, under way, planned, possible, called for, conditional or denied, and how does its teller hold it?
#pragma once

#include <optional>

#include "claims/features.h"
#include "claims/roles.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::claims {

// What a word of lexicon/claims/status_words.tsv says of the acts near it; bits of StatusCue.
enum class StatusWord : uint8_t {
  kPlanned,
  kPossible,
  kCalledFor,
  kConditional,
  kDenied,
  kNegated,
  kOngoing,
  kWanted,
  kAsked,
  kAlleged,
  kDone
};
inline constexpr size_t kStatusWords = 11;

// The words that colour an act: for each kind the nearest one that governs it.
struct StatusCues {
  struct Cue {
    uint32_t distance = 0;  // tokens before the trigger + 1; 0: none
    uint32_t token = 0;
    uint32_t row = 0;
    bool same_clause = false;
  };
  Cue before[kStatusWords];
  uint64_t next = 0;      // bits of the kinds of the word that follows
  uint64_t after = 0;     // bits of the kinds that follow within a few words
  bool question = false;  // the sentence ends in a question mark
};

class StatusReader {
 public:
  static StatusReader open(const lexicon::Lexicon& lexicon);
  StatusCues cues(const ActView& act) const;
  void features(const ActView& act, const StatusCues& cues, Features& out) const;
  // Fills status, qualifier and evidence of the act's event.
  void assign(const model::Linear& model, const ActView& act, Features& scratch, Event& event) const;

 private:
  uint32_t kinds_of(const Document& doc, uint32_t token, uint32_t& row) const;
  std::optional<Status> told(const ActView& act, const StatusCues& cues) const;
  void guard(const ActView& act, const StatusCues& cues, Event& event) const;
  void qualify(const ActView& act, const StatusCues& cues, Event& event) const;

  lexicon::Table words_;
  std::vector<StatusWord> kinds_;  // of each row
};

}  // namespace isnad::claims
