"""An archive of JSON Lines in, Parquet out, in folders by month of publication: `archive.py ARTICLES ROWS`.

ARTICLES is a folder of .jsonl or .jsonl.gz, an object with `id`, `text` and, if you like, `title`, `published`, `url` and
`source` a line. ROWS gets `month=2024-03/NAME-0-0.parquet` and the like, `errors/NAME.jsonl` with what could not be read, and
`done/NAME.json` once a file is complete. Begun again after a break, it goes on with the first file that is not.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import sys
from pathlib import Path
from typing import Any, Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import udsagn

AT_ONCE = 20_000
"""Articles held at once."""

Fault = dict[str, str]


def articles(path: Path, faults: list[Fault]) -> Iterator[dict[str, Any]]:
    """The objects of a file; a line that is none is told of and passed over."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        for number, line in enumerate(lines, 1):
            try:
                article = json.loads(line)
                # Ids of rows are made from it, so it must not depend on where a chunk begins.
                article.setdefault("id", f"{path.name}:{number}")
                yield article
            except (ValueError, AttributeError) as fault:
                faults.append({"article": f"{path.name}:{number}", "message": f"no JSON object: {fault}"})


def chunks(given: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    given = iter(given)
    while some := list(itertools.islice(given, AT_ONCE)):
        yield some


def write(rows: pa.Table, folder: Path, name: str) -> None:
    """Each month's rows to its folder. The same chunk always has the same name, so that it is replaced, not doubled."""
    month = pc.if_else(pc.is_null(rows["published"]), "unknown", pc.strftime(rows["published"], format="%Y-%m"))
    ds.write_dataset(
        rows.append_column("month", month),
        folder,
        format="parquet",
        file_options=ds.ParquetFileFormat().make_write_options(compression="zstd"),
        partitioning=ds.partitioning(pa.schema([("month", pa.string())]), flavor="hive"),
        basename_template=f"{name}-{{i}}.parquet",
        existing_data_behavior="overwrite_or_ignore",
    )


def whole(path: Path, text: str) -> None:
    """Writes a file that is there only when it is complete."""
    waiting = path.with_suffix(".part")
    waiting.write_text(text, encoding="utf-8")
    os.replace(waiting, path)


def read_file(path: Path, folder: Path, threads: int | None) -> dict[str, int]:
    """Reads a file and writes its rows; how many articles, rows and errors there were."""
    faults: list[Fault] = []
    count = {"articles": 0, "rows": 0, "errors": 0}
    for number, some in enumerate(chunks(articles(path, faults))):
        found = udsagn.extract_many(some, threads=threads, errors="collect")
        faults += [{"article": fault.article, "message": fault.message} for fault in found.errors]
        write(pa.table(found), folder, f"{path.name.split('.')[0]}-{number}")
        count["articles"] += found.articles
        count["rows"] += len(found)
    count["errors"] = len(faults)
    whole(folder / f"errors/{path.name}.jsonl", "".join(json.dumps(fault, ensure_ascii=False) + "\n" for fault in faults))
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--threads", type=int)
    asked = parser.parse_args()
    for folder in ("done", "errors"):
        (asked.rows / folder).mkdir(parents=True, exist_ok=True)
    for path in sorted([*asked.articles.glob("*.jsonl"), *asked.articles.glob("*.jsonl.gz")]):
        done = asked.rows / f"done/{path.name}.json"
        if done.exists():
            print(f"{path.name}: done before", file=sys.stderr)
            continue
        count = read_file(path, asked.rows, asked.threads)
        whole(done, json.dumps(count) + "\n")
        print(f"{path.name}: " + ", ".join(f"{number} {what}" for what, number in count.items()), file=sys.stderr)


if __name__ == "__main__":
    main()
