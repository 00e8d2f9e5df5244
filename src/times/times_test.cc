// SPDX-License-Identifier: Apache-2.0
#include "times/times.h"

#include <doctest/doctest.h>

#include <string>

#include "document/segment.h"
#include "document/verify.h"

namespace {

isnad::lexicon::Lexicon open_lexicon() {
  auto lexicon = isnad::lexicon::Lexicon::open(std::string(ISNAD_HOME) + "/lexicon.bin");
  REQUIRE(lexicon);
  return std::move(*lexicon);
}

isnad::times::Times open_times(const isnad::lexicon::Lexicon& lexicon) {
  auto times = isnad::times::Times::open(lexicon, isnad::model::Models(std::string(ISNAD_HOME) + "/models"));
  REQUIRE(times);
  return std::move(*times);
}

constexpr const char* kLastTuesday =
    "\xD8\xA7\xD9\x84\xD8\xAB\xD9\x84\xD8\xA7\xD8\xAB\xD8\xA7\xD8\xA1 "
    "\xD8\xA7\xD9\x84\xD9\x85\xD8\xA7\xD8\xB6\xD9\x8A";

}  // namespace

TEST_CASE("an expression alone is resolved against a day of publication") {
  const auto lexicon = open_lexicon();
  const auto times = open_times(lexicon);
  const auto found = times.when(kLastTuesday, "2020-09-09");
  REQUIRE(found.size() == 1);
  CHECK(found[0].value == "2020-09-08");
  CHECK(found[0].span == isnad::Span{0, 29});
  CHECK(times.when(kLastTuesday, "").at(0).value == "?");
  CHECK(times.when(kLastTuesday, "yesterday").at(0).value == "?");
  CHECK(times.when("2020-09-08", "").at(0).value == "2020-09-08");
  CHECK(times.when("", "2020-09-09").empty());
}

// Words of times in every order: what no writer would write must still end, and quickly.
TEST_CASE("any row of date words is read without fault") {
  const auto lexicon = open_lexicon();
  const auto times = open_times(lexicon);
  const isnad::lexicon::Table words = lexicon.table("times/words");
  const isnad::lexicon::Table months = lexicon.table("times/months");
  uint64_t state = 1;
  const auto next = [&](uint32_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<uint32_t>(state >> 33) % below;
  };
  for (int round = 0; round < 400; ++round) {
    isnad::Document doc;
    for (int i = 0; i < 60; ++i) {
      switch (next(6)) {
        case 0: doc.text += std::to_string(next(3000)); break;
        case 1: doc.text += std::string(months.cell(next(months.rows()), 0u)); break;
        case 2: doc.text += std::string(1, "()/-:.,\"+%"[next(10)]); break;
        default: doc.text += std::string(words.cell(next(words.rows()), 0u)); break;
      }
      if (next(4) != 0) doc.text += ' ';
    }
    doc.regions.push_back({{0, static_cast<uint32_t>(doc.text.size())}, isnad::RegionKind::kBody});
    if (round % 2 == 0) doc.meta.published.value = "2020-02-29";
    isnad::segment(doc);
    times.run(doc);
    CHECK(isnad::verify(doc) == "");
  }
}
