#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Score readings against gold.

    score.py --texts GOLD.jsonl > IN.jsonl     the texts as reader input: id, outlet, date, url, text
    score.py GOLD.jsonl READINGS.jsonl [--json] [--per-document] [--errors N]

GOLD and READINGS hold one object a line as docs/reading.md defines them; gold lines need only the layers.
Documents are paired by id; a gold document without a reading counts as an empty reading.
Prints, layer by layer, precision, recall and F1 in per cent.
"""
import argparse
import collections
import json
import re
import sys

LAYERS = ("entities", "times", "quotes", "events", "designations")


def overlap(a, b):
    """Shared length of two [start, end) spans."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) if a and b else 0


def best_pairs(left, right, weight):
    """Greedy one-to-one pairing of two lists by descending weight(l, r) > 0."""
    candidates = [(weight(l, r), -i, -j) for i, l in enumerate(left) for j, r in enumerate(right)]
    taken_l, taken_r, pairs = set(), set(), []
    for w, i, j in sorted(candidates, reverse=True):
        i, j = -i, -j
        if w <= 0:
            break
        if i in taken_l or j in taken_r:
            continue
        taken_l.add(i)
        taken_r.add(j)
        pairs.append((left[i], right[j]))
    return pairs


class Tally:
    """Counts of right, found and wanted items, by name."""

    def __init__(self):
        self.rows = collections.OrderedDict()

    def add(self, name, right, found, wanted):
        row = self.rows.setdefault(name, [0, 0, 0])
        row[0] += right
        row[1] += found
        row[2] += wanted

    @staticmethod
    def prf(row):
        right, found, wanted = row
        p = 100.0 * right / found if found else 0.0
        r = 100.0 * right / wanted if wanted else 0.0
        return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def normal_name(name):
    """A name with the spelling differences that do not matter taken out."""
    name = re.sub("[\u064b-\u0652\u0640\u200e\u200f]", "", name or "")
    name = re.sub("[أإآٱ]", "ا", name).replace("ى", "ي").replace("ة", "ه").replace("ؤ", "و").replace("ئ", "ي")
    return re.sub(r"\s+", " ", re.sub(r"[«»\"'()\-–]", " ", name)).strip()


def pair_entities(gold, read):
    """Pairs of gold and read entities by shared mentions."""
    def shared(g, r):
        return sum(1 for a in g["mentions"] for b in r["mentions"] if overlap(a, b) > 0)
    return best_pairs(gold, read, shared)


class Same:
    """Decides whether two participants are the same one, in one document."""

    def __init__(self, gold, read):
        self.entity = {g["id"]: r["id"] for g, r in pair_entities(gold["entities"], read["entities"])}
        self.gold = {e["id"]: e for e in gold["entities"]}
        self.read = {e["id"]: e for e in read["entities"]}

    def __call__(self, g, r):
        if g.get("entity"):
            if r.get("entity") and self.entity.get(g["entity"]) == r["entity"]:
                return True
            return any(overlap(m, r.get("span")) for m in self.gold[g["entity"]]["mentions"]) and not r.get("entity")
        if g.get("country") and not g.get("span"):
            country = r.get("country")
            if not country and r.get("entity") in self.read:
                country = self.read[r["entity"]].get("country")
            # a state may be given by its country, its capital or its government, never by a citizen
            if country != g["country"]:
                return False
            kind = self.read.get(r.get("entity"), {}).get("type")
            return kind != "PER"
        if g.get("span") and r.get("span") and overlap(g["span"], r["span"]) > 0:
            return True
        if g.get("span") and r.get("entity"):
            # «وزير الخارجية التركي مولود تشاووش أوغلو» names a person: his other mentions are he, too;
            # «الأمم المتحدة» or «وكالة رويترز» named by any of its mentions likewise
            return any(self.entity.get(e["id"]) == r["entity"] for e in self.gold.values()
                       if any(overlap(m, g["span"]) and (e["type"] == "PER" or m[0] - g["span"][0] <= 6 and m[1] >= g["span"][1])
                              for m in e["mentions"]))
        return False


def participants(gold, read, same):
    """Number of one-to-one matches between two participant lists."""
    return len(best_pairs(gold, read, lambda g, r: 1 if same(g, r) else 0))


def score_document(gold, read, tally, misses):
    same = Same(gold, read)
    # entities: named spans with their type; LOC and GPE are one class in "names (4 types merged to 3)"
    g_names = {(m[0], m[1], e["type"]) for e in gold["entities"] for m in e["mentions"]}
    r_names = {(m[0], m[1], e["type"]) for e in read["entities"] for m in e["mentions"]}
    tally.add("names: span and type", len(g_names & r_names), len(r_names), len(g_names))
    pairs = pair_entities(gold["entities"], read["entities"])
    tally.add("entities: who is who", sum(
        1 for g, r in pairs if normal_name(g["name"]) == normal_name(r.get("name"))
        or normal_name(g.get("en")).lower() == normal_name(r.get("en")).lower()),
        len(read["entities"]), len(gold["entities"]))
    tally.add("entities: country", sum(1 for g, r in pairs if g.get("country") and g.get("country") == r.get("country")),
              sum(1 for r in read["entities"] if r.get("country")), sum(1 for g in gold["entities"] if g.get("country")))
    # times
    pairs = best_pairs(gold["times"], read["times"], lambda g, r: overlap((g["start"], g["end"]), (r["start"], r["end"])))
    # an expression whose value gold leaves open («?») may be found or left out
    known = [g for g in gold["times"] if g["value"] != "?"]
    paired = {id(r): g for g, r in pairs}
    found_known = sum(
        paired[id(r)]["value"] != "?" if id(r) in paired else r.get("value") not in (None, "?") for r in read["times"])
    tally.add("times: found", sum(1 for g, r in pairs if g["value"] != "?"), found_known, len(known))
    tally.add("times: found and right", sum(1 for g, r in pairs if g["value"] != "?" and g["value"] == r.get("value")),
              found_known, len(known))
    # quotations: half of the words shared and the same source
    def content_overlap(g, r):
        inter = sum(overlap(a, b) for a in g["content"] for b in r["content"])
        union = sum(b - a for a, b in g["content"]) + sum(b - a for a, b in r["content"]) - inter
        return inter / union if union and inter / union >= 0.5 else 0
    pairs = best_pairs(gold["quotes"], read["quotes"], content_overlap)
    tally.add("quotations: passage", len(pairs), len(read["quotes"]), len(gold["quotes"]))
    tally.add("quotations: passage and speaker", sum(1 for g, r in pairs if same(g["source"], r.get("source") or {})),
              len(read["quotes"]), len(gold["quotes"]))
    # events
    sentence = {}
    for i, (s, e) in enumerate(gold["sentences"]):
        for k in range(s, e):
            sentence[k] = i
    def close(g, r):
        if sentence.get(g["trigger"][0]) != sentence.get(r["trigger"][0], -1):
            return 0
        hit, typed = overlap(g["trigger"], r["trigger"]) > 0, g["type"] == r["type"]
        if not (hit or typed):
            return 0
        return 4 * hit + 3 * typed + participants(g["actors"], r["actors"], same) \
            + participants(g["recipients"], r["recipients"], same)
    pairs = best_pairs(gold["events"], read["events"], close)
    typed = [(g, r) for g, r in pairs if g["type"] == r["type"]]
    tally.add("events: found and typed", len(typed), len(read["events"]), len(gold["events"]))
    facts = [0, 0, 0]
    def fact(name, right, found, wanted):
        tally.add(name, right, found, wanted)
        for k, v in enumerate((right, found, wanted)):
            facts[k] += v
    for key in ("actors", "recipients", "sources"):
        fact("events: " + key, sum(participants(g[key], r[key], same) for g, r in typed),
             sum(len(r[key]) for r in read["events"]), sum(len(g[key]) for g in gold["events"]))
    not_fact = ("planned", "possible", "called-for", "conditional", "denied")
    tally.add("events: told as not (yet) done", sum(g["status"] in not_fact and r.get("status") in not_fact for g, r in typed),
              sum(r.get("status") in not_fact for g, r in typed), sum(g["status"] in not_fact for g, r in typed))
    tally.add("events: whole chain of sources", sum(
        len(g["sources"]) == len(r["sources"]) == participants(g["sources"], r["sources"], same) for g, r in typed if g["sources"]),
        sum(1 for r in read["events"] if r["sources"]), sum(1 for g in gold["events"] if g["sources"]))
    fact("events: status", sum(g["status"] == r.get("status") for g, r in typed), len(read["events"]), len(gold["events"]))
    tally.add("  status right, of those typed", sum(g["status"] == r.get("status") for g, r in typed), len(typed), len(typed))
    tally.add("  mode right, of those typed", sum(g.get("mode") == r.get("mode") for g, r in typed), len(typed), len(typed))
    tally.add("  sources right, of those typed", sum(participants(g["sources"], r["sources"], same) for g, r in typed),
              sum(len(r["sources"]) for g, r in typed), sum(len(g["sources"]) for g, r in typed))
    def told_twice(events):
        return {(i, j) for i, a in enumerate(events) for j, b in enumerate(events)
                if i < j and a.get("same") is not None and a.get("same") == b.get("same")}
    g_twice, r_twice = told_twice([g for g, _ in typed]), told_twice([r for _, r in typed])
    tally.add("  same act told twice, pairs", len(g_twice & r_twice), len(r_twice), len(g_twice))
    ranked = sorted(read["events"], key=lambda r: -(r.get("parse_confidence") or 0))[:len(read["events"]) // 2]
    typed_ids = {id(r) for _, r in typed}
    tally.add("  typed right in the surer half", sum(id(r) in typed_ids for r in ranked), len(ranked), len(ranked))
    place = {g["id"]: r["id"] for g, r in pair_entities(gold["entities"], read["entities"])}
    fact("events: place", sum(1 for g, r in typed if g.get("place") and r.get("place") and place.get(g["place"]) == r["place"]),
         sum(1 for r in read["events"] if r.get("place")), sum(1 for g in gold["events"] if g.get("place")))
    def date(reading, event):
        value = reading["times"][event["time"]]["value"] if event.get("time") is not None else event.get("date")
        return None if value == "?" else value
    open_dates = {id(r) for g, r in typed if g.get("time") is not None and not date(gold, g)}  # gold cannot tell: not judged
    fact("events: date", sum(1 for g, r in typed if date(gold, g) and date(gold, g) == date(read, r)),
         sum(1 for r in read["events"] if date(read, r) and id(r) not in open_dates),
         sum(1 for g in gold["events"] if date(gold, g)))
    facts = [facts[0] + len(typed), facts[1] + len(read["events"]), facts[2] + len(gold["events"])]
    tally.add("CLAIMS: all facts of all events", *facts)
    hit = {id(g) for g, _ in typed}
    got = {id(r) for _, r in typed}
    for g in gold["events"]:
        if id(g) not in hit:
            misses.append(("missed", gold["id"], g["type"], gold["text"][g["trigger"][0]:g["trigger"][1]],
                           gold["text"][slice(*gold["sentences"][sentence[g["trigger"][0]]])]))
    for r in read["events"]:
        if id(r) not in got:
            s = sentence.get(r["trigger"][0])
            misses.append(("extra", gold["id"], r["type"], gold["text"][r["trigger"][0]:r["trigger"][1]],
                           gold["text"][slice(*gold["sentences"][s])] if s is not None else ""))
    # designations
    pairs = best_pairs(gold["designations"], read["designations"],
                       lambda g, r: overlap((g["start"], g["end"]), (r["start"], r["end"])) if g["stance"] == r["stance"] else 0)
    tally.add("designations", len(pairs), len(read["designations"]), len(gold["designations"]))
    tally.add("  designations with their entity", sum(same.entity.get(g["entity"]) == r.get("entity") for g, r in pairs),
              len(read["designations"]), len(gold["designations"]))
    loaded_g = [d for d in gold["designations"] if d["stance"] != "0"]
    loaded_r = [d for d in read["designations"] if d["stance"] != "0"]
    pairs = best_pairs(loaded_g, loaded_r,
                       lambda g, r: overlap((g["start"], g["end"]), (r["start"], r["end"])) if g["stance"] == r["stance"] else 0)
    tally.add("designations: loaded ones", len(pairs), len(loaded_r), len(loaded_g))
    # regions: characters of title and body kept
    if gold.get("regions"):
        kept = lambda d: {k for x in d.get("regions") or [] if x["kind"] in ("title", "body") for k in range(x["start"], x["end"])}
        g_kept, r_kept = kept(gold), kept(read)
        tally.add("main text: characters", len(g_kept & r_kept), len(r_kept), len(g_kept))


def load(path):
    with open(path, encoding="utf8") as lines:
        return {d["id"]: d for d in map(json.loads, filter(str.strip, lines))}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold")
    parser.add_argument("readings", nargs="?")
    parser.add_argument("--texts", action="store_true", help="print the gold texts as reader input")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--per-document", action="store_true", help="claims F1 of each document")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N missed and extra events")
    args = parser.parse_args()
    gold = load(args.gold)
    if args.texts:
        for key, g in gold.items():
            date = (g.get("published") or {}).get("value")
            print(json.dumps({"id": key, "outlet": g.get("outlet"), "date": date, "url": g.get("url"), "text": g["text"]},
                             ensure_ascii=False))
        return
    if args.errors and args.gold.endswith("dev.jsonl"):
        sys.exit("errors are read on train; dev gives figures only")
    readings = load(args.readings)
    total, misses = Tally(), []
    for key, g in gold.items():
        r = readings.get(key, {})
        r = {**r, **{layer: r.get(layer) or [] for layer in LAYERS}}
        if r.get("text") is not None and r["text"] != g["text"]:
            sys.exit(f"{key}: the reading's text is not the gold text; offsets would not compare")
        one = Tally()
        score_document(g, r, one, misses)
        for name, row in one.rows.items():
            total.add(name, *row)
        if args.per_document:
            print("%-12s claims F1 %5.1f" % (key, Tally.prf(one.rows["CLAIMS: all facts of all events"])[2]))
    if args.json:
        print(json.dumps({n: dict(zip(("p", "r", "f1"), (round(x, 2) for x in Tally.prf(row)))) for n, row in total.rows.items()}))
        return
    print("%-36s %7s %7s %7s %8s" % ("%d documents" % len(gold), "P", "R", "F1", "gold"))
    for name, row in total.rows.items():
        print("%-36s %7.1f %7.1f %7.1f %8d" % ((name,) + Tally.prf(row) + (row[2],)))
    for kind, doc, etype, trigger, text in misses[:args.errors]:
        print(f"{kind:7} {doc:12} {etype:10} {trigger} | {text}")


if __name__ == "__main__":
    main()
