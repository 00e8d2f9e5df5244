# SPDX-License-Identifier: Apache-2.0
"""Exports carry every claim once: in the format, or beside it where the format cannot say what the text says."""
import csv
import io
import json
import unittest

from support import NEWS, ProgramTest, run


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


class Export(ProgramTest):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "s.db"
        self.assert_status(run("read", "--format", "none", "--store", self.store, *NEWS[:12]), 0)

    def export(self, form, *more):
        out = self.folder / ("x." + form)
        self.assert_status(run("export", "--store", self.store, "--format", form, "--output", out, *more), 0)
        return out

    def test_every_claim_is_somewhere_once(self):
        every = {row["claim"] for row in lines(self.export("jsonl"))}
        self.assertGreater(len(every), 50)
        for form, key in (("plover", lambda text: [json.loads(x)["id"] for x in text.splitlines()]),
                          ("cameo", lambda text: {x.split("\t")[20] for x in text.splitlines()[1:]}),
                          ("ftm", lambda text: [y["properties"]["recordId"][0] for y in map(json.loads, text.splitlines())
                                                if y["schema"] == "Event"])):
            out = self.export(form)
            carried = list(key(out.read_text(encoding="utf8")))
            aside = [row["claim"] for row in lines(out.with_name(out.name + ".not-carried.jsonl"))]
            self.assertGreater(len(aside), 0)
            self.assertEqual(len(carried), len(set(carried)))
            self.assertEqual(sorted(carried + aside), sorted(every), form)

    def test_nothing_undone_is_carried_as_done(self):
        status = {row["claim"]: (row["status"], row.get("qualifier")) for row in lines(self.export("jsonl"))}
        for line in self.export("cameo").read_text(encoding="utf8").splitlines()[1:]:
            self.assertIn(status[line.split("\t")[20]], (("happened", None), ("ongoing", None)))
        for record in lines(self.export("plover")):
            if status[record["id"]][0] not in ("happened", "ongoing"):
                self.assertEqual((record["event"], status[record["id"]]), (["AGREE"], ("planned", None)))

    def test_ftm_links_end_at_entities(self):
        entities = lines(self.export("ftm"))
        ids = {entity["id"] for entity in entities}
        self.assertEqual(len(ids), len(entities))
        for entity in entities:
            for name in ("document", "entity", "proof", "involved"):
                self.assertLessEqual(set(entity["properties"].get(name, [])), ids)

    def test_csv_has_the_header_s_columns(self):
        rows = list(csv.reader(io.StringIO(self.export("csv").read_text(encoding="utf8"))))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})

    def test_readings_serve_as_well_as_a_store(self):
        readings = self.folder / "r.jsonl"
        readings.write_text(run("read", "--format", "jsonl", *NEWS[:12]).out, encoding="utf8")
        ended = run("export", "--format", "jsonl", readings)
        self.assert_status(ended, 0)
        # The store has one current version a page, so it may lack earlier ones.
        self.assertGreaterEqual({json.loads(x)["claim"] for x in ended.out.splitlines()},
                                {row["claim"] for row in lines(self.export("jsonl"))})

    def test_wrong_use_says_what_to_do(self):
        for arguments in (("--format", "plover", "--store", self.store), ("--format", "csv"), ("--format", "xml")):
            self.assertEqual(run("export", *arguments).status, 2)
        broken = self.folder / "broken.jsonl"
        broken.write_text("{\"text\": 1}\n", encoding="utf8")
        ended = run("export", "--format", "csv", broken)
        self.assertEqual(ended.status, 1)
        self.assertIn("broken.jsonl:1", ended.err)
        self.assertEqual(run("export", "--format", "csv", "--store", self.store, "-o", "/no/such/folder/x").status, 1)

    def test_private_persons_are_named_only_on_demand_and_that_is_logged(self):
        log = self.folder / "s.db.exports.log"
        self.export("jsonl")
        self.assertFalse(log.exists())
        self.export("jsonl", "--include-private")
        self.assertIn("include-private\tjsonl", log.read_text(encoding="utf8"))


if __name__ == "__main__":
    unittest.main()
