#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gold readings of public news corpora, kept without their texts.

eval/extra/gold.jsonl holds readings made by hand with docs/annotation-guide.md: ids, offsets and labels only, and the
SHA-256 of the text that the offsets count in. The texts are joined in again from the corpora, where somebody has them.

    extra_gold.py join CORPUS.jsonl.gz... > gold-with-texts.jsonl
    extra_gold.py make NOTES_DIR CORPUS.jsonl.gz... > eval/extra/gold.jsonl    from quoted annotations, checked
    extra_gold.py show ID CORPUS.jsonl.gz...                                   numbered sentences, for annotating

Annotations are written as tools/sample/make_gold.py reads them, less `page` and `lines`.
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/sample"))
import make_gold  # noqa: E402

GOLD = ROOT / "eval/extra/gold.jsonl"


def text_of(record):
    """Title line and body of a corpus record, without blank lines."""
    lines = ([record["title"].strip()] if record.get("title") else []) + record["text"].split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def corpora(paths, wanted=None):
    found = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if wanted is None or record["id"] in wanted:
                    found[record["id"]] = record
    return found


def iso_day(date):
    """The day of a corpus date, which is ISO 8601 or dd/mm/yyyy; None where there is none."""
    turned = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", date[:10])
    return "-".join(reversed(turned.groups())) if turned else date[:10] or None


def reading(note, record):
    """The gold reading of one annotation, with its text."""
    text = text_of(record)
    sentences = make_gold.split_sentences(text)
    quoter = make_gold.Quoter(text, sentences)
    gold = make_gold.layers(note, quoter)
    date = iso_day(record.get("date") or "")
    return {"schema": "isnad-reading/1", "id": note["id"], "outlet": record.get("outlet"), "url": record.get("url"),
            "published": {"value": date, "basis": "given" if date else None}, "text": text, "sentences": sentences, **gold}


def make(notes, paths):
    found, failed = corpora(paths), False
    for path in sorted(notes.glob("*.json")):
        try:
            note = json.loads(path.read_text(encoding="utf-8"))
            gold = reading(note, found[note["id"]])
        except (make_gold.Fault, KeyError, ValueError, TypeError, IndexError) as fault:
            print(f"{path.name}: {type(fault).__name__}: {fault}", file=sys.stderr)
            failed = True
            continue
        gold["sha256"] = hashlib.sha256(gold.pop("text").encode()).hexdigest()
        print(json.dumps(gold, ensure_ascii=False))
    return not failed


def join(paths):
    golds = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    found, failed = corpora(paths, {g["id"] for g in golds}), False
    for gold in golds:
        text = text_of(found[gold["id"]]) if gold["id"] in found else ""
        if hashlib.sha256(text.encode()).hexdigest() != gold.pop("sha256"):
            print(f"{gold['id']}: its text is not in these corpora, or another one", file=sys.stderr)
            failed = True
            continue
        print(json.dumps({**gold, "text": text}, ensure_ascii=False))
    return not failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, extra in (("join", ()), ("make", ("notes",)), ("show", ("id",))):
        command = commands.add_parser(name)
        for argument in extra:
            command.add_argument(argument)
        command.add_argument("corpora", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    if args.command == "show":
        text = text_of(corpora(args.corpora, {args.id})[args.id])
        for number, (start, end) in enumerate(make_gold.split_sentences(text)):
            print(number, re.sub(r"\s", " ", text[start:end]))
        return
    good = join(args.corpora) if args.command == "join" else make(pathlib.Path(args.notes), args.corpora)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
