"""Arrow in and out, by the libraries that people have."""

from __future__ import annotations

import datetime

import duckdb
import pandas
import polars
import pyarrow as pa
import pytest
import udsagn

BRO = "»Broen åbner i maj«, sagde borgmester Ida Holm i går."


def dicts(statements):
    return [row.to_dict() for row in statements]


def reader(table):
    return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=17))


INPUTS = {
    "table": lambda table: table,
    "many batches": reader,
    "one batch": lambda table: table.combine_chunks().to_batches()[0],
    "large strings": lambda table: table.cast(pa.schema([(name, pa.large_string()) for name in table.column_names])),
    "string views": lambda table: table.cast(pa.schema([(name, pa.string_view()) for name in table.column_names])),
    "dictionary": lambda table: table.set_column(5, "source", table["source"].dictionary_encode()),
    "slice": lambda table: pa.concat_tables([table.slice(0, 1), table]).slice(1),
    "polars": polars.DataFrame,
    "pandas": lambda table: pandas.DataFrame(table.to_pylist()),
    "duckdb": lambda table: duckdb.from_arrow(table),
}


@pytest.mark.parametrize("form", INPUTS)
def test_every_library_hands_in_the_same(articles, rows, form):
    given = INPUTS[form](pa.Table.from_pylist(articles))
    found = udsagn.extract_many(given, threads=2)
    assert dicts(found) == rows


@pytest.mark.parametrize("data", [pa.string(), pa.large_string(), pa.string_view()])
def test_texts_alone(data):
    texts = pa.array([BRO, None, "", BRO], data)
    for given in (texts, pa.chunked_array([texts[:1], texts[1:]])):
        found = udsagn.extract_many(given, errors="collect")
        assert [row.article for row in found] == ["0", "3"]
        assert [error.article for error in found.errors] == ["1", "2"]
    assert len(udsagn.extract_many(polars.Series([BRO, BRO]))) == 2


def test_texts_are_not_copied():
    """Ten copies of 64 MB would show in what the process takes at its peak; the texts hold nothing but spaces and one
    statement, so that the analysis itself takes little."""
    import resource

    text = " " * (256 << 10) + "\n\n" + BRO
    table = pa.table({"text": pa.array([text] * 1024, pa.large_string())})
    udsagn.extract_many(table.slice(0, 8), threads=1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(udsagn.extract_many(table, threads=2)) == 1024
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10
    assert grown < table.nbytes / 4, f"{grown >> 20} MB more for {table.nbytes >> 20} MB of text"


@pytest.mark.parametrize(
    "day",
    [
        pa.scalar(datetime.date(2024, 3, 13)),
        pa.scalar(datetime.datetime(2024, 3, 13, 9, 30)),
        pa.scalar(datetime.date(2024, 3, 13), pa.date64()),
        pa.scalar(datetime.datetime(2024, 3, 13, 0, 30), pa.timestamp("ms", "Europe/Copenhagen")),
        pa.scalar("13. marts 2024"),
    ],
    ids=lambda day: str(day.type),
)
def test_days_of_publication(day):
    zone = getattr(day.type, "tz", None)
    if zone:  # half past midnight in Copenhagen
        moment = pa.scalar(datetime.datetime(2024, 3, 12, 23, 30), pa.timestamp("ms"))
        column = pa.array([moment.as_py()], pa.timestamp("ms", zone))
    else:
        column = pa.array([day.as_py()], day.type)
    (row,) = udsagn.extract_many(pa.table({"text": [BRO], "published": column}))
    assert (row.published, row.date) == (datetime.date(2024, 3, 13), "2024-03-12")


def test_columns_by_name_and_number():
    table = pa.table({"indlæg": [BRO], "nr": [7], "text": [None]})
    (row,) = udsagn.extract_many(table, text="indlæg", id="nr")
    assert row.article == "7"
    with pytest.raises(KeyError, match="no column .*tekst.*; there are indlæg, nr, text"):
        udsagn.extract_many(table, text="tekst")
    with pytest.raises(KeyError, match="name the one that holds the texts"):
        udsagn.extract_many(table.select(["nr"]))
    with pytest.raises(TypeError, match="must hold strings, and holds Int64"):
        udsagn.extract_many(table, text="nr")
    with pytest.raises(TypeError, match="texts must be strings"):
        udsagn.extract_many(pa.array([1]))


def test_what_a_reader_raises_is_told():
    def batches():
        yield pa.record_batch({"text": [BRO]})
        raise OSError("the disk is gone")

    broken = pa.RecordBatchReader.from_batches(pa.schema([("text", pa.string())]), batches())
    with pytest.raises(ValueError, match="the disk is gone"):
        udsagn.extract_many(broken)


def as_json(rows):
    """Rows as a library gives them back, like those of the command."""
    for row in rows:
        row["published"] = row["published"] and str(row["published"])[:10]
    return rows


def test_every_library_takes_the_rows(articles, rows):
    found = udsagn.extract_many(articles)
    table = pa.table(found)
    assert table.column_names == list(udsagn.FIELDS)
    table.validate(full=True)
    by_name = [{name: row[name] for name in udsagn.FIELDS} for row in rows]
    assert as_json(table.to_pylist()) == by_name
    assert as_json(polars.DataFrame(found).to_dicts()) == by_name
    assert as_json(pandas.DataFrame.from_arrow(found).to_dict("records"))[0]["speaker"] == rows[0]["speaker"]
    count = duckdb.sql("select count(*), count(distinct speaker) from found").fetchall()[0]
    assert count == (len(rows), len({row["speaker"] for row in rows}))
    # Once more: it is no stream that is used up.
    assert pa.table(found).equals(table)


def test_the_schema_is_that_of_parquet(articles, rows, command, tmp_path):
    """Types and what may be null are those of the columns of docs/parquet.md."""
    schema = pa.schema(udsagn.extract_many([]))
    span = pa.list_(pa.field("item", pa.int32(), nullable=False))
    others = {
        "confidence": pa.float64(),
        "published": pa.date32(),
        "parts": pa.list_(pa.field("item", span, nullable=False)),
        "mention_span": span,
        "cue_span": span,
        "warnings": pa.list_(pa.field("item", pa.string(), nullable=False)),
    }
    for field in schema:
        assert field.type == others.get(field.name, pa.string()), field
        has_null = any(row[field.name] is None for row in rows)
        assert field.nullable or not has_null, field
    assert not schema.field("claim").nullable
    assert schema.field("cue").nullable


def test_no_rows_are_a_table_too():
    for given in ([], ["Intet her."], pa.table({"text": pa.array([], pa.string())})):
        found = udsagn.extract_many(given)
        assert pa.table(found).num_rows == polars.DataFrame(found).height == 0


def test_a_requested_schema_is_followed():
    found = udsagn.extract_many([BRO])
    wanted = pa.schema([f.with_type(pa.large_string()) if f.type == pa.string() else f for f in pa.schema(found)])
    assert pa.RecordBatchReader.from_stream(found, schema=wanted).read_all().schema.field("claim").type == pa.large_string()
