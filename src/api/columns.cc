// SPDX-License-Identifier: Apache-2.0
#include "api/columns.h"

namespace isnad::api {

namespace {

// What an exported schema owns.
struct OwnedSchema {
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  auto* owned = static_cast<OwnedSchema*>(schema->private_data);
  for (ArrowSchema& child : owned->children)
    if (child.release != nullptr) child.release(&child);
  delete owned;
  schema->release = nullptr;
}

void make_schema(ArrowSchema* out, const char* format, const char* name, size_t children) {
  auto* owned = new OwnedSchema;
  owned->children.resize(children);
  for (ArrowSchema& child : owned->children) owned->pointers.push_back(&child);
  *out = {format,
          name,
          nullptr,
          ARROW_FLAG_NULLABLE,
          static_cast<int64_t>(children),
          children == 0 ? nullptr : owned->pointers.data(),
          nullptr,
          release_schema,
          owned};
}

// What an exported array owns: its buffers and its children.
struct OwnedArray {
  std::vector<uint8_t> validity, bits;
  std::vector<int64_t> offsets;
  std::string characters;
  std::vector<int32_t> numbers;
  std::vector<double> reals;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

void release_array(ArrowArray* array) {
  auto* owned = static_cast<OwnedArray*>(array->private_data);
  for (ArrowArray& child : owned->children)
    if (child.release != nullptr) child.release(&child);
  delete owned;
  array->release = nullptr;
}

void make_array(ArrowArray* out, OwnedArray* owned, int64_t rows, int64_t nulls) {
  for (ArrowArray& child : owned->children) owned->pointers.push_back(&child);
  *out = {rows,
          nulls,
          0,
          static_cast<int64_t>(owned->buffers.size()),
          static_cast<int64_t>(owned->children.size()),
          owned->buffers.data(),
          owned->pointers.empty() ? nullptr : owned->pointers.data(),
          nullptr,
          release_array,
          owned};
}

void set_bit(std::vector<uint8_t>& bits, int64_t at, bool value) {
  if (static_cast<size_t>(at / 8) >= bits.size()) bits.push_back(0);
  if (value) bits[static_cast<size_t>(at / 8)] |= static_cast<uint8_t>(1u << (at % 8));
}

void make_text_array(ArrowArray* out, OwnedArray* owned, std::vector<int64_t> offsets, std::string characters,
                     int64_t rows, int64_t nulls) {
  owned->offsets = std::move(offsets);
  owned->characters = std::move(characters);
  owned->buffers = {nulls == 0 ? nullptr : owned->validity.data(), owned->offsets.data(), owned->characters.data()};
  make_array(out, owned, rows, nulls);
}

}  // namespace

void Column::valid(bool value) {
  set_bit(validity_, rows_, value);
  ++rows_;
  if (!value) ++nulls_;
}

void Column::text(std::string_view value) {
  characters_ += value;
  offsets_.push_back(static_cast<int64_t>(characters_.size()));
  valid(!value.empty());
}

void Column::number(std::optional<int32_t> value) {
  numbers_.push_back(value.value_or(0));
  valid(value.has_value());
}

void Column::real(std::optional<double> value) {
  reals_.push_back(value.value_or(0));
  valid(value.has_value());
}

void Column::boolean(bool value) {
  set_bit(bits_, rows_, value);
  valid(true);
}

void Column::texts(const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    characters_ += value;
    offsets_.push_back(static_cast<int64_t>(characters_.size()));
  }
  list_offsets_.push_back(static_cast<int64_t>(offsets_.size()) - 1);
  valid(true);
}

void Column::export_schema(ArrowSchema* out) const {
  switch (type_) {
    case ColumnType::kText: make_schema(out, "U", name_, 0); break;
    case ColumnType::kBytes: make_schema(out, "Z", name_, 0); break;
    case ColumnType::kInt: make_schema(out, "i", name_, 0); break;
    case ColumnType::kReal: make_schema(out, "g", name_, 0); break;
    case ColumnType::kBool: make_schema(out, "b", name_, 0); break;
    case ColumnType::kTexts:
      make_schema(out, "+L", name_, 1);
      make_schema(out->children[0], "U", "item", 0);
      break;
  }
}

void Column::export_array(ArrowArray* out) {
  auto* owned = new OwnedArray;
  owned->validity = std::move(validity_);
  const void* const validity = nulls_ == 0 ? nullptr : owned->validity.data();
  switch (type_) {
    case ColumnType::kBytes:
    case ColumnType::kText:
      make_text_array(out, owned, std::move(offsets_), std::move(characters_), rows_, nulls_);
      break;
    case ColumnType::kInt:
      owned->numbers = std::move(numbers_);
      owned->buffers = {validity, owned->numbers.data()};
      make_array(out, owned, rows_, nulls_);
      break;
    case ColumnType::kReal:
      owned->reals = std::move(reals_);
      owned->buffers = {validity, owned->reals.data()};
      make_array(out, owned, rows_, nulls_);
      break;
    case ColumnType::kBool:
      owned->bits = std::move(bits_);
      owned->buffers = {validity, owned->bits.data()};
      make_array(out, owned, rows_, nulls_);
      break;
    case ColumnType::kTexts: {
      const auto items = static_cast<int64_t>(offsets_.size()) - 1;
      owned->children.resize(1);
      make_text_array(owned->children.data(), new OwnedArray, std::move(offsets_), std::move(characters_), items, 0);
      owned->offsets = std::move(list_offsets_);
      owned->buffers = {validity, owned->offsets.data()};
      make_array(out, owned, rows_, nulls_);
      break;
    }
  }
  *this = Column(name_, type_);
}

void export_batch(std::vector<Column>& columns, ArrowSchema* schema, ArrowArray* array) {
  make_schema(schema, "+s", "", columns.size());
  schema->flags = 0;
  auto* owned = new OwnedArray;
  owned->children.resize(columns.size());
  const int64_t rows = columns.empty() ? 0 : columns.front().rows();
  for (size_t i = 0; i < columns.size(); ++i) {
    columns[i].export_schema(schema->children[i]);
    columns[i].export_array(&owned->children[i]);
  }
  owned->buffers = {nullptr};
  make_array(array, owned, rows, 0);
}

}  // namespace isnad::api
