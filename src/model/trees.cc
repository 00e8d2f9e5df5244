// SPDX-License-Identifier: Apache-2.0
// File: "ISNTRE01" | u32 labels | u32 numbers | u32 depth | u32 trees | f32 start[labels] | nodes (f32 threshold,
// u32 number) | f32 leaves.
#include "model/trees.h"

#include <cmath>
#include <cstring>
#include <fstream>
#include <utility>

#include "base/hash.h"
#include "base/mapped_file.h"

namespace isnad::model {

namespace {

constexpr char kMagic[] = "ISNTRE01";
constexpr uint32_t kDeepest = 10;

struct Header {
  char magic[8];
  uint32_t labels, numbers, depth, trees;
};

}  // namespace

Trees::Trees(Forest forest) : labels_(forest.labels), numbers_(forest.numbers), forest_(std::move(forest)) {
  uint64_t h = mix(labels_, numbers_);
  h = mix(h, hash64({reinterpret_cast<const char*>(forest_.nodes.data()), forest_.nodes.size() * sizeof(Node)}));
  h = mix(h, hash64({reinterpret_cast<const char*>(forest_.leaves.data()), forest_.leaves.size() * sizeof(float)}));
  version_ = hex64(h);
}

namespace {

// The number of the leaf in a tree of a depth known when compiling: a walk without branches.
template <uint32_t kDepth>
uint32_t leaf_of(const Trees::Node* tree, const float* values) {
  uint32_t at = 0;
  for (uint32_t step = 0; step < kDepth; ++step)
    at = 2 * at + 1 + static_cast<uint32_t>(values[tree[at].number] > tree[at].threshold);
  return at - ((1U << kDepth) - 1);
}

template <uint32_t kDepth>
void add_trees(const Trees::Forest& forest, const float* values, float* scores) {
  constexpr uint32_t kInner = (1U << kDepth) - 1;
  const Trees::Node* tree = forest.nodes.data();
  const float* leaf = forest.leaves.data();
  const size_t trees = forest.leaves.size() >> kDepth;
  for (size_t i = 0; i < trees; i += forest.labels)
    for (uint32_t label = 0; label < forest.labels; ++label, tree += kInner, leaf += kInner + 1)
      scores[label] += leaf[leaf_of<kDepth>(tree, values)];
}

template <uint32_t... kDepths>
void add_trees(const Trees::Forest& forest, const float* values, float* scores,
               std::integer_sequence<uint32_t, kDepths...>) {
  ((forest.depth == kDepths ? add_trees<kDepths>(forest, values, scores) : void()), ...);
}

}  // namespace

void Trees::add(std::span<const float> values, float* scores) const {
  for (uint32_t label = 0; label < labels_; ++label) scores[label] += forest_.start[label];
  add_trees(forest_, values.data(), scores, std::make_integer_sequence<uint32_t, kDeepest + 1>());
}

Result<Trees> Trees::open(const std::string& path) {
  static constexpr std::string_view kRemake = "; train it anew as its card beside it says";
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return Error{file.error().message + std::string(kRemake)};
  const std::string_view bytes = file->bytes();
  Header header{};
  if (bytes.size() >= sizeof header) std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof header.magic) != 0 || header.depth == 0 || header.depth > kDeepest ||
      header.labels == 0 || header.trees % header.labels != 0)
    return Error{path + ": is no model of trees, or one of another version" + std::string(kRemake)};
  const uint64_t inner = uint64_t{header.trees} * ((1U << header.depth) - 1);
  const uint64_t leaves = uint64_t{header.trees} << header.depth;
  if (bytes.size() != sizeof header + header.labels * sizeof(float) + inner * sizeof(Node) + leaves * sizeof(float))
    return Error{path + ": is damaged" + std::string(kRemake)};
  Forest forest{header.labels, header.numbers, header.depth, {}, {}, {}};
  const char* from = bytes.data() + sizeof header;
  const auto take = [&](auto& list, uint64_t count) {
    list.resize(count);
    std::memcpy(list.data(), from, count * sizeof list[0]);
    from += count * sizeof list[0];
  };
  take(forest.start, header.labels);
  take(forest.nodes, inner);
  take(forest.leaves, leaves);
  for (const Node& node : forest.nodes)
    if (node.number >= header.numbers) return Error{path + ": is damaged" + std::string(kRemake)};
  return Trees(std::move(forest));
}

Result<void> Trees::write(const std::string& path) const {
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof header.magic);
  header.labels = labels_;
  header.numbers = numbers_;
  header.depth = forest_.depth;
  header.trees = static_cast<uint32_t>(forest_.leaves.size() >> forest_.depth);
  std::ofstream out(path, std::ios::binary);
  const auto put = [&](const auto& list) {
    out.write(reinterpret_cast<const char*>(list.data()), static_cast<std::streamsize>(list.size() * sizeof list[0]));
  };
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  put(forest_.start);
  put(forest_.nodes);
  put(forest_.leaves);
  if (!out) return Error{path + ": cannot be written"};
  return {};
}

}  // namespace isnad::model
