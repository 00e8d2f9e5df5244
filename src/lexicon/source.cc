// SPDX-License-Identifier: Apache-2.0
#include "lexicon/source.h"

#include <algorithm>

#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::lexicon {

namespace {

constexpr std::string_view kTypes = "text, arabic, enum(a|b), list, iso3, date, int, number, qid";

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_date(std::string_view text) {
  const auto parts = split(text, '-');
  if (parts.size() > 3 || parts[0].size() != 4) return false;
  for (size_t i = 0; i < parts.size(); ++i)
    if (!all_digits(parts[i]) || (i > 0 && parts[i].size() != 2)) return false;
  return true;
}

bool has_arabic(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode(text, at);
    if (text::char_class(point.value) == text::CharClass::kArabic) return true;
    at += point.bytes;
  }
  return false;
}

Result<Column> parse_column(std::string_view spec) {
  Column column;
  if (spec.ends_with('?')) {
    column.optional = true;
    spec.remove_suffix(1);
  }
  const size_t colon = spec.find(':');
  column.name = spec.substr(0, colon);
  const std::string_view type = colon == std::string_view::npos ? "text" : spec.substr(colon + 1);
  if (type == "text") column.type = ColumnType::kText;
  else if (type == "arabic") column.type = ColumnType::kArabic;
  else if (type == "list") column.type = ColumnType::kList;
  else if (type == "iso3") column.type = ColumnType::kIso3;
  else if (type == "date") column.type = ColumnType::kDate;
  else if (type == "int") column.type = ColumnType::kInt;
  else if (type == "number") column.type = ColumnType::kNumber;
  else if (type == "qid") column.type = ColumnType::kQid;
  else if (type.starts_with("enum(") && type.ends_with(")")) {
    column.type = ColumnType::kEnum;
    for (std::string_view value : split(type.substr(5, type.size() - 6), '|')) column.values.emplace_back(value);
  } else {
    return Error{"column '" + std::string(spec) + "' has an unknown type; known are " + std::string(kTypes)};
  }
  if (column.name.empty()) return Error{"a column without a name"};
  return column;
}

std::string join(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : ", ") + value;
  return out;
}

// What is wrong with a cell and what to do, or an empty string.
std::string fault(const Column& column, std::string_view cell) {
  if (cell.empty()) return column.optional ? "" : "is empty; give a value, or mark the column with `?`";
  const std::string shown = "'" + std::string(cell) + "'";
  const std::string_view digits = cell.starts_with('-') ? cell.substr(1) : cell;
  switch (column.type) {
    case ColumnType::kText:
    case ColumnType::kList: return "";
    case ColumnType::kArabic: return has_arabic(cell) ? "" : shown + " has no Arabic letter; write the Arabic form";
    case ColumnType::kEnum:
      if (std::find(column.values.begin(), column.values.end(), cell) != column.values.end()) return "";
      return shown + " is none of: " + join(column.values);
    case ColumnType::kIso3:
      if (cell.size() == 3 && std::all_of(cell.begin(), cell.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        return "";
      return shown + " is no ISO 3166 alpha-3 code; write three capitals, or INT";
    case ColumnType::kDate: return is_date(cell) ? "" : shown + " is no date; write YYYY, YYYY-MM or YYYY-MM-DD";
    case ColumnType::kInt: return all_digits(digits) ? "" : shown + " is no whole number";
    case ColumnType::kNumber: {
      const auto parts = split(digits, '.');
      const bool good = parts.size() <= 2 && all_digits(parts[0]) && (parts.size() == 1 || all_digits(parts[1]));
      return good ? "" : shown + " is no number";
    }
    case ColumnType::kQid:
      return cell.size() > 1 && cell[0] == 'Q' && all_digits(cell.substr(1)) ? "" : shown + " is no Wikidata id (Q123)";
  }
  return "";
}

// 1-based number of the cell that holds the first malformed bytes.
size_t malformed_cell(std::string_view line) {
  const auto cells = split(line, '\t');
  const auto bad = std::find_if(cells.begin(), cells.end(), [](std::string_view cell) { return !text::valid(cell); });
  return static_cast<size_t>(bad - cells.begin()) + 1;
}

}  // namespace

Result<SourceTable> parse_table(std::string name, std::string path, std::string_view bytes) {
  SourceTable table;
  table.name = std::move(name);
  table.path = std::move(path);
  std::string faults;
  const auto blame = [&](size_t line, const std::string& what) {
    if (!faults.empty()) faults += '\n';
    faults += table.path + ":" + std::to_string(line) + ": " + what;
  };
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    blame(1, "column 1 begins with a byte order mark; save the file as UTF-8 without BOM");
    bytes.remove_prefix(3);
  }
  uint32_t number = 0;
  while (!bytes.empty()) {
    const size_t newline = bytes.find('\n');
    std::string_view line = bytes.substr(0, newline);
    bytes.remove_prefix(newline == std::string_view::npos ? bytes.size() : newline + 1);
    ++number;
    if (line.ends_with('\r')) {
      blame(number, "column " + std::to_string(split(line, '\t').size()) +
                        " ends with CR LF; save the file with Unix line ends");
      line.remove_suffix(1);
    }
    if (!text::valid(line)) {
      blame(number, "column " + std::to_string(malformed_cell(line)) +
                        " holds bytes that are no UTF-8; save the file as UTF-8");
      continue;
    }
    if (line.starts_with('#')) {
      const std::string_view comment = trim(line.substr(1));
      if (comment.starts_with("columns:")) {
        for (std::string_view spec : split(comment.substr(8), ' ')) {
          spec = trim(spec);
          if (spec.empty()) continue;
          Result<Column> column = parse_column(spec);
          if (!column) blame(number, column.error().message);
          else table.columns.push_back(std::move(*column));
        }
      } else if (comment.starts_with("licence:")) {
        table.licence = trim(comment.substr(8));
      } else if (comment.starts_with("provenance:")) {
        table.provenance = trim(comment.substr(11));
      }
      continue;
    }
    if (trim(line).empty()) continue;
    if (table.columns.empty()) {
      blame(number, "a row before the `# columns:` line; name the columns first");
      break;
    }
    const auto cells = split(line, '\t');
    if (cells.size() > table.columns.size())
      blame(number, "has " + std::to_string(cells.size()) + " cells, but the header names " +
                        std::to_string(table.columns.size()) + " columns; remove cells or tabs");
    table.lines.push_back(number);
    for (size_t i = 0; i < table.columns.size(); ++i) {
      std::string_view cell = i < cells.size() ? trim(cells[i]) : std::string_view{};
      if (cell == "-") cell = {};
      const std::string wrong = i >= cells.size() && !table.columns[i].optional
                                    ? "is missing; the row has " + std::to_string(cells.size()) +
                                          " cells, the header " + std::to_string(table.columns.size()) +
                                          " columns: add the cell"
                                    : fault(table.columns[i], cell);
      if (!wrong.empty())
        blame(number, "column " + std::to_string(i + 1) + " (" + table.columns[i].name + ") " + wrong);
      table.cells.push_back(cell);
    }
  }
  if (table.columns.empty() && faults.empty()) blame(1, "no `# columns:` line; name the columns in the header");
  if (table.licence.empty()) blame(1, "no `# licence:` line; say under which licence the rows may be used");
  if (table.provenance.empty()) blame(1, "no `# provenance:` line; say where the rows come from");
  if (!faults.empty()) return Error{faults};
  return table;
}

}  // namespace isnad::lexicon
