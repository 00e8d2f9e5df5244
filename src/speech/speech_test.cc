// SPDX-License-Identifier: Apache-2.0
#include "speech/speech.h"

#include <doctest/doctest.h>

#include <string>

#include "reading/reader.h"

namespace {

const isnad::reading::Reader& reader() {
  static const auto opened = isnad::reading::Reader::open(ISNAD_HOME);
  REQUIRE_MESSAGE(opened.has_value(), opened.error().message);
  return *opened;
}

std::string repeated(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("speech: text of cues alone, without stops, is read in bounded time") {
  // qala anna / musheeran ila an, and marks that open without end
  for (const std::string& text : {repeated("\u0642\u0627\u0644 \u0623\u0646 ", 20000),
                                  repeated("\u0645\u0634\u064a\u0631\u0627 \u0625\u0644\u0649 \u0623\u0646 ", 20000),
                                  repeated("\" \u0642\u0627\u0644 \u00ab", 20000)}) {
    const isnad::Document doc = reader().read_text(text, {});
    CHECK(doc.quotes.size() <= 2000);
  }
}

TEST_CASE("speech: bytes that are no text give no quotation") {
  const isnad::Document doc = reader().read_text("\xff\xfe\x80 : \" \xd8", {});
  CHECK(doc.quotes.empty());
}
