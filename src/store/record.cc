// SPDX-License-Identifier: Apache-2.0
#include "document/names.h"
#include "store/store.h"
#include "store/zstd.h"

namespace isnad::store {

namespace {

std::string without_junk(const Document& doc) {
  std::string words;
  for (const Region& region : doc.regions) {
    if (region.kind == RegionKind::kJunk) continue;
    words += doc.str(region.span);
    words += '\n';
  }
  return words;
}

}  // namespace

Record make_record(const Document& doc, const Input& input, std::string_view reading_json, std::string made_by) {
  Record record;
  const Meta& meta = doc.meta;
  const std::string& address = meta.canonical_url.empty() ? meta.url : meta.canonical_url;
  record.key = address.empty() ? meta.content_sha256 : address;
  record.given_id = meta.id;
  record.outlet = meta.outlet;
  record.url = meta.url;
  record.content_sha256 = meta.content_sha256;
  record.published = meta.published.value;
  if (meta.title) record.title = doc.str(*meta.title);
  record.kind = input.html ? "html" : "text";
  record.given = input.given;
  if (input.bytes != doc.text) record.page = compress(input.bytes);
  record.text = compress(doc.text);
  record.reading = compress(reading_json);
  record.made_by = std::move(made_by);
  record.title_words = record.title;
  record.body_words = without_junk(doc);
  record.indexed = compress(record.body_words);
  for (const Event& event : doc.events) {
    const std::string date = event.time == kNoIndex ? "" : doc.times[static_cast<size_t>(event.time)].value;
    record.claims.push_back({event.id, std::string(name_of(event.type)), event.mode, std::string(name_of(event.status)),
                             std::string(name_of(event.qualifier)), std::string(name_of(event.basis)),
                             date == "?" ? "" : date});
  }
  return record;
}

}  // namespace isnad::store
