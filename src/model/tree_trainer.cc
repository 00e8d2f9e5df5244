// SPDX-License-Identifier: Apache-2.0
// Values are sorted into at most 63 bins first; a tree grows level by level, the best split of each node by the gain
// in the second-order loss.
#include "model/tree_trainer.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"

namespace isnad::model {

namespace {

constexpr size_t kBins = 63;

struct Sum {
  double gradient = 0, curvature = 0, count = 0;
  void add(const Sum& other) {
    gradient += other.gradient;
    curvature += other.curvature;
    count += other.count;
  }
};

class Boosting {
 public:
  Boosting(std::span<const float> values, std::span<const uint8_t> labels, uint32_t numbers, uint32_t classes,
           const TreeSettings& settings)
      : values_(values), labels_(labels), numbers_(numbers), classes_(classes), settings_(settings) {
    make_bins();
  }

  Trees run() {
    const size_t n = labels_.size();
    Trees::Forest forest{classes_, numbers_, settings_.depth, {}, {}, {}};
    std::vector<double> share(classes_, 1);
    for (uint8_t label : labels_) share[label] += 1;
    for (double s : share) forest.start.push_back(static_cast<float>(std::log(s / static_cast<double>(n + classes_))));
    scores_.resize(n * classes_);
    for (size_t i = 0; i < n; ++i)
      for (uint32_t c = 0; c < classes_; ++c) scores_[i * classes_ + c] = forest.start[c];
    std::vector<float> p(n * classes_);
    for (uint32_t round = 0; round < settings_.rounds; ++round) {
      for (size_t i = 0; i < n; ++i) softmax(&scores_[i * classes_], &p[i * classes_]);
      rows_.clear();
      for (size_t i = 0; i < n; ++i)
        if (drawn(mix(mix(round, 1), i), settings_.share_rows)) rows_.push_back(static_cast<uint32_t>(i));
      for (uint32_t c = 0; c < classes_; ++c) grow(forest, p, round, c);
    }
    return Trees(std::move(forest));
  }

 private:
  static bool drawn(uint64_t h, float share) { return static_cast<float>(mix(h, 7) % 10000) < share * 10000; }

  void softmax(const float* scores, float* p) const {
    const float top = *std::max_element(scores, scores + classes_);
    float sum = 0;
    for (uint32_t c = 0; c < classes_; ++c) sum += p[c] = std::exp(scores[c] - top);
    for (uint32_t c = 0; c < classes_; ++c) p[c] /= sum;
  }

  void make_bins() {
    const size_t n = labels_.size();
    bins_.resize(values_.size());
    edges_.resize(numbers_);
    std::vector<float> column(n);
    for (uint32_t k = 0; k < numbers_; ++k) {
      for (size_t i = 0; i < n; ++i) column[i] = values_[i * numbers_ + k];
      std::vector<float> sorted = column;
      std::sort(sorted.begin(), sorted.end());
      std::vector<float> distinct = sorted;
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      std::vector<float>& edges = edges_[k];
      if (distinct.size() <= kBins) {
        for (size_t i = 0; i + 1 < distinct.size(); ++i) edges.push_back((distinct[i] + distinct[i + 1]) / 2);
      } else {
        for (size_t b = 1; b < kBins; ++b) edges.push_back(sorted[b * n / kBins]);
        edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
      }
      for (size_t i = 0; i < n; ++i)
        bins_[i * numbers_ + k] =
            static_cast<uint8_t>(std::lower_bound(edges.begin(), edges.end(), column[i]) - edges.begin());
    }
  }

  struct Split {
    double gain = 0;
    uint32_t number = 0;
    size_t bin = 0;
  };

  double worth(const Sum& s) const {
    return s.gradient * s.gradient / (s.curvature + static_cast<double>(settings_.pull));
  }

  Split best_split(const std::vector<Sum>& histogram, const std::vector<uint32_t>& chosen, const Sum& all) const {
    Split best;
    for (size_t k = 0; k < chosen.size(); ++k) {
      Sum left;
      for (size_t b = 0; b < edges_[chosen[k]].size(); ++b) {
        left.add(histogram[k * kBins + b]);
        const Sum right{all.gradient - left.gradient, all.curvature - left.curvature, all.count - left.count};
        if (left.count < static_cast<double>(settings_.least) || right.count < static_cast<double>(settings_.least))
          continue;
        const double gain = worth(left) + worth(right) - worth(all);
        if (gain > best.gain) best = {gain, chosen[k], b};
      }
    }
    return best;
  }

  void grow(Trees::Forest& forest, const std::vector<float>& p, uint32_t round, uint32_t label) {
    std::vector<uint32_t> chosen;
    for (uint32_t k = 0; k < numbers_; ++k)
      if (drawn(mix(mix(round, 2), mix(label, k)), settings_.share_numbers)) chosen.push_back(k);
    const uint32_t inner = (1U << settings_.depth) - 1;
    std::vector<Trees::Node> nodes(inner, {INFINITY, 0});  // a node that is not split sends all to the left
    std::vector<size_t> cut(inner, kBins);
    std::vector<uint32_t> node_of(rows_.size(), 0);
    const auto slope = [&](uint32_t row) {
      const double q = static_cast<double>(p[row * classes_ + label]);
      return Sum{q - (labels_[row] == label ? 1.0 : 0.0), std::max(q * (1 - q), 1e-6), 1};
    };
    for (uint32_t level = 0; level < settings_.depth; ++level) {
      const uint32_t first = (1U << level) - 1, width = 1U << level;
      std::vector<std::vector<Sum>> histogram(width, std::vector<Sum>(chosen.size() * kBins));
      std::vector<Sum> all(width);
      for (size_t r = 0; r < rows_.size(); ++r) {
        const Sum s = slope(rows_[r]);
        all[node_of[r] - first].add(s);
        std::vector<Sum>& into = histogram[node_of[r] - first];
        for (size_t k = 0; k < chosen.size(); ++k)
          into[k * kBins + bins_[rows_[r] * size_t{numbers_} + chosen[k]]].add(s);
      }
      for (uint32_t node = 0; node < width; ++node) {
        const Split split = best_split(histogram[node], chosen, all[node]);
        if (split.gain <= 0) continue;
        nodes[first + node] = {edges_[split.number][split.bin], split.number};
        cut[first + node] = split.bin;
      }
      for (size_t r = 0; r < rows_.size(); ++r) node_of[r] = next(nodes, cut, node_of[r], rows_[r]);
    }
    std::vector<Sum> leaf(inner + 1);
    for (size_t r = 0; r < rows_.size(); ++r) leaf[node_of[r] - inner].add(slope(rows_[r]));
    const size_t at = forest.leaves.size();
    for (const Sum& s : leaf)
      forest.leaves.push_back(static_cast<float>(-static_cast<double>(settings_.rate) * s.gradient /
                                                 (s.curvature + static_cast<double>(settings_.pull))));
    forest.nodes.insert(forest.nodes.end(), nodes.begin(), nodes.end());
    for (size_t i = 0; i < labels_.size(); ++i) {
      uint32_t node = 0;
      while (node < inner) node = next(nodes, cut, node, static_cast<uint32_t>(i));
      scores_[i * classes_ + label] += forest.leaves[at + node - inner];
    }
  }

  uint32_t next(const std::vector<Trees::Node>& nodes, const std::vector<size_t>& cut, uint32_t node,
                uint32_t row) const {
    return 2 * node + 1 + (bins_[row * size_t{numbers_} + nodes[node].number] > cut[node]);
  }

  std::span<const float> values_;
  std::span<const uint8_t> labels_;
  uint32_t numbers_, classes_;
  const TreeSettings& settings_;
  std::vector<uint8_t> bins_;
  std::vector<std::vector<float>> edges_;
  std::vector<float> scores_;
  std::vector<uint32_t> rows_;
};

}  // namespace

Trees learn_trees(std::span<const float> values, std::span<const uint8_t> labels, uint32_t numbers, uint32_t classes,
                  const TreeSettings& settings) {
  return Boosting(values, labels, numbers, classes, settings).run();
}

}  // namespace isnad::model
