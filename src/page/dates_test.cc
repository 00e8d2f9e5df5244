// SPDX-License-Identifier: Apache-2.0
#include "page/dates.h"

#include <doctest/doctest.h>

namespace isnad::page {

TEST_CASE("given dates are ISO 8601 or an unambiguous day, month, year") {
  CHECK(given_date("2020-06-03") == "2020-06-03");
  CHECK(given_date("2020-06-03T18:00:00+02:00") == "2020-06-03");
  CHECK(given_date("2020-06") == "2020-06");
  CHECK(given_date("2020") == "2020");
  CHECK(given_date("20200603") == "2020-06-03");
  CHECK(given_date(" 23/06/2020 ") == "2020-06-23");
  CHECK(given_date("06/06/2020") == "2020-06-06");
  CHECK(given_date("\u0662\u0663/\u0660\u0666/\u0662\u0660\u0662\u0660") == "2020-06-23");
  for (const char* bad : {"05/06/2020", "06/23/2020x", "2020-13-01", "2021-02-29", "3 June 2020", "yesterday", "",
                          "20-06-03", "2020-06-03x", "99999", "2020-6", "1591142400"})
    CHECK_FALSE(given_date(bad).has_value());
}

TEST_CASE("markup is read with its usual misspellings") {
  CHECK(machine_date("2020-02-18 T 07:20:50 +0330") == "2020-02-18");
  CHECK(machine_date("2020-06-03T03:01+0400") == "2020-06-03");
  CHECK(machine_date("Tue, 18 Feb 2020 03:25:00 GMT") == "2020-02-18");
  CHECK(machine_date("Feb 18, 2020") == "2020-02-18");
  CHECK_FALSE(machine_date("05/06/2020").has_value());
  CHECK_FALSE(machine_date("soon").has_value());
  CHECK(machine_time("2020-06-03T03:01+0400") == "2020-06-03T03:01+04:00");
  CHECK(machine_time("2020-02-18T03:00:30Z") == "2020-02-18T03:00Z");
  CHECK(machine_time("2020-02-18") == "2020-02-18");
}

TEST_CASE("addresses carry dates in their path") {
  CHECK(date_in_url("https://a.example/2020/01/14/moscow/") == "2020-01-14");
  CHECK(date_in_url("https://a.example/news/2020-06-03-1.387") == "2020-06-03");
  CHECK_FALSE(date_in_url("https://a.example/article/825076").has_value());
  CHECK_FALSE(date_in_url("2020-06-03").has_value());
}

TEST_CASE("lines that people read") {
  const auto lexicon = lexicon::Lexicon::open(ISNAD_HOME "/lexicon.bin");
  REQUIRE(lexicon);
  const lexicon::Table dates = lexicon->table("page/dates");
  const auto value = [&](const char* line) {
    const auto found = date_in_line(line, dates);
    return found ? found->value : std::string("none");
  };
  CHECK(value("14 \u064A\u0646\u0627\u064A\u0631 2020 - 13:05") == "2020-01-14");  // yanayir
  CHECK(value("23:30-19 \u064A\u0646\u0627\u064A\u0631 (\u0643\u0627\u0646\u0648\u0646 "
              "\u0627\u0644\u062B\u0627\u0646\u064A) 2020") == "2020-01-19");  // with its Levantine name
  CHECK(value("3 \u062A\u0634\u0631\u064A\u0646 \u0627\u0644\u0623\u0648\u0644 2021") ==
        "2021-10-03");  // tishrin al-awwal
  CHECK(value("13/01/2020 21:40") == "2020-01-13");
  CHECK(value("5 + 5") == "none");
  CHECK(date_in_line("05/06/2020", dates)->ambiguous);
}

}  // namespace isnad::page
