// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSONL, from telling what they are to the readings of the records.
#include "feeds/record.h"
#include "feeds/sniff.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)isnad::feeds::sniff(bytes, "x.json");
  isnad::feeds::RecordReader records;
  (void)records.read_all(bytes);
  while (!bytes.empty()) {
    const size_t end = std::min(bytes.find('\n'), bytes.size());
    isnad::feeds::Item item;
    records.read(bytes.substr(0, end), item);
    if (!isnad::text::valid(item.error)) std::abort();
    if (item.error.empty()) {
      const auto& reader = isnad::fuzz::reader();
      isnad::fuzz::check_reading(item.kind == isnad::feeds::Kind::kHtml ? reader.read_html(item.bytes, item.given)
                                                                        : reader.read_text(item.bytes, item.given));
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return 0;
}
