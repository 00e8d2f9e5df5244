// SPDX-License-Identifier: Apache-2.0
// Events as acts in time: what the relation, actor and timeline views count.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "desk/claims.h"
#include "desk/relations.h"

namespace isnad::desk {

// The latest documents that have acts of all of the actors, at most `most` after `skip`; oldest first.
Result<std::vector<Telling>> documents_naming(const Desk& desk, const std::vector<ActorFound>& actors,
                                              const std::string& since, const std::string& until, size_t most,
                                              size_t skip = 0);

// True for what is told as done, but of a day after its publication: headlines announce in the present tense.
bool still_to_come(const ClaimView& claim);

// How an act stands by what is told of it: "done" when anybody reports it as done ("done, denied by others" beside a
// denial), else denied, alleged, planned, asked or possible; "wrong" when nothing counts.
class Standing {
 public:
  void add(const ClaimView& claim);
  std::string word() const;

 private:
  bool done_ = false, denied_ = false, alleged_ = false, planned_ = false, possible_ = false, asked_ = false;
};

// Of `claims` only those that `wanted` keeps.
Claims only(Claims claims, const std::function<bool(const ClaimView&)>& wanted);

// Acts of claims; tellings of one act, in whatever story, are one. By date, undated last.
std::vector<Act> acts_of(const Claims& claims, const Owners& owners, const std::vector<Change>& changes);
std::vector<Act> acts_of(const std::vector<EventView>& events);

// First and last day of an act's date; stories::kNoDay when it has none or it is coarser than a month.
std::pair<int32_t, int32_t> days_of(std::string_view edtf);

}  // namespace isnad::desk
