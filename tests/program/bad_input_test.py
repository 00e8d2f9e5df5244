# SPDX-License-Identifier: Apache-2.0
"""Whatever comes in, the program names what is wrong, reads the rest, and says so with its exit status."""
import gzip
import json
import os
import random
import resource
import subprocess
import unittest

from support import NEWS, PROGRAM, TEXT, ProgramTest, run

MEGABYTE = 1 << 20
ALLOWED_PEAK = 300 * MEGABYTE


class BadFiles(ProgramTest):
    def test_an_empty_file_is_named(self):
        self.assert_refused(self.write("empty.txt", b""), "empty")

    def test_a_missing_file_is_named(self):
        self.assert_refused(self.folder / "missing.txt")

    def test_binary_data_is_no_text(self):
        data = bytes(random.Random(1).randrange(256) for _ in range(20000))
        self.assert_refused(self.write("picture.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + data))

    def test_a_truncated_gzip_keeps_what_came_before(self):
        records = [{"id": "r%d" % i, "text": TEXT + str(i) * 50} for i in range(200)]
        lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode("utf8")
        packed = gzip.compress(lines)
        ended = self.assert_refused(self.write("cut.jsonl.gz", packed[:len(packed) * 3 // 4]), where="cut.jsonl.gz")
        ids = [r["id"] for r in self.readings(ended)]
        self.assertEqual(ids[0], "r0")
        self.assertEqual(ids, ["r%d" % i for i in range(len(ids) - 1)] + ["good.txt"])

    def test_gzip_that_is_damaged_inside_is_named(self):
        packed = bytearray(gzip.compress(TEXT.encode("utf8") * 50))
        packed[len(packed) // 2] ^= 0xff
        self.assert_refused(self.write("damaged.txt.gz", bytes(packed)))

    def test_a_file_without_permission_is_named(self):
        path = self.write("secret.txt", TEXT)
        path.chmod(0)
        if os.access(path, os.R_OK):
            self.skipTest("this user may read every file")
        self.assert_refused(path)

    def test_invalid_utf8_never_breaks_what_comes_out(self):
        raw = TEXT.encode("utf8")
        path = self.write("broken.txt", raw[:301] + b"\xff\xfe\xc3" + raw[301:])
        ended = run("read", "--format", "jsonl", path, self.good())
        readings = {r["id"]: r for r in self.readings(ended)}
        self.assertIn("good.txt", readings)
        if "broken.txt" in readings:
            self.assertTrue(readings["broken.txt"]["issues"], "nothing was noted of the malformed bytes")
            self.assertTrue(readings["broken.txt"]["events"] or not readings["good.txt"]["events"])
        else:
            self.assert_status(ended, 1)
            self.assertIn("broken.txt", ended.err)

    def test_ten_thousand_nested_tags_are_read_in_bounded_time(self):
        page = "<html><body>" + "<div>" * 10000 + "<p>" + TEXT.replace("\n\n", "</p><p>") + "</p></body></html>"
        ended = run("read", "--format", "jsonl", self.write("deep.html", page), self.good(), timeout=20)
        self.assertIn(ended.status, (0, 1), ended.err)
        self.assertIn("good.txt", [r["id"] for r in self.readings(ended)])
        self.assertLess(ended.peak, ALLOWED_PEAK)
        if ended.status == 1:
            self.assertIn("deep.html", ended.err)

    def test_unclosed_and_repeated_tags_cost_no_quadratic_time(self):
        page = ("<b><i><font>" * 3000 + "x" + "<table>" * 3000 + TEXT + "<a href='" * 2000).encode("utf8")
        ended = run("read", "--format", "jsonl", self.write("soup.html", page), timeout=20)
        self.assertIn(ended.status, (0, 1), ended.err)


class LongInput(ProgramTest):
    """A document over 16 MB is refused by name while it streams; memory stays bounded."""

    def line(self, megabytes):
        for _ in range(megabytes):
            yield b"a" * MEGABYTE

    def test_a_line_of_200_megabytes_in_jsonl(self):
        path = self.folder / "long.jsonl"
        with open(path, "wb") as out:
            out.write(b'{"id": "before", "text": "' + TEXT.replace("\n", " ").encode("utf8") + b'"}\n{"text": "')
            for piece in self.line(200):
                out.write(piece)
            out.write(b'"}\n{"id": "after", "text": "' + TEXT.replace("\n", " ").encode("utf8") + b'"}\n')
        ended = self.assert_refused(path, where="long.jsonl:2")
        self.assertLess(ended.peak, ALLOWED_PEAK)
        self.assertEqual([r["id"] for r in self.readings(ended)], ["before", "after", "good.txt"])

    def test_a_text_of_200_megabytes(self):
        path = self.folder / "long.txt"
        with open(path, "wb") as out:
            for piece in self.line(200):
                out.write(piece)
        ended = self.assert_refused(path, "16")
        self.assertLess(ended.peak, ALLOWED_PEAK)

    def test_200_megabytes_from_standard_input(self):
        ended = run("read", "--format", "jsonl", "-", self.good(), feed=self.line(200))
        self.assert_status(ended, 1)
        self.assertLess(ended.peak, ALLOWED_PEAK)
        self.assertEqual([r["id"] for r in self.readings(ended)], ["good.txt"])

    def test_a_gzip_that_unpacks_to_200_megabytes(self):
        path = self.folder / "bomb.txt.gz"
        with gzip.open(path, "wb", compresslevel=1) as out:
            for piece in self.line(200):
                out.write(piece)
        self.assertLess(self.assert_refused(path).peak, ALLOWED_PEAK)


class BadRecords(ProgramTest):
    """A record that cannot be read is named by file and line; the others of its file are read."""

    def read_with(self, bad):
        good = json.dumps({"id": "first", "text": TEXT}, ensure_ascii=False).encode("utf8")
        last = json.dumps({"id": "last", "text": TEXT}, ensure_ascii=False).encode("utf8")
        path = self.write("records.jsonl", good + b"\n" + bad + b"\n" + last + b"\n")
        ended = self.assert_refused(path, where="records.jsonl:2")
        self.assertEqual([r["id"] for r in self.readings(ended)], ["first", "last", "good.txt"])

    def test_a_line_that_is_no_json(self):
        self.read_with(b"this is no JSON")

    def test_a_line_that_ends_too_early(self):
        self.read_with(b'{"id": "x", "text": "abc')

    def test_an_array_instead_of_an_object(self):
        self.read_with(b'["text", "abc"]')

    def test_a_missing_text(self):
        self.read_with(b'{"id": "x", "title": "abc"}')

    def test_a_text_that_is_a_number(self):
        self.read_with(b'{"id": "x", "text": 12}')

    def test_a_lone_surrogate(self):
        self.read_with(b'{"id": "x", "text": "abc \\ud800 def"}')

    def test_invalid_utf8(self):
        self.read_with(b'{"id": "x", "text": "abc \xff\xfe def"}')

    def test_a_very_deep_value(self):
        self.read_with(b'{"id": "x", "text": ' + b"[" * 100000 + b"]" * 100000 + b"}")

    def test_a_date_that_is_none_is_an_issue_not_an_error(self):
        path = self.jsonl("dates.jsonl", [{"id": "a", "text": TEXT, "date": "13/14/2020"},
                                          {"id": "b", "text": TEXT, "date": "yesterday"}])
        ended = run("read", "--format", "jsonl", path)
        self.assert_status(ended, 0)
        for reading in self.readings(ended):
            self.assertIsNone(reading["published"]["value"])
            self.assertTrue(reading["issues"], reading["id"])


class Output(ProgramTest):
    def test_a_full_disk_under_standard_output(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full here")
        with open("/dev/full", "wb") as full:
            ended = run("read", "--format", "jsonl", *NEWS, stdout=full)
        self.assert_status(ended, 1)
        self.assertIn("standard output", ended.err)

    def test_a_closed_pipe_ends_it_quietly(self):
        done = subprocess.run("'%s' read --format jsonl %s | head -c 100 >&2" % (PROGRAM, " ".join(map(str, NEWS))),
                              shell=True, capture_output=True, check=False)
        self.assertLess(len(done.stderr), 200)

    def test_a_limited_address_space_is_enough(self):
        ended = run("read", "--format", "jsonl", *NEWS, limits=[(resource.RLIMIT_DATA, ALLOWED_PEAK)])
        self.assert_status(ended, 0)
        self.assertEqual(len(self.readings(ended)), len(NEWS))


class Usage(ProgramTest):
    def test_wrong_usage_is_2(self):
        for arguments in ([], ["rede"], ["read"], ["read", "--format", "xml", "x"], ["read", "--jobs", "-1", "x"],
                          ["search", "x"], ["show", "--store"], ["lexicon"], ["read", "--no-such", "x"]):
            ended = run(*arguments)
            self.assert_status(ended, 2)
            self.assertTrue(ended.err.strip(), arguments)

    def test_help_and_version_are_0(self):
        for arguments in (["--help"], ["--version"], ["read", "--help"]):
            self.assert_status(run(*arguments), 0)

    def test_a_home_without_lexicon_says_what_to_do(self):
        ended = run("read", self.good(), environment={"ISNAD_HOME": str(self.folder)})
        self.assert_status(ended, 1)
        self.assertIn("lexicon.bin", ended.err)


if __name__ == "__main__":
    unittest.main()
