#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints src/text/presentation_forms.inc: the letters behind Arabic presentation forms (Unicode NFKC).

    tools/make_presentation_forms.py > src/text/presentation_forms.inc

A row is {code point, count, letters}. Forms that fold to nothing but marks or to more than eight letters are left
out: they stay as they are.
"""
import unicodedata

MARKS = set(range(0x064B, 0x0660)) | {0x0640, 0x0670, 0x0020}


def main():
    print("// SPDX-License-Identifier: Apache-2.0")
    print("// Made by tools/make_presentation_forms.py from Unicode NFKC; do not edit.")
    for point in list(range(0xFB50, 0xFE00)) + list(range(0xFE70, 0xFEFD)):
        letters = [ord(c) for c in unicodedata.normalize("NFKC", chr(point)) if ord(c) not in MARKS]
        if letters and letters != [point] and len(letters) <= 8:
            print("{0x%04X, %d, {%s}}," % (point, len(letters), ", ".join("0x%04X" % c for c in letters)))


if __name__ == "__main__":
    main()
