// SPDX-License-Identifier: Apache-2.0
#include "stories/window.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace isnad::stories {

namespace {

constexpr float kCopyShare = 0.5F;     // of the shorter text's fingerprints
constexpr uint32_t kCopyPrints = 6;    // at least so many shared: about 30 words
constexpr size_t kCommonPrint = 40;    // fingerprints of so many texts are phrases, not copies
constexpr float kLeastLemmas = 0.08F;  // cosine under which no pair is looked at
constexpr float kLeastLink = 0.05F;    // nearness under which no link is kept
constexpr float kPrior = 4000;         // documents that the counts of other news weigh
constexpr float kCommonTerm = 0.12F;   // share of documents above which a term proposes no pairs

}  // namespace

struct Window::Vector {
  std::vector<std::pair<uint32_t, float>> terms;  // sorted by term; length 1
};

struct Window::Vectors {
  Vector lemmas, title, names, acts;
};

struct Posting {
  uint32_t node;
  float weight;
};

struct Window::Index {
  std::unordered_map<uint32_t, std::vector<Posting>> lemmas;
  std::unordered_map<uint32_t, std::vector<uint32_t>> prints;
  std::vector<uint32_t> print_counts;
};

void Frequencies::add(const Signature& signature) {
  for (const auto* terms : {&signature.lemmas, &signature.names, &signature.acts})
    for (const Term& term : *terms) ++documents_[term.id];
  ++total_;
}

// The bytes: "isnadidf", documents, terms, then terms ascending with the documents that each stands in; all uint32.
Result<void> Frequencies::set_prior(std::string_view bytes) {
  constexpr std::string_view kMagic = "isnadidf";
  const auto number = [&](size_t at) {
    uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
  };
  if (bytes.size() < 16 || !bytes.starts_with(kMagic) || (bytes.size() - 16) / 8 != number(12) ||
      bytes.size() % 8 != 0 || number(8) == 0)
    return Error{"is no table of document counts"};
  const float scale = kPrior / static_cast<float>(number(8));
  prior_.reserve(number(12));
  for (size_t at = 16; at < bytes.size(); at += 8) prior_[number(at)] = static_cast<float>(number(at + 4)) * scale;
  prior_total_ = kPrior;
  return {};
}

float Frequencies::idf(uint32_t term) const {
  const auto at = documents_.find(term);
  const auto before = prior_.find(term);
  const float documents = static_cast<float>(at == documents_.end() ? least_ : at->second) +
                          (before == prior_.end() ? 0.0F : before->second);
  return std::max(0.0F, std::log((static_cast<float>(total_) + prior_total_ + 1.0F) / std::max(1.0F, documents)));
}

Window::Window(const Frequencies& frequencies) : frequencies_(frequencies), index_(std::make_unique<Index>()) {}
Window::~Window() = default;

std::vector<std::pair<uint32_t, float>> unit_vector(const Frequencies& frequencies, const std::vector<Term>& terms,
                                                    bool title) {
  std::vector<std::pair<uint32_t, float>> vector;
  double square = 0;
  for (const Term& term : terms) {
    const uint8_t count = title ? term.title : term.weight;
    if (count == 0) continue;
    const float idf = frequencies.idf(term.id);
    const float weight = (1.0F + std::log(static_cast<float>(count))) * idf;
    if (weight <= 0) continue;
    vector.emplace_back(term.id, weight);
    square += static_cast<double>(weight) * weight;
  }
  if (square > 0) {
    const auto scale = static_cast<float>(1.0 / std::sqrt(square));
    for (auto& [term, weight] : vector) weight *= scale;
  }
  return vector;
}

namespace {

float cosine(const std::vector<std::pair<uint32_t, float>>& a, const std::vector<std::pair<uint32_t, float>>& b) {
  float sum = 0;
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i].first < b[k].first) {
      ++i;
    } else if (b[k].first < a[i].first) {
      ++k;
    } else {
      sum += a[i++].second * b[k++].second;
    }
  }
  return sum;
}

}  // namespace

float nearness(const Likeness& likeness) {
  return kParts[0] * likeness.lemmas + kParts[1] * likeness.title + kParts[2] * likeness.names +
         kParts[3] * likeness.acts;
}

Likeness Window::likeness(uint32_t a, uint32_t b) const {
  const Vectors& x = vectors_[a];
  const Vectors& y = vectors_[b];
  Likeness likeness;
  likeness.lemmas = cosine(x.lemmas.terms, y.lemmas.terms);
  likeness.title = cosine(x.title.terms, y.title.terms);
  likeness.names = cosine(x.names.terms, y.names.terms);
  likeness.acts = cosine(x.acts.terms, y.acts.terms);
  const int32_t from = nodes_[a].day, to = nodes_[b].day;
  likeness.days = from == kNoDay || to == kNoDay ? 0.0F : static_cast<float>(std::abs(to - from));
  return likeness;
}

uint32_t Window::add(int64_t document, int32_t day, const Signature& signature, int32_t days) {
  Node node;
  node.document = document;
  node.day = day;
  return put(std::move(node), signature, days);
}

uint32_t Window::add_undated(int64_t document, int32_t earliest, int32_t latest, const Signature& signature,
                             int32_t days) {
  Node node;
  node.document = document;
  node.earliest = earliest;
  node.latest = latest;
  return put(std::move(node), signature, days);
}

void Window::forget(uint32_t first) {
  for (; forgotten_ < first; ++forgotten_) {
    vectors_[forgotten_] = {};
    nodes_[forgotten_].links = {};
  }
}

uint32_t Window::add_copy(int64_t document, int32_t day, int64_t original) {
  const auto at = static_cast<uint32_t>(nodes_.size());
  Node node;
  node.document = document;
  node.day = day;
  node.original = at;
  for (uint32_t i = 0; i < at; ++i)
    if (nodes_[i].document == original) node.original = i;
  nodes_.push_back(std::move(node));
  vectors_.emplace_back();
  sums_.push_back(0);
  index_->print_counts.push_back(0);
  return at;
}

// Can an older node and an undated one be of the same days?
bool Window::within(const Node& older, const Node& node) const {
  if (node.day != kNoDay || node.earliest == kNoDay) return true;
  const int32_t from = older.day != kNoDay ? older.day : older.earliest;
  const int32_t to = older.day != kNoDay ? older.day : older.latest;
  return from == kNoDay || (from <= node.latest + reach_ && to >= node.earliest - reach_);
}

uint32_t Window::put(Node node, const Signature& signature, int32_t days) {
  const auto at = static_cast<uint32_t>(nodes_.size());
  const int32_t day = node.day;
  reach_ = days;
  node.original = at;
  nodes_.push_back(std::move(node));
  vectors_.push_back({{unit_vector(frequencies_, signature.lemmas, false)},
                      {unit_vector(frequencies_, signature.lemmas, true)},
                      {unit_vector(frequencies_, signature.names, false)},
                      {unit_vector(frequencies_, signature.acts, false)}});
  sums_.push_back(0);
  index_->print_counts.push_back(static_cast<uint32_t>(signature.prints.size()));
  const int32_t oldest = day == kNoDay ? kNoDay : day - days;
  find_original(at, signature, oldest);
  if (nodes_[at].original != at) return at;
  find_links(at, oldest);
  for (const Print& print : signature.prints) {
    std::vector<uint32_t>& list = index_->prints[print.hash];
    if (day != kNoDay)  // what is out of reach makes no fingerprint common, and a window begun later would not have it
      list.erase(list.begin(),
                 std::find_if(list.begin(), list.end(), [&](uint32_t n) { return nodes_[n].day >= day - 2 * days; }));
    if (list.size() <= kCommonPrint) list.push_back(at);
  }
  const float common = std::log(1.0F / kCommonTerm);
  const bool many = frequencies_.total() > 500;
  for (const auto& [term, weight] : vectors_[at].lemmas.terms)
    if (!many || frequencies_.idf(term) > common) index_->lemmas[term].push_back({at, weight});
  return at;
}

void Window::find_original(uint32_t at, const Signature& signature, int32_t oldest) {
  std::unordered_map<uint32_t, uint32_t> shared;
  for (const Print& print : signature.prints) {
    const auto found = index_->prints.find(print.hash);
    if (found == index_->prints.end()) continue;
    const auto first = std::find_if(found->second.begin(), found->second.end(),
                                    [&](uint32_t node) { return nodes_[node].day >= oldest; });
    if (static_cast<size_t>(found->second.end() - first) > kCommonPrint) continue;
    for (auto node = first; node != found->second.end(); ++node) ++shared[*node];
  }
  float best = 0;
  for (const auto& [node, count] : shared) {
    const uint32_t least = std::min(index_->print_counts[node], index_->print_counts[at]);
    const float share = static_cast<float>(count) / static_cast<float>(least);
    if (share < kCopyShare || (count < kCopyPrints && share < 0.9F)) continue;
    if (share > best || (share == best && node < nodes_[at].original)) {
      best = share;
      nodes_[at].original = node;
    }
  }
  if (best > 0) nodes_[at].share = std::min(1.0F, best);
}

void Window::find_links(uint32_t at, int32_t oldest) {
  std::vector<uint32_t> touched;
  for (const auto& [term, weight] : vectors_[at].lemmas.terms) {
    const auto found = index_->lemmas.find(term);
    if (found == index_->lemmas.end()) continue;
    // Postings ascend by day: the part within reach is at the end.
    const auto& list = found->second;
    for (size_t i = list.size(); i-- > 0;) {
      const Posting& posting = list[i];
      if (nodes_[posting.node].day < oldest) break;
      if (sums_[posting.node] == 0) touched.push_back(posting.node);
      sums_[posting.node] += weight * posting.weight;
    }
  }
  std::sort(touched.begin(), touched.end());
  for (uint32_t node : touched) {
    const bool look = sums_[node] >= kLeastLemmas;
    sums_[node] = 0;
    if (!look || !within(nodes_[node], nodes_[at])) continue;
    if (const float value = nearness(likeness(node, at)); value >= kLeastLink)
      nodes_[at].links.push_back({node, value});
  }
}

}  // namespace isnad::stories
