// SPDX-License-Identifier: Apache-2.0
// Who is in a store: every named person, body and place with how often and under which names. Sources without a name
// are nobody's entry.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace isnad::desk {

struct RosterOptions {
  std::string country;  // ISO 3166 alpha-3 or INT; empty: any
  std::string type;     // PER, ORG, GPE, LOC; empty: all of them
  size_t most = 100;
};

struct RosterEntry {
  std::string key, type, name, en, country, side, sector;
  int64_t documents = 0;
  int64_t acts = 0;                                    // that he is a party of
  int64_t mentions = 0;                                // in current readings
  std::vector<std::pair<std::string, int64_t>> names;  // as texts write them, the most frequent first
};

// Those whom most documents name come first.
Result<std::vector<RosterEntry>> roster(store::Store& store, const RosterOptions& options);

std::string to_json(const RosterEntry& entry);
std::string roster_csv_header();
std::string to_csv(const RosterEntry& entry);

}  // namespace isnad::desk
