# SPDX-License-Identifier: Apache-2.0
"""What the program's tests share: a folder of their own, the program run with its peak memory, texts to read.

Each test file is run by ctest with the program's path in ISNAD_PROGRAM and the repository in ISNAD_SOURCE.
"""
import collections
import contextlib
import json
import os
import resource
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

PROGRAM = os.environ.get("ISNAD_PROGRAM", str(Path(__file__).resolve().parents[2] / "build/release/isnad"))
SOURCE = Path(os.environ.get("ISNAD_SOURCE", Path(__file__).resolve().parents[2]))
NEWS = sorted((SOURCE / "examples/news").glob("*.html"))

TEXT = ("وزير الخارجية المصري يصل إلى طرابلس\n\n"
        "وصل وزير الخارجية المصري إلى طرابلس أمس الأحد في زيارة رسمية، والتقى رئيس المجلس الرئاسي.\n\n"
        "وقال مصدر دبلوماسي إن الرئيس التونسي سيزور القاهرة الشهر المقبل، ونددت وزارة الخارجية بالهجوم على المطار.\n")

Ended = collections.namedtuple("Ended", "status out err peak")  # peak: bytes of resident memory


def run(*arguments, stdin=None, feed=None, limits=(), environment=None, stdout=None, timeout=120):
    """Runs the program to its end. `stdin` are bytes, `feed` an iterable of bytes for long ones; `limits` are
    (resource, value) pairs for the child; `stdout` a file to write to instead of being returned."""
    def in_child():
        for kind, value in limits:
            resource.setrlimit(kind, (value, value))
    with tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as results:
        child = subprocess.Popen(
            # Signals as Python has them: at a file's size limit a write fails, as it does on a full disk.
            [PROGRAM, *map(str, arguments)], stdin=subprocess.PIPE if stdin is not None or feed is not None else
            subprocess.DEVNULL, stdout=stdout or results, stderr=errors, restore_signals=False,
            preexec_fn=in_child if limits else None,
            env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})})
        killer = threading.Timer(timeout, child.kill)
        killer.start()
        try:
            if child.stdin:
                with contextlib.suppress(BrokenPipeError), child.stdin:  # it may have enough before the end
                    for piece in feed if feed is not None else [stdin]:
                        child.stdin.write(piece)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        finally:
            killer.cancel()
        errors.seek(0)
        results.seek(0)
        return Ended(child.returncode, results.read().decode("utf8", "replace"),
                     errors.read().decode("utf8", "replace"), usage.ru_maxrss * 1024)


class ProgramTest(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf8") if isinstance(content, str) else content)
        return path

    def good(self):
        return self.write("good.txt", TEXT)

    def jsonl(self, name, records):
        return self.write(name, "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))

    def readings(self, ended):
        return [json.loads(line) for line in ended.out.splitlines()]

    def assert_status(self, ended, status):
        self.assertEqual(ended.status, status, "exit status %d\n%s" % (ended.status, ended.err[-1500:]))

    def assert_refused(self, bad, *words, where=None, **options):
        """The bad input is refused by name with a message that holds the words; the good one beside it is read."""
        ended = run("read", "--format", "jsonl", bad, self.good(), **options)
        self.assert_status(ended, 1)
        line = next((line for line in ended.err.splitlines() if (where or Path(bad).name) in line), None)
        self.assertIsNotNone(line, "no message names %s: %s" % (where or bad, ended.err[:500]))
        for word in words:
            self.assertIn(word, line.lower())
        self.assertIn("good.txt", [r["id"] for r in self.readings(ended)])
        return ended
