// SPDX-License-Identifier: Apache-2.0
#include "feeds/manifest.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "feeds/byte_stream.h"
#include "feeds/containers.h"

namespace isnad::feeds {

namespace {

constexpr size_t kMaxManifest = 256 << 20;

Result<std::string> whole_file(const std::string& path) {
  Result<ByteStream> stream = ByteStream::open(path, nullptr);
  if (!stream) return stream.error();
  std::string bytes;
  for (;;) {
    const Result<bool> more = stream->read(bytes);
    if (!more) return more.error();
    if (!*more) return bytes;
    if (bytes.size() > kMaxManifest) return Error{"the manifest is longer than 256 MB"};
  }
}

std::string string_at(const simdjson::dom::object& object, std::initializer_list<std::string_view> keys) {
  std::string_view value;
  for (const std::string_view key : keys)
    if (object[key].get(value) == simdjson::SUCCESS) return std::string(value);
  return {};
}

void json_rows(std::string_view bytes, std::map<std::string, page::Given>& out) {
  simdjson::dom::parser parser;
  while (!bytes.empty()) {
    const size_t newline = std::min(bytes.find('\n'), bytes.size());
    const simdjson::padded_string line(bytes.substr(0, newline));
    bytes.remove_prefix(std::min(newline + 1, bytes.size()));
    simdjson::dom::object row;
    if (parser.parse(line).get(row) != simdjson::SUCCESS) continue;
    const std::string file = string_at(row, {"file", "filename", "path"});
    if (file.empty()) continue;
    page::Given& given = out[file];
    given.id = string_at(row, {"id"});
    given.url = string_at(row, {"url"});
    given.outlet = string_at(row, {"outlet", "media_name"});
    given.title = string_at(row, {"title"});
    given.date = string_at(row, {"date", "published", "publish_date"});
    given.retrieved = string_at(row, {"retrieved"});
  }
}

}  // namespace

bool is_manifest_name(std::string_view file_name) {
  static constexpr std::array<std::string_view, 6> kNames = {"manifest.csv",   "index.csv",   "metadata.csv",
                                                             "manifest.jsonl", "index.jsonl", "metadata.jsonl"};
  return std::find(kNames.begin(), kNames.end(), file_name) != kNames.end();
}

Result<std::map<std::string, page::Given>> read_manifest(const std::string& path) {
  Result<std::string> bytes = whole_file(path);
  if (!bytes) return bytes.error();
  std::map<std::string, page::Given> out;
  if (path.ends_with(".jsonl")) {
    json_rows(*bytes, out);
    return out;
  }
  Result<Table> table = read_csv_table(*bytes, path);
  if (!table) return out;
  for (size_t i = 0; i < table->items.size(); ++i)
    if (!table->files[i].empty()) out[table->files[i]] = std::move(table->items[i].given);
  return out;
}

}  // namespace isnad::feeds
