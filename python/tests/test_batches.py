# SPDX-License-Identifier: Apache-2.0
"""Record batches in, tables out."""
import json
import unittest

import pyarrow

import isnad
from isnad.reader import TABLES

TEXTS = ["زار وزير الخارجية المصري طرابلس.", None, "قال الناطق إن القوات انسحبت من المدينة وقتل ثلاثة."]

LONG = "زار وزير الخارجية المصري العاصمة الليبية طرابلس أمس الأول والتقى برئيس الحكومة هناك وبحث معه أوضاع البلاد. "


def batch(**columns):
    return pyarrow.RecordBatch.from_pydict(columns)


class Batches(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = isnad.Reader()

    def table(self, name, given, columns=None):
        out = next(self.reader.read_batches([given], columns, name))
        out.validate(full=True)
        return out

    def test_readings_are_those_of_read(self):
        out = self.table("readings", batch(text=TEXTS, id=["a", "b", "c"]))
        self.assertEqual(out.num_rows, 3)
        for text, name, line in zip(TEXTS, "abc", out["reading"].to_pylist()):
            if text is not None:
                self.assertEqual(json.loads(line), self.reader.read(text, id=name).to_dict())

    def test_a_row_without_text_is_an_issue_and_the_rest_goes_on(self):
        out = self.table("issues", batch(text=TEXTS, id=["a", "b", "c"])).to_pylist()
        self.assertIn(("b", "no-text"), [(row["document"], row["code"]) for row in out])
        claims = self.table("claims", batch(text=TEXTS, id=["a", "b", "c"])).to_pylist()
        self.assertEqual({row["document"] for row in claims}, {"a", "c"})

    def test_claims_say_what_the_objects_say(self):
        rows = self.table("claims", batch(text=TEXTS[:1], id=["a"])).to_pylist()
        claims = self.reader.read(TEXTS[0], id="a").claims
        self.assertEqual([(r["claim"], r["type"], r["status"], r["actors"], r["start"]) for r in rows],
                         [(c.id, c.type, c.status, [p.name for p in c.actors], c.trigger[0]) for c in claims])

    def test_every_table_is_there_for_no_rows_and_for_some(self):
        for name in TABLES:
            for given in (batch(text=pyarrow.array([], pyarrow.string())), batch(text=TEXTS)):
                self.table(name, given)

    def test_texts_of_every_width_and_slices(self):
        for kind in (pyarrow.string(), pyarrow.large_string(), pyarrow.binary(), pyarrow.large_binary()):
            values = pyarrow.array([None if t is None else t.encode() for t in TEXTS], pyarrow.binary()).cast(kind)
            whole = self.table("claims", batch(text=values)).to_pylist()
            sliced = self.table("claims", batch(text=values).slice(2)).to_pylist()
            self.assertEqual([r["claim"] for r in whole][-len(sliced):], [r["claim"] for r in sliced])

    def test_any_bytes_come_out_as_well_formed_text(self):
        bad = pyarrow.array([b"\xff\xd8 x", b"\xd8", None], pyarrow.binary())
        given = batch(text=pyarrow.array([LONG.encode() + b"\xff\xd8", None, b"x"]), id=bad, title=bad,
                      outlet=bad, url=bad, published=bad, fault=pyarrow.array([None, None, b"refused \xff"]))
        for name in TABLES:
            self.table(name, given)
        issues = [(row["code"], row["message"]) for row in self.table("issues", given).to_pylist()]
        self.assertIn(("unreadable", "refused \ufffd"), issues)
        self.assertIn(("invalid-utf8", "2 malformed bytes were replaced"), issues)

    def test_pages_in_mixed_encodings(self):
        html = "<p>%s</p>" % LONG
        given = batch(html=[html.encode(name) for name in ("utf-8", "windows-1256", "utf-16", "iso-8859-6")], id=list("abcd"))
        types = [[row["type"] for row in self.table("claims", given.slice(i, 1)).to_pylist()] for i in range(4)]
        self.assertTrue(types[0])
        self.assertEqual(types, [types[0]] * 4)
        declared = batch(html=[("<meta charset=utf-8>" + html).encode("windows-1256")])
        self.assertEqual(self.table("issues", declared)["code"].to_pylist(), ["charset-misdeclared"])

    def test_a_text_of_100_mb_is_an_issue_and_the_rest_goes_on(self):
        given = batch(text=["ا" * 50_000_000, TEXTS[0]], id=["large", "b"])
        self.assertEqual([(row["document"], row["code"]) for row in self.table("issues", given).to_pylist()],
                         [("large", "too-large")])
        self.assertEqual(set(self.table("claims", given)["document"].to_pylist()), {"b"})

    def test_a_column_of_nulls_is_no_text_in_each_row(self):
        given = batch(text=pyarrow.nulls(3), id=["a", "b", "c"])
        self.assertEqual(self.table("issues", given)["code"].to_pylist(), ["no-text"] * 3)

    def test_columns_may_have_other_names(self):
        out = self.table("readings", batch(body=TEXTS[:1], key=["k"]), {"text": "body", "id": "key"})
        self.assertEqual(out["id"].to_pylist(), ["k"])

    def test_wrong_batches_are_named(self):
        for given, columns, name, words in (
                (batch(text=[1]), None, "claims", "holds no text"), (batch(a=["x"]), None, "claims", "no column of texts"),
                (batch(text=["x"]), {"text": "b"}, "claims", "no column 'b'"),
                (batch(text=["x"]), {"body": "text"}, "claims", "no role"), (batch(text=["x"]), None, "kisses", "no table")):
            with self.assertRaisesRegex(ValueError, words):
                next(self.reader.read_batches([given], columns, name))


if __name__ == "__main__":
    unittest.main()
