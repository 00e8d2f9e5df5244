# SPDX-License-Identifier: Apache-2.0
"""Copies and stories from signatures, through the C interface: what one executor process does."""
from __future__ import annotations

import ctypes
import datetime
from typing import TYPE_CHECKING, Iterable, Sequence

from isnad import _library
from isnad.reader import home_of

if TYPE_CHECKING:
    import numpy

NO_DAY = -2**31
FORMAT = 2  # of a signature's bytes
_EPOCH = datetime.date(1970, 1, 1).toordinal()


class _Signed(ctypes.Structure):
    _fields_ = [("key", ctypes.c_char_p), ("day", ctypes.c_int32), ("earliest", ctypes.c_int32),
                ("latest", ctypes.c_int32), ("signature", ctypes.c_char_p),
                ("size", ctypes.c_size_t)]


class _Place(ctypes.Structure):
    _fields_ = [("original", ctypes.c_uint32), ("share", ctypes.c_float), ("story", ctypes.c_uint32)]


def days_of(published: str | None, dated: bool) -> tuple[int, int, int]:
    """Day of publication since 1970, NO_DAY where it is not known or was only inferred from the text; then the earliest
    and the latest that was inferred."""
    day = NO_DAY if not published or published[10:11] == "/" else _day(published)
    if dated and day != NO_DAY:
        return day, NO_DAY, NO_DAY
    first, slash, last = (published or "").partition("/")
    earliest, latest = _day(first), _day(last if slash else first)
    if latest == NO_DAY or latest < earliest:
        return NO_DAY, NO_DAY, NO_DAY
    return NO_DAY, earliest, latest


def _day(date: str) -> int:
    if len(date) < 10:
        return NO_DAY
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal() - _EPOCH
    except ValueError:
        return NO_DAY


def terms_of(signature: bytes) -> numpy.ndarray:
    """The terms of a signature, for counting in how many documents each stands."""
    import numpy
    lists, at = [], 6
    if len(signature) < 6 or signature[0] != FORMAT:
        return numpy.empty(0, numpy.uint32)
    for _ in range(3):
        count = int.from_bytes(signature[at:at + 4], "little")
        lists.append(numpy.frombuffer(signature, [("term", "<u4"), ("weights", "u1", 2)], count, at + 4)["term"])
        at += 4 + 6 * count
    return numpy.concatenate(lists)


class Placer:
    """Keys and places of documents, given in how many of all documents each term stands."""

    def __init__(self, terms: numpy.ndarray, documents: numpy.ndarray, total: int, home: str | None = None) -> None:
        import numpy
        self._library = _library.load()
        _declare(self._library)
        self._terms = numpy.ascontiguousarray(terms, numpy.uint32)
        self._documents = numpy.ascontiguousarray(documents, numpy.uint32)
        chosen, error = home_of(home), ctypes.c_void_p()
        self._stories = self._library.isnad_stories_open(
            None if chosen is None else chosen.encode(), self._terms.ctypes.data, self._documents.ctypes.data,
            len(self._terms), total, ctypes.byref(error))
        if not self._stories:
            raise _library.IsnadError(_library.take(self._library, error.value).decode())

    def __del__(self) -> None:
        if getattr(self, "_stories", None):
            self._library.isnad_stories_close(self._stories)
            self._stories = None

    def keys(self, signature: bytes, most: int) -> tuple[list[int], list[float]]:
        """The keys of a document and their weights; empty for what is no signature."""
        room = most + 4000
        keys, weights = (ctypes.c_int64 * room)(), (ctypes.c_float * room)()
        count = self._library.isnad_story_keys(self._stories, signature, len(signature), most, keys, weights, room)
        return keys[:count], weights[:count]

    def place(self, ids: Sequence[str], keys: Iterable[str], days: Iterable[tuple[int, int, int]],
              signatures: Sequence[bytes]) -> list[tuple[str, str | None, float]]:
        """(story, copy_of, share) of each document: ids of documents among them. ``days`` are those of days_of()."""
        count = len(ids)
        given = (_Signed * count)()
        for i, (key, (day, earliest, latest), signature) in enumerate(zip(keys, days, signatures)):
            given[i] = _Signed((key or "").encode("utf8", "replace"), day, earliest, latest, signature, len(signature))
        places = (_Place * count)()
        self._library.isnad_place_documents(self._stories, given, count, places)
        return [(ids[p.story], None if p.original == i else ids[p.original], p.share) for i, p in enumerate(places)]


def _declare(library: ctypes.CDLL) -> None:
    pointer, size = ctypes.c_void_p, ctypes.c_size_t
    for name, result, arguments in (
            ("isnad_stories_open", pointer, (ctypes.c_char_p, pointer, pointer, size, ctypes.c_uint32,
                                             ctypes.POINTER(pointer))),
            ("isnad_stories_close", None, (pointer,)),
            ("isnad_story_keys", size, (pointer, ctypes.c_char_p, size, size, pointer, pointer, size)),
            ("isnad_place_documents", None, (pointer, ctypes.POINTER(_Signed), size, ctypes.POINTER(_Place)))):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
