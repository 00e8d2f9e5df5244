#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes lexicon/times/umm_al_qura.tsv from the month starts of the hijridate project (MIT).

    make_umm_al_qura.py ummalqura.py > lexicon/times/umm_al_qura.tsv

The source lists the first day of each month from Muharram 1343 as a running day number; 1 Muharram 1343 is
1 August 1924. Each row of the table has the first day of a Hijri year and the lengths of its twelve months.
"""
import ast
import datetime
import re
import sys

FIRST_YEAR = 1343
FIRST_DAY = datetime.date(1924, 8, 1)

HEADER = """\
# Umm al-Qura calendar, 1343 to 1500 AH: first day of each year (Gregorian) and the lengths of its twelve months.
# columns: year:int  start:date  lengths
# licence: facts; source hijridate (MIT)
# provenance: made by tools/make_umm_al_qura.py from the month starts of hijridate; do not edit by hand"""


def main():
    with open(sys.argv[1], encoding="utf8") as source:
        found = re.search(r"MONTH_STARTS[^=]*=\s*(\(.*?\))", source.read(), re.S)
    starts = ast.literal_eval(found.group(1))
    print(HEADER)
    for index in range(0, len(starts) - 12, 12):
        months = starts[index:index + 13]
        first = FIRST_DAY + datetime.timedelta(days=months[0] - starts[0])
        lengths = ",".join(str(b - a) for a, b in zip(months, months[1:]))
        print(f"{FIRST_YEAR + index // 12}\t{first.isoformat()}\t{lengths}")


if __name__ == "__main__":
    main()
