"""Statements of the articles of a Spark data frame, on a cluster.

The executors need this package and PyArrow. The wheel, under the name of a zip, is shipped as it is::

    cp udsagn-*.whl udsagn.zip
    spark-submit --py-files udsagn.zip job.py

or, where the executors may write nothing beside it, unpacked as an archive::

    spark-submit --archives udsagn.zip#udsagn-package --conf spark.executorEnv.PYTHONPATH=udsagn-package job.py
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Iterable, Iterator, Optional

from ._extract import Statements, extract_many
from ._statement import FIELDS

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType, StructType

__all__ = ["ERROR", "extract", "schema"]

ERROR = "error"
"""The column that tells why an article could not be read; null on rows that are statements."""


def schema(error: Optional[str] = ERROR) -> StructType:
    """The types of what :func:`extract` gives: the columns of the row, then that of errors, unless ``error`` is None.

    With a column of errors every other may be null but ``article``, since the row of an error has nothing else.
    """
    from pyspark.sql.types import ArrayType, DateType, DoubleType, IntegerType, StringType, StructField, StructType

    span = ArrayType(IntegerType(), containsNull=False)
    types: dict[str, DataType] = {
        "confidence": DoubleType(),
        "published": DateType(),
        "parts": ArrayType(span, containsNull=False),
        "mention_span": span,
        "cue_span": span,
        "warnings": ArrayType(StringType(), containsNull=False),
    }
    fields = [StructField(name, types.get(name, StringType()), name != "article") for name in FIELDS]
    if error is not None:
        fields.append(StructField(error, StringType(), True))
    return StructType(fields)


def extract(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    published: Optional[str] = None,
    *,
    title: Optional[str] = None,
    url: Optional[str] = None,
    source: Optional[str] = None,
    language: Optional[str] = None,
    min_confidence: float = 0.0,
    error: Optional[str] = ERROR,
) -> DataFrame:
    """The statements of a data frame's articles: a row each, with the columns ``udsagn.FIELDS``.

    Nothing is computed before Spark asks for rows. Each task takes one batch of articles after another, in one thread,
    since Spark runs a task for each core; only the columns that are named here leave the JVM.

    :param df: an article a row.
    :param text: the column of texts, strings.
    :param id: the column of ids, strings or whole numbers; they must be distinct, for ids of rows are made from them.
    :param published: the column of days of publication: dates, times or words. One that is no date counts as unknown.
    :param title: the column of titles; by default the first line of a text where it reads as one.
    :param url: the column of addresses.
    :param source: the column of media.
    :param language: ``da`` or ``nb``; by default that which each article's words tell.
    :param min_confidence: leaves out rows of lower confidence, from 0 to 1.
    :param error: the name of a last column, in which an article that cannot be read (no text, no id) has a row that tells
        why; its other columns but ``article`` are null. With None such articles give no row. A job never fails for them.

    Statements and errors part by that column::

        found = udsagn.spark.extract(df).cache()
        statements = found.where("error is null").drop("error")
        errors = found.where("error is not null").select("article", "error")
    """
    from pyspark.sql.functions import col

    named = {"text": text, "id": id, "published": published, "title": title, "url": url, "source": source}
    columns = [col(f"`{name}`").alias(field) for field, name in named.items() if name is not None]

    def batches(given: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in given:
            yield from _read(batch, language, min_confidence, error)

    return df.select(*columns).mapInArrow(batches, schema(error))


def _read(
    batch: pyarrow.RecordBatch, language: Optional[str], min_confidence: float, error: Optional[str]
) -> Iterator[pyarrow.RecordBatch]:
    """Batches of rows, then one of errors where there are any."""
    import pyarrow
    import pyarrow.compute

    # Without an id it would be counted within its batch, and two articles would have the same.
    no_id = batch.filter(pyarrow.compute.is_null(batch.column("id"))).num_rows
    if no_id:
        batch = batch.filter(pyarrow.compute.is_valid(batch.column("id")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = extract_many(batch, language=language, min_confidence=min_confidence, threads=1, errors="collect")
    yield from _columns(found, error)
    if error is not None and (found.errors or no_id):
        faults = [(fault.article, fault.message) for fault in found.errors] + [("", "it has no id")] * no_id
        yield _faults(pyarrow.schema(found), error, faults)


def _columns(found: Statements, error: Optional[str]) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    for rows in pyarrow.table(found).to_batches():
        if error is not None:
            nothing = pyarrow.nulls(rows.num_rows, pyarrow.string())
            fields = [_nullable(field) for field in rows.schema] + [pyarrow.field(error, pyarrow.string())]
            rows = pyarrow.RecordBatch.from_arrays([*rows.columns, nothing], schema=pyarrow.schema(fields))
        yield rows


def _faults(rows: pyarrow.Schema, error: str, faults: list[tuple[str, str]]) -> pyarrow.RecordBatch:
    import pyarrow

    fields = [_nullable(field) for field in rows] + [pyarrow.field(error, pyarrow.string())]
    columns = [pyarrow.nulls(len(faults), field.type) for field in fields]
    columns[FIELDS.index("article")] = pyarrow.array([article for article, _ in faults], pyarrow.string())
    columns[-1] = pyarrow.array([message for _, message in faults], pyarrow.string())
    return pyarrow.RecordBatch.from_arrays(columns, schema=pyarrow.schema(fields))


def _nullable(field: pyarrow.Field) -> pyarrow.Field:
    return field.with_nullable(field.name != "article")
