# SPDX-License-Identifier: Apache-2.0
"""An installed tree works by itself: the program finds its lexicon, and examples/embed builds against the library."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from support import NEWS, PROGRAM, SOURCE, TEXT

BUILD = Path(os.environ.get("ISNAD_BUILD", Path(PROGRAM).parent))


def done(*command, **options):
    ended = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, **options)
    assert ended.returncode == 0, "%s\n%s%s" % (command, ended.stdout[-2000:], ended.stderr[-2000:])
    return ended.stdout


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.prefix = Path(cls.folder.name) / "installed"
        done("cmake", "--install", BUILD, "--prefix", cls.prefix)
        cls.environment = {k: v for k, v in os.environ.items() if k != "ISNAD_HOME"}

    def test_the_program_reads_as_it_does_where_it_was_built(self):
        here = done(PROGRAM, "read", "--format", "jsonl", *NEWS[:3])
        there = done(self.prefix / "bin/isnad", "read", "--format", "jsonl", *NEWS[:3], env=self.environment)
        self.assertEqual(here, there)

    def test_what_belongs_to_it_is_there(self):
        for name in ("share/man/man1/isnad.1", "share/isnad/reading.schema.json", "share/isnad/lexicon.bin",
                     "share/bash-completion/completions/isnad", "include/isnad/isnad.h"):
            self.assertTrue((self.prefix / name).is_file(), name)
        self.assertTrue(list(self.prefix.glob("share/isnad/models/*.model")))

    def test_a_program_of_ones_own_builds_against_it(self):
        build = Path(self.folder.name) / "embed"
        done("cmake", "-G", "Ninja", "-S", SOURCE / "examples/embed", "-B", build,
             "-DCMAKE_PREFIX_PATH=%s" % self.prefix)
        done("cmake", "--build", build)
        told = done(build / "embed", input=TEXT, env=self.environment).splitlines()
        self.assertTrue(told, "no claim was told")
        for line in told:
            self.assertEqual(len(line.split("\t")), 4, line)


if __name__ == "__main__":
    unittest.main()
