// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unordered_map>

#include "base/hash.h"
#include "lexicon/format.h"
#include "lexicon/lexicon.h"
#include "text/letters.h"

namespace isnad::lexicon {

namespace {

// Grows the file's bytes and interns strings, so that equal cells are stored once.
class Writer {
 public:
  size_t reserve(size_t size) {
    bytes_.resize((bytes_.size() + 7) & ~size_t{7});
    const size_t offset = bytes_.size();
    bytes_.resize(offset + size);
    return offset;
  }

  size_t section(const void* data, size_t size) {
    const size_t offset = reserve(size);
    if (size > 0) std::memcpy(bytes_.data() + offset, data, size);
    return offset;
  }

  uint64_t string(std::string_view value) {
    value = value.substr(0, 0xFFFFFF);  // lengths have 24 bits
    const auto [found, is_new] = strings_.try_emplace(std::string(value), 0);
    if (is_new) {
      found->second = static_cast<uint64_t>(bytes_.size()) << 24 | value.size();
      bytes_.append(value);
    }
    return found->second;
  }

  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, uint64_t> strings_;
};

TableEntry write_table(Writer& out, const SourceTable& table) {
  TableEntry entry{};
  entry.rows = static_cast<uint32_t>(table.rows());
  entry.columns = static_cast<uint32_t>(table.columns.size());
  entry.name = out.string(table.name);
  std::vector<uint64_t> cells, names;
  for (std::string_view cell : table.cells) cells.push_back(out.string(cell));
  for (const Column& column : table.columns) names.push_back(out.string(column.name));

  // Rows grouped by folded headword, groups in order of first appearance.
  std::unordered_map<std::string, std::vector<uint32_t>> groups;
  std::vector<const std::pair<const std::string, std::vector<uint32_t>>*> in_order;
  for (uint32_t row = 0; row < entry.rows; ++row) {
    auto [group, is_new] = groups.try_emplace(text::fold(table.cell(row, 0)));
    group->second.push_back(row);
    if (is_new) in_order.push_back(&*group);
  }
  uint32_t slot_count = 4;
  while (slot_count < 2 * in_order.size()) slot_count *= 2;
  std::vector<uint32_t> slots(2 * slot_count), order, ends;
  for (const auto* group : in_order) {
    const uint64_t hash = hash64(group->first);
    uint32_t slot = static_cast<uint32_t>(hash) & (slot_count - 1);
    while (slots[2 * slot] != 0) slot = (slot + 1) & (slot_count - 1);
    slots[2 * slot] = static_cast<uint32_t>(order.size()) + 1;
    slots[2 * slot + 1] = static_cast<uint32_t>(hash >> 32);
    const auto end = static_cast<uint32_t>(order.size() + group->second.size());
    for (uint32_t row : group->second) {
      order.push_back(row);
      ends.push_back(end);
    }
  }
  entry.slot_count = slot_count;
  entry.cells = out.section(cells.data(), cells.size() * sizeof(uint64_t));
  entry.column_names = out.section(names.data(), names.size() * sizeof(uint64_t));
  entry.lines = out.section(table.lines.data(), table.lines.size() * sizeof(uint32_t));
  entry.slots = out.section(slots.data(), slots.size() * sizeof(uint32_t));
  entry.order = out.section(order.data(), order.size() * sizeof(uint32_t));
  entry.group_ends = out.section(ends.data(), ends.size() * sizeof(uint32_t));
  return entry;
}

}  // namespace

Result<void> Builder::add_table(std::string name, std::string path, std::string bytes) {
  bytes_.push_back(std::make_unique<std::string>(std::move(bytes)));
  Result<SourceTable> table = parse_table(std::move(name), std::move(path), *bytes_.back());
  if (!table) return table.error();
  tables_.push_back(std::make_unique<SourceTable>(std::move(*table)));
  return {};
}

void Builder::add_blob(std::string name, std::string bytes) { blobs_.emplace_back(std::move(name), std::move(bytes)); }

const SourceTable* Builder::table(std::string_view name) const {
  for (const auto& table : tables_)
    if (table->name == name) return table.get();
  return nullptr;
}

std::string Builder::finish() const {
  Writer out;
  const size_t entries_at = sizeof(Header);
  out.reserve(sizeof(Header) + tables_.size() * sizeof(TableEntry) + blobs_.size() * sizeof(BlobEntry));
  std::vector<TableEntry> entries;
  uint64_t sources = 0;
  for (const auto& table : tables_) entries.push_back(write_table(out, *table));
  for (const auto& bytes : bytes_) sources = mix(sources, hash64(*bytes));
  std::vector<BlobEntry> blobs;
  for (const auto& [name, bytes] : blobs_) {
    BlobEntry entry{};
    entry.name = out.string(name);
    entry.offset = out.section(bytes.data(), bytes.size());
    entry.size = bytes.size();
    sources = mix(sources, hash64(bytes));
    blobs.push_back(entry);
  }
  std::string& bytes = out.bytes();
  if (!entries.empty()) std::memcpy(bytes.data() + entries_at, entries.data(), entries.size() * sizeof(TableEntry));
  if (!blobs.empty())
    std::memcpy(bytes.data() + entries_at + entries.size() * sizeof(TableEntry), blobs.data(),
                blobs.size() * sizeof(BlobEntry));
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.size = bytes.size();
  header.tables = static_cast<uint32_t>(entries.size());
  header.blobs = static_cast<uint32_t>(blobs.size());
  const std::string version = hex64(sources);
  std::memcpy(header.version, version.data(), version.size());
  header.checksum = hash64(std::string_view(bytes).substr(sizeof(Header)));
  std::memcpy(bytes.data(), &header, sizeof header);
  return std::move(bytes);
}

Result<std::string> compile(const std::string& directory, std::span<const Deriver> derivers) {
  namespace fs = std::filesystem;
  std::vector<fs::path> paths;
  std::error_code failed;
  for (fs::recursive_directory_iterator it(directory, failed), end; !failed && it != end; it.increment(failed))
    if (it->is_regular_file() && it->path().extension() == ".tsv") paths.push_back(it->path());
  if (failed) return Error{directory + ": cannot be listed: " + failed.message()};
  std::sort(paths.begin(), paths.end());
  Builder builder;
  std::string faults;
  const auto note = [&](const Result<void>& result) {
    if (!result) faults += (faults.empty() ? "" : "\n") + result.error().message;
  };
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      note(Error{path.string() + ": cannot be opened"});
      continue;
    }
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    note(builder.add_table(fs::relative(path, directory).replace_extension().generic_string(), path.string(),
                           std::move(bytes)));
  }
  if (faults.empty())
    for (const Deriver& derive : derivers) note(derive(builder));
  if (!faults.empty()) return Error{faults};
  return builder.finish();
}

}  // namespace isnad::lexicon
