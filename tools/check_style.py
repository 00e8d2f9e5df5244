#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check what clang-format does not: characters, licence lines and sizes of files. One line a fault, exit status 1.

With paths it checks these files, else all that git tracks.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_LINE = {".py": 130}  # others: 120, as .clang-format says
MAX_LINES = {".h": 200, ".cc": 600}
LONG = {"src/document/document.h": "all layers at one glance", "tools/train/treebank.h": "one reader of one format"}
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
COPIED = {"eval/score.py"}  # stands elsewhere too; its lines stay as they are
CODE = {".h", ".cc", ".inc", ".py", ".sh", ".cmake"}
SCRIPTS = {"run", "test"}  # files without an extension that are code


def faults_of(name, text):
    path = Path(name)
    cxx = path.suffix in (".h", ".cc", ".inc")
    code = path.suffix in CODE or path.name in SCRIPTS or path.name == "CMakeLists.txt"
    lines = text.split("\n")
    if code and "SPDX-License-Identifier: Apache-2.0" not in "\n".join(lines[:3]):
        yield "%s:1: must begin with its licence: SPDX-License-Identifier: Apache-2.0" % name
    if path.suffix == ".h" and "#pragma once" not in lines:
        yield "%s:1: a header needs #pragma once" % name
    if name not in LONG and len(lines) - 1 > MAX_LINES.get(path.suffix, len(lines)):
        yield "%s: has %d lines, more than %d: it is two" % (name, len(lines) - 1, MAX_LINES[path.suffix])
    if not text.endswith("\n") and text:
        yield "%s: must end with a newline" % name
    for number, line in enumerate(lines, 1):
        where = "%s:%d: " % (name, number)
        if DIRECTION_MARKS.search(line):
            yield where + "holds a hidden direction mark"
        if code and line != line.rstrip():
            yield where + "ends with blanks"
        if cxx and not line.split("//")[0].isascii():
            yield where + "is not ASCII outside a comment: Arabic stands in lexicon and case files"
        if cxx and "\t" in line:
            yield where + "holds a tab"
        most = MAX_LINE.get(path.suffix, 120)
        if (cxx or path.suffix == ".py") and name not in COPIED and len(line) > most:
            yield where + "is longer than %d characters" % most


def main():
    names = sys.argv[1:] or subprocess.run(["git", "-C", ROOT, "ls-files"], check=True, capture_output=True,
                                           text=True).stdout.splitlines()
    found = []
    for name in names:
        path = ROOT / name
        if path.is_symlink() or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf8")
        except UnicodeDecodeError:
            continue  # a page in another charset, weights
        found += faults_of(name, text)
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
