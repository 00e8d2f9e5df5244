// SPDX-License-Identifier: Apache-2.0
#include "api/batch.h"

#include <cstring>
#include <optional>

namespace isnad::api {

namespace {

constexpr std::string_view kNames[kRoles] = {"text", "html", "id", "url", "outlet", "title", "published", "fault"};

std::optional<size_t> role_named(std::string_view name) {
  for (size_t i = 0; i < kRoles; ++i)
    if (kNames[i] == name) return i;
  return std::nullopt;
}

// Position of a column; -1 when there is none.
int64_t find(const ArrowSchema& schema, std::string_view name) {
  for (int64_t i = 0; i < schema.n_children; ++i)
    if (schema.children[i]->name != nullptr && schema.children[i]->name == name) return i;
  return -1;
}

bool is_set(const void* bits, int64_t at) { return (static_cast<const uint8_t*>(bits)[at / 8] >> (at % 8) & 1) != 0; }

}  // namespace

Result<Batch> Batch::open(const ArrowSchema& schema, const ArrowArray& array, std::string_view columns) {
  if (schema.release == nullptr || array.release == nullptr) return Error{"the record batch was released already"};
  if (schema.format == nullptr || std::strcmp(schema.format, "+s") != 0)
    return Error{"the input is no record batch (its Arrow format is '" +
                 std::string(schema.format == nullptr ? "" : schema.format) + "', not '+s')"};
  if (schema.n_children != array.n_children)
    return Error{"the record batch has " + std::to_string(array.n_children) + " columns and its schema " +
                 std::to_string(schema.n_children)};
  Batch batch;
  batch.rows_ = array.length;
  batch.offset_ = array.offset;
  bool named = false;
  const auto take = [&](size_t role, std::string_view column, bool must) -> Result<void> {
    const int64_t at = find(schema, column);
    if (at < 0) {
      if (!must) return {};
      return Error{"the batch has no column '" + std::string(column) + "' for " + std::string(kNames[role])};
    }
    const std::string_view format = schema.children[at]->format;
    named = named || role == static_cast<size_t>(Role::kText) || role == static_cast<size_t>(Role::kHtml);
    if (format == "n") return {};  // all null
    if (format != "u" && format != "U" && format != "z" && format != "Z")
      return Error{"column '" + std::string(column) + "' holds no text (its Arrow format is '" + std::string(format) +
                   "'); cast it to string"};
    batch.columns_[role] = {array.children[at], format == "U" || format == "Z"};
    return {};
  };
  if (columns.empty()) {
    for (size_t role = 0; role < kRoles; ++role)
      if (Result<void> taken = take(role, kNames[role], false); !taken) return taken.error();
  }
  while (!columns.empty()) {
    const std::string_view line = columns.substr(0, columns.find('\n'));
    columns.remove_prefix(std::min(columns.size(), line.size() + 1));
    if (line.empty()) continue;
    const size_t equals = line.find('=');
    const std::optional<size_t> role = role_named(line.substr(0, equals));
    if (!role || equals == std::string_view::npos)
      return Error{"'" + std::string(line.substr(0, equals)) +
                   "' is no role of a column; there are text, html, id, url, outlet, title, published, fault"};
    if (Result<void> taken = take(*role, line.substr(equals + 1), true); !taken) return taken.error();
  }
  if (!named) return Error{"the batch has no column of texts: name one as text or html"};
  return batch;
}

Batch::Cell Batch::cell(Role role, int64_t row) const {
  const Source& source = columns_[static_cast<size_t>(role)];
  if (source.array == nullptr) return {};
  const int64_t at = offset_ + source.array->offset + row;
  if (source.array->buffers[0] != nullptr && !is_set(source.array->buffers[0], at)) return {};
  const auto* bytes = static_cast<const char*>(source.array->buffers[2]);
  if (source.wide) {
    const auto* offsets = static_cast<const int64_t*>(source.array->buffers[1]) + at;
    return {{bytes + offsets[0], static_cast<size_t>(offsets[1] - offsets[0])}, false};
  }
  const auto* offsets = static_cast<const int32_t*>(source.array->buffers[1]) + at;
  return {{bytes + offsets[0], static_cast<size_t>(offsets[1] - offsets[0])}, false};
}

}  // namespace isnad::api
