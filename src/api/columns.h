// SPDX-License-Identifier: Apache-2.0
// Columns that grow row by row and leave as Arrow arrays, which own what they hold. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/arrow.h"

namespace isnad::api {

enum class ColumnType : uint8_t {
  kText,
  kInt,
  kReal,
  kBool,
  kTexts,
  kBytes
};  // large_utf8, int32, float64, bool, list of text, large_binary

class Column {
 public:
  Column(const char* name, ColumnType type) : name_(name), type_(type) {
    if (type == ColumnType::kText || type == ColumnType::kTexts || type == ColumnType::kBytes) offsets_.push_back(0);
    if (type == ColumnType::kTexts) list_offsets_.push_back(0);
  }

  // Also for bytes. An empty text is null: the reading does not know it.
  void text(std::string_view value);
  void number(std::optional<int32_t> value);
  void real(std::optional<double> value);
  void boolean(bool value);
  void texts(const std::vector<std::string>& values);

  const char* name() const { return name_; }
  ColumnType type() const { return type_; }
  int64_t rows() const { return rows_; }

  void export_schema(ArrowSchema* out) const;
  // The column is empty afterwards.
  void export_array(ArrowArray* out);

 private:
  struct Buffers;
  void valid(bool value);

  const char* name_;
  ColumnType type_;
  int64_t rows_ = 0, nulls_ = 0;
  std::vector<uint8_t> validity_;      // bits
  std::vector<int64_t> offsets_;       // of characters
  std::vector<int64_t> list_offsets_;  // of a list's items
  std::string characters_;
  std::vector<int32_t> numbers_;
  std::vector<double> reals_;
  std::vector<uint8_t> bits_;
};

// A record batch of columns: a struct array. All columns must have the same number of rows.
void export_batch(std::vector<Column>& columns, ArrowSchema* schema, ArrowArray* array);

}  // namespace isnad::api
