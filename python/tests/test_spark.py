# SPDX-License-Identifier: Apache-2.0
"""Spark gives the same bytes whatever the partitions, also with two workers and after one of them is killed."""
import json
import os
import sys
import unittest
from pathlib import Path

import isnad

try:
    import pyspark  # noqa: F401
    from pyspark.sql import SparkSession

    import isnad.spark
except ImportError:
    pyspark = None

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ["زار وزير الخارجية المصري طرابلس.", "قال الناطق إن القوات انسحبت من المدينة وقتل ثلاثة.",
         "أعلنت الحكومة أنها ستستضيف مؤتمرا غدا."] * 12


@unittest.skipIf(pyspark is None, "pyspark is not installed")
class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ["PYSPARK_PYTHON"] = sys.executable
        cls.spark = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("isnad")
                     .config("spark.ui.enabled", "false").config("spark.executorEnv.ISNAD_LIBRARY",
                                                                 os.environ.get("ISNAD_LIBRARY", ""))
                     .config("spark.executorEnv.ISNAD_HOME", os.environ.get("ISNAD_HOME", ""))
                     .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
                     .config("spark.sql.execution.arrow.maxRecordsPerBatch", "7").getOrCreate())
        cls.spark.sparkContext.setLogLevel("ERROR")
        cls.rows = [("d%02d" % i, text) for i, text in enumerate(TEXTS)]

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def frame(self, partitions):
        return self.spark.createDataFrame(self.rows, ["id", "body"]).repartition(partitions)

    def test_same_bytes_whatever_the_partitions(self):
        reader = isnad.Reader()
        alone = {name: reader.read(text, id=name).to_dict() for name, text in self.rows}
        for partitions in (1, 5):
            read = isnad.spark.read(self.frame(partitions), {"text": "body", "id": "id"}).collect()
            self.assertEqual({row["id"]: json.loads(row["reading"]) for row in read}, alone)

    def test_a_killed_executor_loses_nothing(self):
        flag = Path(os.environ.get("TMPDIR", "/tmp")) / ("isnad-killed-%d" % os.getpid())

        def die_once(batches):
            for batch in batches:
                if not flag.exists():
                    flag.touch()
                    os.kill(os.getppid(), 9)  # the worker daemon of this executor
                    os.kill(os.getpid(), 9)
                yield batch

        frame = self.frame(4)
        frame = frame.mapInArrow(die_once, frame.schema)
        try:
            read = isnad.spark.read(frame, {"text": "body", "id": "id"}, table="claims").collect()
            self.assertTrue(flag.exists())
        finally:
            flag.unlink(missing_ok=True)
        self.assertEqual({row["document"] for row in read}, {name for name, _ in self.rows})

    def test_rows_that_cannot_be_read_are_issues_and_no_failed_task(self):
        frame = self.spark.createDataFrame([("a", None), ("b", "زار الوزير تونس.")], "id string, text string")
        issues = isnad.spark.read(frame, table="issues").collect()
        self.assertIn(("a", "no-text"), [(row["document"], row["code"]) for row in issues])
        claims = isnad.spark.read(frame, table="claims").collect()
        self.assertEqual([row["document"] for row in claims], ["b"])

    def test_a_table_that_there_is_not_is_refused_on_the_driver(self):
        with self.assertRaisesRegex(ValueError, "kisses"):
            isnad.spark.read(self.frame(1), table="kisses")


if __name__ == "__main__":
    unittest.main()
