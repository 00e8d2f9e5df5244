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
  array.release(&array);
  schema.release(&schema);
}
