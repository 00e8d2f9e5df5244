// SPDX-License-Identifier: Apache-2.0
// Relations over time: acts between two actors as two series, cooperation and hostility, never netted. Counts acts, not
// tellings; background at its own date; what is planned, asked for, possible or alleged stands apart and is never
// counted as done. Plain data, ready for JSON. It gives no verdict.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "desk/events.h"
#include "store/store.h"

namespace isnad::desk {

enum class Step : uint8_t { kDay, kWeek, kMonth };

// An actor found by a name as a person types it.
struct ActorFound {
  std::string key;  // Wikidata id, TYPE:folded name, "@EGY" a state, "@LBY/East" a side
  std::string type, name, en, country, side;
  int64_t documents = 0, acts = 0;
  std::vector<std::string> sides;  // of a state with rival authorities, where the store knows of several
};
// Best first; the first one is meant. Errors: nobody is so named; the message lists near names.
Result<std::vector<ActorFound>> find_actors(const Desk& desk, std::string_view name, size_t most = 10);

struct Act {
  std::string id;    // of the event
  std::string date;  // EDTF; empty: undated
  std::string type, mode;
  std::string quad;        // verbal-cooperation, material-cooperation, verbal-conflict, material-conflict
  std::string from, to;    // names as the claims have them
  std::string standing;    // done, denied (done and denied), planned, possible, asked, alleged
  std::string background;  // "background" when all its claims are
  std::string sentence, document, outlet, published;
  int64_t claims = 0;
  std::vector<std::string> roots;  // names of its roots
  std::vector<std::string> camps;  // who claims it: a side or country of a named root, "outlet", "unnamed"
};

// One step of time. Acts done, apart for each of the quad classes; what is not done is only in `other`.
struct Point {
  std::string from, until;  // days, both included
  int64_t cooperation = 0, hostility = 0;
  double weighted_cooperation = 0, weighted_hostility = 0;  // 0 without weights
  std::map<std::string, int64_t> quads, types;
  std::map<std::string, int64_t> other;  // planned, possible, asked, alleged, denied
  std::vector<std::string> acts;         // ids
};

struct Turn {
  std::string from;           // the day from which it is different
  std::string before, after;  // "4 of cooperation, 1 of hostility"
  int64_t acts = 0, roots = 0;
  std::vector<std::string> examples;  // ids of acts
};

struct RelationOptions {
  Step step = Step::kMonth;
  std::string since, until;
  bool weights = false;    // PLOVER's Goldstein-like scores beside the counts
  bool all_sides = false;  // totals over the rival sides of a state: only on demand
  std::string camp;        // only what this camp claims
  size_t skip = 0;         // of an actor's latest documents: those of the pages before
};

struct Relation {
  ActorFound a, b;
  std::vector<Act> acts;  // by date, undated last
  std::vector<Point> points;
  std::vector<Turn> turns;
  std::vector<std::string> warnings;
  int64_t undated = 0, documents = 0;
  std::map<std::string, int64_t> by_camp;
};

Result<Relation> relation(const Desk& desk, std::string_view a, std::string_view b, const RelationOptions& options);

// All acts of one actor in time, and with whom.
inline constexpr size_t kActorDocuments = 300;
struct ActorView {
  ActorFound actor;
  std::vector<std::pair<ActorFound, std::pair<int64_t, int64_t>>> with;  // cooperation, hostility
  std::vector<Act> acts;
  std::vector<Wording> wordings;
  bool more = false;  // documents older than those read
};
// Reads the latest kActorDocuments documents that have acts of him, after options.skip of them.
Result<ActorView> actor(const Desk& desk, std::string_view name, const RelationOptions& options);

// What happened when: acts of a store, of an actor, or at a place, told by at least `outlets` outlets.
struct TimelineOptions {
  std::string since, until, actor, place;
  int64_t outlets = 1;
  size_t most = 200;
};
Result<std::vector<Act>> timeline(const Desk& desk, const TimelineOptions& options);

// PLOVER's weight of an act, -10 to 10; visible in `isnad relation --weights`.
double weight_of(std::string_view type);
std::string_view quad_of(std::string_view type);

}  // namespace isnad::desk
