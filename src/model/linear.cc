// SPDX-License-Identifier: Apache-2.0
// File: "ISNLIN01" | u32 labels | u32 slots (a power of two) | f32 scale | u32 rows | u32 bytes of label names |
// label names, each ended by NUL, padded to 4 | u32 key[slots] | u32 row[slots] | i16 weight[rows][labels].
// A key is the upper half of the feature's hash (0 becomes 1); the lower half chooses the first slot.
#include "model/linear.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "model/linear_format.h"

namespace isnad::model {

Result<Linear> Linear::open(const std::string& path) {
  static constexpr std::string_view kRemake = "; train it anew as its card beside it says";
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return Error{file.error().message + std::string(kRemake)};
  Linear model;
  model.file_ = std::move(*file);
  const std::string_view bytes = model.file_.bytes();
  LinearHeader header;
  if (bytes.size() < sizeof header) return Error{path + ": is no model" + std::string(kRemake)};
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kLinearMagic, sizeof header.magic) != 0)
    return Error{path + ": is no model, or one of another version" + std::string(kRemake)};
  const uint64_t want = sizeof header + header.name_bytes + uint64_t{header.slots} * 8 +
                        uint64_t{header.rows} * header.labels * sizeof(int16_t);
  if (header.slots == 0 || (header.slots & (header.slots - 1)) != 0 || want != bytes.size())
    return Error{path + ": is damaged: " + std::to_string(bytes.size()) + " bytes, expected " + std::to_string(want) +
                 std::string(kRemake)};
  const char* names = bytes.data() + sizeof header;
  for (const char* name = names; model.labels_.size() < header.labels; name += model.labels_.back().size() + 1)
    model.labels_.emplace_back(name);
  const char* table = names + header.name_bytes;
  model.keys_ = reinterpret_cast<const uint32_t*>(table);
  model.rows_ = model.keys_ + header.slots;
  model.weights_ = reinterpret_cast<const int16_t*>(model.rows_ + header.slots);
  model.mask_ = header.slots - 1;
  model.scale_ = header.scale;
  model.version_ = header.version;
  return model;
}

Result<Linear> Models::open(std::string_view name) const {
  Result<Linear> model = Linear::open(directory_ + "/" + std::string(name) + ".model");
  if (model) *opened_ = mix(mix(*opened_, hash64(name)), hash64(model->version()));
  return model;
}

Result<Trees> Models::open_trees(std::string_view name) const {
  Result<Trees> trees = Trees::open(directory_ + "/" + std::string(name) + ".model");
  if (trees) *opened_ = mix(mix(*opened_, hash64(name)), hash64(trees->version()));
  return trees;
}

Result<Packed> Models::open_packed(std::string_view name) const {
  Result<Packed> model = Packed::open(directory_ + "/" + std::string(name) + ".model");
  if (model) *opened_ = mix(mix(*opened_, hash64(name)), hash64(model->version()));
  return model;
}

std::string Models::version() const { return hex64(*opened_); }

int Linear::label_index(std::string_view name) const {
  for (size_t i = 0; i < labels_.size(); ++i)
    if (labels_[i] == name) return static_cast<int>(i);
  return -1;
}

uint32_t Linear::slot_of(uint64_t feature) const {
  const uint32_t key = linear_key(feature);
  for (uint32_t slot = static_cast<uint32_t>(feature) & mask_;; slot = (slot + 1) & mask_) {
    if (keys_[slot] == key) return slot;
    if (keys_[slot] == 0) return mask_ + 1;
  }
}

void Linear::add_row(uint32_t row, float* scores) const {
  const int16_t* weights = weights_ + static_cast<size_t>(row) * labels_.size();
  for (size_t i = 0; i < labels_.size(); ++i) scores[i] += scale_ * static_cast<float>(weights[i]);
}

void Linear::add(uint64_t feature, float* scores) const {
  if (const uint32_t slot = slot_of(feature); slot <= mask_) add_row(rows_[slot], scores);
}

// A model is larger than the nearest caches, so most of the time would go into waiting for one row after the other:
// each pass over a batch asks for what the next pass reads.
void Linear::add(std::span<const uint64_t> features, float* scores) const {
  constexpr size_t kBatch = 64;
  uint32_t found[kBatch];
  for (; !features.empty(); features = features.subspan(std::min(kBatch, features.size()))) {
    const std::span<const uint64_t> batch = features.first(std::min(kBatch, features.size()));
    for (const uint64_t feature : batch) __builtin_prefetch(keys_ + (static_cast<uint32_t>(feature) & mask_));
    size_t count = 0;
    for (const uint64_t feature : batch) {
      const uint32_t slot = slot_of(feature);
      if (slot > mask_) continue;
      __builtin_prefetch(rows_ + slot);
      found[count++] = slot;
    }
    for (size_t i = 0; i < count; ++i) {
      found[i] = rows_[found[i]];
      __builtin_prefetch(weights_ + static_cast<size_t>(found[i]) * labels_.size());
    }
    for (size_t i = 0; i < count; ++i) add_row(found[i], scores);
  }
}

void Linear::add_single(std::span<const uint64_t> features, float& score) const {
  for (const uint64_t feature : features) {
    const uint32_t key = linear_key(feature);
    for (uint32_t slot = static_cast<uint32_t>(feature) & mask_; keys_[slot] != 0; slot = (slot + 1) & mask_) {
      if (keys_[slot] != key) continue;
      score += scale_ * static_cast<float>(weights_[rows_[slot]]);
      break;
    }
  }
}

}  // namespace isnad::model
