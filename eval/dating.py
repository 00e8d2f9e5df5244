#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measure `isnad date`: eval/dating.py NEWS.jsonl.gz [--program PATH] [--part measured|development] [--hide N]

Hides the date and address of N articles (those with the smallest SHA-256 of their ids; "development" takes the N after
them), reads all articles into a store, dates the hidden ones by the others and compares with the dates that they had.
"""
import argparse
import collections
import datetime
import gzip
import hashlib
import json
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def hide(rows, part, number, out):
    """Writes the records; returns the dates of the hidden ones by their new ids."""
    texts = collections.Counter(r["text"].strip() for r in rows)
    fit = sorted((r for r in rows if r["text"].strip() and r.get("date") and texts[r["text"].strip()] == 1),
                 key=lambda r: digest(r["id"]))
    chosen = fit[:number] if part == "measured" else fit[number:2 * number]
    hidden = {r["id"]: "hidden-" + digest(r["id"])[:12] for r in chosen}
    dates = {hidden[r["id"]]: r["date"][:10] for r in chosen}
    for r in rows:
        if r["id"] in hidden:
            r = {"id": hidden[r["id"]], "outlet": r["outlet"], "title": r["title"], "text": r["text"]}
        if r["text"].strip():
            out.write(json.dumps(r, ensure_ascii=False) + "\n")
    return dates


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news")
    parser.add_argument("--program", default=str(HERE.parent / "build/release/isnad"))
    parser.add_argument("--part", choices=("measured", "development"), default="measured")
    parser.add_argument("--hide", type=int, default=500)
    options = parser.parse_args()
    with gzip.open(options.news, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        store, texts = Path(folder) / "news.db", Path(folder) / "news.jsonl"
        with open(texts, "w", encoding="utf8") as out:
            dates = hide(rows, options.part, options.hide, out)
        subprocess.run([options.program, "read", "--format", "none", "--store", store, texts], check=False,
                       stderr=subprocess.DEVNULL)
        dated = subprocess.run([options.program, "date", "--store", store, "--format", "jsonl"], check=True,
                               capture_output=True, text=True).stdout
        found = {r["id"]: (r["earliest"], r["latest"]) for r in map(json.loads, dated.splitlines())}
        with sqlite3.connect(store) as db:  # days that the text itself tells
            own = dict(db.execute("SELECT d.given_id, v.published FROM documents d JOIN versions v ON d.current_version "
                                  "= v.id WHERE v.published IS NOT NULL AND d.given_id LIKE 'hidden-%'"))
        found.update({key: (day, day) for key, day in own.items()})
    inside = narrow = both = 0
    lengths = []
    for key, date in dates.items():
        if key not in found:
            continue
        earliest, latest = found[key]
        days = (datetime.date.fromisoformat(latest) - datetime.date.fromisoformat(earliest)).days + 1
        lengths.append(days)
        inside += earliest <= date <= latest
        narrow += days <= 3
        both += days <= 3 and earliest <= date <= latest
    share = lambda number: 100 * number / len(dates)
    print("articles %d, with an interval %d, day told by the text itself %d" % (len(dates), len(lengths), len(own)))
    print("true date inside the interval %.1f %%" % share(inside))
    print("interval of 3 days or less    %.1f %%, the true date inside it in %.1f %% of these" %
          (share(narrow), 100 * both / max(1, narrow)))
    print("median interval %d days" % sorted(lengths)[len(lengths) // 2])
    return 0 if lengths else 1


if __name__ == "__main__":
    sys.exit(main())
