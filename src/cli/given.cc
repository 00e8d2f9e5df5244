// SPDX-License-Identifier: Apache-2.0
#include "cli/given.h"

namespace isnad::cli {

store::Record read_to_record(const reading::Reader& reader, feeds::Item item, const std::string& made_by) {
  const bool html = item.kind == feeds::Kind::kHtml;
  const Document doc = html ? reader.read_html(item.bytes, item.given) : reader.read_text(item.bytes, item.given);
  const std::string json = reading::to_json(doc, reader.made_by());
  return store::make_record(doc, {std::move(item.bytes), given_to_json(item.given), html}, json, made_by);
}

std::string made_by_line(const reading::Reader& reader) {
  const reading::MadeBy& by = reader.made_by();
  return by.engine + " lexicon " + by.lexicon + " codebook " + by.codebook + " models " + by.models;
}

}  // namespace isnad::cli
