"""The row: one statement that an article reports."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal, Optional, Tuple, Union

from ._load import native

Span = Tuple[int, int]
"""Start and end, the end not included, in Unicode code points: the indices of a Python ``str``."""

Kind = Literal["direct", "mixed", "indirect"]
Act = Literal["state", "confirm", "deny", "criticise", "warn", "demand", "promise", "praise", "predict", "ask"]
Stance = Literal["support", "oppose", "neutral"]
SpeakerKind = Literal["person", "organisation", "group", "document"]
Section = Literal["headline", "lede", "body", "caption"]


@dataclass(frozen=True, repr=False)
class Statement:
    """One statement that an article reports: the claim, who made it, which side they take, when, and why so.

    Fields are those of the command's rows. All spans count Unicode code points of the article's text, so that they are
    indices of a ``str``:

    >>> import udsagn
    >>> text = "Broen er ny. »Den åbner i maj«, siger borgmester Ida Holm."
    >>> row = udsagn.extract(text, published="2024-03-13")[0]
    >>> row
    <Ida Holm siger (direct, state, neutral, 2024-03-13): »Den åbner i maj«>
    >>> start, end = row.parts[0]
    >>> text[start:end]
    'Den åbner i maj'
    """

    claim: str
    """The words of the claim, white space folded, several parts joined with `` … ``."""
    speaker: str
    """The fullest name that the article gives for the source; several joined with ``; ``; empty where nobody can be named."""
    stance: Stance
    """The side that the source takes."""
    date: str
    """The day it was said, in EDTF (``2024-03-05``, ``2024-03``, ``XXXX-06``); empty where unknown."""
    kind: Kind
    """How the claim stands in the text: the source's own words, a quoted piece among the reporter's, or without marks."""
    act: Act
    """What the source does by saying it."""
    stance_target: Optional[str]
    """Whom or what the stance is about."""
    speaker_role: Optional[str]
    """What the article calls the source: *borgmester*."""
    speaker_kind: Optional[SpeakerKind]
    """What sort of source speaks."""
    mention: Optional[str]
    """The source as written at the report: *hun*."""
    cue: Optional[str]
    """The word that reports: *siger*."""
    via: Optional[str]
    """The medium or document through which it came."""
    date_text: Optional[str]
    """The words that the date was read from."""
    section: Section
    """Where in the article the claim stands."""
    context: str
    """The paragraph that holds the claim, white space folded."""
    article: str
    """The article's id."""
    title: Optional[str]
    """The article's title."""
    url: Optional[str]
    """The article's address."""
    source: Optional[str]
    """The medium that published it."""
    published: Optional[datetime.date]
    """The article's day of publication."""
    parts: Tuple[Span, ...]
    """Where each part of the claim stands."""
    mention_span: Optional[Span]
    """Where the mention stands."""
    cue_span: Optional[Span]
    """Where the cue stands."""
    rule: str
    """The construction that found it."""
    resolution: Optional[str]
    """How the speaker was found: *hun → Ida Holm (pronoun)*."""
    confidence: float
    """0 to 1: the share of such rows that are right in annotated articles."""
    warnings: Tuple[str, ...]
    """What had to be repaired or is missing: an unclosed mark, no speaker."""
    id: str
    """Stable name of the row, from the article's id and the claim's place."""
    link: Optional[str]
    """Where the article has an address: that address with a text fragment of the claim."""
    language: str
    """The language that the article was read in: ``da``, ``nb``."""

    def __repr__(self) -> str:
        about = ", ".join(word for word in (self.kind, self.act, self.stance, self.date) if word)
        who = " ".join(word for word in (self.speaker or "?", self.cue if self.cue and self.cue.isalpha() else "") if word)
        return f"<{who} ({about}): »{self.claim}«>"

    def to_dict(self) -> dict[str, Union[str, float, list[Any], None]]:
        """The row as the command writes it in JSON: days in ISO 8601, spans as lists.

        >>> import udsagn
        >>> row = udsagn.extract("»Broen åbner i maj«, siger Ida Holm.")[0].to_dict()
        >>> row["speaker"], row["parts"], row["published"]
        ('Ida Holm', [[1, 18]], None)
        """
        row: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        row["published"] = self.published.isoformat() if self.published else None
        row["parts"] = [list(part) for part in self.parts]
        row["warnings"] = list(self.warnings)
        for name in ("mention_span", "cue_span"):
            row[name] = list(row[name]) if row[name] is not None else None
        return row


FIELDS: Tuple[str, ...] = native.fields()
"""The names of the fields, in the order of the columns."""

_PUBLISHED = FIELDS.index("published")


def statement(cells: Tuple[Any, ...]) -> Statement:
    """The row of cells in the order of ``FIELDS``."""
    day = cells[_PUBLISHED]
    if day is None:
        return Statement(*cells)
    values = list(cells)
    values[_PUBLISHED] = datetime.date.fromisoformat(day)
    return Statement(*values)
