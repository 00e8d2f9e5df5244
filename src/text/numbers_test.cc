// SPDX-License-Identifier: Apache-2.0
#include "text/numbers.h"

#include <doctest/doctest.h>

using isnad::text::read_digits;

TEST_CASE("digits are read with their groups and decimals") {
  CHECK(read_digits("2020")->value == 2020);
  CHECK(read_digits("2020")->plain);
  CHECK(read_digits("1,200")->value == 1200);
  CHECK(read_digits("1.200.300")->value == 1200300);
  CHECK(read_digits("2.5")->value == 2.5);
  CHECK(read_digits("2,6")->value == doctest::Approx(2.6));
  CHECK(read_digits("12,345.67")->value == doctest::Approx(12345.67));
  CHECK_FALSE(read_digits("2,6")->whole);
}

TEST_CASE("what is no single number is refused") {
  CHECK_FALSE(read_digits("8.9.2020"));
  CHECK_FALSE(read_digits(""));
  CHECK_FALSE(read_digits("12a"));
  CHECK_FALSE(read_digits("12345678901234567890"));
}
