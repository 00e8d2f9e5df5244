# SPDX-License-Identifier: Apache-2.0
"""Tests of the tools that make and check the sample data: python3 -m unittest discover -s tools/sample"""
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import check_plants  # noqa: E402
import make_gold  # noqa: E402
import page_text  # noqa: E402

FOOTER = '<meta name="isnad-sample" content="x"><p>صفحة عيّنة</p>'


class PageText(unittest.TestCase):
    def test_the_declared_charset_is_used(self):
        data = '<meta charset="windows-1256"><p>سرت</p>'.encode("windows-1256")
        self.assertEqual(page_text.visible_lines(data), ["سرت"])

    def test_blocks_and_breaks_are_lines_and_scripts_are_hidden(self):
        data = "<title>خفي</title><script>1</script><p>أول<br>ثان</p><td>ثالث&nbsp;هنا</td>".encode()
        self.assertEqual(page_text.visible_lines(data), ["أول", "ثان", "ثالث هنا"])


class Quoting(unittest.TestCase):
    def quoter(self, text):
        return make_gold.Quoter(text, make_gold.split_sentences(text))

    def test_sentences_end_at_marks_and_lines(self):
        text = "عنوان\nقال: «لا.» ثم مضى. وعاد..."
        self.assertEqual([text[s:e] for s, e in make_gold.split_sentences(text)],
                         ["عنوان", "قال: «لا.»", "ثم مضى.", "وعاد..."])

    def test_a_quote_must_be_found_and_unambiguous(self):
        quoter = self.quoter("سرت وسرت")
        self.assertEqual(quoter.span([0, "سرت", 1]), [5, 8])
        for wrong in ([0, "سرت"], [0, "طبرق"], [0, "سرت", 2], [1, "سرت"]):
            with self.assertRaises(make_gold.Fault):
                quoter.span(wrong)

    def test_a_passage_runs_from_first_to_last_words(self):
        self.assertEqual(self.quoter("قال إن القوات انسحبت").passage([0, "إن القوات", "انسحبت"]), [4, 20])

    def test_unknown_modes_and_entities_are_refused(self):
        quoter = self.quoter("زار الوفد سرت")
        with self.assertRaises(make_gold.Fault):
            make_gold.event({"e": [[0, "زار"], "CONSULT", "aerial"]}, quoter, {}, 0)
        with self.assertRaises(make_gold.Fault):
            make_gold.event({"e": [[0, "زار"], "CONSULT"], "by": ["e1"]}, quoter, {}, 0)


class Plants(unittest.TestCase):
    def faults(self, plant, page=FOOTER + "<p>12 دولة</p>"):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "a.html").write_text(page, encoding="utf-8")
            (folder / "plants.jsonl").write_text(json.dumps(plant), encoding="utf-8")
            return check_plants.check(folder, folder / "plants.jsonl")[0]

    def plant(self, text):
        return {"event": "x", "documents": ["a.html"], "kind": "number", "values": ["12"],
                "spans": [{"document": "a.html", "text": text}]}

    def test_spans_must_stand_in_the_page(self):
        self.assertEqual(self.faults(self.plant("12 دولة")), [])
        self.assertEqual(len(self.faults(self.plant("13 دولة"))), 1)

    def test_a_page_must_say_that_it_is_a_sample(self):
        self.assertEqual(len(self.faults(self.plant("12 دولة"), "<p>12 دولة</p>")), 1)


if __name__ == "__main__":
    unittest.main()
