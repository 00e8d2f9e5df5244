# SPDX-License-Identifier: Apache-2.0
"""Reading on a cluster: the same bytes for each reading as the command line gives, whatever the partitions.

Each executor process maps the lexicon once. A page that cannot be read becomes a row of issues, never a failed task.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Iterator, Mapping

import pyarrow

from isnad._stories import stories
from isnad.reader import TABLES, Reader

__all__ = ["arrow_schema", "read", "stories"]

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_reader: Reader | None = None


def _process_reader(home: str | None) -> Reader:
    """The one reader of this process."""
    global _reader
    if _reader is None:
        _reader = Reader(home)
    return _reader


def _plain(kind: pyarrow.DataType) -> pyarrow.DataType:
    """Spark's own widths: it has no large strings and lists."""
    if pyarrow.types.is_large_string(kind):
        return pyarrow.string()
    if pyarrow.types.is_large_binary(kind):
        return pyarrow.binary()
    if pyarrow.types.is_large_list(kind):
        return pyarrow.list_(_plain(kind.value_type))
    return kind


def _plain_schema(schema: pyarrow.Schema) -> pyarrow.Schema:
    return pyarrow.schema([pyarrow.field(f.name, _plain(f.type)) for f in schema])


def arrow_schema(table: str) -> pyarrow.Schema:
    """The Arrow schema of a table (docs/arrow.md), with Spark's widths."""
    empty = pyarrow.RecordBatch.from_pydict({"text": pyarrow.array([], pyarrow.string())})
    return _plain_schema(next(_process_reader(None).read_batches([empty], table=table)).schema)


def read(df: DataFrame, columns: Mapping[str, str] | None = None, table: str = "readings",
         home: str | None = None) -> DataFrame:
    """The rows of ``df`` as a table of docs/arrow.md: "readings", "claims", "quotations", "entities", "designations",
    "quantities", "issues" or "signatures". ``columns`` maps roles (text, html, id, url, outlet, title, published) to columns of
    ``df``; ``home`` is where executors find the lexicon, None for that of their package.

    Raises ValueError for a table that there is not.
    """
    from pyspark.sql.pandas.types import from_arrow_schema
    if table not in TABLES:
        raise ValueError("'%s' is no table; there are %s" % (table, ", ".join(TABLES)))
    schema = arrow_schema(table)
    mapping = dict(columns) if columns is not None else None

    def rows(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in _process_reader(home).read_batches(batches, mapping, table):
            yield pyarrow.RecordBatch.from_arrays([c.cast(f.type) for c, f in zip(batch.columns, schema)],
                                                  schema=schema)

    return df.mapInArrow(rows, from_arrow_schema(schema))
