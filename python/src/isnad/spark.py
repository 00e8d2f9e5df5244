# SPDX-License-Identifier: Apache-2.0
"""Reading on a cluster: the same bytes for each reading as the command line gives, whatever the partitions.

Each executor process maps the lexicon once. A page that cannot be read becomes a row of issues, never a failed task.
"""
from __future__ import annotations

import io
import socket
from typing import TYPE_CHECKING, BinaryIO, Iterable, Iterator, Mapping, cast

import pyarrow

from isnad import warc
from isnad._stories import stories
from isnad.reader import ROLES, TABLES, Reader

__all__ = ["arrow_schema", "by_month", "read", "read_warc", "stories"]

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_readers: dict[str | None, Reader] = {}


def _process_reader(home: str | None) -> Reader:
    """The one reader of this process for that home."""
    if home not in _readers:
        _readers[home] = Reader(home)
    return _readers[home]


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


def _check_columns(df: DataFrame, columns: Mapping[str, str] | None) -> None:
    """What is wrong with the columns is told before a job starts, by name."""
    from pyspark.sql.types import BinaryType, NullType, StringType
    kinds = {field.name: field.dataType for field in df.schema.fields}
    wanted = columns if columns is not None else {role: role for role in ROLES if role in kinds}
    for role, column in wanted.items():
        if role not in ROLES:
            raise ValueError("'%s' is no role of a column; there are %s" % (role, ", ".join(ROLES)))
        if column not in kinds:
            raise ValueError("there is no column '%s' for %s; there are %s" % (column, role, ", ".join(kinds)))
        if not isinstance(kinds[column], (StringType, BinaryType, NullType)):
            raise ValueError("column '%s' holds no text but %s; cast it to string" % (column, kinds[column].simpleString()))
    if "text" not in wanted and "html" not in wanted:
        raise ValueError("no column is named as text or html; there are %s" % ", ".join(kinds))


def _difference(mine: Mapping[str, str], wanted: Mapping[str, str]) -> str | None:
    """A sentence, where this process would read otherwise than the driver asked for."""
    other = ["%s %s, wanted is %s" % (name, mine.get(name), wanted[name]) for name in wanted if mine.get(name) != wanted[name]]
    if not other:
        return None
    return "the worker on %s has another version of isnad: %s; install the same on all" % (socket.gethostname(), "; ".join(other))


def _faulty(batch: pyarrow.RecordBatch, mapping: dict[str, str] | None,
            fault: str) -> tuple[pyarrow.RecordBatch, dict[str, str]]:
    """The batch with a fault in each row, and its columns by role."""
    mapping = dict(mapping) if mapping is not None else {r: r for r in ROLES if r in batch.schema.names}
    columns = {name: batch[name] for name in batch.schema.names}
    columns["fault of isnad"] = pyarrow.array([fault] * batch.num_rows, pyarrow.string())
    return pyarrow.RecordBatch.from_pydict(columns), {**mapping, "fault": "fault of isnad"}


def read(df: DataFrame, columns: Mapping[str, str] | None = None, table: str = "readings", home: str | None = None,
         made_by: Mapping[str, str] | None = None) -> DataFrame:
    """The rows of ``df`` as a table of docs/arrow.md: "readings", "claims", "quotations", "entities", "designations",
    "quantities", "issues" or "signatures". ``columns`` maps roles (text, html, id, url, outlet, title, published, fault)
    to columns of ``df``; ``home`` is where executors find the lexicon, None for that of their package.

    ``made_by``: what all readings must be made by (``Reader.made_by``), None for the driver's own. On a worker that has
    another version of program, lexicon or models nothing is read: each of its rows is an issue that names both.

    Raises ValueError for a table that there is not, and for columns that are missing or hold no text; IsnadError where the
    driver has no library or lexicon.
    """
    from pyspark.sql.pandas.types import from_arrow_schema
    if table not in TABLES:
        raise ValueError("'%s' is no table; there are %s" % (table, ", ".join(TABLES)))
    _check_columns(df, columns)
    schema = arrow_schema(table)
    mapping = dict(columns) if columns is not None else None
    wanted = dict(made_by) if made_by is not None else _process_reader(None).made_by

    def rows(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        reader = _process_reader(home)
        fault = _difference(reader.made_by, wanted)
        for batch in batches:
            names = mapping
            if fault:
                batch, names = _faulty(batch, mapping, fault)
            for read in reader.read_batches([batch], names, table):
                yield pyarrow.RecordBatch.from_arrays([c.cast(f.type) for c, f in zip(read.columns, schema)],
                                                      schema=schema)

    return df.mapInArrow(rows, from_arrow_schema(schema))


def by_month(readings: DataFrame) -> DataFrame:
    """The table "readings" with a column ``month`` at its end, to partition files by: ``by_month(readings).write
    .partitionBy("month").parquet(path)``. It is the month of publication, "2020-06", of a span of days the first one;
    "unknown" where no month is known. Rows of one month stand in one file.
    """
    from pyspark.sql import functions as F
    month = F.regexp_extract("published", r"^\d{4}-\d{2}", 0)
    return readings.withColumn("month", F.when(F.length(month) > 0, month).otherwise("unknown")).repartition("month")


def read_warc(spark: SparkSession, paths: Iterable[str], files_at_once: int = 10_000) -> DataFrame:
    """The pages of WARC files: id (the URL), url, crawled, html (binary), fault. ``paths``: files or URIs that Arrow's
    file systems open (file, hdfs, s3, gs), such as the lines of a crawl's list of paths; each file is one task, read
    from front to end in bounded memory. ``fault`` tells what could not be read; read() makes a row of issues of it.

    The day of the crawl is not the day of publication: that is found on the page.
    """
    schema = pyarrow.schema([(name, pyarrow.string()) for name in ("id", "url", "crawled")] +
                            [("html", pyarrow.binary()), ("fault", pyarrow.string())])

    def rows(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
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
