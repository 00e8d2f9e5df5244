// SPDX-License-Identifier: Apache-2.0
// Files that hold one page in a wrapping, or many articles: each read whole from memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feeds/inputs.h"

namespace isnad::feeds {

// A page saved as MHTML: its first HTML part. Errors: there is none, or it is damaged.
Result<Item> read_mhtml(std::string_view bytes);

// Address and day of saving that SingleFile and browsers write into the head of a saved page, into what is not given.
void saved_page_facts(std::string_view html, page::Given& given);

// RSS 0.9 to 2.0, Atom, and news sitemaps: one Item an entry, with the best text that it holds; a sitemap's entries
// have only their headlines. With `relative`, addresses without a host are kept as they are written. Errors: no feed,
// or one without entries.
Result<std::vector<Item>> read_xml_feed(std::string_view bytes, bool relative = false);

// True when a JSON object is a JSON Feed or the export of a Telegram channel; then its entries are in `out`.
bool read_json_archive(std::string_view json, std::vector<Item>& out);

// Rows of a table with a header: text or html, id, url, title, outlet, date, retrieved; or `file`, the path of a file
// beside the table (then the Item has no bytes and `file` is in files). Names of other tools for these columns are
// known (publish_date, media_name, ...).
struct Table {
  std::vector<Item> items;
  std::vector<std::string> files;  // as long as items; empty where the row holds its text
};
// Errors: no header with a column that holds or names a text.
Result<Table> read_csv_table(std::string_view bytes, const std::string& where);
bool is_csv_header(std::string_view first_line);

}  // namespace isnad::feeds
