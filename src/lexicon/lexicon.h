// SPDX-License-Identifier: Apache-2.0
// The dictionaries, compiled into one mapped file: nothing is parsed when the program starts.
//
// A Table is one source file: cells as written, and an index by the folded first column (text::fold), so that
// table.find(token.key) gives all rows with that headword. A Blob is bytes that a room derived from tables when the
// lexicon was compiled (inflected forms, tries). Immutable after open(); shared by all threads; views live as long as
// the Lexicon.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"
#include "lexicon/source.h"

namespace isnad::lexicon {

class Table {
 public:
  Table() = default;

  bool exists() const { return index_ >= 0; }
  int32_t index() const { return index_; }  // for Evidence::table
  std::string_view name() const { return name_; }
  uint32_t rows() const { return rows_; }
  uint32_t columns() const { return columns_; }
  // Column number by name, or -1.
  int column(std::string_view name) const;
  std::string_view cell(uint32_t row, uint32_t column) const;
  // As above; empty when `column` is -1.
  std::string_view cell(uint32_t row, int column) const {
    return column < 0 ? std::string_view{} : cell(row, static_cast<uint32_t>(column));
  }
  uint32_t line(uint32_t row) const;  // in its source file
  // Rows whose folded first cell equals `key`, in file order.
  std::span<const uint32_t> find(std::string_view key) const;

 private:
  friend class Lexicon;
  int32_t index_ = -1;
  std::string_view name_;
  uint32_t rows_ = 0;
  uint32_t columns_ = 0;
  const char* base_ = nullptr;       // of the whole compiled file
  const uint64_t* cells_ = nullptr;  // offset << 24 | length
  const uint64_t* column_names_ = nullptr;
  const uint32_t* lines_ = nullptr;
  const uint32_t* slots_ = nullptr;       // open addressing: first position in order_ + 1, 0 for free
  const uint32_t* order_ = nullptr;       // row numbers, grouped by key; a group ends where the key changes
  const uint32_t* group_ends_ = nullptr;  // for each position in order_: one past its group's last position
  uint32_t slot_count_ = 0;
};

class Lexicon {
 public:
  // Maps a compiled lexicon. Errors name the file and say how to make it anew.
  static Result<Lexicon> open(const std::string& path);
  // Takes a compiled lexicon from memory.
  static Result<Lexicon> from_bytes(std::string bytes);

  // A table by name ("times/months"); one that does not exist() when there is none.
  Table table(std::string_view name) const;
  Table table(int32_t index) const;
  size_t tables() const { return tables_.size(); }
  std::string_view blob(std::string_view name) const;
  // "lexicon/times/months.tsv:12", for messages and explanations.
  std::string where(int32_t table, uint32_t row) const;
  // Hash of all sources: the version that readings name in made_by.
  std::string_view version() const { return version_; }

 private:
  Result<void> read(std::string_view bytes, const std::string& path);

  MappedFile file_;
  std::shared_ptr<const std::string> memory_;
  std::vector<Table> tables_;
  std::vector<std::pair<std::string_view, std::string_view>> blobs_;
  std::string_view version_;
};

// Makes compiled lexica out of source files.
class Builder {
 public:
  // Parses and keeps one source file. Errors: all its faults.
  Result<void> add_table(std::string name, std::string path, std::string bytes);
  // Adds derived bytes. They begin at a multiple of 8.
  void add_blob(std::string name, std::string bytes);
  // The parsed table, or null: for those who derive blobs.
  const SourceTable* table(std::string_view name) const;
  const std::vector<std::unique_ptr<SourceTable>>& tables() const { return tables_; }
  // The compiled file. `sources_version` is the hash of all sources.
  std::string finish() const;

 private:
  std::vector<std::unique_ptr<SourceTable>> tables_;
  std::vector<std::unique_ptr<std::string>> bytes_;
  std::vector<std::pair<std::string, std::string>> blobs_;
};

// A room's part in compiling: reads source tables, adds blobs.
using Deriver = std::function<Result<void>(Builder&)>;

// Reads every .tsv below `directory` (sorted by path) and runs the derivers in order. Errors: the faults of all files.
Result<std::string> compile(const std::string& directory, std::span<const Deriver> derivers);

}  // namespace isnad::lexicon
