# SPDX-License-Identifier: Apache-2.0
"""Stories over Spark are those of the program with a store; what cannot be placed is placed alone."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import isnad

try:
    import pyspark  # noqa: F401
    from pyspark.sql import SparkSession

    import isnad.spark
    from isnad._placing import NO_DAY, Placer, days_of, terms_of
except ImportError:
    pyspark = None

ROOT = Path(__file__).resolve().parents[2]
NEWS = sorted((ROOT / "examples/news").glob("*.html"))
PROGRAM = os.environ.get("ISNAD_PROGRAM", str(ROOT / "build/release/isnad"))


def groups(rows, name, group):
    """Sets of names that are together, whatever the groups are called."""
    found = {}
    for row in rows:
        found.setdefault(row[group] or row[name], set()).add(row[name])
    return sorted(map(sorted, found.values()))


@unittest.skipIf(pyspark is None, "pyspark is not installed")
class Stories(unittest.TestCase):
    def single(self):
        with tempfile.TemporaryDirectory() as folder:
            store = os.path.join(folder, "news.db")
            subprocess.run([PROGRAM, "read", "--format", "none", "--store", store, *map(str, NEWS)], check=True,
                           capture_output=True)
            out = subprocess.run([PROGRAM, "stories", "--store", store, "--most", "100000", "--format", "jsonl"],
                                 check=True, capture_output=True)
        return [json.loads(line) for line in out.stdout.decode().splitlines()]

    @unittest.skipUnless(os.path.exists(PROGRAM), "no command line is built")
    def test_stories_are_those_of_one_machine(self):
        os.environ["PYSPARK_PYTHON"] = sys.executable
        spark = (SparkSession.builder.master("local[2]").appName("isnad").config("spark.ui.enabled", "false")
                 .config("spark.sql.shuffle.partitions", "1").getOrCreate())
        self.addCleanup(spark.stop)
        spark.sparkContext.setLogLevel("OFF")
        # Java may have been started by another test, without the path.
        spark.sparkContext.environment["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
        single = self.single()
        names = {Path(row["id"]).name: row["id"] for row in single}
        # A later page of one address is a new version of the document, not another one.
        pages = [(names[path.name], path.read_bytes()) for path in NEWS if path.name in names]
        frame = spark.createDataFrame(pages, "id string, html binary").repartition(3)
        placed = [row.asDict() for row in isnad.spark.stories(frame).collect()]
        self.assertEqual(groups(placed, "document", "story"), groups(single, "id", "story"))
        copies = {r["id"]: r["copy"] for r in single if r["copy"]}
        self.assertEqual({r["document"]: r["copy_of"] for r in placed if r["copy_of"]}, copies)
        with mock.patch("isnad._stories.MOST_IN_PART", 1):  # each part of several documents is cut into windows
            cut = [row.asDict() for row in isnad.spark.stories(frame).collect()]
        self.assertEqual(groups(cut, "document", "story"), groups(single, "id", "story"))
        self.assertEqual({r["document"]: r["copy_of"] for r in cut if r["copy_of"]}, copies)

    def test_any_signature_may_come_in(self):
        import numpy
        none = numpy.empty(0, numpy.uint32)
        placer = Placer(none, none, 0)
        self.assertEqual(placer.keys(b"", 40), ([], []))
        self.assertEqual(placer.place(["a", "b"], ["x", "y"], [(0, NO_DAY, NO_DAY)] * 2,
                                      [b"", b"\x02damaged"]), [("a", None, 1.0), ("b", None, 1.0)])
        self.assertEqual(len(terms_of(b"")), 0)

    def test_only_given_days_count(self):
        self.assertEqual(days_of("1970-01-02T10:00", True)[0], 1)
        for published, dated in (("1970-01-02", False), (None, True), ("1970-01-01/1970-02-01", True), ("197X", True)):
            self.assertEqual(days_of(published, dated)[0], NO_DAY)
        self.assertEqual(days_of("1970-01-01/1970-01-03", False), (NO_DAY, 0, 2))

    def test_a_library_without_its_models_is_named(self):
        import numpy
        none = numpy.empty(0, numpy.uint32)
        with self.assertRaisesRegex(isnad.IsnadError, "idf.model"):
            Placer(none, none, 0, "/no/such/folder")


if __name__ == "__main__":
    unittest.main()
