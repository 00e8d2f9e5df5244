# SPDX-License-Identifier: Apache-2.0
"""The shared library through its C interface (include/isnad/c.h). ctypes lets go of the GIL during each call."""
from __future__ import annotations

import ctypes
import os
from pathlib import Path

C_VERSION = 3


class IsnadError(Exception):
    """What went wrong, as one sentence: what, where, what to do."""


class Known(ctypes.Structure):
    """What the caller knows of a text: ``isnad_known``."""

    _fields_ = [(name, ctypes.c_char_p) for name in ("id", "url", "outlet", "title", "published")]


def _path() -> str:
    """$ISNAD_LIBRARY, else the library inside the package."""
    given = os.environ.get("ISNAD_LIBRARY")
    if given:
        return given
    inside = Path(__file__).parent / "lib" / "libisnad.so"
    if inside.exists():
        return str(inside)
    raise IsnadError("%s is missing; install the package again (pip install ./python)" % inside)


def load() -> ctypes.CDLL:
    """The library with its functions' types. Raises IsnadError when it is missing or of another version."""
    try:
        library = ctypes.CDLL(_path())
    except OSError as error:
        raise IsnadError("isnad's library cannot be loaded: %s" % error) from error
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    out_text = ctypes.POINTER(ctypes.c_void_p)
    for name, result, arguments in (
            ("isnad_c_version", ctypes.c_int, ()),
            ("isnad_open", pointer, (text, out_text)),
            ("isnad_close", None, (pointer,)),
            ("isnad_made_by", pointer, (pointer,)),
            ("isnad_read", pointer, (pointer, text, ctypes.c_size_t, ctypes.c_int, ctypes.POINTER(Known),
                                     ctypes.POINTER(ctypes.c_size_t))),
            ("isnad_read_batch", ctypes.c_int, (pointer, pointer, pointer, text, text, pointer, pointer, out_text)),
            ("isnad_free", None, (pointer,))):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    if library.isnad_c_version() < C_VERSION:
        raise IsnadError("isnad's library is older than this package; install the package again")
    return library


def take(library: ctypes.CDLL, address: int | None, length: int | None = None) -> bytes:
    """The bytes at ``address``, which goes back to the library."""
    if not address:
        raise MemoryError("isnad has no memory left")
    try:
        return ctypes.string_at(address) if length is None else ctypes.string_at(address, length)
    finally:
        library.isnad_free(address)
