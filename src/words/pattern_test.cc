// SPDX-License-Identifier: Apache-2.0
#include "words/pattern.h"

#include <doctest/doctest.h>

using namespace isnad::words;

TEST_CASE("slices count letters from both ends") {
  CHECK(apply_template("{:}", U"abcd") == U"abcd");
  CHECK(apply_template("x{1:-1}y{-1:}", U"abcd") == U"xbcyd");
  CHECK(apply_template("{:-2}{-1:}", U"abcd") == U"abd");
}

TEST_CASE("slices beyond the word are empty") {
  CHECK(apply_template("{5:}z", U"abc") == U"z");
  CHECK(apply_template("{2:1}", U"abc").empty());
  CHECK(apply_template("{", U"abc").empty());
}

TEST_CASE("globs have one star") {
  CHECK(matches("*", ""));
  CHECK(matches("a*c", "abc"));
  CHECK_FALSE(matches("ab*bc", "abc"));
  CHECK_FALSE(matches("ab", "abc"));
}

TEST_CASE("list cells") {
  CHECK(items("a|b").size() == 2);
  CHECK(items("-").empty());
  CHECK(has_item("a|b", "b"));
  CHECK_FALSE(has_item("ab", "b"));
}
