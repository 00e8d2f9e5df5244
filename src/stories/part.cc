// SPDX-License-Identifier: Apache-2.0
#include "stories/part.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace isnad::stories {

namespace {

constexpr size_t kMostBeside = 10'000;  // latest dated documents that undated ones are compared with
constexpr size_t kMostOld = 20'000;     // nodes out of reach before their memory is given back
constexpr uint32_t kOneIn = 4;          // fingerprints of which one is a key
constexpr float kPrintWeight = 0.25F;   // squared a sixteenth

class Placing {
 public:
  Placing(const Frequencies& frequencies, const std::vector<Waiting>& documents)
      : frequencies_(frequencies), documents_(documents), places_(documents.size()) {
    for (uint32_t i = 0; i < documents.size(); ++i) days_[documents[i].day].push_back(i);
    uint32_t rank = 0;
    ranks_.resize(documents.size());
    by_rank_.resize(documents.size());
    for (auto& [day, list] : days_) {
      std::sort(list.begin(), list.end(), [&](uint32_t a, uint32_t b) {
        return documents_[a].key != documents_[b].key ? documents_[a].key < documents_[b].key : a < b;
      });
      for (const uint32_t i : list) by_rank_[ranks_[i] = rank++] = i;
    }
    stories_.assign(documents.size(), kNone);
  }

  std::vector<Place> run() {
    for (const auto& [day, list] : days_)
      if (day != kNoDay) place_day(day);
    if (days_.contains(kNoDay)) place_undated();
    for (uint32_t i = 0; i < documents_.size(); ++i) places_[i].story = by_rank_[stories_[i]];
    return std::move(places_);
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  // `settled`: as they were placed before.
  void add_day(int32_t day, bool settled = false) {
    for (const uint32_t i : days_.at(day)) {
      const Waiting& w = documents_[i];
      if (settled && stories_[i] != kNone && places_[i].original != i)
        (void)window_->add_copy(i, day, places_[i].original);
      else if (day == kNoDay) (void)window_->add_undated(i, w.earliest, w.latest, w.signature, kReach);
      else (void)window_->add(i, day, w.signature, kReach);
      nodes_.push_back(i);
    }
    last_ = day;
  }
  uint32_t first_from(int32_t day) const {
    const auto at = std::find_if(nodes_.begin(), nodes_.end(), [&](uint32_t i) { return documents_[i].day >= day; });
    return static_cast<uint32_t>(at - nodes_.begin());
  }

  void place_day(int32_t day) {
    const int32_t oldest = day - 2 * kReach;
    if (!window_ || last_ < oldest || first_from(oldest) > kMostOld) {
      window_ = std::make_unique<Window>(frequencies_);
      nodes_.clear();
      last_ = oldest - 1;
    }
    for (auto at = days_.upper_bound(last_); at != days_.end() && at->first <= day; ++at)
      add_day(at->first, at->first < day);
    settle(first_from(oldest), first_from(day - kReach), day);
  }

  void place_undated() {
    window_ = std::make_unique<Window>(frequencies_);
    nodes_.clear();
    size_t beside = 0;
    auto from = days_.end();
    while (from != days_.begin() && std::prev(from)->first != kNoDay && beside < kMostBeside)
      beside += (--from)->second.size();
    for (; from != days_.end(); ++from) add_day(from->first, true);
    const auto dated = static_cast<uint32_t>(nodes_.size());
    add_day(kNoDay);
    settle(0, dated, kNoDay);
  }

  // The groups of the nodes from `first` on, as stories; those before `young` stay in theirs.
  void settle(uint32_t first, uint32_t young, int32_t day) {
    std::vector<uint32_t> settled;
    std::unordered_map<uint32_t, uint32_t> head;  // of a story: its first settled node
    for (uint32_t n = first; n < young; ++n)
      settled.push_back(head.try_emplace(stories_[nodes_[n]], n - first).first->second);
    std::unordered_set<uint32_t> taken;
    for (const auto& [story, node] : head) taken.insert(story);
    const std::vector<uint32_t> labels = gather(window_->nodes(), first, settled, kOneStory, day == kNoDay);
    std::map<uint32_t, std::vector<uint32_t>> groups;
    for (uint32_t i = 0; i < labels.size(); ++i) groups[labels[i]].push_back(i + first);
    for (const auto& [label, members] : groups) name_story(members, young, day, taken);
  }

  // A story has the rank of one of its documents as its name.
  void name_story(const std::vector<uint32_t>& members, uint32_t young, int32_t day,
                  std::unordered_set<uint32_t>& taken) {
    std::map<uint32_t, uint32_t> settled;  // stories that older members are in, with how many
    for (const uint32_t node : members)
      if (node < young) ++settled[stories_[nodes_[node]]];
    uint32_t story = 0;
    if (settled.empty()) {
      for (const uint32_t node : members) {
        story = ranks_[nodes_[node]];
        if (!taken.contains(story)) break;
      }
      taken.insert(story);
    } else {
      story = std::max_element(settled.begin(), settled.end(), [](const auto& a, const auto& b) {
                return a.second != b.second ? a.second < b.second : a.first > b.first;
              })->first;
      for (uint32_t& other : stories_)
        if (settled.size() > 1 && other != kNone && settled.contains(other)) other = story;
    }
    for (const uint32_t node : members) {
      const uint32_t i = nodes_[node];
      const Node& found = window_->nodes()[node];
      if (stories_[i] == kNone || documents_[i].day == day) places_[i] = {nodes_[found.original], found.share, 0};
      stories_[i] = story;
    }
  }

  const Frequencies& frequencies_;
  const std::vector<Waiting>& documents_;
  std::map<int32_t, std::vector<uint32_t>> days_;
  std::vector<uint32_t> ranks_, by_rank_, stories_;
  std::unique_ptr<Window> window_;
  std::vector<uint32_t> nodes_;  // documents by node
  int32_t last_ = kNoDay;
  std::vector<Place> places_;
};

}  // namespace

std::vector<Key> keys_of(const Frequencies& frequencies, const Signature& signature, size_t most) {
  std::vector<Key> keys;
  const std::vector<Term>* const lists[] = {&signature.lemmas, &signature.lemmas, &signature.names, &signature.acts};
  for (uint64_t kind = 0; kind < kParts.size(); ++kind)
    for (const auto& [term, weight] : unit_vector(frequencies, *lists[kind], kind == 1))
      keys.push_back({kind << 32 | term, weight * std::sqrt(kParts[kind])});
  most = std::min(most, keys.size());
  std::partial_sort(
      keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(most), keys.end(),
      [](const Key& a, const Key& b) { return a.weight != b.weight ? a.weight > b.weight : a.key < b.key; });
  keys.resize(most);
  for (const Print& print : signature.prints)
    if (print.hash % kOneIn == 0) keys.push_back({kPrintKind << 32 | print.hash, kPrintWeight});
  return keys;
}

std::vector<Place> place_part(const Frequencies& frequencies, const std::vector<Waiting>& documents) {
  return Placing(frequencies, documents).run();
}

}  // namespace isnad::stories
