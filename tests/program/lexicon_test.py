# SPDX-License-Identifier: Apache-2.0
"""`isnad lexicon check` names file, line, column and remedy of every fault; a compiled lexicon that does not fit is
refused by name."""
import os
import shutil
import unittest
from pathlib import Path

from support import SOURCE, TEXT, ProgramTest, run

SHARE = Path(os.environ.get("ISNAD_BUILD", SOURCE / "build/release")) / "share"
HEADER = "# licence: Apache-2.0\n# provenance: a test\n"
ACTORS = "# columns: name:arabic  forms:list?  en  type:enum(PER|ORG|GPE|LOC)  country:iso3?  kb:qid?\n" + HEADER
ROLES = ("# columns: office:arabic  country:iso3?  body:arabic?  holder:arabic  from:date?  to:date?\n" + HEADER +
         "وزير الزراعة\tLBY\t-\tخليفة حفتر\t2014-01-01\t2016-05-01\n")
LINE = 4  # of the first row below HEADER


class Check(ProgramTest):
    def setUp(self):
        super().setUp()
        self.lexicon = self.folder / "lexicon"
        shutil.copytree(SOURCE / "lexicon", self.lexicon)

    def refused(self, name, content, *words):
        """The table is refused with one message that begins with file and line and holds the words."""
        path = self.lexicon / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf8"))
        ended = run("lexicon", "check", self.lexicon)
        self.assert_status(ended, 1)
        line = next((line for line in ended.err.splitlines() if name in line), "")
        for word in words:
            self.assertIn(str(word), line, ended.err[:1000])
        self.assertRegex(line, r"%s:\d+: column \d+.*[;:]" % name)

    def test_the_lexicon_has_no_fault(self):
        ended = run("lexicon", "check", self.lexicon)
        self.assert_status(ended, 0)

    def test_a_missing_column(self):
        self.refused("actors/x.tsv", ACTORS + "سمير التجريبي\t-\n", ":%d:" % LINE, "column 3 (en)", "missing")

    def test_a_row_that_stands_twice(self):
        self.refused("actors/x.tsv", ACTORS + "خليفه حفتر\t-\tKhalifa Haftar\tPER\tLBY\n", ":%d:" % LINE,
                     "column 1 (name)", "libya.tsv", "keep one row")

    def test_an_id_that_stands_twice(self):
        rows = "سمير التجريبي\t-\tA\tPER\tLBY\tQ1\nسمير الثاني\t-\tB\tPER\tLBY\tQ1\n"
        self.refused("actors/x.tsv", ACTORS + rows, ":%d:" % (LINE + 1), "column 6 (kb)", "'Q1'")

    def test_overlapping_roles(self):
        self.refused("roles/x.tsv", ROLES + "وزير الزراعة\tLBY\t-\tعقيلة صالح\t2016-01\n", ":%d:" % (LINE + 1),
                     "column 4 (holder)", "خليفة حفتر", "mend the dates")

    def test_a_holder_and_a_body_that_are_no_actors(self):
        self.refused("roles/x.tsv", ROLES + "وزير الزراعة\tTUN\t-\tسمير التجريبي\n", ":%d:" % (LINE + 1),
                     "column 4 (holder)", "no person")
        self.refused("roles/x.tsv", ROLES + "الرئيس\t-\tجمعية التجربة\tعقيلة صالح\n", ":%d:" % (LINE + 1),
                     "column 3 (body)", "no body")

    def test_dates_the_wrong_way_round(self):
        self.refused("roles/x.tsv", ROLES + "وزير الزراعة\tTUN\t-\tعقيلة صالح\t2016\t2014\n", "column 6 (to)", "before")

    def test_a_country_that_does_not_exist(self):
        self.refused("actors/x.tsv", ACTORS + "سمير التجريبي\t-\tA\tPER\tXQZ\n", ":%d:" % LINE, "column 5 (country)",
                     "'XQZ'", "places/countries")

    def test_a_claimed_place_given_to_one_claimant(self):
        columns = "# columns: name:arabic  type:enum(GPE|LOC)  country:iso3?\n"
        self.refused("places/x.tsv", columns + HEADER + "الجولان\tGPE\tSYR\n", ":%d:" % LINE, "column 1 (name)",
                     "claimed.tsv", "keep one")

    def test_a_byte_order_mark(self):
        self.refused("actors/x.tsv", b"\xef\xbb\xbf" + ACTORS.encode("utf8"), ":1:", "byte order mark", "without BOM")

    def test_windows_line_ends(self):
        self.refused("actors/x.tsv", ACTORS + "سمير التجريبي\t-\tA\tPER\tLBY\r\n", ":%d:" % LINE, "column 5", "CR LF",
                     "Unix line ends")

    def test_bytes_that_are_no_utf8(self):
        row = "سمير التجريبي\t-\tA\tPER\tLBY\n".encode("utf8").replace(b"\tA\t", b"\t\xff\t")
        self.refused("actors/x.tsv", ACTORS.encode("utf8") + row, ":%d:" % LINE, "column 3", "no UTF-8")


class Compiled(ProgramTest):
    def refused(self, change, *words):
        home = self.folder / "share"
        shutil.copytree(SHARE, home)
        path = home / "lexicon.bin"
        path.chmod(0o644)
        path.write_bytes(change(path.read_bytes()))
        ended = run("read", self.write("good.txt", TEXT), environment={"ISNAD_HOME": str(home)})
        self.assert_status(ended, 1)
        for word in ("lexicon.bin", "isnad lexicon compile") + words:
            self.assertIn(word, ended.err)

    def test_another_version(self):
        self.refused(lambda b: b[:6] + b"99" + b[8:], "another version")

    def test_a_changed_byte(self):
        self.refused(lambda b: b[:len(b) // 2] + bytes([b[len(b) // 2] ^ 1]) + b[len(b) // 2 + 1:], "damaged")

    def test_a_cut_file(self):
        self.refused(lambda b: b[:len(b) - 100], "damaged")

    def test_something_else(self):
        self.refused(lambda b: b"hello", "no compiled lexicon")


if __name__ == "__main__":
    unittest.main()
