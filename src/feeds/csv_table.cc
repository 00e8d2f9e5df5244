// SPDX-License-Identifier: Apache-2.0
// Comma, semicolon or tab between cells, whichever the header has most of; quotes as in RFC 4180.
#include <algorithm>
#include <array>
#include <map>

#include "feeds/containers.h"
#include "feeds/http_message.h"

namespace isnad::feeds {

namespace {

constexpr size_t kMaxRows = 2'000'000;

char separator_of(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char c : {',', ';', '\t'})
    if (const auto count = std::count(header.begin(), header.end(), c); count > most) {
      most = count;
      best = c;
    }
  return best;
}

// The next row; false at the end. A quote that never closes takes the rest of the file as one cell.
bool next_row(std::string_view bytes, size_t& at, char separator, std::vector<std::string>& row) {
  row.clear();
  if (at >= bytes.size()) return false;
  for (;;) {
    std::string cell;
    if (at < bytes.size() && bytes[at] == '"') {
      ++at;
      while (at < bytes.size()) {
        if (bytes[at] == '"' && at + 1 < bytes.size() && bytes[at + 1] == '"') ++at;
        else if (bytes[at] == '"') break;
        cell += bytes[at++];
      }
      at = std::min(at + 1, bytes.size());
    }
    const size_t begin = at;
    while (at < bytes.size() && bytes[at] != separator && bytes[at] != '\n') ++at;
    cell += bytes.substr(begin, at - begin);
    while (!cell.empty() && cell.back() == '\r') cell.pop_back();
    row.push_back(std::move(cell));
    if (at >= bytes.size() || bytes[at] == '\n') break;
    ++at;
  }
  ++at;
  return true;
}

// What a column is for; empty: nothing that is read.
std::string_view meaning(std::string_view name) {
  static const std::map<std::string_view, std::string_view> kNames = {{"text", "text"},
                                                                      {"body", "text"},
                                                                      {"content", "text"},
                                                                      {"maintext", "text"},
                                                                      {"html", "html"},
                                                                      {"file", "file"},
                                                                      {"filename", "file"},
                                                                      {"path", "file"},
                                                                      {"id", "id"},
                                                                      {"stories_id", "id"},
                                                                      {"url", "url"},
                                                                      {"link", "url"},
                                                                      {"title", "title"},
                                                                      {"headline", "title"},
                                                                      {"outlet", "outlet"},
                                                                      {"media_name", "outlet"},
                                                                      {"source", "outlet"},
                                                                      {"publisher", "outlet"},
                                                                      {"date", "date"},
                                                                      {"published", "date"},
                                                                      {"publish_date", "date"},
                                                                      {"date_publish", "date"},
                                                                      {"retrieved", "retrieved"},
                                                                      {"date_download", "retrieved"},
                                                                      {"indexed_date", "retrieved"}};
  const auto found = kNames.find(name);
  return found == kNames.end() ? std::string_view{} : found->second;
}

std::vector<std::string_view> meanings(std::string_view bytes, size_t& at, char separator) {
  std::vector<std::string> header;
  next_row(bytes, at, separator, header);
  std::vector<std::string_view> out;
  for (const std::string& name : header) out.push_back(meaning(lower_case(name)));
  return out;
}

bool has(const std::vector<std::string_view>& columns, std::string_view wanted) {
  return std::find(columns.begin(), columns.end(), wanted) != columns.end();
}

}  // namespace

bool is_csv_header(std::string_view first_line) {
  size_t at = 0;
  const auto columns = meanings(first_line.substr(0, 2000), at, separator_of(first_line.substr(0, 2000)));
  return columns.size() >= 2 && (has(columns, "text") || has(columns, "html") || has(columns, "file") ||
                                 (has(columns, "url") && has(columns, "title")));
}

Result<Table> read_csv_table(std::string_view bytes, const std::string& where) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const char separator = separator_of(bytes.substr(0, bytes.find('\n')));
  size_t at = 0;
  const auto columns = meanings(bytes, at, separator);
  if (!has(columns, "text") && !has(columns, "html") && !has(columns, "file") && !has(columns, "title"))
    return Error{"found a table without a column \"text\", \"html\" or \"file\""};
  Table out;
  std::vector<std::string> row;
  for (size_t number = 2; next_row(bytes, at, separator, row) && number < kMaxRows; ++number) {
    if (row.size() == 1 && row.front().empty()) continue;
    Item item;
    std::string file, html;
    item.where = where + ":row " + std::to_string(number);
    for (size_t i = 0; i < row.size() && i < columns.size(); ++i) {
      const std::array<std::pair<std::string_view, std::string*>, 9> slots = {{{"text", &item.bytes},
                                                                               {"html", &html},
                                                                               {"file", &file},
                                                                               {"id", &item.given.id},
                                                                               {"url", &item.given.url},
                                                                               {"title", &item.given.title},
                                                                               {"outlet", &item.given.outlet},
                                                                               {"date", &item.given.date},
                                                                               {"retrieved", &item.given.retrieved}}};
      for (const auto& [name, slot] : slots)
        if (name == columns[i]) *slot = std::move(row[i]);
    }
    if (item.bytes.empty() && !html.empty()) {
      item.kind = Kind::kHtml;
      item.bytes = std::move(html);
    }
    if (item.bytes.empty() && file.empty()) item.bytes = item.given.title;  // lists of stories without their texts
    if (item.bytes.empty() && file.empty()) item.error = "found a row without words";
    out.items.push_back(std::move(item));
    out.files.push_back(std::move(file));
  }
  if (out.items.empty()) return Error{"found a table without rows"};
  return out;
}

}  // namespace isnad::feeds
