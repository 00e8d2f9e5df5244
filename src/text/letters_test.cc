// SPDX-License-Identifier: Apache-2.0
#include "text/letters.h"

#include <doctest/doctest.h>

using namespace isnad;

TEST_CASE("fold merges the spellings that writers mix") {
  CHECK(text::fold("\u0627\u0644\u0642\u0627\u0647\u0631\u0629") ==
        text::fold("\u0627\u0644\u0642\u0627\u0647\u0631\u0647"));
  CHECK(text::fold("\u0623\u0646\u0642\u0631\u0629") == text::fold("\u0627\u0646\u0642\u0631\u0647"));
}

TEST_CASE("marks, tatweel and zero-width characters leave no letter") {
  CHECK(text::clean("\u0645\u064F\u062D\u0640\u0640\u0645\u200D\u062F") == "\u0645\u062D\u0645\u062F");
}

TEST_CASE("presentation forms become letters, lam-alef two of them") {
  CHECK(text::clean("\uFEFB") == "\u0644\u0627");
  Pool pool;
  CHECK(text::length(text::normalise("\uFEFB", pool).form) == 2);
}

TEST_CASE("a letter's offset in the text skips the marks before it") {
  const std::string raw = "\u0648\u064E\u0645\u0635\u0631";  // wa + fatha, then the name
  const Span span{0, static_cast<uint32_t>(raw.size())};
  CHECK(text::letter_offset(raw, span, 0) == 0);
  CHECK(text::letter_offset(raw, span, 1) == 4);
  CHECK(text::letter_offset(raw, span, 9) == raw.size());
}

TEST_CASE("digits of all scripts become ASCII") { CHECK(text::clean("\u0662\u0660\u06F2\u06F4") == "2024"); }
