#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make gold readings of sample pages from quoted annotations.

Each eval/sample/annotations/*.json names a page of examples/news, the lines of it that make the text, and what an
annotator found in them, quoted as [sentence, "substring"] or [sentence, "substring", occurrence]. The script finds
the quotes and writes eval/sample/gold.jsonl with character offsets. The format is told in eval/sample/README.md.

    make_gold.py            write gold.jsonl
    make_gold.py --check    fail where gold.jsonl is not what the annotations say
    make_gold.py --show ID  print the numbered sentences of one document, for annotating
"""
import argparse
import json
import pathlib
import re
import sys

from page_text import visible_lines

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
}
STATUS = ("happened", "ongoing", "planned", "possible", "called-for", "conditional", "denied")
TYPES = ("PER", "ORG", "GPE", "LOC")
REGIONS = ("title", "meta", "caption", "body", "junk")
SENTENCE_END = re.compile(r"(?<!\.)[.؟!][»)\"]*(?= |$)")


class Fault(Exception):
    """An annotation that does not fit its text."""


def split_sentences(text):
    """Spans of the sentences: line by line, cut after a full stop, question or exclamation mark before a space."""
    spans, start = [], 0
    for line in text.split("\n"):
        begin = start
        for mark in SENTENCE_END.finditer(line):
            spans.append([begin, start + mark.end()])
            begin = start + mark.end() + 1
        if begin < start + len(line):
            spans.append([begin, start + len(line)])
        start += len(line) + 1
    return spans


def chosen_lines(note, page):
    """The page's lines that make the text, in page order, each with its kind of region."""
    lines, at = [], 0
    for kind, opening in note["lines"]:
        if kind not in REGIONS:
            raise Fault(f"no such region: {kind}")
        found = next((i for i in range(at, len(page)) if page[i].startswith(opening)), None)
        if found is None:
            raise Fault(f"no line after line {at} of the page begins «{opening}»")
        lines.append((kind, page[found]))
        at = found + 1
    return lines


class Quoter:
    """Finds quoted substrings in the sentences of one text."""

    def __init__(self, text, sentences):
        self.text, self.sentences = text, sentences

    def span(self, quote):
        number, words, *rest = [x for x in quote if not isinstance(x, dict)]
        if not 0 <= number < len(self.sentences):
            raise Fault(f"no sentence {number}: «{words}»")
        start, end = self.sentences[number]
        found, at = [], self.text.find(words, start, end)
        while at >= 0:
            found.append([at, at + len(words)])
            at = self.text.find(words, at + 1, end)
        if not found:
            raise Fault(f"sentence {number} has no «{words}»")
        if not rest and len(found) > 1:
            raise Fault(f"sentence {number} has «{words}» {len(found)} times: say which, counting from 0")
        if rest and rest[0] >= len(found):
            raise Fault(f"sentence {number} has «{words}» only {len(found)} times")
        return found[rest[0] if rest else 0]

    def passage(self, quote):
        """[sentence, first words, last words], or [sentence, all the words]."""
        number, first, *last = quote
        start = self.span([number, first])
        if not last:
            return start
        end = self.text.rfind(last[0], start[0], self.sentences[number][1])
        if end < 0:
            raise Fault(f"sentence {number} has no «{last[0]}» after «{first}»")
        return [start[0], end + len(last[0])]


def participant(item, quoter, entities):
    """An entity id, "@CCC" for a state, or a quoted noun phrase that may carry {"of": id}."""
    if isinstance(item, str):
        if item.startswith("@"):
            return {"span": None, "entity": None, "country": item[1:], "of": None}
        if item not in entities:
            raise Fault(f"no entity {item}")
        return {"span": None, "entity": item, "country": None, "of": None}
    of = next((x["of"] for x in item if isinstance(x, dict)), None)
    if of is not None and of not in entities:
        raise Fault(f"no entity {of}")
    return {"span": quoter.span(item), "entity": None, "country": None, "of": of}


def one_of(value, allowed, what):
    if value not in allowed:
        raise Fault(f"no such {what}: {value}")
    return value


def event(item, quoter, entities, times):
    trigger, kind, *rest = item["e"]
    mode = rest[0] if rest else None
    one_of(kind, MODES, "event type")
    if mode is not None:
        one_of(mode, MODES[kind].split(), f"mode of {kind}")
    place, time = item.get("place"), item.get("time")
    if place is not None:
        one_of(place, entities, "entity")
    if time is not None and not 0 <= time < times:
        raise Fault(f"no time {time}")
    parties = {key: [participant(p, quoter, entities) for p in item.get(short, [])]
               for key, short in (("actors", "by"), ("recipients", "to"), ("sources", "from"))}
    return {"trigger": quoter.span(trigger), "type": kind, "mode": mode, "actors": parties["actors"],
            "recipients": parties["recipients"], "place": place, "time": time,
            "status": one_of(item.get("status", "happened"), STATUS, "status"), "sources": parties["sources"],
            "same": item.get("same")}


def layers(note, quoter):
    """Entities, times, quotations, events and designations of an annotation, with offsets."""
    entities = {}
    for key, (kind, name, english, country, mentions) in note["entities"].items():
        entities[key] = {"id": key, "type": one_of(kind, TYPES, "entity type"), "name": name, "en": english,
                         "country": country, "mentions": sorted(quoter.span(m) for m in mentions)}
    taken = {}
    for key, entity in entities.items():
        for start, end in entity["mentions"]:
            clash = next((k for (s, e), k in taken.items() if s < end and start < e), None)
            if clash:
                raise Fault(f"mentions of {clash} and {key} overlap: «{quoter.text[start:end]}»")
            taken[start, end] = key
    times = []
    for number, words, *rest, value in note["times"]:
        start, end = quoter.span([number, words, *rest])
        times.append({"start": start, "end": end, "value": value})
    quotes = []
    for item in note["quotes"]:
        kind = one_of(item["kind"], ("direct", "indirect", "mixed"), "kind of quotation")
        quotes.append({"source": participant(item["source"], quoter, entities),
                       "via": [participant(v, quoter, entities) for v in item.get("via", [])],
                       "cue": quoter.span(item["cue"]), "content": [quoter.passage(c) for c in item["content"]],
                       "kind": kind, "named": item["named"]})
    designations = []
    for number, words, *rest, entity, stance in note["designations"]:
        start, end = quoter.span([number, words, *rest])
        designations.append({"start": start, "end": end, "entity": one_of(entity, entities, "entity"),
                             "stance": one_of(stance, ("+", "0", "-"), "stance")})
    return {"entities": list(entities.values()), "times": times, "quotes": quotes,
            "events": [event(e, quoter, entities, len(times)) for e in note["events"]], "designations": designations}


def reading(note, pages):
    """The gold reading that one annotation file stands for."""
    lines = chosen_lines(note, visible_lines((pages / note["page"]).read_bytes()))
    text = "\n".join(line for _, line in lines)
    sentences = split_sentences(text)
    quoter = Quoter(text, sentences)
    regions, start = [], 0
    for kind, line in lines:
        regions.append({"start": start, "end": start + len(line), "kind": kind})
        start += len(line) + 1
    title = next(([r["start"], r["end"]] for r in regions if r["kind"] == "title"), None)
    return {"schema": "isnad-reading/1", "id": note["id"], "outlet": note["outlet"], "url": note["url"],
            "published": {"value": note["published"], "basis": "given"}, "title": title, "text": text, "regions": regions,
            "sentences": sentences, **layers(note, quoter)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=pathlib.Path, default=ROOT / "examples/news")
    parser.add_argument("--notes", type=pathlib.Path, default=ROOT / "eval/sample/annotations")
    parser.add_argument("--gold", type=pathlib.Path, default=ROOT / "eval/sample/gold.jsonl")
    parser.add_argument("--check", action="store_true", help="compare with the gold file instead of writing it")
    parser.add_argument("--show", metavar="ID", help="print the numbered sentences of one document")
    args = parser.parse_args()
    readings, failed = [], False
    for path in sorted(args.notes.glob("*.json")):
        note = json.loads(path.read_text(encoding="utf-8"))
        if args.show:
            if note["id"] == args.show:
                text = "\n".join(t for _, t in chosen_lines(note, visible_lines((args.pages / note["page"]).read_bytes())))
                for number, (start, end) in enumerate(split_sentences(text)):
                    print(number, text[start:end])
            continue
        try:
            readings.append(reading(note, args.pages))
        except (Fault, KeyError, ValueError) as fault:
            print(f"{path.name}: {fault}", file=sys.stderr)
            failed = True
    if args.show:
        return
    if failed:
        sys.exit(1)
    gold = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in readings)
    if args.check:
        if not args.gold.exists() or args.gold.read_text(encoding="utf-8") != gold:
            sys.exit(f"{args.gold.name} is not what the annotations say: run tools/sample/make_gold.py")
    else:
        args.gold.write_text(gold, encoding="utf-8")
    print(f"{len(readings)} documents, {sum(len(r['events']) for r in readings)} events, "
          f"{sum(len(r['quotes']) for r in readings)} quotations")


if __name__ == "__main__":
    main()
