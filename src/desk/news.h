// SPDX-License-Identifier: Apache-2.0
// What is new in a store: a list that only grows, made by notice() (desk/notice.h) from what readings changed in what
// is known. Each item stands for itself, with the sentences that it rests on as they were when it was noticed. Plain
// data; strings are UTF-8, empty where not known.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "desk/events.h"
#include "store/store.h"

namespace isnad::desk {

// A sentence with what stands behind it.
struct NewsPassage {
  std::string role;  // now, before (said before, or no longer); of outlets that part: what this one tells
  std::string claim, document, url, outlet, published;
  std::string status, qualifier;     // of its claim; what is only promised, denied or alleged says so here
  std::vector<std::string> sources;  // nearest to the words first, in the text's own words; empty: the outlet's own
  bool copied = false;
  std::string sentence;
};

struct NewsItem {
  int64_t id = 0;
  // new: an act is told for the first time · status: an act stands otherwise (planned, now done) · denied: what was
  // told is denied · root: a second independent root · parting: tellings differ · changed: a page has a new text ·
  // corrected: by its outlet, or by an analyst · withdrawn: an outlet took back a page, or what it told
  std::string kind;
  std::string at;            // UTC, ISO 8601: when what it rests on came in
  std::string story, title;  // code of a document of the story, and its title
  std::string event;         // id of the act; empty where it is about a page
  std::string type, mode, date, place;
  std::vector<Who> actors, recipients;
  std::string standing, before;  // desk/acts.h: how the act stands, and stood
  std::string about;             // parting: what the tellings differ in; corrected: the field
  std::string by;                // corrected: outlet or analyst
  std::string note;
  std::string in_words;                                                          // on whose word it stands
  int64_t outlets = 0, texts = 0, named = 0, parties = 0, unnamed = 0, own = 0;  // the same: see Corroboration
  std::vector<NewsPassage> passages;
};

struct NewsQuery {
  std::string since;               // day or moment, UTC, ISO 8601; empty: open
  int64_t after = 0;               // only items with a higher id
  std::vector<std::string> kinds;  // empty: all
  bool newest_first = false;
  size_t most = 100, skip = 0;
};

struct NewsPage {
  std::vector<NewsItem> items;
  std::map<std::string, int64_t> counts;  // of all that fit but for `kinds`, by kind
  int64_t upto = 0;                       // the last id there is
};

struct NewsReader {
  std::string name, at;
  int64_t seen = 0;
};

inline constexpr std::string_view kNewsKinds[] = {"new",     "status",  "denied",    "root",
                                                  "parting", "changed", "corrected", "withdrawn"};

Result<NewsPage> news(const store::Store& store, const NewsQuery& query);

// Where a reader left off; nothing when he never did.
Result<std::optional<NewsReader>> news_reader(const store::Store& store, std::string_view name);
// Notes that he has seen everything up to an id; an earlier id than before is taken, too.
Result<void> keep_news_reader(store::Store& store, const NewsReader& reader);

std::string to_json(const NewsItem& item);
// The item that to_json() wrote, without id. Errors: other JSON.
Result<NewsItem> news_from_json(std::string_view json);

}  // namespace isnad::desk
