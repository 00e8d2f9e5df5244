// SPDX-License-Identifier: Apache-2.0
// Texts that no newsroom would print and every feed brings: each is read, in bounded time, without a claim that points
// nowhere.
#include <doctest/doctest.h>

#include <string>

#include "document/verify.h"
#include "reading/reader.h"

using namespace isnad;

namespace {

const reading::Reader& reader() {
  static const auto opened = reading::Reader::open(ISNAD_HOME);
  REQUIRE_MESSAGE(opened.has_value(), opened.error().message);
  return *opened;
}

std::string repeated(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

void read_safely(const std::string& text) {
  const Document doc = reader().read_text(text, {});
  CHECK(verify(doc) == "");
  for (const Event& event : doc.events) {
    CHECK(event.trigger.end <= doc.text.size());
    CHECK(!event.trigger.empty());
    CHECK(event.actors.size() + event.recipients.size() <= 28);  // no more than there are candidates
  }
  for (const Quote& quote : doc.quotes)
    for (Span content : quote.content) CHECK(!content.empty());
}

const std::string kSaid = "\u0642\u0627\u0644 ", kArmy = "\u0627\u0644\u062c\u064a\u0634 ",
                  kShelled = "\u0642\u0635\u0641 ", kCity = "\u062d\u0644\u0628 ", kWaw = "\u0648";

}  // namespace

TEST_CASE("marks of every kind that do not match, or never close") {
  for (const char* marks :
       {"\u00ab", "\u00bb", "\"", "\u201c", "\u201d", "(", "'", "\u201e", "\u00ab\"\u201c", "\u00bb\u00ab"}) {
    const std::string mark = marks;
    read_safely(kSaid + kArmy + mark + kShelled + kCity);
    read_safely(repeated(kSaid + mark + kShelled, 300) + mark);
    read_safely(mark + mark + kSaid + ": " + mark + kArmy + kShelled + mark + kCity + ".");
  }
}

TEST_CASE("a sentence of many thousand words") {
  read_safely(repeated(kArmy + kShelled + kCity, 700));
  read_safely(repeated(kWaw + kShelled + kArmy + kCity, 4000));
  read_safely(kSaid + kArmy + repeated(kWaw + kCity, 6000));
}

TEST_CASE("nothing but headlines, lists, questions and answers, other letters") {
  read_safely(repeated(kArmy + ": " + kShelled + kCity + "\n", 500));
  read_safely(repeated("- " + kCity + "\n* " + kShelled + "\n1) " + kArmy + "\n", 300));
  read_safely(repeated("\u0633: " + kShelled + kCity + "\u061f\n\u062c: " + kArmy + "\n", 300));
  read_safely("The army said \"" + kShelled + "\" \u0438 \u0430\u0440\u043c\u0438\u044f " + kCity +
              "\u05e9\u05dc\u05d5\u05dd");
  read_safely(std::string("\xff\xfe\x00\x80", 4) + kShelled + "\xd8");
}
