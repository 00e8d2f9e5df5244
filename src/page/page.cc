// SPDX-License-Identifier: Apache-2.0
#include "page/page.h"

#include "base/hash.h"
#include "text/utf8.h"

namespace isnad::page {

Result<Page> Page::open(const lexicon::Lexicon& lexicon) {
  Page page;
  page.lexicon_ = &lexicon;
  return page;
}

void Page::read_text(std::string_view text, const Given& given, Document& doc) const {
  size_t faults = 0;
  doc.text = text::repair(text, &faults);
  if (!given.title.empty() && !doc.text.starts_with(given.title)) doc.text = given.title + "\n" + doc.text;
  doc.meta.content_sha256 = sha256_hex(doc.text);
  doc.meta.url = given.url;
  doc.meta.outlet = given.outlet;
  doc.meta.id = given.id.empty() ? doc.meta.content_sha256.substr(0, 16) : given.id;
  if (!given.date.empty()) doc.meta.published = {given.date, DateBasis::kGiven, {}, {}, {}};
  if (faults > 0) doc.issue("invalid-utf8", std::to_string(faults) + " malformed bytes were replaced");
  const size_t newline = std::min(doc.text.find('\n'), doc.text.size());
  doc.regions.push_back({{0, static_cast<uint32_t>(newline)}, RegionKind::kTitle});
  if (newline < doc.text.size())
    doc.regions.push_back({{static_cast<uint32_t>(newline + 1), static_cast<uint32_t>(doc.text.size())}, RegionKind::kBody});
  doc.meta.title = doc.regions.front().span;
}

void Page::read_html(std::string_view bytes, const Given& given, Document& doc) const { read_text(bytes, given, doc); }

}  // namespace isnad::page
