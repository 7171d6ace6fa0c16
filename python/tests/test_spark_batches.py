"""What a task of Spark does with its batches; the cluster itself is tested by python/test-cluster."""

from __future__ import annotations

import pyarrow as pa
import pytest
import udsagn
from udsagn import spark

BRO = "»Broen åbner i maj«, sagde borgmester Ida Holm i går."


def read(texts, ids, data=pa.string(), error=spark.ERROR):
    batch = pa.record_batch({"text": pa.array(texts, data), "id": pa.array(ids, data)})
    return pa.Table.from_batches(list(spark._read(batch, None, 0.0, error)))


@pytest.mark.parametrize("data", [pa.string(), pa.large_string()])
def test_bad_articles_have_a_row_that_tells_why(data):
    found = read([BRO, None, "", BRO, BRO], ["a", "b", "c", None, "e"], data).to_pylist()
    assert [(row["article"], row["error"]) for row in found] == [
        ("a", None),
        ("e", None),
        ("b", "its text is null"),
        ("c", "empty: it holds no text"),
        ("", "it has no id"),
    ]
    assert list(found[0]) == [*udsagn.FIELDS, "error"]
    assert {name for name, value in found[2].items() if value is not None} == {"article", "error"}


def test_ids_are_those_of_the_whole(articles, rows):
    """Batches and articles between that cannot be read change no row."""
    texts, ids = [a["text"] for a in articles], [a["id"] for a in articles]
    whole = read([*texts, None], [*ids, "z"])
    halves = pa.concat_tables([read(texts[:50], ids[:50]), read(texts[50:], ids[50:])])
    assert whole.slice(0, halves.num_rows).equals(halves)
    assert whole.num_rows == halves.num_rows + 1
    assert [row["id"] for row in rows] == halves["id"].to_pylist()


def test_without_a_column_of_errors():
    found = read([BRO, None], ["a", "b"], error=None)
    assert found.column_names == list(udsagn.FIELDS)
    assert found.num_rows == 1
