// SPDX-License-Identifier: Apache-2.0
#include "names/tagger.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>

#include "base/hash.h"

namespace isnad::names {

namespace {

// Tags side by side, padded to whole vectors, so that all tags that a tag can lead to are weighed together.
using Four = float __attribute__((vector_size(16)));
using FourInts = int32_t __attribute__((vector_size(16)));
constexpr size_t kFours = 3;
constexpr float kNever = -1e30F;

using Row = std::array<Four, kFours>;
static_assert(kFours == 3);

Four better(Four a, Four b) { return a > b ? a : b; }

}  // namespace

// The best score that ends in each tag is kept for every token; which tag led there is found out on the way back, for
// the one tag that was chosen.
void best_tags(std::span<const Scores> scores, const Transitions& transitions, std::span<uint8_t> tags,
               std::vector<Bests>& bests) {
  const size_t n = scores.size();
  if (n == 0) return;
  bests.resize(n);
  std::array<Row, kTags> moves;
  for (size_t from = 0; from < kTags; ++from)
    for (size_t to = 0; to < 4 * kFours; ++to) {
      const bool inside = is_inside(static_cast<uint8_t>(to));
      const bool possible = to < kTags && (!inside || from == to || from + 1 == to);
      moves[from][to / 4][to % 4] = possible ? transitions[from][to] : kNever;
    }
  bests[0].fill(kNever);
  for (size_t to = 0; to < kTags; ++to)
    if (!is_inside(static_cast<uint8_t>(to))) bests[0][to] = scores[0][to] + transitions[0][to];
  for (size_t i = 1; i < n; ++i) {
    const Bests& before = bests[i - 1];
    Four first = moves[0][0] + before[0], second = moves[0][1] + before[0], third = moves[0][2] + before[0];
#pragma GCC unroll 8
    for (size_t from = 1; from < kTags; ++from) {
      first = better(moves[from][0] + before[from], first);
      second = better(moves[from][1] + before[from], second);
      third = better(moves[from][2] + before[from], third);
    }
    Four own[kFours] = {};
    std::memcpy(own, scores[i].data(), sizeof scores[i]);
    const Row ends = {first + own[0], second + own[1], third + own[2]};
    std::memcpy(bests[i].data(), ends.data(), sizeof ends);
  }
  auto tag =
      static_cast<uint8_t>(std::max_element(bests[n - 1].begin(), bests[n - 1].begin() + kTags) - bests[n - 1].begin());
  for (size_t i = n; i-- > 0;) {
    tags[i] = tag;
    if (i == 0) break;
    const auto score = [&](size_t from) { return moves[from][tag / 4][tag % 4] + bests[i - 1][from]; };
    uint8_t from = 0;
    for (uint8_t other = 1; other < kTags; ++other)
      if (score(other) > score(from)) from = other;
    tag = from;
  }
}

DocumentMemory::DocumentMemory(std::span<const Cue> cues, std::span<const uint8_t> tags) : cues_(cues), tags_(tags) {
  size_t slots = 64;
  while (slots < cues.size() * 2) slots *= 2;
  slots_.resize(slots);
  for (size_t i = 0; i < cues.size(); ++i) {
    if (cues[i].kind != TokenKind::kWord) continue;
    Slot& found = slots_[slot(cues[i].stem)];
    found.stem = cues[i].stem;
    note(i, found.memory, 1);
  }
}

size_t DocumentMemory::slot(uint64_t stem) const {
  size_t at = (stem >> 7) & (slots_.size() - 1);
  while (slots_[at].stem != 0 && slots_[at].stem != stem) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void DocumentMemory::note(size_t i, Memory& memory, int by) const {
  const uint8_t tag = tags_[i];
  const auto add = [by](uint16_t& count) { count = static_cast<uint16_t>(count + by); };
  add(memory.tags[tag == kOutside ? 0 : 1 + static_cast<int>(type_of(tag))]);
  if (tag == kOutside || type_of(tag) != EntityType::kPerson) return;
  const bool goes_on = i + 1 < tags_.size() && tags_[i + 1] == inside_tag(EntityType::kPerson);
  if (is_inside(tag) && !goes_on) add(memory.last_of_name);
  if (is_begin(tag) && goes_on) add(memory.first_of_name);
}

bool DocumentMemory::recall(size_t i, Memory& memory) const {
  if (cues_[i].kind != TokenKind::kWord) return false;
  memory = slots_[slot(cues_[i].stem)].memory;
  note(i, memory, -1);
  return memory.tags[0] + memory.tags[1] + memory.tags[2] + memory.tags[3] + memory.tags[4] > 0;
}

namespace {

static_assert(model::Packed::kLabels == kTags && model::Packed::kSets == kRegisters);

// Adds the weights of `features` to `scores`.
void weigh(const model::Packed& model, size_t set, std::span<const uint64_t> features, Scores& scores) {
  model::Packed::Sums sums{};
  model.add(features, set, sums);
  for (size_t t = 0; t < kTags; ++t) scores[t] += model.scale() * static_cast<float>(sums[t]);
}

// What a cue adds to its own token and to the four around it, summed up. Words come again and again, so each thread
// remembers the sums of those it met last, 2 MB of them; what it remembers changes no sum.
struct CueSums {
  uint64_t key = 0;
  alignas(16) std::array<model::Packed::Sums, 5> of{};  // two tokens before it, ..., two after it
};
static_assert(sizeof(CueSums) == 256);

class CueMemory {
 public:
  CueMemory(const model::Packed& model, size_t set, uint64_t instance)
      : model_(model), set_(set), seed_(mix(instance, set)), slots_(of_thread()) {}

  // What the others ask by. The sums begin to be fetched.
  uint64_t key_of(const Cue& cue) const {
    const uint64_t key = mix(seed_, cue_hash(cue)) | 1;
    const char* slot = reinterpret_cast<const char*>(slots_ + (key >> 8) % kSlots);
    for (size_t line = 0; line < sizeof(CueSums); line += 64) __builtin_prefetch(slot + line);
    return key;
  }
  // Valid until the next call.
  const CueSums& of(const Cue& cue, uint64_t key) {
    CueSums& found = slots_[(key >> 8) % kSlots];
    if (found.key != key) fill(found, key, std::span(&cue, 1));
    return found;
  }
  const CueSums& of_edge() {
    const uint64_t key = mix(seed_, 0xED6E) | 1;
    CueSums& found = slots_[(key >> 8) % kSlots];
    if (found.key != key) fill(found, key, {});
    return found;
  }

 private:
  static constexpr size_t kSlots = 1 << 13;
  static CueSums* of_thread() {
    thread_local const std::unique_ptr<CueSums[]> slots(new CueSums[kSlots]);
    return slots.get();
  }

  void fill(CueSums& sums, uint64_t key, std::span<const Cue> cue) {
    sums = {};
    sums.key = key;
    add<kAsAfter2>(cue, static_cast<size_t>(-2), sums.of[0]);
    add<kAsAfter>(cue, static_cast<size_t>(-1), sums.of[1]);
    add<kOfItself>(cue, 0, sums.of[2]);
    add<kAsBefore>(cue, 1, sums.of[3]);
    add<kAsBefore2>(cue, 2, sums.of[4]);
  }
  template <FeatureGroups kGroup>
  void add(std::span<const Cue> cue, size_t at, model::Packed::Sums& sums) {
    features_.clear();
    token_features<kGroup>(cue, at, features_);
    model_.add(features_, set_, sums);
  }

  const model::Packed& model_;
  const size_t set_;
  const uint64_t seed_;
  CueSums* slots_;
  Features features_;
};

void add(model::Packed::Sums& to, const model::Packed::Sums& from) {
  FourInts a[kFours], b[kFours];
  std::memcpy(a, to.data(), sizeof to);
  std::memcpy(b, from.data(), sizeof from);
  for (size_t v = 0; v < kFours; ++v) a[v] += b[v];
  std::memcpy(to.data(), a, sizeof to);
}

// The sums of all tokens of a sentence.
void weigh_sentence(const model::Packed& model, size_t set, std::span<const Cue> sentence, CueMemory& memory,
                    std::vector<model::Packed::Sums>& sums) {
  const size_t n = sentence.size();
  sums.assign(n, {});
  constexpr size_t kAhead = 4;
  std::array<uint64_t, kAhead> keys{};
  for (size_t i = 0; i < std::min(n, kAhead); ++i) keys[i] = memory.key_of(sentence[i]);
  for (size_t i = 0; i < n; ++i) {
    const CueSums& cue = memory.of(sentence[i], keys[i % kAhead]);
    if (i + kAhead < n) keys[i % kAhead] = memory.key_of(sentence[i + kAhead]);
    for (size_t k = 0; k < 5; ++k)
      if (const size_t at = i + k - 2; at < n) add(sums[at], cue.of[k]);
  }
  const CueSums& edge = memory.of_edge();
  for (size_t i = 0; i < n; ++i) {
    if (i < 1) add(sums[i], edge.of[3]);
    if (i < 2) add(sums[i], edge.of[4]);
    if (i + 1 >= n) add(sums[i], edge.of[1]);
    if (i + 2 >= n) add(sums[i], edge.of[0]);
  }
  Features features;
  for (size_t i = 0; i < n; ++i) {
    features.clear();
    token_features<kJoint>(sentence, i, features);
    model.add(features, set, sums[i]);
  }
}

}  // namespace

Result<Tagger> Tagger::open(const model::Models& models) {
  Tagger tagger;
  Result<model::Packed> model = models.open_packed("names");
  if (!model) return model.error();
  tagger.model_ = std::move(*model);
  for (size_t set = 0; set < kRegisters; ++set)
    for (uint8_t from = 0; from < kTags; ++from) {
      const uint64_t feature = transition_feature(from);
      weigh(tagger.model_, set, std::span(&feature, 1), tagger.transitions_[set][from]);
    }
  Result<RegisterJudge> judge = RegisterJudge::open(models);
  if (!judge) return judge.error();
  tagger.judge_ = std::move(*judge);
  static std::atomic<uint64_t> instances = 0;
  tagger.instance_ = ++instances;
  return tagger;
}

std::vector<uint8_t> Tagger::tag(const Document& doc, const std::vector<Cue>& cues) const {
  const auto set = static_cast<size_t>(judge_.judge(cues));
  std::vector<Scores> scores(cues.size());
  std::vector<uint8_t> tags(cues.size());
  std::vector<Bests> scratch;
  Features features;
  CueMemory cue_memory(model_, set, instance_);
  std::vector<model::Packed::Sums> sums;
  const auto decode = [&](const Sentence& s) {
    const uint32_t count = s.last_token - s.first_token;
    best_tags(std::span(scores).subspan(s.first_token, count), transitions_[set],
              std::span(tags).subspan(s.first_token, count), scratch);
  };
  for (const Sentence& s : doc.sentences) {
    const std::span<const Cue> sentence = std::span(cues).subspan(s.first_token, s.last_token - s.first_token);
    weigh_sentence(model_, set, sentence, cue_memory, sums);
    for (size_t i = 0; i < sentence.size(); ++i)
      for (size_t t = 0; t < kTags; ++t) scores[s.first_token + i][t] = model_.scale() * static_cast<float>(sums[i][t]);
    decode(s);
  }
  const DocumentMemory memories(cues, tags);
  Memory memory;
  for (const Sentence& s : doc.sentences) {
    bool changed = false;
    for (uint32_t i = s.first_token; i < s.last_token; ++i) {
      if (!memories.recall(i, memory)) continue;
      features.clear();
      memory_features(cues[i], memory, features);
      weigh(model_, set, features, scores[i]);
      changed = true;
    }
    if (changed) decode(s);
  }
  return tags;
}

}  // namespace isnad::names
