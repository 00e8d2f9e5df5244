// SPDX-License-Identifier: Apache-2.0
// What happened, to whom, how surely, on whose word? Fills events.
#pragma once

#include "base/result.h"
#include "claims/codebook.h"
#include "claims/complete.h"
#include "claims/triggers.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"

namespace isnad::claims {

// Immutable after open(); one instance serves all threads.
class Claims {
 public:
  // `lexicon` must outlive the instance.
  static Result<Claims> open(const lexicon::Lexicon& lexicon, const model::Models& models);

  void run(Document& doc) const {
    find(doc);
    complete(doc);
  }
  // Appends an event for each word that tells of an act, in the order of the text: trigger, trigger_token, type, mode,
  // rule, confidence, and evidence[0] = {"trigger", codebook table, row, matched words}.
  void find(Document& doc) const;
  // Gives the events their parties, status, sources, place and time, and joins tellings of one act.
  void complete(Document& doc) const;

  const Codebook& codebook() const { return codebook_; }
  const Triggers& triggers() const { return triggers_; }
  const Completion& completion() const { return completion_; }

 private:
  Codebook codebook_;
  Triggers triggers_;
  Completion completion_;
};

}  // namespace isnad::claims
