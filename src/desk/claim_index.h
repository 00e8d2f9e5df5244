// SPDX-License-Identifier: Apache-2.0
// All claims of a store in some eighty bytes each, to be found and counted in milliseconds: what a page shows beside a
// search must be cheap whatever is asked. Read from the store's tables, never changed after; any thread may ask it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace isnad::desk {

// What claims are asked for. Lists are alternatives, an empty one asks nothing; all that is asked must hold.
struct ClaimFilter {
  std::vector<std::string> types, statuses, outlets, languages, places;
  std::vector<std::string> countries;  // ISO 3166 alpha-3 of a party
  std::vector<int64_t> actors;         // numbers in the store's table of actors
  bool nobody = false;                 // an actor was asked for that the store does not know
  std::vector<std::string> roles;      // in which actor or country stands: actor, recipient, concerning, source
  std::vector<std::string> roots;      // "0" (parties to the act only), "1", "2", "3" (three or more)
  std::string said_since, said_until;  // days, both included
  std::string since, until;            // the same for what is told of
  std::optional<std::vector<int64_t>> versions;  // only claims of these, ascending: those that hold some words
};

struct FacetValue {
  std::string value;  // what the filter takes
  std::string name, en;
  int64_t claims = 0;
};

struct Facet {
  std::string name;                // of the filter
  std::vector<FacetValue> values;  // most claims first; months by date
};

struct ClaimCounts {
  int64_t claims = 0, documents = 0;
  // Each facet counts what would be found if it were not asked for itself.
  std::vector<Facet> facets;
};

struct FoundClaim {
  int64_t version = 0;
  std::string_view event_id;  // lives as long as the index
};

struct FoundClaims {
  int64_t total = 0;
  std::vector<FoundClaim> claims;  // latest published first
};

class ClaimIndex {
 public:
  static Result<ClaimIndex> load(const store::Store& store);

  FoundClaims find(const ClaimFilter& filter, size_t skip, size_t most) const;
  ClaimCounts count(const ClaimFilter& filter) const;
  size_t size() const { return claims_.size(); }

  // Values that a filter takes and the index does not know find nothing; these say which are words of the engine.
  static bool is_role(std::string_view name);

 private:
  friend class ClaimScan;
  friend class ClaimLoad;

  struct Names {  // strings by number
    std::vector<std::string> list;
    int32_t find(std::string_view name) const;
  };
  struct Doc {
    int64_t version = 0;
    int32_t day = 0, month = 0;  // of publication; kNone: not known
    uint16_t outlet = 0, language = 0;
  };
  struct Claim {
    uint32_t doc = 0, event = 0;      // place of the event's id in events_
    int32_t first = 0, last = 0;      // days it tells of
    uint32_t place = 0, parties = 0;  // first one in parties_
    uint8_t party_count = 0, type = 0, status = 0, roots = 0, event_size = 0;
  };
  struct Party {
    uint32_t actor : 29, role : 3;
  };
  struct Actor {
    int64_t id = 0;
    std::string key, name, en;
    uint16_t country = 0;
    bool known = false;  // may be shown by name
  };

  std::vector<Doc> docs_;  // latest first
  std::vector<Claim> claims_;
  std::vector<Party> parties_;
  std::vector<Actor> actors_;  // by id
  std::string events_;
  Names outlets_, languages_, places_, types_, statuses_, countries_;
};

}  // namespace isnad::desk
