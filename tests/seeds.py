#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the five real pages that the project began with and checks what a reader of them must find.

    tests/seeds.py PROGRAM FOLDER

The pages are publishers' texts and no part of the repository; without the folder a line says SKIPPED. What is looked
for is told by type, status and kind of source alone.
"""
import json
import subprocess
import sys
from pathlib import Path

VISIT = {"type": "CONSULT", "mode": "visit"}
# page -> what at least one of its events must be; `source`: None for the outlet itself, False unnamed, True anybody
EXPECTED = {
    "seed-0.txt": [{**VISIT, "status": "happened", "source": False},    # a delegation arrived, on the word of media
                   {**VISIT, "status": "possible", "source": False}],   # a visit that may come, on a source's word
    "seed-1.txt": [{"status": "possible", "source": False},             # ties that are wished for
                   {"type": "REQUEST", "source": False}],               # instructions to the media
    "seed-2.txt": [{**VISIT, "date": "2020-12-27"},                     # a visit on a day
                   {"type": "CONSULT", "source": True}],                # a meeting told by another outlet
    "seed-3.txt": [{**VISIT, "source": False},                          # a visit on sources' word
                   {"type": "AID", "status": "ongoing", "source": True}],
    "seed-4.txt": [{**VISIT, "source": True}],                          # a secret visit, on an outlet's word
}


def fits(event, wanted):
    for key, value in wanted.items():
        if key == "source":
            if value is None and event["sources"] or value is not None and not event["sources"]:
                return False
            if value is False and event["sources"][0]["entity"] is not None:
                return False
        elif event[key] != value:
            return False
    return True


def faults(reading):
    page = reading["id"]
    junk = [r for r in reading["regions"] if r["kind"] == "junk"]
    title = reading["title"]
    if not title:
        yield "%s: has no headline" % page
    for event in reading["events"]:
        if any(r["start"] <= event["trigger"][0] < r["end"] for r in junk):
            yield "%s: claim %s stands in clutter" % (page, event["id"])
    if (reading["published"]["value"] or "").startswith("2024"):
        yield "%s: takes the day it was saved for its date" % page
    for wanted in EXPECTED.get(page, []):
        if not any(fits(event, wanted) for event in reading["events"]):
            yield "%s: no event is %s" % (page, wanted)
    if page in ("seed-0.txt", "seed-1.txt", "seed-3.txt", "seed-4.txt") and not junk:
        yield "%s: no line is taken for clutter" % page


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    pages = sorted(folder.glob("seed-*.txt"))
    if not pages:
        print("SKIPPED: %s holds no pages" % folder)
        return 0
    lines = subprocess.run([program, "read", "--format", "jsonl", *map(str, pages)], check=True, capture_output=True,
                           text=True).stdout.splitlines()
    readings = [json.loads(line) for line in lines]
    found = [fault for reading in readings for fault in faults(reading)]
    if len(readings) != len(pages):
        found.append("%d pages, %d readings" % (len(pages), len(readings)))
    print("\n".join(found) or "%d pages read as expected" % len(pages))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
