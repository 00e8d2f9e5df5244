#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check that rooms include only rooms on lower lines, as the table of rooms in ARCHITECTURE.md says.

A room may include itself and rooms on lower lines, never a sibling. Public headers (include/isnad) include only
each other and the standard library. Prints one line a fault; exit status 1 when there is one.
"""
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')


def room_lines(architecture):
    """{room: line} of the rows `| 4 | `src/page` | … |`; an empty first cell repeats the line above."""
    rooms, line = {}, None
    for row in architecture.splitlines():
        cell = re.match(r"\|\s*(\d*)\s*\|\s*`src/(\w+)`\s*\|", row)
        if cell:
            line = int(cell[1]) if cell[1] else line
            rooms[cell[2]] = line
    return rooms


def includes(path):
    for number, text in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        found = INCLUDE.match(text)
        if found:
            yield number, found[1], found[2]


def faults(root):
    rooms = room_lines((root / "ARCHITECTURE.md").read_text(encoding="utf8"))
    if not rooms:
        yield "ARCHITECTURE.md: has no table of rooms"
    present = {path.name for path in (root / "src").iterdir() if path.is_dir()}
    for room in sorted(present - set(rooms)):
        yield "src/%s: is missing in ARCHITECTURE.md's table of rooms" % room
    for room in sorted(set(rooms) - present):
        yield "ARCHITECTURE.md: names the room src/%s, which is not there" % room
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in (".h", ".cc", ".inc") or path.name.endswith("_test.cc"):
            continue  # a test may look at a room from above
        room = path.relative_to(root / "src").parts[0]
        for number, own, _ in includes(path):
            other = own.split("/")[0] if own else room
            if own and "/" not in own:
                yield "%s:%d: \"%s\" must name its room: \"%s/%s\"" % (path.relative_to(root), number, own, room, own)
            elif other not in (room, "isnad") and rooms.get(other, 99) >= rooms.get(room, -1):
                yield "%s:%d: %s (line %s) must not include %s (line %s)" % (
                    path.relative_to(root), number, room, rooms.get(room), other, rooms.get(other))
    for path in sorted((root / "include").rglob("*.h")):
        for number, own, system in includes(path):
            foreign = system and re.search(r"[/.]", system) and system not in ("stddef.h", "stdint.h")
            if own and not own.startswith("isnad/") or foreign:
                yield "%s:%d: a public header may include only isnad/ and the standard library" % (
                    path.relative_to(root), number)


def main():
    found = list(faults(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent)))
    for fault in found:
        print(fault)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
