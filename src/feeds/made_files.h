// SPDX-License-Identifier: Apache-2.0
// For tests alone: inputs made on the spot, whole and packed, in a folder that goes when the test ends.
#pragma once

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/inputs.h"

namespace isnad::feeds {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "isnad-feeds-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  // Writes a file, with the folders that its name has; its path.
  std::string file(const std::string& name, std::string_view bytes) const {
    const std::filesystem::path path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// One gzip member.
inline std::string gzipped(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));  // zlib does not write to it
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<unsigned char*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

// One zstd frame.
inline std::string zstd(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

// Everything that the paths give.
inline std::vector<Item> all(std::vector<std::string> paths, Limits limits = {}) {
  Inputs inputs(std::move(paths), limits);
  std::vector<Item> out;
  for (Item item; inputs.next(item);) out.push_back(item);
  return out;
}

inline std::vector<Item> all_of(const std::string& path, Limits limits = {}) {
  return all(std::vector<std::string>{path}, limits);
}

inline bool says(const Item& item, std::string_view words) { return item.error.find(words) != std::string::npos; }

}  // namespace isnad::feeds
