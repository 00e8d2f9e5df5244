#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measure stories and events against what was planted in the sample news: eval/stories_sample.py [--program PATH] [-v]

Reads examples/news into a store, asks for every story, and compares with eval/sample/plants.jsonl:
merged          an event planted in several documents is one event: a claim or a passage of it in each of them
contradictions  two planted versions stand side by side as versions of one difference; "as such": of one of the same
                kind, so that a disputed day is found as a day
corroborations  an event with one planted source behind several outlets that counts more than one named root: must be 0
copies          a planted copy is found, whole (one text) or in part (its sentence marked as copied)
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def output(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit("%s: %s" % (" ".join(map(str, command)), done.stderr))
    return done.stdout


def norm(text):
    return " ".join(text.split())


def stories(program):
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "s.db"
        output(program, "read", "--format", "none", "--store", store, *sorted((ROOT / "examples/news").glob("*.html")))
        rows = [json.loads(line) for line in output(program, "stories", "--store", store, "--format", "jsonl").splitlines()]
        ids = sorted({row["story"] for row in rows})
        return [json.loads(output(program, "story", "--store", store, s, "--format", "jsonl")) for s in ids]


def passages(event):
    """(document id, sentence) of all that is shown under an event."""
    for claim in event["claims"]:
        yield claim["document"], norm(claim["sentence"] or "")
    for difference in event["differences"]:
        for version in difference["versions"]:
            for passage in version["passages"]:
                yield passage["document"], norm(passage["sentence"] or "")


def holds(sentence, span):
    return norm(span["text"]) in sentence or sentence in norm(span["text"])


def page(span):
    # Two versions of one page are one document.
    return span["document"].replace("-corrected", "")


def merged(plant, found):
    documents = sorted({page(s) for s in plant["spans"]})
    for story in found:
        for event in story["events"]:
            shown = list(passages(event))
            told = {page(s) for s in plant["spans"] if any(holds(sentence, s) for _, sentence in shown)}
            if len(told) == len(documents) or len(told) >= 2:
                return True
    return False


def contradicted(plant, found):
    """What the difference is about in which the planted versions stand; of its own kind where there is one."""
    first = None
    for story in found:
        for event in story["events"]:
            for difference in event["differences"]:
                versions = [[norm(p["sentence"] or "") for p in v["passages"]] for v in difference["versions"]]
                hit = [[s["text"] for s in plant["spans"] if any(holds(x, s) for x in v)] for v in versions]
                hit = [set(h) for h in hit if h]
                if len(hit) >= 2 and (len(set().union(*hit)) >= 2):
                    first = first or difference["about"]
                    if as_such(plant, difference["about"]):
                        return difference["about"]
    return first


def as_such(plant, about):
    kind = plant["kind"]
    return about == kind or kind == "number" and about not in ("date", "place", "actor", "status")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=ROOT / "build/release/isnad")
    parser.add_argument("-v", action="store_true", help="name every plant that was missed")
    args = parser.parse_args()
    plants = [json.loads(line) for line in (ROOT / "eval/sample/plants.jsonl").read_text(encoding="utf8").splitlines()]
    found = stories(args.program)
    by_document = {}
    for story in found:
        for d in story["documents"]:
            by_document[d["id"].replace("-corrected", "")] = story["id"]

    several = [p for p in plants if p["kind"] != "copy" and len({page(s) for s in p["spans"]}) > 1]
    together = [p for p in several if len({by_document.get(page(s), s["document"]) for s in p["spans"]}) == 1]
    joined = [p for p in several if merged(p, found)]
    disputes = [p for p in plants if p["kind"] in ("number", "date", "place", "actor", "status")]
    seen = {id(p): contradicted(p, found) for p in disputes}
    false = 0
    for plant in (p for p in plants if p["kind"] == "false-corroboration"):
        for story in found:
            for event in story["events"]:
                if any(holds(c["sentence"] or "", s) for c in event["claims"] for s in plant["spans"]):
                    false += event["corroboration"]["named"] > 1
    print("documents of a plant in one story: %d of %d" % (len(together), len(several)))
    print("events merged as planted:          %d of %d" % (len(joined), len(several)))
    print("planted contradictions found:      %d of %d" % (sum(v is not None for v in seen.values()), len(disputes)))
    right = sum(v is not None and as_such(p, v) for p in disputes for v in [seen[id(p)]])
    print("  and as such:                     %d of %d" % (right, len(disputes)))
    print("false corroborations:              %d" % false)
    if args.v:
        for p in several:
            if p not in joined:
                print("not merged:", p["event"], p["kind"], "" if p in together else "(in several stories)")
        for p in disputes:
            print("%-9s %s: %s %s" % (seen[id(p)] or "MISSED", p["event"], p["kind"], p["values"]))


if __name__ == "__main__":
    main()
