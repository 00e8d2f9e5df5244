// SPDX-License-Identifier: Apache-2.0
// Who is meant by a name, and whether a party of a claim is he.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "desk/claims.h"
#include "desk/relations.h"
#include "desk/words.h"

namespace isnad::desk {

enum class Fit : uint8_t {
  kNo,
  kYes,
  kSide  // a side of the state that was asked for: counts only where totals over rival sides are wanted
};

// Recognises one actor in claims. A state is its own name, its capital as one who acts, its offices and forces; a
// side the same with that side. Persons, parties, armed groups and citizens of a country are not the state.
class Recognising {
 public:
  Recognising(const Desk& desk, const ActorFound& actor);
  Fit fit(const Who& who, bool acts) const;

 private:
  const ActorFound& actor_;
  Words words_;
  std::set<std::string> names_;  // of the country and its capital, folded
  std::set<std::string> capital_;
  std::map<std::string, std::string> sectors_;  // of known actors of the country, by key
  std::map<std::string, std::string> sides_;
};

}  // namespace isnad::desk
