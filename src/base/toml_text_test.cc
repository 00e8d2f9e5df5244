// SPDX-License-Identifier: Apache-2.0
#include "base/toml_text.h"

#include <doctest/doctest.h>

using isnad::line_of_foreign_letter;

TEST_CASE("Letters beyond ASCII may stand in strings and comments of TOML alone") {
  CHECK_EQ(line_of_foreign_letter("\xEF\xBB\xBF# \xC3\xBC\na = \"\xC3\xBC\\\"\xC3\xBC\"\nb = '\xC3\xBC' # \xC3\xBC"),
           0);
  CHECK_EQ(line_of_foreign_letter("a = \"\"\"\n\xC3\xBC \"\n\"\"\"\nb = '''\n\xC3\xBC\n'''\n"), 0);
  CHECK_EQ(line_of_foreign_letter("a = 1\n\xC3\xBC = 1\n"), 2);
  CHECK_EQ(line_of_foreign_letter("a = \"not ended\n\xC3\xBC = 1\n"), 2);
  CHECK_EQ(line_of_foreign_letter("a = 'x'\xC3\xBC"), 1);
  CHECK_EQ(line_of_foreign_letter("a = \"\\"), 0);
}
