# SPDX-License-Identifier: Apache-2.0
"""Reading on a cluster: the same bytes for each reading as the command line gives, whatever the partitions.

Each executor process maps the lexicon once. A page that cannot be read becomes a row of issues, never a failed task.
"""
from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, Iterable, Iterator, Mapping, cast

import pyarrow

from isnad import warc
from isnad._stories import stories
from isnad.reader import TABLES, Reader

__all__ = ["arrow_schema", "read", "read_warc", "stories"]

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

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


def read_warc(spark: SparkSession, paths: Iterable[str], files_at_once: int = 10_000) -> DataFrame:
    """The pages of WARC files: id (the URL), url, crawled, html (binary), fault. ``paths``: files or URIs that Arrow's
    file systems open (file, hdfs, s3, gs), such as the lines of a crawl's list of paths; each file is one task, read
    from front to end in bounded memory. ``fault`` tells what could not be read; its html is null, so that read() makes a
    row of issues of it.

    The day of the crawl is not the day of publication: that is found on the page.
    """
    schema = pyarrow.schema([(name, pyarrow.string()) for name in ("id", "url", "crawled")] +
                            [("html", pyarrow.binary()), ("fault", pyarrow.string())])

    def rows(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            for path in batch["path"].to_pylist():
                found: list[tuple[str, str, str, bytes | None, str | None]] = []
                size = 0
                for page in _open_warc(path):
                    found.append((page.url or path, page.url, page.crawled, None if page.fault else page.html, page.fault))
                    size += len(page.html)
                    if len(found) == 1000 or size > 16 << 20:
                        yield pyarrow.RecordBatch.from_arrays(
                            [pyarrow.array(c, f.type) for c, f in zip(zip(*found), schema)], schema=schema)
                        found, size = [], 0
                if found:
                    yield pyarrow.RecordBatch.from_arrays(
                        [pyarrow.array(c, f.type) for c, f in zip(zip(*found), schema)], schema=schema)

    listed = [(path,) for path in paths]
    frame = spark.createDataFrame(listed, "path string").repartition(max(1, min(len(listed), files_at_once)))
    return frame.mapInArrow(rows, "id string, url string, crawled string, html binary, fault string")


def _open_warc(path: str) -> Iterator[warc.Page]:
    """The pages of one file; a file that cannot be opened is a fault of its own."""
    from pyarrow import fs
    file: BinaryIO
    try:
        if "://" in path:
            system, inside = fs.FileSystem.from_uri(path)
            file = cast(BinaryIO, io.BufferedReader(system.open_input_stream(inside, compression=None), 1 << 20))
        else:
            file = open(path, "rb")
    except (OSError, pyarrow.ArrowException) as error:
        yield warc.Page("", "", b"", "%s cannot be opened: %s" % (path, error))
        return
    with file:
        for page in warc.pages(file):
            yield page._replace(fault="%s: %s" % (path, page.fault)) if page.fault else page
