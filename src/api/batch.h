// SPDX-License-Identifier: Apache-2.0
// A record batch that came in: its columns by role, cells as views into the caller's buffers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/arrow.h"
#include "base/result.h"

namespace isnad::api {

enum class Role : uint8_t { kText, kHtml, kId, kUrl, kOutlet, kTitle, kPublished, kFault };
inline constexpr size_t kRoles = 8;

class Batch {
 public:
  // `columns`: "role=column" lines; without one, columns that are named as roles are taken. The batch must outlive the
  // instance. Errors: no struct array or one that was released, an unknown role, a column that is not there or holds no
  // text.
  static Result<Batch> open(const ArrowSchema& schema, const ArrowArray& array, std::string_view columns);

  int64_t rows() const { return rows_; }
  // Nothing for null, or where the batch has no such column.
  struct Cell {
    std::string_view text;
    bool null = true;
  };
  Cell cell(Role role, int64_t row) const;

 private:
  struct Source {
    const ArrowArray* array = nullptr;
    bool wide = false;  // 64-bit offsets
  };
  Source columns_[kRoles];
  int64_t rows_ = 0, offset_ = 0;
};

}  // namespace isnad::api
