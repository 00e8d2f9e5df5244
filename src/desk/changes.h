// SPDX-License-Identifier: Apache-2.0
// What analysts change in stories and events: a log that is applied over what was found, in order. It names documents
// and claims by keys that outlive rereading; each entry can be taken back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace isnad::desk {

enum class Action : uint8_t {
  kMove,      // documents go to another story
  kMerge,     // two stories are one
  kSplit,     // documents leave their story and are one of their own
  kJoinActs,  // two events are one
  kPartActs,  // a claim leaves its event
  kWrong      // a claim is wrong: it counts nowhere
};

struct Change {
  int64_t id = 0;
  Action action = Action::kMove;
  std::vector<std::string> subjects;  // codes of documents, or of claims
  std::string target;                 // code of a document of the other story, or of a claim of the other event
  std::string note, made;
  std::string undone;                    // when it was taken back; empty: it holds
  std::string who = {}, undone_by = {};  // as they named themselves; may be empty
};

// `made` is the present time, UTC, ISO 8601. Subjects and target may be ids, addresses, story or event codes; they are
// kept as codes. Errors: what is not in the store. Returns the change's number.
Result<int64_t> change(store::Store& store, const Change& wanted);
Result<void> take_back(store::Store& store, int64_t id, std::string_view when, std::string_view who = {});
// By number; those that were taken back, too.
Result<std::vector<Change>> changes(const store::Store& store);

// Lays all changes that hold over the stories as they were found. REQUIRES: between begin() and commit().
Result<void> lay_changes_over(store::Store& store);

// The code of a document: first digits of the hash of its key. A claim's is the document's, a dot, the event id.
std::string code_of(std::string_view document_key);

std::string_view name_of(Action action);

}  // namespace isnad::desk
