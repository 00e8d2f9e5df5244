#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compare the program's times with the Arabic cases of Recognizers-Text: eval/recognizers.py ARCHIVE [--program PATH]

ARCHIVE is dates.tar.gz or a folder with Specs/DateTime/Arabic/*.json in it. Cases that name dotnet as not supporting
them are left out, and so are those of recognizers-left-out.tsv, each with the reason why the guide wants something else.
A case is right when each expected expression overlaps a found one, nothing else is found and, where a value is
expected, it is the same days or hours. README.md tells which values count as the same.
"""
import argparse
import datetime
import io
import json
import re
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEFT_OUT = HERE / "recognizers-left-out.tsv"
DAY = datetime.timedelta(days=1)
# Stands before each case, in one paragraph with it: a line that holds nothing but a date is a page's byline.
BEFORE = "قال المتحدث إن الأمر واضح للجميع ولا يحتاج إلى شرح. "


def files(archive):
    """(name, cases) of each file, by name."""
    path = Path(archive)
    found = {}
    if path.is_dir():
        for file in path.rglob("DateTime/Arabic/*.json"):
            found[file.stem] = file.read_text(encoding="utf-8-sig")
    else:
        with tarfile.open(path) as tar:
            for member in tar:
                if re.search(r"DateTime/Arabic/\w+\.json$", member.name):
                    found[Path(member.name).stem] = tar.extractfile(member).read().decode("utf-8-sig")
    return [(name, json.loads(found[name])) for name in sorted(found)]


def cases(archive):
    for name, rows in files(archive):
        for number, case in enumerate(rows):
            if "dotnet" not in case.get("NotSupported", "").lower():
                yield "%s-%d" % (name, number), case


def last_of_month(year, month):
    return datetime.date(year + month // 12, month % 12 + 1, 1) - DAY


def days(value):
    """(first day, last day) of a value as the program writes it; None for what has none."""
    first, _, last = value.partition("/")
    spans = []
    for part in (first, last or first):
        part = part.split("T")[0]
        match = re.fullmatch(r"(\d{2,4})(X{0,2})(?:-(\d\d))?(?:-(\d\d))?", part)
        if not match or len(match[1] + match[2]) != 4:
            return None
        unknown = len(match[2])
        begin, end = int(match[1] + "0" * unknown), int(match[1] + "9" * unknown)
        if match[4]:
            spans.append((datetime.date(begin, int(match[3]), int(match[4])),) * 2)
        elif match[3] and int(match[3]) <= 12:
            spans.append((datetime.date(begin, int(match[3]), 1), last_of_month(begin, int(match[3]))))
        elif match[3]:
            spans.append((begin, int(match[3])))  # a season
        else:
            spans.append((datetime.date(begin, 1, 1), datetime.date(end, 12, 31)))
    return spans[0][0], spans[1][1]


def hours(value):
    return [h for h in re.findall(r"T(\d\d:\d\d)", value)]


SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
EDGES = re.compile("مطلع|أوائل|بداية|منتصف|أواخر|نهاية|لاحق|مبكر")
UNITS = re.compile("شهر|سنة|سنوات|سنين|عام|أعوام|أسبوع|أسابيع|عقد|عقود")
COMING = re.compile("قادم|مقبل|خلال|مستقبل")
PART_OF_DAY = {"TMO", "TAF", "TEV", "TNI", "TDT", "TMI"}


def units(value):
    """The first and the last day of each end of a value: a month is its days."""
    ends = value.split("/")
    found = [days(end) for end in (ends[0], ends[-1])]
    return found if all(f and isinstance(f[0], datetime.date) for f in found) else None


def holds(unit, *candidates):
    return any(unit[0] <= day <= unit[1] for day in candidates)


def same_range(found, begin, end, timex, told):
    """`end` is the day after the last, as Recognizers counts, or the last where a text tells both ends."""
    ends = units(found)
    if not ends:
        return False
    first, last = ends
    starts = (begin, begin - DAY) if COMING.search(told) else (begin,)  # "the next three days" begin today
    if holds(first, *starts) and holds(last, end, end - DAY):
        return True
    if EDGES.search(told) and re.fullmatch(r"[\dX]{4}(-\d\d|-W\d\d)?", timex):  # the guide has its own lengths
        return first[0] < end and begin <= last[1]
    return False


def same_value(found, expected, told):
    """True when the found value means what is expected, at the precision in which the guide writes it."""
    value = expected["Value"]
    timex = value.get("Timex", "")
    if timex in PART_OF_DAY:  # the guide has no parts of the day: the day is the value
        return re.fullmatch(r"\d{4}-\d\d-\d\d", found) is not None
    season = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", timex)
    if season:
        return found == "%s-%d" % (season[1], SEASONS[season[2]])
    for one in (value.get("PastResolution") or {}, value.get("FutureResolution") or {}):
        if "date" in one and one["date"].startswith("0001"):  # a day that does not exist
            if found == "?":
                return True
        elif "date" in one:
            day = datetime.date.fromisoformat(one["date"])
            ends = units(found)
            if ends and ends[0] == ends[1] and (ends[0] == (day, day) or UNITS.search(told) and holds(ends[0], day)):
                return True  # units counted back keep their precision: "a month ago" is a month
            if ends and UNITS.search(told) and (ends[1][1] - ends[0][0]).days == 6 and ends[0][0] <= day <= ends[1][1]:
                return True  # a week
        elif "startDate" in one and "endDate" in one:
            if same_range(found, datetime.date.fromisoformat(one["startDate"]),
                          datetime.date.fromisoformat(one["endDate"]), timex, told):
                return True
        elif "time" in one:
            if hours(found) == [one["time"][:5]]:
                return True
        elif "startTime" in one and "endTime" in one:
            if hours(found) == [one["startTime"][:5], one["endTime"][:5]]:
                return True
    return False


def right(case, reading):
    offset = len(BEFORE)
    times = [(t["start"] - offset, t["end"] - offset, t["value"]) for t in reading["times"]]
    used = set()
    for expected in case["Results"]:
        begin = expected.get("Start")
        if begin is None:
            begin = case["Input"].find(expected["Text"])
        end = begin + len(expected["Text"])
        over = [i for i, (b, e, _) in enumerate(times) if b < end and begin < e]
        used.update(over)
        if not over:
            return "not found: " + expected["Text"]
        if expected.get("Value") and not any(same_value(times[i][2], expected, expected["Text"]) for i in over):
            return "value %s for %s: %s" % ([times[i][2] for i in over], expected["Text"], expected["Value"])
    extra = [times[i] for i in range(len(times)) if i not in used]
    return "found besides: %s" % extra if extra else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive")
    parser.add_argument("--program", default=str(HERE.parent / "build/release/isnad"))
    parser.add_argument("--faults", action="store_true", help="print each case that is not right")
    parser.add_argument("--everything", action="store_true", help="also those that are left out")
    options = parser.parse_args()
    left_out = {}
    if LEFT_OUT.exists() and not options.everything:
        for line in LEFT_OUT.read_text(encoding="utf8").splitlines():
            if line and not line.startswith("#"):
                key, reason = line.split("\t")
                left_out[key] = reason
    chosen = dict(cases(options.archive))
    lines = [json.dumps({"id": key, "text": BEFORE + case["Input"],
                         "date": case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]},
                        ensure_ascii=False) for key, case in chosen.items() if key not in left_out]
    done = subprocess.run([options.program, "read", "--format", "jsonl", "-"], input="\n".join(lines) + "\n",
                          capture_output=True, text=True, check=False)
    readings = {r["id"]: r for r in map(json.loads, done.stdout.splitlines())}
    table = {}
    for key, case in chosen.items():
        row = table.setdefault(key.rsplit("-", 1)[0], [0, 0, 0])
        row[0] += 1
        if key in left_out:
            row[1] += 1
            continue
        fault = right(case, readings[key]) if key in readings else "not read"
        row[2] += not fault
        if fault and options.faults:
            print("%s\t%s\t%s" % (key, case["Input"], fault))
    print("%-24s %6s %9s %6s %6s" % ("file", "cases", "left out", "right", "%"))
    table["all"] = [sum(column) for column in zip(*table.values())]
    for name, (number, out, good) in table.items():
        print("%-24s %6d %9d %6d %6.1f" % (name, number, out, good, 100 * good / max(1, number - out)))


if __name__ == "__main__":
    main()
