// SPDX-License-Identifier: Apache-2.0
// Documents of neighbouring days beside each other: which are copies, and how near two others are. Documents come in a
// fixed order (day, then key), so the same documents give the same links whatever the order they arrived in.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "stories/signature.h"

namespace isnad::stories {

inline constexpr int32_t kNoDay = INT32_MIN;
// How many days back a document may be linked to another.
inline constexpr int32_t kReach = 3;

// In how many documents a term stands.
class Frequencies {
 public:
  void add(const Signature& signature);
  // Counts of other news, so that a small store, too, knows which words are rare. They weigh at most as much as
  // kPrior documents. Errors: bytes that are no such counts.
  Result<void> set_prior(std::string_view bytes);
  void set(uint32_t term, uint32_t documents) { documents_[term] = documents; }
  void set_total(uint32_t documents) { total_ = documents; }
  uint32_t total() const { return total_; }
  const std::unordered_map<uint32_t, uint32_t>& terms() const { return documents_; }
  // 0 where a term stands in nearly all documents.
  float idf(uint32_t term) const;
  // Terms that were never counted stand in so many documents: who passes counts on may leave out those that stand in
  // one.
  void set_least(uint32_t documents) { least_ = documents; }

 private:
  std::unordered_map<uint32_t, uint32_t> documents_;
  std::unordered_map<uint32_t, float> prior_;
  float prior_total_ = 0;
  uint32_t total_ = 0, least_ = 0;
};

// Terms with their weights as a vector of length 1, sorted by term. `title`: the terms of the title alone.
std::vector<std::pair<uint32_t, float>> unit_vector(const Frequencies& frequencies, const std::vector<Term>& terms,
                                                    bool title);

// How two documents agree, each 0 to 1 but for the days between them.
struct Likeness {
  float lemmas = 0, title = 0, names = 0, acts = 0, days = 0;
};

// What lemmas, title, names and acts add to nearness.
inline constexpr std::array<float, 4> kParts = {0.31F, 0.37F, 0.27F, 0.05F};

// How sure it is that two documents so alike tell one story: the value is compared with thresholds, never shown.
float nearness(const Likeness& likeness);

struct Link {
  uint32_t node = 0;  // an earlier one
  float value = 0;    // nearness
};

struct Node {
  int64_t document = 0;
  int32_t day = kNoDay;
  int32_t earliest = kNoDay, latest = kNoDay;  // of an undated document, where something bounds its day
  uint32_t original = 0;                       // the node that it is a copy of; itself when it is none
  float share = 1;                             // of its text that stands there
  std::vector<Link> links;                     // to earlier nodes that are no copies; empty for a copy
};

class Window {
 public:
  explicit Window(const Frequencies& frequencies);
  ~Window();

  // Adds a document. `days` is how far back it may be linked. REQUIRES: documents come by ascending day.
  uint32_t add(int64_t document, int32_t day, const Signature& signature, int32_t days);
  // A document that is known to be a copy of one that may be out of reach by now: nothing is linked to it.
  uint32_t add_copy(int64_t document, int32_t day, int64_t original);
  // The same as add() for an undated document that was published within these days; it may be linked to any within
  // `days` of them. Such documents come after all others.
  uint32_t add_undated(int64_t document, int32_t earliest, int32_t latest, const Signature& signature, int32_t days);
  const std::vector<Node>& nodes() const { return nodes_; }
  // Gives back the memory of the nodes before `first`: nothing that is added from now on reaches them.
  void forget(uint32_t first);
  // The likeness of two nodes, for measuring and choosing thresholds.
  Likeness likeness(uint32_t a, uint32_t b) const;

 private:
  struct Vector;
  struct Vectors;
  struct Index;
  uint32_t put(Node node, const Signature& signature, int32_t days);
  bool within(const Node& older, const Node& node) const;
  void find_original(uint32_t at, const Signature& signature, int32_t oldest);
  void find_links(uint32_t at, int32_t oldest);

  const Frequencies& frequencies_;
  std::vector<Node> nodes_;
  std::vector<Vectors> vectors_;
  std::unique_ptr<Index> index_;
  uint32_t forgotten_ = 0;   // nodes whose memory was given back
  int32_t reach_ = 0;        // of the node being added
  std::vector<float> sums_;  // by node; scratch
};

// When two groups join. Their mean nearness is divided by their own densities to the power `density`: of two large
// groups about one thing no two documents need be alike, and still all tell it. 0 is plain average linkage, 0.5 the
// cosine of centroids.
struct Closeness {
  float threshold = 0;
  float density = 0;
};
extern const Closeness kOneStory;

// Stories among the nodes [first, nodes.size()): a number for each, equal numbers for one story. Average linkage: two
// groups join while they are close enough. The first settled.size() nodes are
// in groups that stay together: settled[i] is the number, from `first`, of the first node of the i-th one's group.
// `settled_apart`: two such groups never join.
std::vector<uint32_t> gather(const std::vector<Node>& nodes, uint32_t first, const std::vector<uint32_t>& settled,
                             Closeness closeness, bool settled_apart = false);

}  // namespace isnad::stories
