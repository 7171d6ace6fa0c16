"""The annotated articles, and what the command makes of them."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import gold
import pytest


@pytest.fixture(scope="session")
def articles() -> list[dict[str, Any]]:
    found = gold.articles()
    assert len(found) > 100
    return found


@pytest.fixture(scope="session")
def command() -> str:
    """The command, built from the same source."""
    binary = os.environ.get("UDSAGN_BIN")
    if not binary:
        pytest.fail("UDSAGN_BIN must name the command; python/test sets it")
    return binary


@pytest.fixture(scope="session")
def rows(articles: list[dict[str, Any]], command: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the command writes of them."""
    folder = tmp_path_factory.mktemp("command")
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    asked = [command, "extract", "--quiet", "articles.jsonl", "-o", "rows.jsonl"]
    subprocess.run(asked, cwd=folder, check=True)
    found = [json.loads(line) for line in (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(found) > 500
    return found
