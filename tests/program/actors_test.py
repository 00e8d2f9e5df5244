# SPDX-License-Identifier: Apache-2.0
"""`isnad actors` lists who is in a store; what an analyst writes in lexicon/local changes it by rereading."""
import csv
import io
import json
import unittest

from support import ProgramTest, run

TEXTS = [
    {"id": "a", "text": "التقى خليفة حفتر وفدا في بنغازي. وقال حفتر إن المعارك انتهت. وقال مصدر دبلوماسي إن الوفد غادر.",
     "date": "2020-06-01"},
    {"id": "b", "text": "وصل المشير خليفة حفتر إلى القاهرة والتقى سامح شكري.", "date": "2020-06-02"},
]
COLUMNS = "# columns: action:enum(merge|split|rename)  name:arabic  to:arabic  en?  type?  country:iso3?  where?\n"


class Actors(ProgramTest):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "news.db"
        self.assert_status(run("read", "--format", "none", "--store", self.store, self.jsonl("t.jsonl", TEXTS)), 0)

    def actors(self, *options):
        ended = run("actors", "--store", self.store, "--format", "jsonl", *options)
        self.assert_status(ended, 0)
        return {a["name"]: a for a in map(json.loads, ended.out.splitlines())}

    def reread(self, rows, status=0):
        self.write("lexicon/local/actors.tsv", COLUMNS + rows)
        ended = run("reread", "--store", self.store)
        self.assert_status(ended, status)
        return ended

    def test_names_and_counts(self):
        haftar = self.actors()["خليفة حفتر"]
        self.assertEqual((haftar["documents"], haftar["mentions"], haftar["country"]), (2, 3, "LBY"))
        self.assertEqual({n["name"]: n["count"] for n in haftar["names"]}, {"خليفة حفتر": 2, "حفتر": 1})

    def test_sources_without_a_name_are_nobody(self):
        self.assertFalse([name for name in self.actors() if "مصدر" in name])

    def test_filters_and_forms(self):
        self.assertEqual(list(self.actors("--type", "PER", "--country", "LBY")), ["خليفة حفتر"])
        self.assertEqual(len(self.actors("--most", "1")), 1)
        ended = run("actors", "--store", self.store, "--format", "csv", "--type", "PER")
        rows = list(csv.DictReader(io.StringIO(ended.out)))
        self.assertIn("خليفة حفتر|حفتر", [row["names"] for row in rows])
        self.assertIn("خليفة حفتر", run("actors", "--store", self.store).out)

    def test_rename_keeps_and_merge_joins(self):
        self.reread("rename\tخليفة حفتر\tخليفة بلقاسم حفتر\tKhalifa Belqasim Haftar\n"
                    "merge\tسامح شكري\tسامح حسن شكري\n")
        found = self.actors()
        self.assertEqual(found["خليفة بلقاسم حفتر"]["documents"], 2)
        self.assertEqual(found["خليفة بلقاسم حفتر"]["en"], "Khalifa Belqasim Haftar")
        self.assertIn("سامح حسن شكري", found)
        self.assertNotIn("سامح شكري", found)

    def test_merge_into_a_known_one_takes_its_country(self):
        self.reread("merge\tسامح شكري\tخليفة حفتر\n")
        haftar = self.actors()["خليفة حفتر"]
        self.assertEqual((haftar["mentions"], haftar["country"]), (4, "LBY"))

    def test_split_holds_in_its_documents_only(self):
        self.reread("split\tخليفة حفتر\tخليفة حفتر الصغير\t-\tPER\t-\tالقاهرة\n")
        found = self.actors()
        self.assertEqual(found["خليفة حفتر"]["documents"], 1)
        self.assertEqual(found["خليفة حفتر الصغير"]["documents"], 1)

    def test_what_is_taken_back_is_as_before(self):
        before = self.actors()
        self.reread("rename\tخليفة حفتر\tفلان الفلاني\n")
        self.assertNotEqual(self.actors(), before)
        self.reread("")
        self.assertEqual(self.actors(), before)

    def test_a_fault_is_named(self):
        ended = self.reread("join\tخليفة حفتر\tفلان\n", status=1)
        self.assertIn("actors.tsv:2: column 1 (action)", ended.err)
        ended = self.reread("split\tخليفة حفتر\tفلان\n", status=1)
        self.assertIn("column 7 (where)", ended.err)


if __name__ == "__main__":
    unittest.main()
