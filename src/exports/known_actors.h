// SPDX-License-Identifier: Apache-2.0
// Who has a public role: the persons, bodies and places that the dictionaries know. Everybody else is a stranger:
// masked when he is a person, and never the same in two documents.
#pragma once

#include <vector>

#include "document/document.h"
#include "lexicon/lexicon.h"

namespace isnad::exports {

class KnownActors {
 public:
  KnownActors() = default;  // knows nobody
  // `lexicon` must outlive the instance.
  explicit KnownActors(const lexicon::Lexicon& lexicon);
  bool holds(const Entity& entity) const;

 private:
  std::vector<lexicon::Table> actors_, places_;
};

}  // namespace isnad::exports
