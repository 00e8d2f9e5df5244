// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.h"

#include <cstring>

#include "base/hash.h"
#include "lexicon/format.h"
#include "text/letters.h"

namespace isnad::lexicon {

namespace {

constexpr std::string_view kRemake = "; make it anew with `isnad lexicon compile`";

std::string_view unpack(const char* base, uint64_t packed) { return {base + (packed >> 24), packed & 0xFFFFFF}; }

template <class T>
const T* at(std::string_view bytes, uint64_t offset) {
  return reinterpret_cast<const T*>(bytes.data() + offset);
}

}  // namespace

int Table::column(std::string_view name) const {
  for (uint32_t i = 0; i < columns_; ++i)
    if (unpack(base_, column_names_[i]) == name) return static_cast<int>(i);
  return -1;
}

std::string_view Table::cell(uint32_t row, uint32_t column) const {
  if (row >= rows_ || column >= columns_) return {};
  return unpack(base_, cells_[static_cast<size_t>(row) * columns_ + column]);
}

uint32_t Table::line(uint32_t row) const { return row < rows_ ? lines_[row] : 0; }

std::span<const uint32_t> Table::find(std::string_view key) const {
  if (slot_count_ == 0) return {};
  const uint32_t mask = slot_count_ - 1;
  const uint64_t hash = hash64(key);
  for (uint32_t slot = static_cast<uint32_t>(hash) & mask;; slot = (slot + 1) & mask) {
    // Slots come in pairs: position + 1, and a second hash that spares most string comparisons.
    const uint32_t position = slots_[2 * slot];
    if (position == 0) return {};
    if (slots_[2 * slot + 1] != static_cast<uint32_t>(hash >> 32)) continue;
    const uint32_t first = position - 1;
    return {order_ + first, group_ends_[first] - first};
  }
}

Result<Lexicon> Lexicon::open(const std::string& path) {
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return Error{file.error().message + std::string(kRemake)};
  Lexicon lexicon;
  lexicon.file_ = std::move(*file);
  if (Result<void> read = lexicon.read(lexicon.file_.bytes(), path); !read) return read.error();
  return lexicon;
}

Result<Lexicon> Lexicon::from_bytes(std::string bytes) {
  Lexicon lexicon;
  lexicon.memory_ = std::make_shared<const std::string>(std::move(bytes));
  if (Result<void> read = lexicon.read(*lexicon.memory_, "(memory)"); !read) return read.error();
  return lexicon;
}

Result<void> Lexicon::read(std::string_view bytes, const std::string& path) {
  if (bytes.size() < sizeof(Header) || std::memcmp(bytes.data(), kMagic, sizeof kMagic - 2) != 0)
    return Error{path + ": is no compiled lexicon" + std::string(kRemake)};
  const Header& header = *at<Header>(bytes, 0);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0)
    return Error{path + ": was compiled by another version of isnad" + std::string(kRemake)};
  if (header.size != bytes.size() || header.checksum != hash64(bytes.substr(sizeof(Header))))
    return Error{path + ": is damaged (size or checksum)" + std::string(kRemake)};
  version_ = std::string_view(header.version, strnlen(header.version, sizeof header.version));
  const auto* entries = at<TableEntry>(bytes, sizeof(Header));
  for (uint32_t i = 0; i < header.tables; ++i) {
    const TableEntry& entry = entries[i];
    Table table;
    table.index_ = static_cast<int32_t>(i);
    table.base_ = bytes.data();
    table.name_ = unpack(bytes.data(), entry.name);
    table.rows_ = entry.rows;
    table.columns_ = entry.columns;
    table.cells_ = at<uint64_t>(bytes, entry.cells);
    table.column_names_ = at<uint64_t>(bytes, entry.column_names);
    table.lines_ = at<uint32_t>(bytes, entry.lines);
    table.slots_ = at<uint32_t>(bytes, entry.slots);
    table.order_ = at<uint32_t>(bytes, entry.order);
    table.group_ends_ = at<uint32_t>(bytes, entry.group_ends);
    table.slot_count_ = entry.slot_count;
    tables_.push_back(table);
  }
  const auto* blobs = at<BlobEntry>(bytes, sizeof(Header) + header.tables * sizeof(TableEntry));
  for (uint32_t i = 0; i < header.blobs; ++i)
    blobs_.emplace_back(unpack(bytes.data(), blobs[i].name), bytes.substr(blobs[i].offset, blobs[i].size));
  return {};
}

Table Lexicon::table(std::string_view name) const {
  for (const Table& table : tables_)
    if (table.name() == name) return table;
  return {};
}

Table Lexicon::table(int32_t index) const {
  return index >= 0 && static_cast<size_t>(index) < tables_.size() ? tables_[static_cast<size_t>(index)] : Table{};
}

std::string_view Lexicon::blob(std::string_view name) const {
  for (const auto& [key, bytes] : blobs_)
    if (key == name) return bytes;
  return {};
}

std::string Lexicon::where(int32_t index, uint32_t row) const {
  const Table found = table(index);
  return "lexicon/" + std::string(found.name()) + ".tsv:" + std::to_string(found.line(row));
}

}  // namespace isnad::lexicon
