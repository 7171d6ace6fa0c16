"""What a type checker must accept, and what it must not: lines that are wrong say so, and mypy tells of any that is not."""

import datetime

import pyarrow as pa
import udsagn

rows: list[udsagn.Statement] = udsagn.extract("»Nej«, siger Ida Holm.", published=datetime.date(2024, 3, 13))
stance: udsagn.Stance = rows[0].stance
span: udsagn.Span = rows[0].parts[0]
found: udsagn.Statements = udsagn.extract_many(["»Nej«, siger Ida Holm.", {"text": "»Jo.«"}], errors="collect")
table = pa.table({"text": ["»Nej«, siger Ida Holm."]})
udsagn.extract_many(table, text="text", threads=2)
first: udsagn.Statement = found[0]
some: list[udsagn.Statement] = found[:1]

udsagn.extract(5)  # type: ignore[arg-type]
udsagn.extract_many([5])  # type: ignore[list-item]
udsagn.extract_many([], errors="ignore")  # type: ignore[arg-type]
wrong: int = rows[0].speaker  # type: ignore[assignment]
rows[0].speaker = "Bo"  # type: ignore[misc]
