// SPDX-License-Identifier: Apache-2.0
// Average linkage over sparse links, one connected part after the other. Pairs without a link count as nearness 0.
#include <algorithm>
#include <cmath>
#include <queue>
#include <unordered_map>

#include "stories/window.h"

namespace isnad::stories {

const Closeness kOneStory = {0.18F, 0.35F};

namespace {

struct Group {
  std::unordered_map<uint32_t, float> sums;  // by neighbouring group: sum of nearness over all pairs
  uint32_t size = 1;
  float inner = 0;     // sum of nearness over all its own pairs
  uint32_t stamp = 0;  // changes with each join: what waits in the queue with an older one is void
  bool gone = false;
  bool settled = false;
};

struct Offer {
  float mean;
  uint32_t a, b;  // a < b
  uint32_t stamp_a, stamp_b;
  bool operator<(const Offer& other) const {
    if (mean != other.mean) return mean < other.mean;
    return a != other.a ? a > other.a : b > other.b;  // ties: the earlier nodes first
  }
};

class Joining {
 public:
  Joining(std::vector<uint32_t> parents, Closeness closeness, size_t settled)
      : groups_(parents.size()), parent_(std::move(parents)), closeness_(closeness) {
    for (uint32_t i = 0; i < settled; ++i) groups_[i].settled = true;
    for (uint32_t i = 0; i < parent_.size(); ++i)
      if (parent_[i] != i) {
        ++groups_[parent_[i]].size;
        groups_[i].gone = true;
      }
  }

  // REQUIRES: a < b.
  void link(uint32_t a, uint32_t b, float value) {
    a = root(a);
    b = root(b);
    if (a == b) {
      groups_[a].inner += value;
      return;
    }
    groups_[a].sums[b] += value;
    groups_[b].sums[a] += value;
  }
  // The groups' sizes count texts: a copy is no text of its own.
  void leave_out(uint32_t node) {
    if (parent_[node] != node) --groups_[parent_[node]].size;
    else groups_[node].size -= groups_[node].size > 1 ? 1 : 0;
  }
  void offer_all() {
    for (uint32_t a = 0; a < groups_.size(); ++a)
      for (const auto& [b, sum] : groups_[a].sums)
        if (a < b) offer(a, b);
  }
  void join_all() {
    while (!offers_.empty()) {
      const Offer offer = offers_.top();
      offers_.pop();
      const Group &a = groups_[offer.a], &b = groups_[offer.b];
      if (a.gone || b.gone || a.stamp != offer.stamp_a || b.stamp != offer.stamp_b) continue;
      join(offer.a, offer.b);
    }
  }
  uint32_t root(uint32_t node) const {
    while (parent_[node] != node) node = parent_[node];
    return node;
  }

 private:
  void offer(uint32_t a, uint32_t b) {
    if (a > b) std::swap(a, b);
    const Group &x = groups_[a], &y = groups_[b];
    if (x.settled && y.settled) return;
    const float pairs = static_cast<float>(x.size) * static_cast<float>(y.size);
    const float mean = x.sums.at(b) / pairs / std::pow(density(x) * density(y), closeness_.density);
    if (mean >= closeness_.threshold) offers_.push({mean, a, b, x.stamp, y.stamp});
  }
  static float density(const Group& group) {
    const auto size = static_cast<float>(group.size);
    return (size + 2 * group.inner) / (size * size);
  }
  void join(uint32_t a, uint32_t b) {
    Group &kept = groups_[a], &lost = groups_[b];
    kept.inner += lost.inner + kept.sums.at(b);
    for (const auto& [other, sum] : lost.sums) {
      Group& neighbour = groups_[other];
      neighbour.sums.erase(b);
      if (other == a) continue;
      kept.sums[other] += sum;
      neighbour.sums[a] = kept.sums[other];
    }
    kept.sums.erase(b);
    kept.size += lost.size;
    kept.settled = kept.settled || lost.settled;
    ++kept.stamp;
    lost.gone = true;
    lost.sums.clear();
    parent_[b] = a;
    for (const auto& [other, sum] : kept.sums) offer(a, other);
  }

  std::vector<Group> groups_;
  std::vector<uint32_t> parent_;
  Closeness closeness_;
  std::priority_queue<Offer> offers_;
};

}  // namespace

std::vector<uint32_t> gather(const std::vector<Node>& nodes, uint32_t first, const std::vector<uint32_t>& settled,
                             Closeness closeness, bool settled_apart) {
  const auto count = static_cast<uint32_t>(nodes.size() - first);
  std::vector<uint32_t> parents(count);
  for (uint32_t i = 0; i < count; ++i) parents[i] = i < settled.size() ? settled[i] : i;
  Joining joining(std::move(parents), closeness, settled_apart ? settled.size() : 0);
  for (uint32_t i = first; i < nodes.size(); ++i) {
    if (nodes[i].original != i) joining.leave_out(i - first);
    for (const Link& link : nodes[i].links)
      if (link.node >= first) joining.link(link.node - first, i - first, link.value);
  }
  joining.offer_all();
  joining.join_all();
  std::vector<uint32_t> stories(count);
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t original = nodes[i + first].original;
    stories[i] = joining.root(i < settled.size() || original < first ? i : original - first);
  }
  return stories;
}

}  // namespace isnad::stories
