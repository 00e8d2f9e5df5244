# SPDX-License-Identifier: Apache-2.0
"""WARC files: pages come out as they went in, whatever the packing; damage is told and ends the file, never the run."""
import doctest
import gzip
import io
import unittest
import zlib

from isnad import warc

HTML = "<p>زار الوزير تونس.</p>".encode()


def record(html=HTML, kind="response", http="HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", url="http://a/1"):
    body = http.encode() + b"\r\n" + html
    head = ("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2020-06-06T00:00:00Z\r\nContent-Length: %d\r\n"
            % (kind, url, len(body)))
    return head.encode() + b"\r\n" + body + b"\r\n\r\n"


def read(data):
    return list(warc.pages(io.BytesIO(data)))


class Warc(unittest.TestCase):
    def test_pages_plain_and_gzip(self):
        records = [record(kind="warcinfo"), record(), record(kind="request"), record(url="http://a/2")]
        for data in (b"".join(records), b"".join(map(gzip.compress, records)), gzip.compress(b"".join(records))):
            self.assertEqual(read(data), [("http://a/1", "2020-06-06T00:00:00Z", HTML, None),
                                          ("http://a/2", "2020-06-06T00:00:00Z", HTML, None)])

    def test_what_is_no_page_is_passed_over(self):
        for http in ("HTTP/1.1 404 No\r\nContent-Type: text/html\r\n", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n", ""):
            self.assertEqual(read(record(http=http)), [])
        self.assertEqual(read(b""), [])

    def test_packed_bodies(self):
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        chunked = b"%x\r\n" % len(HTML) + HTML + b"\r\n0\r\n\r\n"
        for html, more in ((gzip.compress(HTML), "Content-Encoding: gzip\r\n"),
                           (zlib.compress(HTML), "Content-Encoding: deflate\r\n"),
                           (chunked, "Transfer-Encoding: chunked\r\n"), (HTML, "Transfer-Encoding: chunked\r\n")):
            self.assertEqual([page.html for page in read(record(html, http=head + more))], [HTML])

    def test_a_bomb_is_a_fault_and_the_next_page_comes(self):
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
        first, second = read(record(gzip.compress(b"a" * (40 << 20)), http=head) + record())
        self.assertIn("larger", first.fault)
        self.assertEqual(second.html, HTML)

    def test_a_page_that_is_too_large_is_named(self):
        first, second = read(record(b"a" * (17 << 20)) + record())
        self.assertIn("larger", first.fault)
        self.assertEqual(second.html, HTML)

    def test_damage_ends_the_file_and_is_told(self):
        whole = record() + record()
        for data in (whole[:-80], record() + b"garbage\r\n\r\n", gzip.compress(record()) + b"\x1f\x8bgarbage",
                     gzip.compress(record() + record())[:-30], record() + b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
                     record() + b"WARC/1.0\r\n" + b"a" * 100000, record() + b"WARC/1.0\r\nContent-Length: -5\r\n\r\n"):
            found = read(data)
            self.assertTrue(found[-1].fault, data[-40:])
            self.assertTrue(all(page.fault is None for page in found[:-1]))

    def test_examples_run(self):
        self.assertEqual(doctest.testmod(warc).failed, 0)


if __name__ == "__main__":
    unittest.main()
