// SPDX-License-Identifier: Apache-2.0
// include/isnad/c.h over the rooms.
#include <cstdlib>
#include <cstring>
#include <string>

#include "api/batch.h"
#include "api/tables.h"
#include "isnad/c.h"
#include "reading/home.h"
#include "reading/reader.h"
#include "text/utf8.h"

using namespace isnad;

struct isnad_reader {
  reading::Reader reader;
};

namespace {

// A text longer than this becomes an issue row: it is no article, and would hold a worker up for minutes.
constexpr size_t kMostBytes = 16 << 20;

char* copy(std::string_view text) {
  auto* bytes = static_cast<char*>(std::malloc(text.size() + 1));
  if (bytes == nullptr) return nullptr;
  std::memcpy(bytes, text.data(), text.size());
  bytes[text.size()] = '\0';
  return bytes;
}

// Where the caller wants to know it. Gives what a function that failed returns.
template <typename T>
T fail(char** error, std::string_view message, T result) {
  if (error != nullptr) *error = copy(message);
  return result;
}

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : std::string(text); }

// A document of which nothing but its id and an issue is known.
Document unreadable(std::string_view id, const char* code, std::string_view message) {
  Document doc;
  doc.meta.id = text::repair(id);
  doc.issue(code, text::repair(message));
  return doc;
}

Document read_row(const reading::Reader& reader, const api::Batch& batch, int64_t row) {
  using api::Role;
  page::Given given;
  given.id = batch.cell(Role::kId, row).text;
  given.url = batch.cell(Role::kUrl, row).text;
  given.outlet = batch.cell(Role::kOutlet, row).text;
  given.title = batch.cell(Role::kTitle, row).text;
  given.date = batch.cell(Role::kPublished, row).text;
  if (const api::Batch::Cell fault = batch.cell(Role::kFault, row); !fault.null)
    return unreadable(given.id, "unreadable", fault.text);
  api::Batch::Cell cell = batch.cell(Role::kHtml, row);
  const bool html = !cell.null;
  if (!html) cell = batch.cell(Role::kText, row);
  if (cell.null) return unreadable(given.id, "no-text", "the row has neither text nor page");
  if (cell.text.size() > kMostBytes) return unreadable(given.id, "too-large", "the text is larger than 16 MB");
  return html ? reader.read_html(cell.text, given) : reader.read_text(cell.text, given);
}

}  // namespace

extern "C" {

int isnad_c_version(void) { return ISNAD_C_VERSION; }

isnad_reader* isnad_open(const char* home, char** error) {
  std::string folder = text_or_empty(home);
  if (folder.empty()) {
    Result<std::string> found = reading::find_home();
    if (!found) return fail<isnad_reader*>(error, found.error().message, nullptr);
    folder = std::move(*found);
  }
  Result<reading::Reader> reader = reading::Reader::open(folder);
  if (!reader) return fail<isnad_reader*>(error, reader.error().message, nullptr);
  return new isnad_reader{std::move(*reader)};
}

void isnad_close(isnad_reader* reader) { delete reader; }

char* isnad_made_by(const isnad_reader* reader) {
  if (reader == nullptr) return nullptr;
  const reading::MadeBy& made_by = reader->reader.made_by();
  return copy("{\"engine\":\"" + made_by.engine + "\",\"lexicon\":\"" + made_by.lexicon + "\",\"codebook\":\"" +
              made_by.codebook + "\",\"models\":\"" + made_by.models + "\"}");
}

char* isnad_read(const isnad_reader* reader, const char* bytes, size_t size, int html, const isnad_known* known,
                 size_t* length) {
  if (length != nullptr) *length = 0;
  if (reader == nullptr) return nullptr;
  page::Given given;
  if (known != nullptr) {
    given.id = text_or_empty(known->id);
    given.url = text_or_empty(known->url);
    given.outlet = text_or_empty(known->outlet);
    given.title = text_or_empty(known->title);
    given.date = text_or_empty(known->published);
  }
  const std::string_view input = bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
  const Document doc = html != 0 ? reader->reader.read_html(input, given) : reader->reader.read_text(input, given);
  const std::string json = reading::to_json(doc, reader->reader.made_by());
  if (length != nullptr) *length = json.size();
  return copy(json);
}

int isnad_read_batch(const isnad_reader* reader, const ArrowSchema* schema, const ArrowArray* batch,
                     const char* columns, const char* table, ArrowSchema* out_schema, ArrowArray* out, char** error) {
  if (reader == nullptr) return fail(error, "no reader was given", 1);
  if (schema == nullptr || batch == nullptr) return fail(error, "no record batch was given", 1);
  if (out_schema == nullptr || out == nullptr) return fail(error, "no place for the table was given", 1);
  const std::optional<api::Table> wanted = api::table_named(text_or_empty(table));
  if (!wanted) return fail(error, "'" + text_or_empty(table) + "' is no table of docs/arrow.md", 1);
  const Result<api::Batch> input = api::Batch::open(*schema, *batch, text_or_empty(columns));
  if (!input) return fail(error, input.error().message, 1);
  const exports::Words words = exports::words_in(reader->reader.lexicon(), "en");
  std::vector<api::Column> rows = api::columns_of(*wanted);
  for (int64_t row = 0; row < input->rows(); ++row)
    api::append_rows(*wanted, read_row(reader->reader, *input, row), reader->reader.made_by(), words, rows);
  api::export_batch(rows, out_schema, out);
  return 0;
}

void isnad_free(void* memory) { std::free(memory); }

}  // extern "C"
