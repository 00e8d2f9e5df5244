# SPDX-License-Identifier: Apache-2.0
"""Pages out of WARC files, as web archives lay them out: https://iipc.github.io/warc-specifications/. A file is read
from front to end in bounded memory; what is damaged is told and ends the file, what is no page is passed over."""
from __future__ import annotations

import gzip
import zlib
from typing import BinaryIO, Iterator, NamedTuple, cast

MOST_HEADERS = 64 << 10
MOST_PAGE = 16 << 20  # of bytes; a longer page is given as a fault
_CHUNK = 1 << 20


class Page(NamedTuple):
    """A page, or where in the file reading had to stop (``fault``)."""

    url: str
    crawled: str
    html: bytes
    fault: str | None = None


class _Damaged(Exception):
    pass


def pages(file: BinaryIO) -> Iterator[Page]:
    """The HTML pages among a file's records (status 200), in their order. ``file`` may be compressed by gzip, a member a
    record.

    >>> import io
    >>> http = b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>x"
    >>> head = b"WARC/1.0\\r\\nWARC-Type: response\\r\\nWARC-Target-URI: http://a/\\r\\n"
    >>> head += b"Content-Length: %d\\r\\n\\r\\n" % len(http)
    >>> [page.html for page in pages(io.BytesIO(head + http + b"\\r\\n\\r\\n"))]
    [b'<p>x']
    """
    start = file.read(2)
    stream = _Joined(start, file)
    source: _Joined | gzip.GzipFile = stream
    if start == b"\x1f\x8b":
        source = gzip.GzipFile(fileobj=cast(BinaryIO, stream), mode="rb")
    number = 0
    try:
        while True:
            number += 1
            headers = _headers(source, b"WARC/")
            if headers is None:
                return
            yield from _page(source, headers)
    except (_Damaged, OSError, EOFError, ValueError, zlib.error) as error:
        yield Page("", "", b"", "record %d cannot be read: %s" % (number, error or "the file ends in it"))


class _Joined:
    """Bytes that were looked at, then the rest of the file."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def read(self, size: int = -1) -> bytes:
        if not self._start:
            return self._rest.read(size)
        got, self._start = (self._start, b"") if size < 0 else (self._start[:size], self._start[size:])
        return got if 0 <= size <= len(got) else got + self._rest.read(size - len(got) if size >= 0 else -1)

    def readline(self, size: int = -1) -> bytes:
        if not self._start:
            return self._rest.readline(size)
        if b"\n" in self._start:
            got, mark, self._start = self._start.partition(b"\n")
            return got + mark
        got, self._start = self._start, b""
        return got + self._rest.readline(size)


def _headers(source: BinaryIO | _Joined | gzip.GzipFile, begin: bytes) -> dict[str, str] | None:
    """The headers of a record or of an answer, names in small letters; None at the end of the file."""
    line = b"\r\n"
    while line in (b"\r\n", b"\n"):
        line = source.readline(MOST_HEADERS)
    if not line:
        return None
    if not line.startswith(begin):
        raise _Damaged("no record begins here")
    headers = {"": line.decode("latin1").strip()}
    left = MOST_HEADERS
    while True:
        line = source.readline(left)
        left -= len(line)
        if not line or left <= 0:
            raise _Damaged("its headers have no end")
        if line in (b"\r\n", b"\n"):
            return headers
        name, _, value = line.decode("utf8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()


def _page(source: BinaryIO | _Joined | gzip.GzipFile, headers: dict[str, str]) -> Iterator[Page]:
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit():
        raise _Damaged("it has no length")
    size = int(length)
    wanted = headers.get("warc-type") == "response"
    url, crawled = headers.get("warc-target-uri", "").strip("<>"), headers.get("warc-date", "")
    body = b""
    if wanted and size <= MOST_PAGE + MOST_HEADERS:
        body = source.read(size)
        if len(body) < size:
            raise EOFError
    else:
        for at in range(0, size, _CHUNK):
            if len(source.read(min(_CHUNK, size - at))) < min(_CHUNK, size - at):
                raise EOFError
        if wanted:
            yield Page(url, crawled, b"", "the page is larger than 16 MB")
        return
    if not wanted:
        return
    head, _, html = body.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin1").split("\r\n")
    answer = dict((name.strip().lower(), value.strip().lower())
                  for name, _, value in (line.partition(":") for line in lines))
    if status.split(" ")[1:2] != ["200"] or "html" not in answer.get("content-type", "html"):
        return
    try:
        yield Page(url, crawled, _plain(html, answer))
    except (_Damaged, ValueError, zlib.error) as error:
        yield Page(url, crawled, b"", "the page cannot be unpacked: %s" % error)


def _plain(html: bytes, answer: dict[str, str]) -> bytes:
    if answer.get("transfer-encoding") == "chunked":
        html = _unchunked(html)
    if answer.get("content-encoding") in ("gzip", "x-gzip", "deflate") and html:
        unpack = zlib.decompressobj(47)  # gzip or zlib, whichever it is
        html = unpack.decompress(html, MOST_PAGE)
        if unpack.unconsumed_tail:
            raise _Damaged("it is larger than 16 MB")
    return html


def _unchunked(html: bytes) -> bytes:
    """The bytes of chunks; as they are where an archive has joined them already and kept the header."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = html.find(b"\r\n", at, at + 20)
        digits = html[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(digits, 16)
        except ValueError:
            return html
        if size <= 0:
            return b"".join(pieces)
        pieces.append(html[end + 2:end + 2 + size])
        at = end + 2 + size + 2
