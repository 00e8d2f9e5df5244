# SPDX-License-Identifier: Apache-2.0
"""The store holds each document whole and once, whatever is done to the program."""
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from support import NEWS, PROGRAM, TEXT, ProgramTest, run


def rows(path, sql):
    # FTS5 tables need isnad's own tokenizer; everything else any SQLite can read.
    with sqlite3.connect(path) as db:
        return db.execute(sql).fetchall()


def content(path):
    """Everything in a store but when it was added, by keys instead of numbers that depend on the order of runs."""
    return sorted(rows(path, "SELECT d.key, v.number, v.content_sha256, v.title, v.given, v.reading, v.made_by, "
                             "(SELECT group_concat(event_id || type || status) FROM claims WHERE version = v.id) "
                             "FROM documents d JOIN versions v ON v.document = d.id"), key=repr)


class Stores(ProgramTest):
    def read(self, store, *inputs, **options):
        return run("read", "--format", "none", "--store", store, *inputs, **options)

    def records(self, count):
        return self.jsonl("records.jsonl", [
            {"id": "r%d" % i, "url": "https://a.example/%d" % i, "text": TEXT + str(i)} for i in range(count)])

    def test_the_same_page_twice_is_kept_once(self):
        store = self.folder / "s.db"
        self.assert_status(self.read(store, *NEWS), 0)
        before = content(store)
        again = self.read(store, *NEWS, *NEWS)
        self.assert_status(again, 0)
        self.assertIn("%d known already" % (2 * len(NEWS)), again.err)
        self.assertEqual(content(store), before)
        self.assertEqual(len(before), len(NEWS))

    def test_a_changed_page_is_a_new_version_of_the_same_document(self):
        store = self.folder / "s.db"
        for text in (TEXT, TEXT + "\n\nزار الوفد القاهرة."):
            page = self.jsonl("a.jsonl", [{"url": "https://a.example/1", "text": text}])
            self.assert_status(self.read(store, page), 0)
        self.assertEqual(rows(store, "SELECT count(*) FROM documents"), [(1,)])
        self.assertEqual(rows(store, "SELECT max(number) FROM versions"), [(2,)])

    def test_any_number_of_threads_keeps_the_same(self):
        contents = []
        for jobs in (1, 2, 4):
            store = self.folder / ("s%d.db" % jobs)
            self.assert_status(self.read(store, *NEWS, "--jobs", jobs), 0)
            contents.append(content(store))
        self.assertEqual(contents[0], contents[1])
        self.assertEqual(contents[0], contents[2])

    def assert_whole(self, store):
        """No document is half there. Looks at a copy: opening a store mends it, which is the program's to do."""
        copy = Path(tempfile.mkdtemp(dir=self.folder)) / store.name
        for suffix in ("", "-wal"):
            if Path(str(store) + suffix).exists():
                shutil.copy(str(store) + suffix, str(copy) + suffix)
        if not copy.exists() or rows(copy, "SELECT count(*) FROM sqlite_master") == [(0,)]:
            return  # killed before there was a store
        self.assertEqual(rows(copy, "PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(rows(copy, "SELECT count(*) FROM documents d LEFT JOIN versions v ON v.id = d.current_version "
                                    "WHERE v.reading IS NULL"), [(0,)])
        self.assertEqual(rows(copy, "SELECT count(*) FROM versions WHERE document NOT IN (SELECT id FROM documents)"),
                         [(0,)])

    def test_killed_at_any_moment_a_second_run_completes_it(self):
        records = self.records(600)
        whole = self.folder / "whole.db"
        began = time.monotonic()
        self.assert_status(self.read(whole, records), 0)
        needed = time.monotonic() - began
        wanted = content(whole)
        for part in (0.2, 0.6, 0.9):
            store = self.folder / ("killed%d.db" % (100 * part))
            child = subprocess.Popen([PROGRAM, "read", "--format", "none", "--store", str(store), str(records)],
                                     stderr=subprocess.DEVNULL)
            time.sleep(needed * part)
            child.send_signal(signal.SIGKILL)
            child.wait()
            self.assert_whole(store)
            self.assert_status(self.read(store, records), 0)
            self.assertEqual(content(store), wanted)
            found = run("search", "--store", store, "--most", "1000", "القاهره")
            self.assertIn("600 documents", found.err + found.out)

    def test_a_full_disk_is_named_and_leaves_the_store_whole(self):
        store = self.folder / "s.db"
        records = self.records(900)
        ended = self.read(store, records, limits=[(resource.RLIMIT_FSIZE, 400 << 10)])
        self.assert_status(ended, 1)
        self.assertIn("s.db", ended.err)
        self.assertEqual(rows(store, "PRAGMA integrity_check"), [("ok",)])
        self.assert_status(self.read(store, records), 0)
        self.assertEqual(rows(store, "SELECT count(*) FROM documents"), [(900,)])

    def test_a_disk_that_is_really_full(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)],
                                               capture_output=True, check=False).returncode != 0:
            self.skipTest("no right to mount a small disk")
        self.addCleanup(subprocess.run, ["umount", str(disk)], check=False)
        ended = self.read(disk / "s.db", self.records(900))
        self.assert_status(ended, 1)
        self.assertIn("s.db", ended.err)
        self.assertRegex(ended.err, "full|disk")

    def test_what_is_no_store_is_refused_and_left_alone(self):
        path = self.write("notes.txt", "these are notes, no database at all, and they shall stay as they are\n" * 10)
        ended = self.read(path, *NEWS[:1])
        self.assert_status(ended, 1)
        self.assertIn("notes.txt", ended.err)
        self.assertTrue(path.read_text(encoding="utf8").startswith("these are notes"))

    def test_another_programs_database_is_refused(self):
        path = self.folder / "other.db"
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE mine (x)")
        ended = self.read(path, *NEWS[:1])
        self.assert_status(ended, 1)
        self.assertIn("other.db", ended.err)
        self.assertEqual(rows(path, "SELECT name FROM sqlite_master"), [("mine",)])

    def test_a_newer_schema_is_refused(self):
        store = self.folder / "s.db"
        self.read(store, *NEWS[:1])
        with sqlite3.connect(store) as db:
            db.execute("PRAGMA user_version = 99")
        for arguments in (["read", "--format", "none", "--store", store, NEWS[0]], ["search", "--store", store, "x"],
                          ["reread", "--store", store]):
            ended = run(*arguments)
            self.assert_status(ended, 1)
            self.assertIn("99", ended.err)
            self.assertIn("s.db", ended.err)

    def test_a_truncated_store_is_named(self):
        store = self.folder / "s.db"
        self.read(store, *NEWS)
        data = store.read_bytes()
        for suffix in ("-wal", "-shm"):
            (self.folder / ("s.db" + suffix)).unlink(missing_ok=True)
        store.write_bytes(data[:len(data) // 2])
        ended = run("show", "--store", store, NEWS[-1].name)
        self.assertIn(ended.status, (0, 1))
        if ended.status == 1:
            self.assertIn("s.db", ended.err)

    def test_corrections_outlive_rereading(self):
        store = self.folder / "s.db"
        self.read(store, *NEWS)
        claims = rows(store, "SELECT d.id, c.event_id FROM claims c JOIN documents d ON d.current_version = c.version")
        if not claims:
            self.skipTest("the engine found no claim to correct")
        document, claim = claims[0]
        self.assert_status(run("correct", "--store", store, document, claim, "status", "denied"), 0)
        self.assert_status(run("reread", "--store", store, "--force"), 0)
        shown = run("show", "--store", store, "--all", "--language", "en", document)
        self.assert_status(shown, 0)
        self.assertIn("status = denied", shown.out)

    def test_asking_for_what_is_not_there(self):
        store = self.folder / "s.db"
        self.read(store, *NEWS[:1])
        for arguments in (["show", "--store", store, "no-such-document"],
                          ["explain", "--store", store, "no-such-document"],
                          ["correct", "--store", store, "no-such-document", "x", "status", "denied"],
                          ["search", "--store", self.folder / "missing.db", "x"]):
            ended = run(*arguments)
            self.assert_status(ended, 1)
            self.assertTrue(ended.err.strip())


if __name__ == "__main__":
    unittest.main()
