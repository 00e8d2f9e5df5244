# SPDX-License-Identifier: Apache-2.0
"""Record batches across the Arrow C data interface, by pyarrow's own functions for it."""
from __future__ import annotations

import ctypes

import pyarrow

from isnad import _library

# Sizes of the interface's structs on 64-bit machines, in words of 8 bytes.
SCHEMA, ARRAY = 9, 10


def _struct(words: int) -> ctypes.Array[ctypes.c_uint64]:
    return (ctypes.c_uint64 * words)()


def read_batch(library: ctypes.CDLL, reader: int, batch: pyarrow.RecordBatch, mapping: str, table: str) -> pyarrow.RecordBatch:
    """One table of the rows of ``batch``. Raises ValueError when the batch as a whole is wrong."""
    schema, array, out_schema, out = _struct(SCHEMA), _struct(ARRAY), _struct(SCHEMA), _struct(ARRAY)
    error = ctypes.c_void_p()
    batch._export_to_c(ctypes.addressof(array), ctypes.addressof(schema))
    try:
        failed = library.isnad_read_batch(reader, schema, array, mapping.encode(), table.encode(), out_schema, out,
                                          ctypes.byref(error))
    finally:
        # Importing what was exported hands it back to pyarrow, which releases it.
        pyarrow.RecordBatch._import_from_c(ctypes.addressof(array), ctypes.addressof(schema))
    if failed:
        raise ValueError(_library.take(library, error.value).decode())
    return pyarrow.RecordBatch._import_from_c(ctypes.addressof(out), ctypes.addressof(out_schema))
