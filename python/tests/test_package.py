"""The package as it is shipped: examples, types, zip."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import udsagn

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("name", ["udsagn", "udsagn._extract", "udsagn._statement"])
def test_examples_of_the_documentation(name):
    ran = doctest.testmod(importlib.import_module(name))
    assert ran.attempted > 0
    assert ran.failed == 0


def test_examples_of_the_readme():
    ran = doctest.testfile(str(HERE.parent / "README.md"), module_relative=False)
    assert ran.attempted > 0
    assert ran.failed == 0


def test_everything_public_is_documented():
    for name in udsagn.__all__:
        thing = getattr(udsagn, name)
        if callable(thing) and hasattr(thing, "__module__") and thing.__module__.startswith("udsagn"):
            assert thing.__doc__, name


def test_types():
    """The package itself, strictly, and a use of it: what is right passes, what is wrong is told."""
    config = str(HERE.parent / "pyproject.toml")
    check = [sys.executable, "-m", "mypy", "--config-file", config]
    ran = subprocess.run([*check, "-p", "udsagn"], capture_output=True, text=True, cwd=HERE)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    ran = subprocess.run([*check, str(HERE / "typed.py")], capture_output=True, text=True, cwd=HERE)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_it_runs_from_a_zip(tmp_path):
    """The wheel under the name of a zip, as `--py-files` ships it."""
    wheel = os.environ.get("UDSAGN_WHEEL")
    if not wheel:
        pytest.fail("UDSAGN_WHEEL must name the wheel; python/test sets it")
    shipped = tmp_path / "udsagn.zip"
    shipped.write_bytes(Path(wheel).read_bytes())
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import udsagn; assert udsagn.__file__.startswith(sys.argv[1]), udsagn.__file__\n"
        "print(udsagn.extract('»Broen lukker«, siger Ida Holm.')[0].speaker)"
    )
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", program, str(shipped)], capture_output=True, text=True)
        assert ran.stdout == "Ida Holm\n", ran.stderr
    assert len(list(tmp_path.iterdir())) == 2  # the zip, and the library once
    read_only = tmp_path / "fast"
    read_only.mkdir()
    (read_only / "udsagn.zip").write_bytes(b"no zip")
    ran = subprocess.run([sys.executable, "-c", program, str(read_only / "udsagn.zip")], capture_output=True, text=True)
    assert "AssertionError" in ran.stderr  # taken from elsewhere: the check above can fail


def test_the_examples_of_the_manual_print_what_it_says():
    text = (HERE.parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```\s*```text\n(.*?)```", text, flags=re.DOTALL)
    assert len(examples) == text.count("```python")
    for program, printed in examples:
        environment = os.environ | {"PYTHONUTF8": "1"}
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)
        assert ran.stdout == printed, ran.stderr
