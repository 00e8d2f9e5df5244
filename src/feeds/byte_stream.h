// SPDX-License-Identifier: Apache-2.0
// The bytes of one file or of standard input, piece by piece, gzip or zstd taken off when the content is packed so.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace isnad::feeds {

// Not shared between threads.
class ByteStream {
 public:
  // `path` "-" is standard input. `read_bytes` counts the bytes taken from the file as they are stored. Errors: what
  // the system says.
  static Result<ByteStream> open(const std::string& path, std::atomic<uint64_t>* read_bytes);

  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;
  ~ByteStream();

  // Appends the next piece (at most 64 KB) to `out`; false at the end. Errors: the file cannot be read, or its packed
  // data are damaged or end in the middle; what came before them has been given out.
  Result<bool> read(std::string& out);

  // After read() failed on damaged gzip or zstd data: goes on at the next member or frame. False when there is none.
  bool skip_damaged();

 private:
  struct State;
  explicit ByteStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace isnad::feeds
