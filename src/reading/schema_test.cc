// SPDX-License-Identifier: Apache-2.0
// Every reading of the sample news keeps to the published schema and survives the way to a Document and back.
#include <doctest/doctest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reading/json.h"
#include "reading/reader.h"

using namespace isnad;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in, path);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Schema {
 public:
  Schema() : schema_(parse(bytes_of(ISNAD_SOURCE_DIR "/docs/reading.schema.json"))) {}

  // What is wrong with a reading; empty when nothing is.
  std::string fault(const std::string& json) const {
    rapidjson::Document reading;
    reading.Parse(json.data(), json.size());
    if (reading.HasParseError()) return "is no JSON";
    rapidjson::SchemaValidator validator(schema_);
    if (reading.Accept(validator)) return {};
    rapidjson::StringBuffer where;
    validator.GetInvalidDocumentPointer().StringifyUriFragment(where);
    return std::string(where.GetString()) + " breaks \"" + validator.GetInvalidSchemaKeyword() + "\"";
  }

 private:
  static rapidjson::Document parse(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    REQUIRE_FALSE(document.HasParseError());
    return document;
  }
  rapidjson::SchemaDocument schema_;
};

std::vector<std::filesystem::path> sample_pages() {
  std::vector<std::filesystem::path> pages;
  for (const auto& entry : std::filesystem::directory_iterator(ISNAD_SOURCE_DIR "/examples/news"))
    if (entry.path().extension() == ".html") pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  return pages;
}

void check_whole(const Schema& schema, const Document& doc, const reading::MadeBy& made_by) {
  const std::string json = reading::to_json(doc, made_by);
  CHECK_EQ(schema.fault(json), "");
  Document again;
  const Result<void> read = reading::from_json(json, again);
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  CHECK_EQ(reading::to_json(again, made_by), json);
}

}  // namespace

TEST_CASE("readings of the sample news keep to the schema and survive a round trip") {
  const Result<reading::Reader> reader = reading::Reader::open(ISNAD_HOME);
  REQUIRE(reader);
  const Schema schema;
  const auto pages = sample_pages();
  REQUIRE(pages.size() >= 24);
  for (const auto& page : pages) {
    CAPTURE(page.string());
    check_whole(schema, reader->read_html(bytes_of(page), {}), reader->made_by());
  }
}

TEST_CASE("readings of texts that say nothing keep to the schema") {
  const Result<reading::Reader> reader = reading::Reader::open(ISNAD_HOME);
  REQUIRE(reader);
  const Schema schema;
  page::Given given;
  given.date = "not a date";
  for (const char* text : {"", "\n\n", "no Arabic at all", "\xff\xfe\x80", "\u200f", "12 34", "\u0627"}) {
    CAPTURE(text);
    check_whole(schema, reader->read_text(text, given), reader->made_by());
    check_whole(schema, reader->read_html(text, given), reader->made_by());
  }
}

TEST_CASE("the schema refuses what is no reading") {
  const Schema schema;
  CHECK_NE(schema.fault("{}"), "");
  CHECK_NE(schema.fault("[]"), "");
  const Result<reading::Reader> reader = reading::Reader::open(ISNAD_HOME);
  REQUIRE(reader);
  std::string json = reading::to_json(reader->read_text("\u0627", {}), reader->made_by());
  json.replace(json.find("isnad-reading/1"), 15, "isnad-reading/0");
  CHECK_NE(schema.fault(json), "");
}
