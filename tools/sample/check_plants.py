#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check that everything planted in the sample news still stands in its page.

Reads eval/sample/plants.jsonl; each span must be found in the visible text of its page. Also checks that each page
says that it is a sample. Prints what is missing and exits 1, or one line with the counts.
"""
import argparse
import collections
import json
import pathlib
import sys

from page_text import decode, visible_lines

ROOT = pathlib.Path(__file__).resolve().parents[2]
KINDS = ("number", "date", "place", "actor", "status", "copy", "false-corroboration")
KEYS = {"event", "documents", "kind", "values", "spans"}


def check(pages, plants):
    """Faults of the planted records, as lines of text."""
    texts, faults = {}, []
    for path in sorted(pages.glob("*.html")):
        data = path.read_bytes()
        try:
            texts[path.name] = "\n".join(visible_lines(data))
        except (UnicodeDecodeError, LookupError) as error:
            faults.append(f"{path.name}: not in its declared charset: {error}")
            continue
        if '<meta name="isnad-sample"' not in decode(data) or "صفحة عيّنة" not in texts[path.name]:
            faults.append(f"{path.name}: does not say that it is a sample (meta and footer)")
    kinds = collections.Counter()
    for number, line in enumerate(plants.read_text(encoding="utf-8").splitlines(), 1):
        plant = json.loads(line)
        where = f"{plants.name}:{number}"
        if set(plant) != KEYS or plant["kind"] not in KINDS:
            faults.append(f"{where}: wants the keys {sorted(KEYS)} and a kind of {KINDS}")
            continue
        kinds[plant["kind"]] += 1
        for name in plant["documents"]:
            if name not in texts:
                faults.append(f"{where}: no page {name}")
            elif all(span["document"] != name for span in plant["spans"]):
                faults.append(f"{where}: no span in {name}")
        for span in plant["spans"]:
            if span["document"] not in plant["documents"]:
                faults.append(f"{where}: span in {span['document']}, which is not among the documents")
            elif span["text"] not in texts.get(span["document"], ""):
                faults.append(f"{where}: {span['document']} has no «{span['text']}»")
    return faults, len(texts), kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=pathlib.Path, default=ROOT / "examples/news")
    parser.add_argument("--plants", type=pathlib.Path, default=ROOT / "eval/sample/plants.jsonl")
    args = parser.parse_args()
    faults, pages, kinds = check(args.pages, args.plants)
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print(f"{pages} pages, {sum(kinds.values())} plants found: " + ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())))


if __name__ == "__main__":
    main()
