"""The annotated articles of the project without their marks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("seeds", "syn", "more")
MARK = re.compile(r"⟦/?\d+⟧")


def articles() -> list[dict[str, Any]]:
    """Every article: id, text, title, published."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / "tests/gold" / folder).glob("*.txt")):
            head, rest = path.read_text(encoding="utf-8").split("\n", 1)
            known = json.loads(head)
            text = MARK.sub("", rest.split("\n=====\n", 1)[0])
            found.append(
                {
                    "id": known["doc"],
                    "text": text,
                    "title": known.get("title"),
                    "published": known.get("published"),
                    "url": f"https://avis.dk/{known['doc']}",
                    "source": "Avisen",
                }
            )
    return found
