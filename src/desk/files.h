// SPDX-License-Identifier: Apache-2.0
// Files for other programs: series as CSV, acts as iCalendar, the network of actors as GraphML and GEXF, places as
// GeoJSON. Text from outside is escaped for each format.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "desk/desk.h"
#include "desk/relations.h"
#include "desk/stories.h"

namespace isnad::desk {

// One row a point: from, until, cooperation, hostility, the quad classes, what stands apart.
std::string series_csv(const Relation& relation);
// One all-day entry a dated act (RFC 5545). What is not done says so in its summary.
std::string calendar(const std::vector<Act>& acts);

struct Network {
  struct Node {
    std::string key, name, type, country, side;
    int64_t acts = 0;
  };
  struct Edge {  // from one who acts to one acted on, or between two who act together
    std::string from, to;
    bool directed = true;
    int64_t cooperation = 0, hostility = 0, apart = 0;  // apart: not done
  };
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};
// Acts of the documents that fit, at most the latest 3,000.
Result<Network> network(const Desk& desk, const Filter& filter);
std::string graphml(const Network& network);
std::string gexf(const Network& network);

// Places of acts with how many acts each: a point where the dictionaries know one, never nearer than the place named;
// a place without known coordinates has a null geometry.
Result<std::string> places_geojson(const Desk& desk, const Filter& filter);

}  // namespace isnad::desk
