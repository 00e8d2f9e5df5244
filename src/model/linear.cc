// SPDX-License-Identifier: Apache-2.0
// File: LinearHeader | label names, each ended by NUL, padded to 8 | slots (u32 key, i16 weight[labels], padded) |
// u64 words of a Sieve of all keys. A key is the upper half of the feature's hash (0 becomes 1; 0 is a free slot); the
// lower half chooses the first slot, and the next ones follow until a free one.
#include "model/linear.h"

#include <algorithm>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/hash.h"
#include "model/linear_format.h"

namespace isnad::model {

namespace {

// Four labels beside each other; lanes beyond the last label mean nothing.
#ifdef __SSE2__
struct Four {
  __m128 lanes;
  static Four of(const float* from) { return {_mm_loadu_ps(from)}; }
  void add(const char* weights, float scale) {
    const __m128i narrow = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(weights));
    const __m128i wide = _mm_srai_epi32(_mm_unpacklo_epi16(narrow, narrow), 16);
    lanes = _mm_add_ps(lanes, _mm_mul_ps(_mm_set1_ps(scale), _mm_cvtepi32_ps(wide)));
  }
  void store(float* to) const { _mm_storeu_ps(to, lanes); }
};
#else
struct Four {
  float lanes[4];
  static Four of(const float* from) { return {{from[0], from[1], from[2], from[3]}}; }
  void add(const char* weights, float scale) {
    int16_t narrow[4];
    std::memcpy(narrow, weights, sizeof narrow);
    for (size_t i = 0; i < 4; ++i) lanes[i] += scale * static_cast<float>(narrow[i]);
  }
  void store(float* to) const { std::copy(lanes, lanes + 4, to); }
};
#endif

}  // namespace

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
  const uint64_t slot_size = linear_slot_size(header.labels), sieve = Sieve::words_for(header.rows);
  const uint64_t want =
      sizeof header + header.name_bytes + uint64_t{header.slots} * slot_size + sieve * sizeof(uint64_t);
  if (header.labels == 0 || header.labels > kMostLabels || header.slots <= header.rows ||
      (header.slots & (header.slots - 1)) != 0 || want != bytes.size())
    return Error{path + ": is damaged: " + std::to_string(bytes.size()) + " bytes, expected " + std::to_string(want) +
                 std::string(kRemake)};
  const char* names = bytes.data() + sizeof header;
  for (const char* name = names; model.labels_.size() < header.labels; name += model.labels_.back().size() + 1)
    model.labels_.emplace_back(name);
  model.slots_ = names + header.name_bytes;
  model.slot_size_ = static_cast<uint32_t>(slot_size);
  model.sieve_ =
      Sieve(reinterpret_cast<const uint64_t*>(model.slots_ + header.slots * slot_size), static_cast<uint32_t>(sieve));
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

const char* Linear::weights_of(uint64_t feature) const {
  const uint32_t key = linear_key(feature);
  for (uint32_t slot = static_cast<uint32_t>(feature) & mask_;; slot = (slot + 1) & mask_) {
    const char* at = slots_ + size_t{slot} * slot_size_;
    uint32_t found;
    std::memcpy(&found, at, sizeof found);
    if (found == key) return at + sizeof found;
    if (found == 0) return nullptr;
  }
}

// A model is larger than the nearest caches: the slots of a batch are asked for before the first one is read.
template <class Take>
void Linear::each_known(std::span<const uint64_t> features, Take take) const {
  constexpr size_t kBatch = 64, kFew = 16;
  if (features.size() <= kFew) {
    for (const uint64_t feature : features)
      if (const char* weights = weights_of(feature)) take(weights);
    return;
  }
  uint64_t known[kBatch];
  for (; !features.empty(); features = features.subspan(std::min(kBatch, features.size()))) {
    const size_t count = sieve_.sift(features.first(std::min(kBatch, features.size())), known);
    for (size_t i = 0; i < count; ++i)
      __builtin_prefetch(slots_ + size_t{static_cast<uint32_t>(known[i]) & mask_} * slot_size_);
    for (size_t i = 0; i < count; ++i)
      if (const char* weights = weights_of(known[i])) take(weights);
  }
}

template <size_t kFours>
void Linear::add_fours(std::span<const uint64_t> features, float* scores) const {
  float padded[4 * kFours] = {};
  std::copy(scores, scores + labels_.size(), padded);
  Four sums[kFours];
  for (size_t v = 0; v < kFours; ++v) sums[v] = Four::of(padded + 4 * v);
  each_known(features, [&](const char* weights) {
    for (size_t v = 0; v < kFours; ++v) sums[v].add(weights + 8 * v, scale_);
  });
  for (size_t v = 0; v < kFours; ++v) sums[v].store(padded + 4 * v);
  std::copy(padded, padded + labels_.size(), scores);
}

void Linear::add(std::span<const uint64_t> features, float* scores) const {
  switch ((labels_.size() + 3) / 4) {
    case 1: return labels_.size() == 1 ? add_single(features, *scores) : add_fours<1>(features, scores);
    case 2: return add_fours<2>(features, scores);
    case 3: return add_fours<3>(features, scores);
    default: return add_fours<4>(features, scores);
  }
}

void Linear::add_single(std::span<const uint64_t> features, float& score) const {
  constexpr size_t kFew = 16, kSlotSize = linear_slot_size(1);
  float sum = score;
  const auto add = [&](const char* weights) {
    int16_t weight;
    std::memcpy(&weight, weights, sizeof weight);
    sum += scale_ * static_cast<float>(weight);
  };
  if (features.size() > kFew) {
    each_known(features, add);
    score = sum;
    return;
  }
  for (const uint64_t feature : features) {
    const uint32_t key = linear_key(feature);
    uint32_t found;
    for (uint32_t slot = static_cast<uint32_t>(feature) & mask_;; slot = (slot + 1) & mask_) {
      std::memcpy(&found, slots_ + size_t{slot} * kSlotSize, sizeof found);
      if (found == key) add(slots_ + size_t{slot} * kSlotSize + sizeof found);
      if (found == key || found == 0) break;
    }
  }
  score = sum;
}

}  // namespace isnad::model
