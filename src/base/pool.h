// SPDX-License-Identifier: Apache-2.0
// Stable memory for the many short strings of one document (normalised forms, lemmas of unknown words). Views into
// it stay valid until the pool is cleared or destroyed, also when the pool is moved. Not shared between threads.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace isnad {

class Pool {
 public:
  // A writable area of at least `size` bytes at the pool's end; call commit() with the number of bytes used.
  char* reserve(size_t size) {
    if (chunks_.empty() || chunks_.back().capacity - used_ < size) {
      const size_t capacity = size > kChunk ? size : kChunk;
      chunks_.push_back({std::unique_ptr<char[]>(new char[capacity]), capacity});
      used_ = 0;
    }
    return chunks_.back().bytes.get() + used_;
  }

  // REQUIRES: the last call was reserve(n) with n >= size.
  std::string_view commit(size_t size) {
    std::string_view kept(chunks_.back().bytes.get() + used_, size);
    used_ += size;
    return kept;
  }

  std::string_view keep(std::string_view bytes) {
    if (bytes.empty()) return {};
    std::memcpy(reserve(bytes.size()), bytes.data(), bytes.size());
    return commit(bytes.size());
  }

  void clear() {
    if (chunks_.size() > 1) chunks_.resize(1);
    used_ = 0;
  }

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    size_t capacity;
  };
  static constexpr size_t kChunk = 1 << 16;  // an article's normalised words fill one or two
  std::vector<Chunk> chunks_;
  size_t used_ = 0;
};

}  // namespace isnad
