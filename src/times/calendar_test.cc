// SPDX-License-Identifier: Apache-2.0
#include "times/calendar.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <string>

using isnad::times::Civil;

namespace {

isnad::lexicon::Lexicon open_lexicon() {
  auto lexicon = isnad::lexicon::Lexicon::open(std::string(ISNAD_HOME) + "/lexicon.bin");
  REQUIRE(lexicon);
  return std::move(*lexicon);
}

struct Pair {
  Civil hijri, gregorian;
};

// Facts: issue dates of the newspaper Umm al-Qura, and month starts that its calendar prints.
constexpr Pair kPairs[] = {
    {{1343, 5, 15}, {1924, 12, 12}}, {{1344, 5, 11}, {1925, 11, 27}}, {{1345, 5, 14}, {1926, 11, 19}},
    {{1346, 5, 23}, {1927, 11, 18}}, {{1347, 5, 19}, {1928, 11, 2}},  {{1348, 5, 15}, {1929, 10, 18}},
    {{1349, 5, 11}, {1930, 10, 3}},  {{1350, 5, 12}, {1931, 9, 25}},  {{1351, 5, 8}, {1932, 9, 9}},
    {{1352, 5, 11}, {1933, 9, 1}},   {{1353, 5, 13}, {1934, 8, 24}},  {{1354, 5, 9}, {1935, 8, 9}},
    {{1355, 5, 12}, {1936, 7, 31}},  {{1412, 5, 9}, {1991, 11, 15}},  {{1413, 5, 26}, {1992, 11, 20}},
    {{1414, 5, 14}, {1993, 10, 29}}, {{1415, 5, 9}, {1994, 10, 14}},  {{1416, 5, 12}, {1995, 10, 6}},
    {{1417, 5, 8}, {1996, 9, 20}},   {{1418, 5, 11}, {1997, 9, 12}},  {{1419, 5, 13}, {1998, 9, 4}},
    {{1420, 5, 9}, {1999, 8, 20}},   {{1421, 5, 11}, {2000, 8, 11}},  {{1422, 5, 13}, {2001, 8, 3}},
    {{1423, 5, 9}, {2002, 7, 19}},   {{1424, 5, 11}, {2003, 7, 11}},  {{1425, 5, 14}, {2004, 7, 2}},
    {{1426, 5, 10}, {2005, 6, 17}},  {{1427, 5, 13}, {2006, 6, 9}},   {{1428, 5, 8}, {2007, 5, 25}},
    {{1429, 5, 11}, {2008, 5, 16}},  {{1430, 5, 13}, {2009, 5, 8}},   {{1431, 1, 1}, {2009, 12, 18}},
    {{1434, 7, 1}, {2013, 5, 11}},   {{1438, 1, 1}, {2016, 10, 2}},   {{1441, 7, 1}, {2020, 2, 25}},
    {{1445, 1, 1}, {2023, 7, 19}},   {{1448, 7, 1}, {2026, 12, 10}},  {{1452, 1, 1}, {2030, 5, 3}},
    {{1455, 7, 1}, {2033, 9, 25}},   {{1459, 1, 1}, {2037, 2, 16}},   {{1462, 7, 1}, {2040, 7, 10}},
    {{1466, 1, 1}, {2043, 12, 3}},   {{1469, 7, 1}, {2047, 4, 26}},   {{1473, 1, 1}, {2050, 9, 17}},
    {{1476, 7, 1}, {2054, 2, 9}},    {{1480, 1, 1}, {2057, 7, 3}},    {{1483, 7, 1}, {2060, 11, 24}},
    {{1487, 1, 1}, {2064, 4, 18}},   {{1490, 7, 1}, {2067, 9, 10}},   {{1494, 1, 1}, {2071, 2, 1}},
    {{1497, 7, 1}, {2074, 6, 26}},   {{1356, 1, 1}, {1937, 3, 14}},   {{1358, 10, 1}, {1939, 11, 12}},
    {{1361, 7, 1}, {1942, 7, 14}},   {{1364, 4, 1}, {1945, 3, 15}},   {{1367, 1, 1}, {1947, 11, 14}},
    {{1369, 10, 1}, {1950, 7, 16}},  {{1372, 7, 1}, {1953, 3, 17}},   {{1375, 4, 1}, {1955, 11, 17}},
    {{1378, 1, 1}, {1958, 7, 18}},   {{1380, 10, 1}, {1961, 3, 18}},  {{1383, 7, 1}, {1963, 11, 17}},
    {{1386, 4, 1}, {1966, 7, 19}},   {{1389, 1, 1}, {1969, 3, 19}},   {{1391, 10, 1}, {1971, 11, 19}},
    {{1394, 7, 1}, {1974, 7, 20}},   {{1397, 4, 1}, {1977, 3, 20}},   {{1400, 1, 1}, {1979, 11, 20}},
    {{1402, 10, 1}, {1982, 7, 21}},  {{1405, 7, 1}, {1985, 3, 22}},   {{1408, 4, 1}, {1987, 11, 22}},
    {{1411, 1, 1}, {1990, 7, 23}},
};

}  // namespace

TEST_CASE("Umm al-Qura dates are those of the printed calendar") {
  const auto lexicon = open_lexicon();
  const isnad::times::HijriCalendar calendar(lexicon);
  for (const Pair& pair : kPairs) {
    const auto day = calendar.day(pair.hijri);
    REQUIRE(day);
    CHECK(isnad::times::civil_of(*day) == pair.gregorian);
    CHECK(calendar.date(*day) == pair.hijri);
  }
}

TEST_CASE("every known pair of days agrees, both ways") {
  const auto lexicon = open_lexicon();
  const isnad::times::HijriCalendar calendar(lexicon);
  std::ifstream file(std::string(ISNAD_SOURCE_DIR) + "/tests/data/hijri_dates.tsv");
  int pairs = 0;
  for (std::string line; std::getline(file, line);) {
    Pair pair;
    if (std::sscanf(line.c_str(), "%d-%d-%d\t%d-%d-%d", &pair.hijri.year, &pair.hijri.month, &pair.hijri.day,
                    &pair.gregorian.year, &pair.gregorian.month, &pair.gregorian.day) != 6)
      continue;
    ++pairs;
    const auto day = calendar.day(pair.hijri);
    CHECK(day == isnad::times::day_of(pair.gregorian));
    CHECK(calendar.date(isnad::times::day_of(pair.gregorian)) == pair.hijri);
  }
  CHECK(pairs > 1800);
}

TEST_CASE("outside the table the arithmetic calendar serves") {
  const auto lexicon = open_lexicon();
  const isnad::times::HijriCalendar calendar(lexicon);
  CHECK(isnad::times::civil_of(*calendar.day({1, 1, 1})) == Civil{622, 7, 19});  // 16 July of the Julian calendar
  CHECK(calendar.date(*calendar.day({1300, 2, 29})) == Civil{1300, 2, 29});
  CHECK_FALSE(calendar.day({1300, 2, 30}));
  CHECK_FALSE(calendar.day({1446, 13, 1}));
  CHECK_FALSE(calendar.day({0, 1, 1}));
}

TEST_CASE("Gregorian days") {
  using namespace isnad::times;
  CHECK(day_of({1970, 1, 1}) == 0);
  CHECK(civil_of(day_of({2020, 2, 29})) == Civil{2020, 2, 29});
  CHECK(weekday_of(day_of({2020, 9, 9})) == 3);
  CHECK_FALSE(valid({2020, 2, 30}));
  CHECK(add_months({2020, 1, 31}, 1) == Civil{2020, 2, 29});
  CHECK(add_months({2020, 1, 31}, -13) == Civil{2018, 12, 31});
  CHECK(read_iso_day("2020-09-08T18:00") == day_of({2020, 9, 8}));
  CHECK_FALSE(read_iso_day("2020-13-08"));
}
