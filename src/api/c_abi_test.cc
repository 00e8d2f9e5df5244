// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "api/arrow.h"
#include "api/columns.h"
#include "isnad/c.h"

using namespace isnad;

namespace {

std::string take(char* text) {
  std::string copy = text == nullptr ? "" : text;
  isnad_free(text);
  return copy;
}

struct Reader {
  Reader() {
    char* error = nullptr;
    reader = isnad_open(ISNAD_HOME, &error);
    REQUIRE_MESSAGE(reader != nullptr, take(error));
  }
  ~Reader() { isnad_close(reader); }
  isnad_reader* reader = nullptr;
};

}  // namespace

TEST_CASE("The C interface gives a reading as JSON, with what the caller knows") {
  const Reader open;
  isnad_known known = {"a1", nullptr, "outlet", nullptr, "2020-06-03"};
  size_t length = 0;
  const std::string json = take(isnad_read(open.reader, "x", 1, 0, &known, &length));
  CHECK_EQ(json.size(), length);
  CHECK(json.find("\"id\":\"a1\"") != std::string::npos);
  CHECK(json.find("\"outlet\":\"outlet\"") != std::string::npos);
}

TEST_CASE("What cannot be opened is an error of one sentence") {
  char* error = nullptr;
  CHECK(isnad_open("/no/such/folder", &error) == nullptr);
  CHECK(take(error).find("/no/such/folder") != std::string::npos);
}

TEST_CASE("A reader that was closed leaves nothing to the next one of its thread") {
  const std::string text = "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064A\u0631 \u0623\u0645\u0633";
  std::string first;
  for (int i = 0; i < 4; ++i) {
    const Reader open;
    const std::string json = take(isnad_read(open.reader, text.data(), text.size(), 0, nullptr, nullptr));
    if (i == 0) first = json;
    CHECK_EQ(json, first);
  }
}

TEST_CASE("Null arguments are failures, never crashes") {
  const Reader open;
  CHECK(isnad_open("/no/such/folder", nullptr) == nullptr);
  isnad_close(nullptr);
  isnad_free(nullptr);
  CHECK(isnad_made_by(nullptr) == nullptr);
  size_t length = 7;
  CHECK(isnad_read(nullptr, "x", 1, 0, nullptr, &length) == nullptr);
  CHECK_EQ(length, 0);
  CHECK_NE(take(isnad_read(open.reader, nullptr, 5, 1, nullptr, nullptr)), "");
  std::vector<api::Column> columns = {{"text", api::ColumnType::kText}};
  columns[0].text("x");
  ArrowSchema schema, out_schema;
  ArrowArray array, out;
  api::export_batch(columns, &schema, &array);
  CHECK_NE(isnad_read_batch(nullptr, &schema, &array, "", "claims", &out_schema, &out, nullptr), 0);
  CHECK_NE(isnad_read_batch(open.reader, nullptr, &array, "", "claims", &out_schema, &out, nullptr), 0);
  CHECK_NE(isnad_read_batch(open.reader, &schema, nullptr, "", "claims", &out_schema, &out, nullptr), 0);
  CHECK_NE(isnad_read_batch(open.reader, &schema, &array, "", "claims", nullptr, nullptr, nullptr), 0);
  CHECK_NE(isnad_read_batch(open.reader, &schema, &array, nullptr, nullptr, &out_schema, &out, nullptr), 0);
  array.release(&array);
  char* error = nullptr;
  CHECK_NE(isnad_read_batch(open.reader, &schema, &array, "", "claims", &out_schema, &out, &error), 0);
  CHECK(take(error).find("released") != std::string::npos);
  schema.release(&schema);
}

TEST_CASE("Null arguments of stories are failures, or documents that stand alone") {
  CHECK(isnad_stories_open("/no/such/folder", nullptr, nullptr, 0, 0, nullptr) == nullptr);
  CHECK(isnad_stories_open(ISNAD_HOME, nullptr, nullptr, 3, 3, nullptr) == nullptr);
  isnad_stories_close(nullptr);
  isnad_stories* open = isnad_stories_open(ISNAD_HOME, nullptr, nullptr, 0, 0, nullptr);
  REQUIRE(open != nullptr);
  CHECK_EQ(isnad_story_keys(nullptr, "x", 1, 1, nullptr, nullptr, 1), 0);
  CHECK_EQ(isnad_story_keys(open, nullptr, 5, 1, nullptr, nullptr, 1), 0);
  const isnad_signed document = {nullptr, 0, INT32_MIN, INT32_MIN, nullptr, 5};
  isnad_place places[1] = {};
  isnad_place_documents(open, &document, 1, nullptr);
  isnad_place_documents(nullptr, &document, 1, places);
  isnad_place_documents(open, nullptr, 1, places);
  isnad_place_documents(open, &document, 1, places);
  CHECK_EQ(places[0].original, 0);
  CHECK_EQ(places[0].story, 0);
  isnad_stories_close(open);
}

TEST_CASE("Columns leave as Arrow arrays and are released whole") {
  std::vector<api::Column> columns = {{"t", api::ColumnType::kText}, {"l", api::ColumnType::kTexts}};
  columns[0].text("a");
  columns[0].text("");
  columns[1].texts({"x", "yz"});
  columns[1].texts({});
  ArrowSchema schema;
  ArrowArray array;
  api::export_batch(columns, &schema, &array);
  CHECK_EQ(std::string(schema.children[1]->format), "+L");
  CHECK_EQ(array.length, 2);
  CHECK_EQ(array.children[0]->null_count, 1);
  CHECK_EQ(array.children[1]->children[0]->length, 2);
  array.release(&array);
  schema.release(&schema);
}

TEST_CASE("A batch is read into a table, and a wrong one is refused by name") {
  const Reader open;
  std::vector<api::Column> columns = {{"text", api::ColumnType::kText}};
  columns[0].text("x");
  columns[0].text("");
  ArrowSchema schema, out_schema;
  ArrowArray array, out;
  api::export_batch(columns, &schema, &array);
  char* error = nullptr;
  CHECK_EQ(isnad_read_batch(open.reader, &schema, &array, "", "readings", &out_schema, &out, &error), 0);
  CHECK_EQ(out.length, 2);
  out.release(&out);
  out_schema.release(&out_schema);
  CHECK_NE(isnad_read_batch(open.reader, &schema, &array, "", "kisses", &out_schema, &out, &error), 0);
  CHECK(take(error).find("kisses") != std::string::npos);
  CHECK_NE(isnad_read_batch(open.reader, &schema, &array, "text=b", "claims", &out_schema, &out, &error), 0);
  CHECK(take(error).find("'b'") != std::string::npos);
  CHECK_EQ(isnad_read_batch(open.reader, &schema, &array, "text=text\nfault=text", "issues", &out_schema, &out, &error),
           0);
  CHECK_EQ(out.length, 2);  // the fault of one row, no text in the other
  out.release(&out);
  out_schema.release(&out_schema);
  array.release(&array);
  schema.release(&schema);
}
