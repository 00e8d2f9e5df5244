#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write a C++ source that embeds the files below FOLDER (and FILE=PATH pairs) for src/serve/assets.h.

    embed_assets.py OUTPUT.cc FOLDER [/openapi.json=docs/openapi.json ...]
"""
import hashlib
import sys
from pathlib import Path

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".json": "application/json; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
         ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8"}


def files(folder, extra):
    found = {"/" + path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for pair in extra:
        name, _, path = pair.partition("=")
        found[name] = Path(path)
    return sorted(found.items())


def main():
    output, folder, *extra = sys.argv[1:]
    listed = files(Path(folder), extra)
    lines = ["// Made by tools/embed_assets.py.", '#include "serve/assets.h"', ""]
    # The compiler does not see the embedded files: a hash of each makes this source change with them.
    lines += ["// %s %s" % (hashlib.sha256(path.read_bytes()).hexdigest()[:16], name) for name, path in listed]
    for number, (_, path) in enumerate(listed):
        lines += ["asm(\".section .rodata\\n\"",
                  '    ".global isnad_asset_%d\\nisnad_asset_%d:\\n.incbin \\"%s\\"\\n"' % (number, number, path.resolve()),
                  '    ".global isnad_asset_%d_end\\nisnad_asset_%d_end:\\n.byte 0\\n.previous\\n");' % (number, number),
                  'extern "C" const char isnad_asset_%d[], isnad_asset_%d_end[];' % (number, number)]
    lines += ["", "namespace isnad::serve {", "", "const Asset kAssets[] = {"]
    for number, (name, path) in enumerate(listed):
        kind = TYPES.get(path.suffix, "application/octet-stream")
        lines.append('    {"%s", "%s", {isnad_asset_%d, %d}},' % (name, kind, number, path.stat().st_size))
    lines += ["};", "const size_t kAssetCount = %d;" % len(listed), "", "}  // namespace isnad::serve", ""]
    text = "\n".join(lines)
    target = Path(output)
    if not target.exists() or target.read_text(encoding="utf8") != text:
        target.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
