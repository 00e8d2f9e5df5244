// SPDX-License-Identifier: Apache-2.0
// One lexicon file as a person writes it: tab-separated rows under a header of comment lines.
//
//   # what the file is, in words
//   # columns: lemma:arabic  class:enum(says|denies)  note?
//   # licence: Apache-2.0
//   # provenance: written by hand, checked 2026-11
//   <row: one cell a column, separated by one tab>
//
// A column is `name[:type][?]`; `?` lets a cell be empty (written as nothing or `-`). Trailing empty cells may be left
// out. Types: text (default), arabic (has Arabic letters), enum(a|b|...), list (items separated by `|`), iso3 (three
// capitals, or INT), date (YYYY, YYYY-MM or YYYY-MM-DD), int, number, qid (Q123). Lines that begin with `#` are
// comments, blank lines are skipped. The table's name is the path below lexicon/ without .tsv: "times/months".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace isnad::lexicon {

enum class ColumnType : uint8_t { kText, kArabic, kEnum, kList, kIso3, kDate, kInt, kNumber, kQid };

struct Column {
  std::string name;
  ColumnType type = ColumnType::kText;
  bool optional = false;
  std::vector<std::string> values;  // of an enum
};

struct SourceTable {
  std::string name;
  std::string path;
  std::string licence;
  std::string provenance;
  std::vector<Column> columns;
  std::vector<std::string_view> cells;  // row-major, columns.size() a row; views into the bytes given to parse()
  std::vector<uint32_t> lines;          // 1-based line of each row

  size_t rows() const { return lines.size(); }
  std::string_view cell(size_t row, size_t column) const { return cells[row * columns.size() + column]; }
};

// Errors: every fault found, one a line, each "path:line: column N (name): what is wrong; what to do".
Result<SourceTable> parse_table(std::string name, std::string path, std::string_view bytes);

}  // namespace isnad::lexicon
