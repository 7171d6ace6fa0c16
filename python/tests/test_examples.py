"""The examples run from beginning to end: the notebook draws its plots, the archive is whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pyarrow.parquet as pq
import pytest
from nbclient import NotebookClient

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebook(path):
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "kept without output: clear it before it is committed"
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(EXAMPLES)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    plots = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(plots) == 3
    told = "".join(output["text"] for output in outputs if output.output_type == "stream" and output.name == "stdout")
    assert "by chance" in told
    print(told)


def test_there_is_a_notebook():
    assert list(EXAMPLES.glob("*.ipynb"))


def run_archive(source: Path, target: Path) -> subprocess.Popen[str]:
    program = [sys.executable, str(EXAMPLES / "archive.py"), str(source), str(target)]
    return subprocess.Popen(program, stderr=subprocess.PIPE, text=True)


def test_the_archive_that_is_killed_and_begun_again_is_whole(articles, rows, tmp_path):
    """Rows, months and errors of three files, whose reading was killed after the first."""
    source, target = tmp_path / "articles", tmp_path / "rows"
    source.mkdir()
    for number in range(3):
        some = [json.dumps(article) for article in articles[number::3]]
        (source / f"part{number}.jsonl").write_text("\n".join([*some, "{broken", '{"id": "tom", "text": ""}']))
    killed = run_archive(source, target)
    assert killed.stderr is not None
    assert "part0.jsonl: " in killed.stderr.readline()
    killed.kill()
    killed.communicate()
    again = run_archive(source, target)
    _, told = again.communicate(timeout=120)
    assert again.returncode == 0, told
    assert "part0.jsonl: done before" in told
    assert re.search(r"part2.jsonl: \d+ articles, \d+ rows, 2 errors", told)
    files = sorted(target.glob("month=*/*.parquet"))
    found = [(row["article"], row["id"]) for file in files for row in pq.read_table(file, partitioning=None).to_pylist()]
    assert sorted(found) == sorted((row["article"], row["id"]) for row in rows)
    months = {file.parent.name for file in files}
    assert months == {"month=" + (row["published"] or "unknown")[:7] for row in rows}
    assert len(list(target.glob("errors/*.jsonl"))) == 3
