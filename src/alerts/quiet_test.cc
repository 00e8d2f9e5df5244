// SPDX-License-Identifier: Apache-2.0
#include "alerts/quiet.h"

#include <doctest/doctest.h>

using namespace isnad;
using namespace isnad::alerts;

namespace {

int64_t at(const char* text) { return *moment_of(text); }

}  // namespace

TEST_CASE("moments are written and read") {
  CHECK(stamp(0) == "1970-01-01T00:00:00Z");
  CHECK(stamp(at("2026-11-21T08:30:05Z")) == "2026-11-21T08:30:05Z");
  for (const char* wrong : {"", "2026-11-21", "2026-11-21T25:00:00Z", "2026-13-21T08:30:05Z", "2026-11-21T08:30:05"})
    CHECK_FALSE(moment_of(wrong));
}

TEST_CASE("hours and minutes are read, and nothing else is") {
  CHECK(*read_minute("08:30") == 510);
  CHECK(read_hours("22:00-07:00")->until == 420);
  for (const char* wrong : {"", "8:30", "24:00", "08:60", "08:3x", "-1:00"}) CHECK_FALSE(read_minute(wrong));
  for (const char* wrong : {"22:00", "22:00-", "22:00-22:00", "22:00 - 07:00", "22:00-07:00-08:00"})
    CHECK_FALSE(read_hours(wrong));
}

TEST_CASE("quiet hours go over midnight, by the clock of the place") {
  const Zone cairo = std::move(*Zone::open("Africa/Cairo"));  // two hours before UTC in January
  const std::optional<Hours> quiet = *read_hours("22:00-07:00");
  CHECK(stamp(due(cairo, quiet, {}, at("2026-01-10T19:59:00Z"))) == "2026-01-10T19:59:00Z");
  CHECK(stamp(due(cairo, quiet, {}, at("2026-01-10T20:00:00Z"))) == "2026-01-11T05:00:00Z");
  CHECK(stamp(due(cairo, quiet, {}, at("2026-01-10T23:30:00Z"))) == "2026-01-11T05:00:00Z");
  CHECK(stamp(due(cairo, quiet, {}, at("2026-01-11T04:59:59Z"))) == "2026-01-11T05:00:00Z");
  CHECK(stamp(due(cairo, quiet, {}, at("2026-01-11T05:00:00Z"))) == "2026-01-11T05:00:00Z");
  CHECK_FALSE(Zone::open("Cairo/Africa"));
}

TEST_CASE("quiet hours end by the wall's clock on the days on which it changes") {
  const Zone berlin = std::move(*Zone::open("Europe/Berlin"));
  const std::optional<Hours> quiet = *read_hours("22:00-07:00");
  // 29 March 2026: from two to three o'clock; 25 October: from three back to two.
  CHECK(stamp(due(berlin, quiet, {}, at("2026-03-28T22:00:00Z"))) == "2026-03-29T05:00:00Z");
  CHECK(stamp(due(berlin, quiet, {}, at("2026-10-24T21:00:00Z"))) == "2026-10-25T06:00:00Z");
  // An hour that the clock jumps over begins where it lands; one that comes twice counts the first time.
  CHECK(stamp(berlin.next(at("2026-03-28T23:00:00Z"), 150)) == "2026-03-29T01:00:00Z");
  CHECK(stamp(berlin.next(at("2026-10-24T23:00:00Z"), 150)) == "2026-10-25T00:30:00Z");
}

TEST_CASE("a digest goes once a day, and not in quiet hours") {
  const Zone utc = std::move(*Zone::open("UTC"));
  const std::optional<int> digest = *read_minute("08:00");
  CHECK(stamp(due(utc, {}, digest, at("2026-01-10T07:00:00Z"))) == "2026-01-10T08:00:00Z");
  CHECK(stamp(due(utc, {}, digest, at("2026-01-10T08:00:00Z"))) == "2026-01-10T08:00:00Z");
  CHECK(stamp(due(utc, {}, digest, at("2026-01-10T08:00:01Z"))) == "2026-01-11T08:00:00Z");
  CHECK(stamp(due(utc, *read_hours("07:00-09:00"), digest, at("2026-01-10T06:00:00Z"))) == "2026-01-10T09:00:00Z");
}
