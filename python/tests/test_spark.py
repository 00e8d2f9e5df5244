# SPDX-License-Identifier: Apache-2.0
"""Spark gives the bytes of the command line whatever the partitions, with two workers, after one of them is killed, and
with bad input; what is wrong is named."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
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
PROGRAM = os.environ.get("ISNAD_PROGRAM", str(ROOT / "build/release/isnad"))
TEXTS = ["زار وزير الخارجية المصري طرابلس.", "قال الناطق إن القوات انسحبت من المدينة وقتل ثلاثة.",
         "أعلنت الحكومة أنها ستستضيف مؤتمرا غدا."] * 12
LONG = "زار وزير الخارجية المصري العاصمة الليبية طرابلس أمس الأول والتقى برئيس الحكومة هناك وبحث معه أوضاع البلاد. "
DATES = ["2020-05-31", "2020-06-01", "2020-06-30T23:00", "2021-06-02"]
COLUMNS = {"text": "body", "id": "id", "published": "day"}


def home():
    """Where the lexicon lies that the tests read with."""
    return os.environ.get("ISNAD_HOME") or str(Path(isnad.__file__).parent / "lib" / "share")


@unittest.skipIf(pyspark is None or shutil.which("java") is None, "there is no pyspark or no Java")
class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ["PYSPARK_PYTHON"] = sys.executable
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        # Python's path comes with each job, so that a test can take the package away from the executors.
        cls.path = os.environ.pop("PYTHONPATH", "")
        os.environ["SPARK_WORKER_DIR"] = str(cls.folder / "workers")
        cls.spark = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("isnad")
                     .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
                     .config("spark.executorEnv.ISNAD_LIBRARY", os.environ.get("ISNAD_LIBRARY", ""))
                     .config("spark.executorEnv.ISNAD_HOME", os.environ.get("ISNAD_HOME", ""))
                     .config("spark.sql.execution.arrow.maxRecordsPerBatch", "7").getOrCreate())
        cls.addClassCleanup(cls.spark.stop)
        cls.spark.sparkContext.setLogLevel("OFF")
        os.environ["PYTHONPATH"] = cls.spark.sparkContext.environment["PYTHONPATH"] = cls.path
        cls.rows = [("d%02d" % i, text, DATES[i % len(DATES)]) for i, text in enumerate(TEXTS)]

    def frame(self, partitions):
        return self.spark.createDataFrame(self.rows, ["id", "body", "day"]).repartition(partitions)

    def of_the_command_line(self):
        """{id: the line that the program prints}"""
        given = self.folder / "given.jsonl"
        given.write_text("".join(json.dumps({"id": name, "text": text, "date": day}) + "\n"
                                 for name, text, day in self.rows), encoding="utf8")
        lines = subprocess.run([PROGRAM, "read", "--format", "jsonl", given], check=True,
                               capture_output=True).stdout.decode().splitlines()
        return {json.loads(line)["id"]: line for line in lines}

    @unittest.skipUnless(os.path.exists(PROGRAM), "no command line is built")
    def test_same_bytes_as_the_command_line_whatever_the_partitions(self):
        alone = self.of_the_command_line()
        self.assertEqual(len(alone), len(self.rows))
        for partitions in (1, 5):
            read = isnad.spark.read(self.frame(partitions), COLUMNS).collect()
            self.assertEqual({row["id"]: row["reading"] for row in read}, alone)

    @unittest.skipUnless(os.path.exists(PROGRAM), "no command line is built")
    def test_parquet_by_month_holds_the_same_bytes_whatever_the_partitions(self):
        alone = self.of_the_command_line()
        for partitions in (1, 3):
            folder = self.folder / ("by-month-%d" % partitions)
            isnad.spark.by_month(isnad.spark.read(self.frame(partitions), COLUMNS)).write.partitionBy("month").parquet(
                str(folder))
            self.assertEqual(sorted(path.name for path in folder.glob("month=*")),
                             ["month=2020-05", "month=2020-06", "month=2021-06"])
            read = self.spark.read.parquet(str(folder)).collect()
            self.assertEqual({row["id"]: row["reading"] for row in read}, alone)

    def test_a_killed_executor_loses_nothing(self):
        flag = self.folder / "killed"

        def die_once(batches):
            for batch in batches:
                if not flag.exists():
                    flag.touch()
                    daemon = os.getppid()
                    executor = int(Path("/proc/%d/stat" % daemon).read_text().rpartition(")")[2].split()[1])
                    os.kill(executor, 9)
                    os.kill(daemon, 9)
                    os.kill(os.getpid(), 9)
                yield batch

        frame = self.frame(4)
        frame = frame.mapInArrow(die_once, frame.schema)
        read = isnad.spark.read(frame, COLUMNS).collect()
        self.assertTrue(flag.exists())
        reader = isnad.Reader()
        self.assertEqual({row["id"]: json.loads(row["reading"]) for row in read},
                         {name: reader.read(text, id=name, date=day).to_dict() for name, text, day in self.rows})

    def test_rows_that_cannot_be_read_are_issues_and_no_failed_task(self):
        large = "repeat('a', cast(id + 100000000 as int))"
        frame = self.spark.createDataFrame(
            [("null", None, None), ("broken", LONG.encode() + b"\xff\xd8", None), ("fault", b"", "refused by the server")],
            "id string, text binary, fault string").unionAll(
            self.spark.range(1).selectExpr("'large'", "cast(%s as binary)" % large, "null")).unionAll(
            self.spark.createDataFrame([("good", "زار الوزير تونس.".encode(), None)], "id string, text binary, fault string"))
        issues = isnad.spark.read(frame, table="issues").collect()
        found = {(row["document"], row["code"]): row["message"] for row in issues}
        self.assertLessEqual({("null", "no-text"), ("fault", "unreadable"), ("large", "too-large"),
                              ("broken", "invalid-utf8")}, set(found))
        self.assertEqual(found["fault", "unreadable"], "refused by the server")
        claims = isnad.spark.read(frame, table="claims").collect()
        self.assertEqual({row["document"] for row in claims}, {"good", "broken"})

    def test_a_worker_with_another_lexicon_reads_nothing_and_says_so(self):
        other = self.folder / "other"
        other.mkdir()
        (other / "models").symlink_to(Path(home(), "models").resolve())
        lexicon = bytearray(Path(home(), "lexicon.bin").read_bytes())
        version = isnad.Reader().made_by["lexicon"].encode()
        at = lexicon.index(version)
        lexicon[at:at + len(version)] = version[::-1]
        (other / "lexicon.bin").write_bytes(lexicon)
        good = home()

        def settle(batches):  # each executor works in a folder of its own, in which it looks for a relative home
            if not os.path.lexists("home"):
                try:
                    (other / "first").mkdir()
                    os.symlink(good, "home")
                except FileExistsError:
                    os.symlink(other, "home")
            time.sleep(1)  # so that both get some
            yield from batches

        frame = self.frame(6)
        frame = frame.mapInArrow(settle, frame.schema).persist()
        read = isnad.spark.read(frame, COLUMNS, home="home").collect()
        self.assertEqual({row["id"] for row in read}, {name for name, _, _ in self.rows})
        whole, refused = set(), set()
        for row in read:
            reading = json.loads(row["reading"])
            faults = [issue["message"] for issue in reading["issues"] if issue["code"] == "unreadable"]
            (refused if faults else whole).add(row["id"])
            for fault in faults:
                self.assertRegex(fault, "the worker on .* lexicon %s, wanted is %s" % (version[::-1].decode(), version.decode()))
                self.assertEqual(reading["text"], "")
        self.assertTrue(whole)
        self.assertTrue(refused)

    def test_an_executor_without_the_package_is_named(self):
        self.spark.sparkContext.environment["PYTHONPATH"] = ""
        try:
            with self.assertRaisesRegex(Exception, "No module named 'isnad'"):
                isnad.spark.read(self.frame(1), COLUMNS).collect()
        finally:
            self.spark.sparkContext.environment["PYTHONPATH"] = self.path

    def test_what_is_wrong_is_refused_on_the_driver(self):
        frame = self.spark.createDataFrame([("a", 1, "x")], "id string, text int, body string")
        for columns, table, words in ((COLUMNS, "kisses", "kisses"), (None, "claims", "'text' holds no text but int"),
                                      ({"text": "page"}, "claims", "no column 'page'"),
                                      ({"body": "body"}, "claims", "'body' is no role"),
                                      ({"id": "id"}, "claims", "no column is named as text or html")):
            with self.assertRaisesRegex(ValueError, words):
                isnad.spark.read(frame, columns, table)


if __name__ == "__main__":
    unittest.main()
