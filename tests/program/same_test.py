# SPDX-License-Identifier: Apache-2.0
"""Same input, same bytes out: for any number of threads, however the input is packed, run after run."""
import gzip
import json
import unittest

from support import NEWS, SOURCE, TEXT, ProgramTest, run

GOLD = SOURCE / "eval/sample/gold.jsonl"


class Same(ProgramTest):
    def test_one_and_two_threads_give_the_same_bytes(self):
        for form in ("jsonl", "csv", "text"):
            one = run("read", "--format", form, "--jobs", "1", SOURCE / "examples/news", GOLD)
            two = run("read", "--format", form, "--jobs", "2", SOURCE / "examples/news", GOLD)
            self.assert_status(one, 0)
            self.assertEqual(one.out, two.out)
            self.assertGreater(len(one.out), 1000)

    def test_failures_stand_in_the_same_order_for_any_number_of_threads(self):
        mixed = []
        for i, page in enumerate(NEWS):
            mixed += [page, self.folder / ("missing-%d" % i)]
        one, two = (run("read", "--format", "jsonl", "--jobs", jobs, *mixed) for jobs in (1, 2))
        self.assertEqual(one, one._replace(out=two.out, err=two.err, status=two.status))

    def test_run_after_run(self):
        first = run("read", "--format", "jsonl", *NEWS)
        self.assertEqual(first.out, run("read", "--format", "jsonl", *NEWS).out)

    def test_a_page_alone_and_among_others(self):
        together = {r["id"]: r for r in self.readings(run("read", "--format", "jsonl", *NEWS))}
        for page in NEWS[::7]:
            alone = self.readings(run("read", "--format", "jsonl", page))
            self.assertEqual(alone, [together[page.name]])

    def test_however_it_is_packed(self):
        plain = self.write("text.txt", TEXT)
        packed = self.write("text.txt.gz", gzip.compress(TEXT.encode("utf8")))
        record = self.jsonl("text.jsonl", [{"id": "text.txt", "text": TEXT}])
        readings = []
        for arguments, options in (([plain], {}), ([packed], {}), ([record], {}),
                                   (["-"], {"stdin": TEXT.encode("utf8")})):
            ended = run("read", "--format", "jsonl", *arguments, **options)
            self.assert_status(ended, 0)
            reading = self.readings(ended)[0]
            readings.append({k: v for k, v in reading.items() if k != "id"})
        for other in readings[1:]:
            self.assertEqual(other, readings[0])

    def test_event_ids_stay_when_text_is_added(self):
        def ids(text):
            reading = self.readings(run("read", "--format", "jsonl", self.jsonl("a.jsonl", [{"text": text}])))[0]
            sentences = [text[slice(*s)] for s in reading["sentences"]]
            return {(e["type"], text[slice(*e["trigger"])], s): e["id"] for e in reading["events"]
                    for s, (begin, end) in zip(sentences, reading["sentences"]) if begin <= e["trigger"][0] < end}
        before, after = ids(TEXT), ids(TEXT + "\n\nأعلنت البلدية افتتاح حديقة جديدة.\n")
        shared = before.keys() & after.keys()
        self.assertTrue(shared or not before)
        for act in shared:
            self.assertEqual(before[act], after[act], act)

    def test_offsets_point_into_the_text(self):
        for reading in self.readings(run("read", "--format", "jsonl", *NEWS, GOLD)):
            length = len(reading["text"])
            json.dumps(reading, ensure_ascii=False).encode("utf8")  # no lone surrogate anywhere
            for begin, end in reading["sentences"] + [m for e in reading["entities"] for m in e["mentions"]] + \
                    [e["trigger"] for e in reading["events"]]:
                self.assertLess(begin, end)
                self.assertLessEqual(end, length)


if __name__ == "__main__":
    unittest.main()
