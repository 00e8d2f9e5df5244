// SPDX-License-Identifier: Apache-2.0
// Who is meant by an act without acting or being acted on: whom talks are about, towards whom something is demanded
// ("instructions to the media not to insult the government"). Only those that a name stands for.
#pragma once

#include <vector>

#include "claims/scene.h"
#include "lexicon/lexicon.h"

namespace isnad::claims {

// Words that open such a phrase: lexicon/claims/concerning.tsv. `lexicon` must outlive the instance.
class Concerning {
 public:
  Concerning() = default;
  explicit Concerning(const lexicon::Lexicon& lexicon);

  // REQUIRES: parties and places of the events are filled in.
  void tell(const Scene& scene, std::vector<Event>& events) const;

 private:
  enum class Opens : uint8_t { kNo, kAlways, kAfterThing };
  Opens opened_by(const Scene& scene, uint32_t first) const;
  void tell(const Scene& scene, Event& event) const;

  lexicon::Table words_;
  int kind_ = -1;
};

}  // namespace isnad::claims
