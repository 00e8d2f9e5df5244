// SPDX-License-Identifier: Apache-2.0
#include "names/role_dates.h"

#include <doctest/doctest.h>

namespace isnad::names {

TEST_CASE("a year or month may mean any of its days") {
  CHECK(day_number("2020", false) == 20200101);
  CHECK(day_number("2020", true) == 20201231);
  CHECK(day_number("2020-02", true) == 20200231);
  CHECK(day_number("2020-02-03", true) == 20200203);
  CHECK(day_number("soon", false) == 0);
  CHECK(day_number("", false) == 0);
  CHECK(day_number("123456789", false) == 0);
}

TEST_CASE("terms that hand over on one day or in one month do not overlap") {
  CHECK_FALSE(overlap(role_dates("2014", "2016-05-01"), role_dates("2016-05-01", "")));
  CHECK_FALSE(overlap(role_dates("2014", "2016-05"), role_dates("2016-05", "2018")));
  CHECK_FALSE(overlap(role_dates("2014", "2016"), role_dates("2016-03", "2018")));
  CHECK(overlap(role_dates("2014", "2016-05-01"), role_dates("2016-01", "")));
  CHECK(overlap(role_dates("2014", ""), role_dates("2019", "2020")));
}

}  // namespace isnad::names
