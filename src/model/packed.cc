// SPDX-License-Identifier: Apache-2.0
// File: PackedHeader | Slot[slots] | u64 words of a Sieve of all keys.
// A key is the upper half of the feature's hash (0 becomes 1); the lower half, scaled to the number of slots, chooses
// the first slot, and the next ones follow until a free one.
#include "model/packed.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/hash.h"
#include "model/linear_format.h"

namespace isnad::model {

namespace {

constexpr char kMagic[8] = {'I', 'S', 'N', 'P', 'C', 'K', '0', '2'};
constexpr uint8_t kMostShift = 7;
constexpr std::string_view kRemake = "; train it anew as its card beside it says";

struct PackedHeader {
  char magic[8];
  char version[24];      // hex hash of the weights, zero-padded
  uint32_t sets_labels;  // sets << 16 | labels
  uint32_t slots;
  float scale;
  uint32_t rows;
  uint32_t reserved[4];
};

constexpr uint32_t kSetsLabels = Packed::kSets << 16 | Packed::kLabels;
static_assert(sizeof(Packed::Slot) == 32 && sizeof(PackedHeader) == 64);

uint32_t first_slot(uint64_t feature, uint32_t slots) {
  return static_cast<uint32_t>((uint64_t{static_cast<uint32_t>(feature)} * slots) >> 32);
}

#ifdef __SSE2__

// Three vectors of four sums. Sixteen bytes are read that hold one set's weights; the last set's lie nearer the end.
template <size_t kSet>
class Adder {
 public:
  explicit Adder(const Packed::Sums& sums) {
    for (size_t i = 0; i < 3; ++i) sums_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(sums.data() + 4 * i));
  }
  void add(const Packed::Slot& slot) {
    constexpr size_t kBegin = 4 + kSet * Packed::kLabels, kRead = std::min<size_t>(kBegin, 16);
    const char* at = reinterpret_cast<const char*>(&slot) + kRead;
    const __m128i bytes = _mm_srli_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), kBegin - kRead);
    const __m128i factor = _mm_set1_epi32(1 << slot.shift);
    const __m128i zero = _mm_setzero_si128();
    // A weight in the upper half of a 16-bit lane, shifted down with its sign.
    const __m128i low = _mm_srai_epi16(_mm_unpacklo_epi8(zero, bytes), 8);
    const __m128i high = _mm_srai_epi16(_mm_unpackhi_epi8(zero, bytes), 8);
    sums_[0] = _mm_add_epi32(sums_[0], _mm_madd_epi16(_mm_unpacklo_epi16(low, zero), factor));
    sums_[1] = _mm_add_epi32(sums_[1], _mm_madd_epi16(_mm_unpackhi_epi16(low, zero), factor));
    sums_[2] = _mm_add_epi32(sums_[2], _mm_madd_epi16(_mm_unpacklo_epi16(high, zero), factor));
  }
  void store(Packed::Sums& sums) const {
    for (size_t i = 0; i < 3; ++i) _mm_storeu_si128(reinterpret_cast<__m128i*>(sums.data() + 4 * i), sums_[i]);
  }

 private:
  __m128i sums_[3];
};

#else

template <size_t kSet>
class Adder {
 public:
  explicit Adder(const Packed::Sums& sums) : sums_(sums) {}
  void add(const Packed::Slot& slot) {
    for (size_t i = 0; i < Packed::kLabels; ++i)
      sums_[i] += slot.weights[kSet * Packed::kLabels + i] * (1 << slot.shift);
  }
  void store(Packed::Sums& sums) const { sums = sums_; }

 private:
  Packed::Sums sums_;
};

#endif

}  // namespace

Result<Packed> Packed::open(const std::string& path) {
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return Error{file.error().message + std::string(kRemake)};
  Packed model;
  model.file_ = std::move(*file);
  const std::string_view bytes = model.file_.bytes();
  PackedHeader header;
  if (bytes.size() < sizeof header || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0)
    return Error{path + ": is no model of this kind, or one of another version" + std::string(kRemake)};
  std::memcpy(&header, bytes.data(), sizeof header);
  const uint64_t slot_bytes = uint64_t{header.slots} * sizeof(Slot);
  const uint32_t sieve = Sieve::words_for(header.rows);
  const uint64_t want = sizeof header + slot_bytes + sieve * sizeof(uint64_t);
  if (header.slots <= header.rows || header.sets_labels != kSetsLabels || want != bytes.size())
    return Error{path + ": is damaged: " + std::to_string(bytes.size()) + " bytes, expected " + std::to_string(want) +
                 std::string(kRemake)};
  model.slots_ = reinterpret_cast<const Slot*>(bytes.data() + sizeof header);
  model.sieve_ = Sieve(reinterpret_cast<const uint64_t*>(bytes.data() + sizeof header + slot_bytes), sieve);
  model.slot_count_ = header.slots;
  model.scale_ = header.scale;
  model.version_.assign(header.version, strnlen(header.version, sizeof header.version));
  return model;
}

// The slots of a batch are asked for before the first one is read.
template <size_t kSet>
void Packed::add_set(std::span<const uint64_t> features, Sums& sums) const {
  constexpr size_t kBatch = 128;
  Adder<kSet> adder(sums);
  uint64_t known[kBatch];
  for (; !features.empty(); features = features.subspan(std::min(kBatch, features.size()))) {
    const size_t count = sieve_.sift(features.first(std::min(kBatch, features.size())), known);
    for (size_t i = 0; i < count; ++i) __builtin_prefetch(slots_ + first_slot(known[i], slot_count_));
    for (size_t i = 0; i < count; ++i) {
      const uint32_t key = linear_key(known[i]);
      for (uint32_t at = first_slot(known[i], slot_count_); slots_[at].key != 0;
           at = at + 1 == slot_count_ ? 0 : at + 1) {
        if (slots_[at].key != key) continue;
        adder.add(slots_[at]);
        break;
      }
    }
  }
  adder.store(sums);
}

void Packed::add(std::span<const uint64_t> features, size_t set, Sums& sums) const {
  if (set == 0) add_set<0>(features, sums);
  else if (set == 1) add_set<1>(features, sums);
  else add_set<2>(features, sums);
}

Result<void> write_packed(const std::string& path, const std::vector<PackedRow>& rows) {
  float largest = 1e-9F;
  for (const auto& [feature, weights] : rows)
    for (const float w : weights) largest = std::max(largest, std::abs(w));
  PackedHeader header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.sets_labels = kSetsLabels;
  // Fuller tables make the search for what is not there, most features, run on.
  header.slots = static_cast<uint32_t>(std::max<size_t>(rows.size() * 3 / 2, 16));
  header.scale = largest / static_cast<float>(127 << kMostShift);
  std::vector<Packed::Slot> slots(header.slots);
  std::vector<uint32_t> keys;
  for (const auto& [feature, weights] : rows) {
    const uint32_t key = linear_key(feature);
    uint32_t at = first_slot(feature, header.slots);
    while (slots[at].key != 0 && slots[at].key != key) at = at + 1 == header.slots ? 0 : at + 1;
    if (slots[at].key != 0) continue;
    Packed::Slot& slot = slots[at];
    slot.key = key;
    keys.push_back(key);
    float top = 0;
    for (const float w : weights) top = std::max(top, std::abs(w));
    while (top > 127.0F * header.scale * static_cast<float>(1 << slot.shift) && slot.shift < kMostShift) ++slot.shift;
    for (size_t i = 0; i < weights.size(); ++i)
      slot.weights[i] = static_cast<int8_t>(
          std::clamp(std::lround(weights[i] / (header.scale * static_cast<float>(1 << slot.shift))), -127L, 127L));
  }
  const std::string_view body(reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(Packed::Slot));
  const std::string version = hex64(hash64(body));
  std::memcpy(header.version, version.data(), version.size());
  header.rows = static_cast<uint32_t>(keys.size());
  const std::vector<uint64_t> sieve = Sieve::make(keys);
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(body.data(), static_cast<std::streamsize>(body.size()));
  out.write(reinterpret_cast<const char*>(sieve.data()), static_cast<std::streamsize>(sieve.size() * sizeof sieve[0]));
  if (!out) return Error{path + ": cannot be written"};
  return {};
}

}  // namespace isnad::model
