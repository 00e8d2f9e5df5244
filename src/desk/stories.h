// SPDX-License-Identifier: Apache-2.0
// Stories of a store as they are shown: the documents of one news event, who copied whom. place() (desk/placing.h)
// must have run. Plain data, ready to be written as JSON; strings are UTF-8, dates ISO 8601 or empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace isnad::desk {

struct Filter {
  std::string since, until;  // days of publication, both included; empty: open
  std::string actor, place;  // names as a person types them; documents that name them
  std::string outlet;        // name, or a part of its address
  size_t most = 100;
  size_t skip = 0;
  bool latest = false;  // of tellings(): the latest of those that fit, else the first stories
};

// One document as it stands in a story.
struct Telling {
  int64_t document = 0, version = 0;
  std::string code;  // names it in this store: first digits of the hash of its key
  std::string id;    // given id, else key
  std::string url, outlet, published, title;
  std::string story;     // id of the story
  std::string copy_of;   // code of the document that it copies; empty: its own text
  double share = 1;      // of its text that stands there
  int64_t versions = 1;  // of this page that are kept
};

struct StoryRow {
  std::string id;                                 // code of its first document; any document's code finds the story
  std::string title;                              // of its first document that is no copy
  std::string first, last;                        // days of publication
  int64_t documents = 0, texts = 0, outlets = 0;  // texts: without copies
};

// Newest first. Errors: the store; a date that is none.
Result<std::vector<StoryRow>> stories(const store::Store& store, const Filter& filter);
// How many there are.
Result<int64_t> count_stories(const store::Store& store, const Filter& filter);

// All documents that fit, by story; for `isnad stories --format jsonl`.
Result<std::vector<Telling>> tellings(const store::Store& store, const Filter& filter);
// The documents of one story, oldest first. `name`: its id, or id, code or address of one of its documents.
Result<std::vector<Telling>> story_tellings(const store::Store& store, std::string_view name);

// Older versions of a document's page, newest first; `versions` is the number of each.
Result<std::vector<Telling>> older_versions(const store::Store& store, const Telling& telling);

// For rooms' own selections: "SELECT ... WHERE " over placements p and documents d, and its rows.
std::string telling_sql();
Result<std::vector<Telling>> read_tellings(const store::Store& store, store::Statement& select);

}  // namespace isnad::desk
