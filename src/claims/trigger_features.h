// SPDX-License-Identifier: Apache-2.0
// What the judge of triggers looks at.
#pragma once

#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "claims/codebook.h"
#include "claims/features.h"
#include "claims/proposals.h"
#include "claims/surroundings.h"
#include "lexicon/lexicon.h"

namespace isnad::claims {

inline constexpr size_t kSubjects = 14;

// The tables that say what a word is about, what it stands for and which words it resembles.
class WordSenses {
 public:
  static Result<WordSenses> open(const lexicon::Lexicon& lexicon);
  WordSense operator()(std::string_view key, const Word& word) const;

 private:
  std::unordered_map<uint64_t, uint16_t> subjects_;  // by hash of the folded lemma; a few hundred
  std::unordered_map<uint64_t, uint8_t> heads_;      // likewise
  lexicon::Table clusters_;
  int coarse_ = -1, fine_ = -1;
};

// Features of the proposals of one document, one after the other in their order.
class TriggerFeatures {
 public:
  // All REQUIRED to outlive the instance.
  TriggerFeatures(const Surroundings& around, const Codebook& codebook, const std::vector<Proposal>& proposals);
  // Features of proposal `number`, valid until the next call.
  const std::vector<uint64_t>& of(size_t number);

 private:
  void word(const Proposal& proposal, const Entry& entry, const Analysis& analysis);
  void neighbours(const Proposal& proposal, const Entry& entry);
  void governor(const Proposal& proposal, const Entry& entry);
  void names(const Proposal& proposal, const Entry& entry);
  void slots(const Proposal& proposal, const Entry& entry);
  void text(const Proposal& proposal, const Entry& entry);
  void others(size_t number, const Entry& entry);

  const Surroundings& around_;
  const Codebook& codebook_;
  const std::vector<Proposal>& proposals_;
  std::array<uint8_t, kSubjects> share_{};         // of the document's sentences that speak of each subject, in tenths
  std::array<uint32_t, kEventTypes> likely_{};     // of each type's proposals in the document, those with good reason
  std::unordered_map<uint64_t, uint32_t> lemmas_;  // of all proposals in the document, and how often
  std::unordered_map<uint64_t, uint32_t> told_;    // lemmas of earlier proposals, and how often
  Features features_;
};

}  // namespace isnad::claims
