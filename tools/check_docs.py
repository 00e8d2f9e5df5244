#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check that documents and tree agree, and that nothing of a developer's machine stands in the repository.

- what a document links to or names as `src/page` or `tests/cases/` is there;
- every property of docs/reading.schema.json is told in docs/reading.md;
- every lexicon file has its header; every model has a card that names data, licence and
  command (models/claims.md is also the card of models/claims_status.model), and every card a model;
- no absolute paths of one machine, no registry addresses, no file over 20 MB.

One line a fault, exit status 1.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "include", "lexicon", "models", "eval", "bench", "tests", "tools", "examples", "docs", "completions",
           "cmake", ".ci", "web", "python")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
# bench/gold and bench/gsr lie outside the repository, beside it.
NAMED = re.compile(r"`(?:\./)?((?:%s)/[^`\s]*|\./(?:run|test))`" % "|".join(map(re.escape, FOLDERS)))
MACHINE = re.compile(r"(?<![\w.~-])/(?:tmp|work|root|farm|home)/(?!X{3}|\$|user\b)[A-Za-z0-9_.]")
REGISTRY = re.compile(r"\"(?:resolved|tarball)\": *\"https?:|--(?:extra-)?index-url|^deb +https?:", re.MULTILINE)
LARGEST = 20 << 20
CARD = ("Data", "Licence", "Command")


def tracked():
    return subprocess.run(["git", "-C", ROOT, "ls-files"], check=True, capture_output=True,
                          text=True).stdout.splitlines()


def is_there(name):
    return any(True for _ in ROOT.glob(name)) if "*" in name else (ROOT / name).exists()


def document_faults(name, text):
    for number, line in enumerate(text.splitlines(), 1):
        for target in LINK.findall(line):
            if not re.match(r"[a-z]+:", target) and not (ROOT / name).parent.joinpath(target).exists():
                yield "%s:%d: links to %s, which is not there" % (name, number, target)
        for target in NAMED.findall(line):
            target = target.rstrip("/.,:").removeprefix("./")
            if not re.search(r"[A-Z]{3}|[<{…]|^bench/g", target) and not is_there(target):
                yield "%s:%d: names %s, which is not there" % (name, number, target)


def schema_faults():
    told = (ROOT / "docs/reading.md").read_text(encoding="utf8")

    def properties(node):
        if isinstance(node, dict):
            yield from node.get("properties", {})
            for value in node.values():
                yield from properties(value)
        elif isinstance(node, list):
            for value in node:
                yield from properties(value)
    schema = json.loads((ROOT / "docs/reading.schema.json").read_text(encoding="utf8"))
    for name in sorted(set(properties(schema))):
        if not re.search(r"\b%s\b" % re.escape(name), told):
            yield "docs/reading.md: does not tell of \"%s\", which docs/reading.schema.json has" % name


def model_faults(names):
    models = {Path(n).stem for n in names if re.fullmatch(r"models/[^/]+\.model", n)}
    cards = {Path(n).stem for n in names if re.fullmatch(r"models/[^/]+\.md", n)} - {"README"}
    def card(stem):
        return stem if stem in cards else stem.split("_")[0]
    for stem in sorted(stem for stem in models if card(stem) not in cards):
        yield "models/%s.model: has no card models/%s.md" % (stem, card(stem))
    for stem in sorted(cards - {card(stem) for stem in models}):
        yield "models/%s.md: has no model" % stem
    for stem in sorted(cards):
        text = (ROOT / "models" / (stem + ".md")).read_text(encoding="utf8").lower()
        for word in CARD:
            if word.lower() not in text:
                yield "models/%s.md: does not tell its %s" % (stem, word.lower())
    size = sum((ROOT / n).stat().st_size for n in names if n.startswith("models/"))
    if size > LARGEST:
        yield "models: %.1f MB together, more than %d" % (size / 1e6, LARGEST >> 20)


def lexicon_faults(name, text):
    head = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    for key in ("columns", "licence", "provenance"):
        if not re.search(r"^# %s: \S" % key, head, re.MULTILINE):
            yield "%s:1: the header has no line \"# %s: …\"" % (name, key)


def main():
    names, found = tracked(), []
    for name in names:
        path = ROOT / name
        if path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size > LARGEST:
            found.append("%s: %.1f MB are too many" % (name, path.stat().st_size / 1e6))
        try:
            text = path.read_text(encoding="utf8")
        except UnicodeDecodeError:
            continue
        if name != "tools/check_docs.py":
            found += ["%s: holds a path of one machine: %s" % (name, m[0]) for m in MACHINE.finditer(text)]
            found += ["%s: holds a registry's address: %s" % (name, m[0]) for m in REGISTRY.finditer(text)]
        if name.endswith(".md"):
            found += document_faults(name, text)
        if re.fullmatch(r"lexicon/.+\.tsv", name):
            found += lexicon_faults(name, text)
    found += schema_faults()
    found += model_faults(names)
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
