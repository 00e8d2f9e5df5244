// SPDX-License-Identifier: Apache-2.0
// The compiled file, as written by Builder and mapped by Lexicon. Little-endian; every section begins at a multiple
// of 8. All offsets count from the file's start.
//
//   Header | TableEntry[tables] | BlobEntry[blobs] | sections | string bytes
#pragma once

#include <cstdint>

namespace isnad::lexicon {

inline constexpr char kMagic[8] = {'I', 'S', 'N', 'L', 'E', 'X', '0', '1'};

struct Header {
  char magic[8];
  uint64_t size;      // of the whole file
  uint64_t checksum;  // XXH3 of all bytes after the header
  char version[32];   // hex hash of the sources, zero-padded
  uint32_t tables;
  uint32_t blobs;
};

struct TableEntry {
  uint64_t name;  // packed string: offset << 24 | length
  uint64_t cells;
  uint64_t column_names;
  uint64_t lines;
  uint64_t slots;
  uint64_t order;
  uint64_t group_ends;
  uint32_t rows;
  uint32_t columns;
  uint32_t slot_count;
  uint32_t reserved;
};

struct BlobEntry {
  uint64_t name;
  uint64_t offset;
  uint64_t size;
};

}  // namespace isnad::lexicon
