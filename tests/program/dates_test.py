# SPDX-License-Identifier: Apache-2.0
"""isnad when, and isnad date: the day of a store's undated documents."""
import json
import sqlite3
import unittest

from support import ProgramTest, run

LAST_TUESDAY = "الثلاثاء الماضي"
NEWS = "وقعت حكومة ليبيا وحكومة مالطا اتفاقا على ترسيم الحدود البحرية بين البلدين في قصر الضيافة"


class When(ProgramTest):
    def test_a_value_a_line(self):
        done = run("when", LAST_TUESDAY + " و20 رمضان 1441", "--published", "2020-09-09")
        self.assert_status(done, 0)
        self.assertEqual(done.out, "2020-09-08\n2020-05-13\n")

    def test_digits_of_all_scripts(self):
        for digits in ("8/9/2020", "٨/٩/٢٠٢٠", "۸/۹/۲۰۲۰"):
            self.assertEqual(run("when", digits).out, "2020-09-08\n", digits)

    def test_without_a_day_the_value_is_open(self):
        self.assertEqual(run("when", LAST_TUESDAY).out, "?\n")

    def test_json(self):
        done = run("when", "وصل في 31 فبراير 2020", "--format", "jsonl")
        self.assertEqual(json.loads(done.out), {
            "text": "31 فبراير 2020", "start": 7, "end": 21, "value": "?", "type": "date",
            "candidates": ["2020-02-29", "2020-03-01"]})

    def test_errors_say_what_to_do(self):
        done = run("when", "كتاب")
        self.assert_status(done, 1)
        self.assertIn("no expression of time", done.err)
        done = run("when", LAST_TUESDAY, "--published", "9/9/2020")
        self.assert_status(done, 2)
        self.assertIn("YYYY-MM-DD", done.err)


class Date(ProgramTest):
    def store(self, *extra):
        path = self.folder / "s.db"
        rows = [{"id": "d%d" % i, "date": date, "text": text} for i, (date, text) in enumerate((
            ("2020-09-07", "وصل الوفد الليبي إلى فاليتا للتحضير لمحادثات ترسيم الحدود."),
            ("2020-09-09", NEWS + " بحضور وزيري الخارجية."),
            ("2020-09-10", NEWS + " وفق بيان مشترك."),
            ("2020-09-20", "عقد مجلس النواب جلسة عن الموازنة العامة.")))]
        self.assert_status(run("read", "--format", "none", "--store", path,
                               self.jsonl("a.jsonl", rows + list(extra))), 0)
        return path

    def test_undated_documents_are_bounded_by_those_like_them(self):
        path = self.store({"id": "u", "text": NEWS + " أمس الثلاثاء."})
        before = run("show", "--store", path, "--format", "jsonl", "u").out
        done = run("date", "--store", path, "--format", "jsonl")
        self.assert_status(done, 0)
        found = json.loads(done.out)
        self.assertEqual(found["id"], "u")
        self.assertLessEqual(found["earliest"], "2020-09-09")
        self.assertGreaterEqual(found["latest"], "2020-09-09")
        self.assertLess(found["latest"], "2020-09-15")
        self.assertEqual([d["id"] for d in found["evidence"]["documents"]], ["d1", "d2"])
        self.assertEqual(found["evidence"]["words"], ["أمس الثلاثاء"])
        self.assertEqual(run("show", "--store", path, "--format", "jsonl", "u").out, before)
        self.assertIn(found["earliest"], run("show", "--store", path, "u").out)
        self.assertEqual(run("date", "--store", path, "--format", "jsonl").out, done.out)

    def test_a_new_reading_drops_the_dating(self):
        path = self.store({"id": "u", "text": NEWS + " أمس الثلاثاء."})
        self.assert_status(run("date", "--store", path), 0)
        self.assert_status(run("reread", "--store", path, "--force"), 0)
        with sqlite3.connect(path) as db:
            self.assertEqual(db.execute("SELECT count(*) FROM datings").fetchone(), (0,))

    def test_an_empty_store_is_an_error_that_says_what_to_do(self):
        path = self.folder / "s.db"
        self.assert_status(run("read", "--format", "none", "--store", path,
                               self.jsonl("a.jsonl", [{"id": "u", "text": NEWS}])), 0)
        done = run("date", "--store", path)
        self.assert_status(done, 1)
        self.assertIn("dated ones", done.err)


if __name__ == "__main__":
    unittest.main()
