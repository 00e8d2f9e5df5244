# SPDX-License-Identifier: Apache-2.0
"""Copies and stories with Spark's own operators.

Two documents can only be of one story when they are near to each other, and nearness is a sum over shared terms. So
each document gives its heaviest terms as keys, a join on key and days finds the pairs that share some, a sum over the
shared keys says how near they are at least, and connected components of the near pairs are the parts that one process
places as a single machine does. Months of news hang together day by day, so a part that is too large is cut into windows
of days that overlap: what a document may be linked to lies within days, so both windows place the overlap nearly alike, and
a story of the later window is the one of the earlier with which it shares most documents.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping

import pyarrow

from isnad._placing import NO_DAY, Placer, days_of, terms_of

if TYPE_CHECKING:
    from pyspark.broadcast import Broadcast
    from pyspark.sql import DataFrame

REACH = 3            # days between two documents that may be linked
KEYS = 40            # of a document
MOST_SHARING = 300   # documents of neighbouring days that one key joins: the heaviest
LEVELS = (0.12, 0.16, 0.20, 0.25, 0.32)  # nearness that joins parts; higher levels break parts that are too large
MOST_IN_PART = 20_000    # documents; a larger part is cut into windows
DAYS_IN_WINDOW = 7       # of which a window has the last word
OVERLAP = 9              # days before them that it looks at as well
MOST_IN_WINDOW = 20_000  # documents; a larger window is broken where it hangs together least

_placer: tuple[Any, Placer] | None = None


def _process_placer(counts: Broadcast[Any], home: str | None) -> Placer:
    """The placer of this process for these counts."""
    global _placer
    terms, documents, total = counts.value
    if _placer is None or _placer[0] is not terms:
        _placer = (terms, Placer(terms, documents, total, home))
    return _placer[1]


def stories(df: DataFrame, columns: Mapping[str, str] | None = None, signatures: DataFrame | None = None,
            home: str | None = None) -> DataFrame:
    """Which documents are copies, and which tell one story: document, day (date), story, copy_of, share. ``story`` is
    the id of one of its documents, ``copy_of`` that of the document copied (null for an original), ``share`` how much of
    the copy's text stands there. ``columns`` and ``home`` as for read(); ids must differ. ``signatures``: the table
    "signatures" of read(), kept from before, in place of reading again.

    Documents without a given day of publication are set beside those of all days.
    """
    from pyspark.sql import functions as F
    if signatures is None:
        from isnad.spark import read
        signatures = read(df, columns, "signatures", home)
    signed = signatures.mapInArrow(
        _days, "document string, key string, day int, earliest int, latest int, signature binary").persist()
    spark = signatures.sparkSession
    counts = spark.sparkContext.broadcast(_count(signed))
    pairs = _pairs(signed, counts, home).persist()
    parts, windowed = _parts(signed.select("document", "day", "latest"), pairs)

    def place(frame: Any) -> Any:
        import pandas
        placer = _process_placer(counts, home)
        made = []
        for _, part in frame.groupby("part", sort=False):
            ids = part["document"].tolist()
            days = list(zip(*(part[column].tolist() for column in ("day", "earliest", "latest"))))
            found = placer.place(ids, part["key"].tolist(), days, part["signature"].tolist())
            made += [(name, day, window, *row)
                     for name, day, window, row in zip(ids, part["day"].tolist(), part["window"].tolist(), found)]
        return pandas.DataFrame(made, columns=["document", "day", "window", "story", "copy_of", "share"])

    placed = (signed.join(parts, "document").withColumn("pack", F.pmod(F.hash("part"), F.lit(_packs(counts))))
              .groupBy("pack").applyInPandas(
                  place, "document string, day int, window int, story string, copy_of string, share float"))
    placed = _merged(placed.persist()) if windowed else placed.drop("window")
    day = F.when(F.col("day") != NO_DAY, F.date_add(F.lit("1970-01-01").cast("date"), F.col("day")))
    return placed.withColumn("day", day)


def _packs(counts: Broadcast[Any]) -> int:
    """Groups of parts that one call places: some thousand documents each."""
    return max(1, int(counts.value[2]) // 2000)


def _days(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        days = [days_of(published, dated) for published, dated in
                zip(batch["published"].to_pylist(), batch["dated"].to_pylist())]
        columns = [pyarrow.array([d[i] for d in days], pyarrow.int32()) for i in range(3)]
        yield pyarrow.RecordBatch.from_arrays([batch["document"], batch["key"], *columns, batch["signature"]],
                                              ["document", "key", "day", "earliest", "latest", "signature"])


def _count(signed: DataFrame) -> tuple[Any, Any, int]:
    """In how many documents each term stands; terms of one document are left out, the library knows."""
    import numpy
    from pyspark.sql import functions as F

    def count(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            lists = [terms_of(signature) for signature in batch["signature"].to_pylist()]
            terms, numbers = numpy.unique(numpy.concatenate(lists) if lists else numpy.empty(0, numpy.uint32),
                                          return_counts=True)
            yield pyarrow.RecordBatch.from_arrays([pyarrow.array(terms.astype("i8")), pyarrow.array(numbers)],
                                                  ["term", "documents"])

    rows: Any = (signed.select("signature").mapInArrow(count, "term long, documents long").groupBy("term")
            .agg(F.sum("documents").alias("documents")).where("documents > 1").toPandas())
    return rows["term"].to_numpy("u4"), rows["documents"].to_numpy("u4"), signed.count()


def _pairs(signed: DataFrame, counts: Broadcast[Any], home: str | None) -> DataFrame:
    """Pairs of documents (a < b) of neighbouring days with the nearness that their shared keys prove."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    def keys(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        placer = _process_placer(counts, home)
        for batch in batches:
            rows: tuple[list[str], list[int], list[int], list[float]] = ([], [], [], [])
            for name, day, signature in zip(*(batch[c].to_pylist() for c in ("document", "day", "signature"))):
                terms, weights = placer.keys(signature, KEYS)
                rows[0].extend([name] * len(terms))
                rows[1].extend([day] * len(terms))
                rows[2].extend(terms)
                rows[3].extend(weights)
            kinds = (pyarrow.string(), pyarrow.int32(), pyarrow.int64(), pyarrow.float32())
            yield pyarrow.RecordBatch.from_arrays([pyarrow.array(r, k) for r, k in zip(rows, kinds)],
                                                  ["document", "day", "key", "weight"])

    keyed = signed.mapInArrow(keys, "document string, day int, key long, weight float")
    # Buckets of days: a document stands in its own and is looked for in the one before. Undated ones share a bucket of
    # their own, which the dated ones are looked for in as well.
    dated = F.col("day") != NO_DAY
    keyed = keyed.withColumn("bucket", F.when(dated, F.floor(F.col("day") / (REACH + 1))).otherwise(NO_DAY))
    heaviest = Window.partitionBy("key", "bucket").orderBy(F.desc("weight"), "document")
    keyed = keyed.withColumn("rank", F.row_number().over(heaviest)).where(F.col("rank") <= MOST_SHARING).drop("rank")
    left = keyed.select("key", "bucket", F.col("document").alias("a"), F.col("day").alias("day_a"),
                        F.col("weight").alias("weight_a"))
    buckets = F.when(dated, F.array(F.col("bucket"), F.col("bucket") - 1, F.lit(NO_DAY))).otherwise(
        F.array(F.lit(NO_DAY)))
    right = keyed.select("key", F.explode(buckets).alias("bucket"), F.col("document").alias("b"),
                         F.col("day").alias("day_b"), F.col("weight").alias("weight_b"))
    near = ((F.col("day_a") == NO_DAY) | (F.abs(F.col("day_b") - F.col("day_a")) <= REACH)) & (F.col("a") != F.col("b"))
    joined = left.join(right, ["key", "bucket"]).where(near)
    # Two of one bucket meet in both orders: one is enough.
    joined = joined.where((F.col("day_a") < F.col("day_b")) | ((F.col("day_a") == F.col("day_b")) & (F.col("a") < F.col("b"))))
    return (joined.groupBy("a", "b").agg(F.sum(F.col("weight_a") * F.col("weight_b")).alias("nearness"))
            .where(F.col("nearness") >= LEVELS[0]))


def _parts(documents: DataFrame, pairs: DataFrame) -> tuple[DataFrame, bool]:
    """document, part, window: connected by near pairs; and whether there are windows. A document of a part that is too
    large stands in one or two windows of days, others in window NO_DAY."""
    from pyspark.sql import functions as F
    found = _components(pairs).localCheckpoint()
    large = found.groupBy("part").count().where(F.col("count") > MOST_IN_PART).select("part").localCheckpoint()
    whole = found.join(large, "part", "left_anti").select("document", "part")
    inside = found.join(large, "part").join(documents, "document").localCheckpoint()
    # Whoever is near to nobody is a part of his own.
    alone = documents.join(inside.select("document"), "document", "left_anti").join(whole, "document", "left").select(
        "document", F.coalesce("part", "document").alias("part"), F.lit(NO_DAY).alias("window"))
    if large.isEmpty():
        return alone, False
    nodes = _windows(inside).withColumn("node", F.concat_ws(":", "window", "document")).localCheckpoint()
    near = (pairs.join(nodes.select(F.col("document").alias("a"), "window", F.col("node").alias("node_a")), "a")
            .join(nodes.select(F.col("document").alias("b"), "window", F.col("node").alias("node_b")), ["b", "window"])
            .select(F.col("node_a").alias("a"), F.col("node_b").alias("b"), "nearness"))
    broken = _broken(near.localCheckpoint())
    placed = nodes.join(broken.withColumnRenamed("document", "node").withColumnRenamed("part", "piece"), "node", "left")
    return alone.unionByName(placed.select("document", F.coalesce("piece", "node").alias("part"), "window")), True


def _windows(inside: DataFrame) -> DataFrame:
    """document, window: that of its day, and the next ones where they look back at it. An undated document stands where the
    latest day that is possible for it has had all its links, else beside the latest dated ones of its part, as in a store."""
    from pyspark.sql import functions as F

    def of(day: Any) -> Any:
        return F.floor(day / DAYS_IN_WINDOW).cast("int")
    dated = F.col("day") != NO_DAY
    ends = inside.where(dated).groupBy("part").agg(F.min(of(F.col("day"))).alias("first"), F.max(of(F.col("day"))).alias("last"))
    inside = inside.join(ends, "part", "left")
    looked_at = F.least(of(F.col("day") + OVERLAP), F.col("last"))
    bounded = F.greatest("first", F.least(of(F.col("latest") + REACH), F.col("last")))
    windows = (F.when(dated, F.sequence(of(F.col("day")), looked_at))
               .when(F.col("last").isNull(), F.array(F.lit(0))).when(F.col("latest") != NO_DAY, F.array(bounded))
               .otherwise(F.array(F.col("last"))))
    return inside.select("document", F.explode(windows).alias("window"))


def _broken(pairs: DataFrame) -> DataFrame:
    """document, part: connected by pairs near enough; what is too large is broken at the next level."""
    from pyspark.sql import functions as F
    settled: DataFrame | None = None
    for level in LEVELS:
        found = _components(pairs.where(F.col("nearness") >= level)).localCheckpoint()
        large = found.groupBy("part").count().where(F.col("count") > MOST_IN_WINDOW).select("part")
        last = level == LEVELS[-1] or large.isEmpty()
        fits = found if last else found.join(large, "part", "left_anti")
        settled = fits if settled is None else settled.unionByName(fits)
        if last:
            break
        left = found.join(large, "part").select("document")
        pairs = pairs.join(left.withColumnRenamed("document", "a"), "a", "left_semi")
    assert settled is not None
    return settled.select("document", "part")


def _merged(placed: DataFrame) -> DataFrame:
    """The last word on each document, and stories of neighbouring windows as one."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F
    # A window has settled its days but the last ones, which the next one sees from both sides.
    end = (F.col("window") + 1) * DAYS_IN_WINDOW - 1
    settled = F.col("day") <= end - REACH
    by_document = Window.partitionBy("document").orderBy("window")
    placed = placed.withColumn("window", F.col("window").cast("long"))
    rows = placed.withColumn("name", F.concat_ws(":", "window", "story")).withColumn(
        "later", F.lead("name").over(by_document)).withColumn("later_window", F.lead("window").over(by_document))
    warm = F.col("day") >= F.col("later_window") * DAYS_IN_WINDOW - OVERLAP + REACH
    shared = (rows.where(F.col("later").isNotNull() & settled & warm & (F.col("later_window") == F.col("window") + 1))
              .groupBy("later", "name").count())
    most = Window.partitionBy("later").orderBy(F.desc("count"), "name")
    same = (shared.withColumn("rank", F.row_number().over(most)).where("rank = 1")
            .select(F.col("name").alias("a"), F.col("later").alias("b")))
    roots = _components(same).withColumnRenamed("document", "name").withColumnRenamed("part", "root")
    chosen = (rows.withColumn("rank", F.row_number().over(Window.partitionBy("document").orderBy(
        F.desc(settled | (F.col("day") == NO_DAY)), F.when(settled, F.col("window")).otherwise(-F.col("window")))))
        .where("rank = 1"))
    named = chosen.join(roots, "name", "left").withColumn("root", F.coalesce("root", "name"))
    return named.withColumn("story", F.min("document").over(Window.partitionBy("root"))).select(
        "document", "day", "story", "copy_of", "share")


def _components(pairs: DataFrame) -> DataFrame:
    """document, part: connected components, each named by its least document. Large star and small star by turns
    (Kiveris and others, "Connected components in MapReduce and beyond", 2014) until nothing changes."""
    from pyspark.sql import functions as F
    edges = pairs.select(F.greatest("a", "b").alias("u"), F.least("a", "b").alias("v")).localCheckpoint()
    before = None
    while True:
        both = edges.unionByName(edges.select(F.col("v").alias("u"), F.col("u").alias("v")))
        least = both.groupBy("u").agg(F.least(F.min("v"), F.first("u")).alias("m"))
        large = both.where("v > u").join(least, "u").select(F.col("v").alias("u"), F.col("m").alias("v"))
        large = large.where("u <> v").distinct()
        low = large.groupBy("u").agg(F.min("v").alias("m"))
        small = large.join(low, "u").select(F.col("v").alias("u"), F.col("m").alias("v")).where("u <> v")
        edges = small.unionByName(low.select("u", F.col("m").alias("v"))).distinct().localCheckpoint()
        now = edges.agg(F.count("*"), F.sum(F.hash("u", "v").cast("long"))).first()
        if now == before:
            break
        before = now
    return (edges.select(F.col("u").alias("document"), F.col("v").alias("part"))
            .unionByName(edges.select(F.col("v").alias("document"), F.col("v").alias("part"))).distinct())
