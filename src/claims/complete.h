// SPDX-License-Identifier: Apache-2.0
// From a trigger to a whole claim: parties, status, sources, place, time, and which tellings are of one act.
#pragma once

#include "base/result.h"
#include "claims/codebook.h"
#include "claims/concerning.h"
#include "claims/scene.h"
#include "claims/status.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"
#include "model/trees.h"

namespace isnad::claims {

// The learned judges. One that is missing leaves its part of the claim open.
struct Judges {
  model::Linear roles, place, time, status, report, same;
  model::Trees roles_again;
};

// Immutable after open(); one instance serves all threads.
class Completion {
 public:
  // `lexicon` must outlive the instance.
  static Result<Completion> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  // Fills in what find() left open in doc.events, which are sorted by trigger.
  void complete_events(Document& doc, const Codebook& codebook) const;

  const SceneTables& tables() const { return tables_; }
  const StatusReader& status() const { return status_; }

 private:
  SceneTables tables_;
  StatusReader status_;
  Concerning concerning_;
  Judges judges_;
};

// Ids that the same text gives again, in `events` of `doc`: a hash of type, sentence and trigger.
void give_ids(const Document& doc, std::vector<Event>& events);

}  // namespace isnad::claims
