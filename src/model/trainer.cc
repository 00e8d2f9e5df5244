// SPDX-License-Identifier: Apache-2.0
#include "model/trainer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>

#include "base/hash.h"
#include "model/linear_format.h"
#include "model/sieve.h"

namespace isnad::model {

Trainer::Row& Trainer::row(uint64_t feature) {
  Row& row = rows_[feature];
  if (row.weight.empty()) {
    row.weight.assign(labels_.size(), 0);
    row.sum.assign(labels_.size(), 0);
    row.stamp.assign(labels_.size(), now_);
  }
  return row;
}

void Trainer::add(uint64_t feature, float* scores) const {
  const auto found = rows_.find(feature);
  if (found == rows_.end()) return;
  for (size_t i = 0; i < labels_.size(); ++i) scores[i] += found->second.weight[i];
}

void Trainer::update(uint64_t feature, size_t label, float by) {
  Row& r = row(feature);
  r.sum[label] += r.weight[label] * static_cast<float>(now_ - r.stamp[label]);
  r.stamp[label] = now_;
  r.weight[label] += by;
  ++r.updates;
}

void Trainer::average() {
  if (now_ == 0) return;
  for (auto& [feature, r] : rows_)
    for (size_t i = 0; i < labels_.size(); ++i) {
      r.sum[i] += r.weight[i] * static_cast<float>(now_ - r.stamp[i]);
      r.stamp[i] = now_;
      r.weight[i] = r.sum[i] / static_cast<float>(now_);
    }
}

void Trainer::learn(const std::vector<uint64_t>& features, size_t label, float rate, float l2, float importance) {
  std::vector<float> p(labels_.size(), 0.0F);
  for (uint64_t feature : features) add(feature, p.data());
  const float top = *std::max_element(p.begin(), p.end());
  float sum = 0;
  for (float& x : p) sum += x = std::exp(x - top);
  for (float& x : p) x /= sum;
  for (uint64_t feature : features) {
    Row& r = row(feature);
    ++r.updates;
    for (size_t i = 0; i < labels_.size(); ++i) {
      const float gradient = importance * (p[i] - (i == label ? 1.0F : 0.0F)) + l2 * r.weight[i];
      r.sum[i] += gradient * gradient;
      r.weight[i] -= rate * gradient / (1e-3F + std::sqrt(r.sum[i]));
    }
  }
}

Result<void> Trainer::write(const std::string& path, float threshold, uint32_t min_updates) const {
  float largest = 1e-9F;
  for (const auto& [feature, r] : rows_)
    for (float w : r.weight) largest = std::max(largest, std::abs(w));
  std::vector<std::pair<uint64_t, const Row*>> kept;
  for (const auto& [feature, r] : rows_) {
    float top = 0;
    for (float w : r.weight) top = std::max(top, std::abs(w));
    if (top >= threshold * largest && top > 0 && r.updates >= min_updates) kept.emplace_back(feature, &r);
  }
  std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

  LinearHeader header{};
  std::memcpy(header.magic, kLinearMagic, sizeof header.magic);
  header.labels = static_cast<uint32_t>(labels_.size());
  header.scale = largest / 32000.0F;
  header.slots = 16;
  while (header.slots < kept.size() * 3 / 2) header.slots *= 2;
  std::string names;
  for (const std::string& label : labels_) names.append(label.c_str(), label.size() + 1);
  while (names.size() % 8 != 0) names += '\0';
  header.name_bytes = static_cast<uint32_t>(names.size());

  std::vector<uint32_t> keys(header.slots), rows(header.slots);
  std::vector<int16_t> weights;
  for (const auto& [feature, r] : kept) {
    const uint32_t key = linear_key(feature);
    uint32_t slot = static_cast<uint32_t>(feature) & (header.slots - 1);
    bool clash = false;
    while (keys[slot] != 0 && !(clash = keys[slot] == key)) slot = (slot + 1) & (header.slots - 1);
    if (clash) continue;  // two features of one key in one run of slots: about one in a million
    keys[slot] = key;
    rows[slot] = static_cast<uint32_t>(weights.size() / labels_.size());
    for (float w : r->weight) weights.push_back(static_cast<int16_t>(std::lround(w / header.scale)));
  }
  header.rows = static_cast<uint32_t>(weights.size() / labels_.size());

  // The version is of the weights alone, however they lie in the file.
  std::string body;
  for (const std::string& label : labels_) body.append(label.c_str(), label.size() + 1);
  body.resize((body.size() + 3) / 4 * 4);
  body.append(reinterpret_cast<const char*>(keys.data()), keys.size() * sizeof(uint32_t));
  body.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(uint32_t));
  body.append(reinterpret_cast<const char*>(weights.data()), weights.size() * sizeof(int16_t));
  const std::string version = hex64(hash64(body));
  std::memcpy(header.version, version.data(), version.size());
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(names.data(), static_cast<std::streamsize>(names.size()));
  std::vector<char> slot(linear_slot_size(header.labels));
  std::vector<uint32_t> used;
  for (uint32_t i = 0; i < header.slots; ++i) {
    std::fill(slot.begin(), slot.end(), '\0');
    std::memcpy(slot.data(), &keys[i], sizeof keys[i]);
    if (keys[i] != 0)
      std::memcpy(&slot[4], &weights[size_t{rows[i]} * labels_.size()], labels_.size() * sizeof weights[0]);
    out.write(slot.data(), static_cast<std::streamsize>(slot.size()));
    if (keys[i] != 0) used.push_back(keys[i]);
  }
  const std::vector<uint64_t> sieve = Sieve::make(used);
  out.write(reinterpret_cast<const char*>(sieve.data()), static_cast<std::streamsize>(sieve.size() * sizeof sieve[0]));
  if (!out) return Error{path + ": cannot be written"};
  return {};
}

}  // namespace isnad::model
