# SPDX-License-Identifier: Apache-2.0
"""The package gives what the command line gives, is safe to share, and refuses what is wrong by name."""
import concurrent.futures
import doctest
import importlib.util
import json
import os
import pickle
import subprocess
import sys
import time
import unittest
from pathlib import Path

import isnad
import isnad.reader
import isnad.reading

HAS_ARROW = importlib.util.find_spec("pyarrow") is not None
ROOT = Path(__file__).resolve().parents[2]
NEWS = sorted((ROOT / "examples/news").glob("*.html"))
PROGRAM = os.environ.get("ISNAD_PROGRAM", str(ROOT / "build/release/isnad"))
TEXT = "قال وزير الخارجية المصري سامح شكري إن القاهرة ستستضيف وفدا ليبيا غدا.\n\nوقتل ثلاثة جنود في طرابلس."


class Reading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = isnad.Reader()

    @unittest.skipUnless(os.path.exists(PROGRAM), "no command line is built")
    def test_readings_are_those_of_the_command_line(self):
        lines = subprocess.run([PROGRAM, "read", "--format", "jsonl", *map(str, NEWS[:5])], check=True,
                               capture_output=True).stdout.decode().splitlines()
        self.assertEqual(len(lines), 5)
        for path, line in zip(NEWS, lines):
            theirs = json.loads(line)
            mine = self.reader.read(path=path, id=theirs["id"]).to_dict()
            self.assertEqual(mine["made_by"], theirs["made_by"], "library and program are of two builds: build both again")
            self.assertEqual(mine, theirs)

    def test_objects_have_the_names_of_the_format(self):
        reading = self.reader.read(TEXT, date="2020-06-03", outlet="جريدة")
        self.assertEqual(reading.outlet, "جريدة")
        for claim, event in zip(reading.claims, reading.to_dict()["events"]):
            self.assertEqual((claim.id, claim.type, claim.status), (event["id"], event["type"], event["status"]))
            self.assertIn(reading.text[slice(*claim.trigger)], claim.sentence)
        self.assertTrue(reading.quotes)
        self.assertTrue(reading.entities)

    def test_offsets_count_as_python_does(self):
        reading = self.reader.read("😀 زار الوزير المصري طرابلس.")
        self.assertEqual(reading.text[slice(*reading.claims[0].trigger)], "زار")

    def test_one_reader_serves_many_threads(self):
        alone = self.reader.read(TEXT).to_dict()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for reading in pool.map(lambda _: self.reader.read(TEXT).to_dict(), range(64)):
                self.assertEqual(reading, alone)

    def test_a_reader_can_be_sent_to_another_process(self):
        self.assertEqual(pickle.loads(pickle.dumps(self.reader)).read(TEXT).to_dict(),
                         self.reader.read(TEXT).to_dict())

    def test_what_is_wrong_is_named(self):
        with self.assertRaises(ValueError):
            self.reader.read()
        with self.assertRaises(ValueError):
            self.reader.read("a", html="b")
        with self.assertRaises(OSError):
            self.reader.read(path="/no/such/file")
        with self.assertRaisesRegex(isnad.IsnadError, "lexicon"):
            isnad.Reader(home="/no/such/folder")

    def test_a_text_of_100_mb_is_refused_by_name(self):
        with self.assertRaisesRegex(ValueError, "more than 16 MB"):
            self.reader.read("a" * 100_000_000)

    def test_time_grows_no_faster_than_the_text(self):
        def seconds(paragraphs):
            began = time.process_time()
            self.assertGreaterEqual(len(self.reader.read("زار الوزير تونس.\n\n" * paragraphs).claims), paragraphs)
            return time.process_time() - began
        self.assertLess(seconds(4000), 8 * seconds(1000) + 0.5)

    def test_a_driver_without_the_library_is_named(self):
        code = "import isnad\ntry:\n    isnad.Reader()\nexcept isnad.IsnadError as error:\n    print(error)"
        said = subprocess.run([sys.executable, "-c", code], env={**os.environ, "ISNAD_LIBRARY": "/no/libisnad.so"},
                              check=True, capture_output=True, text=True).stdout
        self.assertIn("/no/libisnad.so", said)

    def test_any_bytes_may_come_in(self):
        for text in ("", "\ud800", "\0", "a" * 100000):
            self.reader.read(text)
        for page in (b"", b"\xff\xfe<p>", b"<script>alert(1)</script>"):
            self.reader.read(html=page)

    def test_the_notebook_shows_text_and_never_runs_it(self):
        shown = self.reader.read("<script>alert(1)</script> زار الوزير تونس. \u202e").\
            _repr_html_()
        self.assertNotIn("<script", shown)
        self.assertNotIn("\u202e", shown)
        self.assertIn('dir="rtl"', shown)
        self.assertIn("<mark", shown)

    def test_every_example_runs(self):
        for module in (isnad, isnad.reader, isnad.reading):
            examples = doctest.DocTestFinder().find(module)
            runner = doctest.DocTestRunner()
            for example in examples:
                if HAS_ARROW or "pyarrow" not in (example.docstring or ""):
                    runner.run(example)
            self.assertGreater(runner.tries, 0)
            self.assertEqual(runner.failures, 0, module.__name__)


if __name__ == "__main__":
    unittest.main()
