// SPDX-License-Identifier: Apache-2.0
// A file mapped read-only into memory: shared by all threads, paged in on demand, unmapped on destruction.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad {

class MappedFile {
 public:
  static Result<MappedFile> open(const std::string& path);

  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept { *this = std::move(other); }
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace isnad
