"""Many articles out of the annotated ones, and whether two results are the same."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Iterator

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import gold  # noqa: E402

SCHEMA = pa.schema(
    [("id", pa.string()), ("text", pa.large_string()), ("title", pa.string()), ("published", pa.string()), ("url", pa.string())]
)

BAD = {
    1_000: ("text", None, "its text is null"),
    50_001: ("text", "", "empty: it holds no text"),
    99_998: ("text", " \n", "empty: it holds no text"),
    70_000: ("id", None, "it has no id"),
}
"""Articles that cannot be read: number, which field, what stands there, and what is told."""


def articles(count: int) -> Iterator[dict[str, str | None]]:
    """So many articles with distinct ids; a few of them cannot be read."""
    known = gold.articles()
    for number in range(count):
        one = known[number % len(known)]
        article = {name: one[name] for name in SCHEMA.names}
        article["id"] = f"{number:06}-{one['id']}"
        if number in BAD:
            field, value, _ = BAD[number]
            article[field] = value
        yield article


def errors(count: int) -> list[tuple[str, str]]:
    """Id and message of those that cannot be read."""
    known = gold.articles()
    told = []
    for number, (field, _, message) in BAD.items():
        if number < count:
            told.append(("" if field == "id" else f"{number:06}-{known[number % len(known)]['id']}", message))
    return sorted(told)


def write(folder: Path, count: int, files: int) -> int:
    """Writes them to so many files; how many bytes of text there are."""
    folder.mkdir(parents=True)
    given, size, each = articles(count), 0, -(-count // files)
    for file in range(files):
        some = [article for _, article in zip(range(each), given)]
        size += sum(len((article["text"] or "").encode()) for article in some)
        pq.write_table(pa.Table.from_pylist(some, SCHEMA), folder / f"{file:03}.parquet", compression="zstd")
    return size


BUCKETS = 16


def differences(one: str, other: str, columns: list[str]) -> list[str]:
    """What is not the same in two results (paths of Parquet files), compared row for row and in all columns."""
    database = duckdb.connect()
    database.sql("set threads = 2; set memory_limit = '4GB'")
    names = ", ".join(f'"{name}"' for name in columns)
    found, rows = [], 0
    for bucket in range(BUCKETS):
        read = (
            f"select {names} from read_parquet($path) where hash(article) % {BUCKETS} = {bucket} "
            "order by article, parts, cue_span, claim, rule"
        )
        tables = [pa.table(database.sql(read, params={"path": path})) for path in (one, other)]
        rows += tables[0].num_rows
        if tables[0].num_rows != tables[1].num_rows:
            found.append(f"bucket {bucket}: {tables[0].num_rows} and {tables[1].num_rows} rows")
        elif not tables[0].equals(tables[1]):
            unlike = [name for name in columns if not tables[0][name].equals(tables[1][name])]
            found.append(f"bucket {bucket}: columns {', '.join(unlike)}")
    if rows == 0:
        found.append("there are no rows at all")
    return found
