"""Reads Danish news text and tells who claimed what.

>>> import udsagn
>>> for row in udsagn.extract("»Broen åbner i maj«, siger borgmester Ida Holm."):
...     print(row.speaker, row.claim, sep=": ")
Ida Holm: Broen åbner i maj

:func:`extract` reads one article, :func:`extract_many` many of them in several threads, and
:func:`udsagn.spark.extract` those of a Spark data frame on a cluster. Nothing is downloaded, and the same text always gives
the same rows.
"""

from ._extract import ArticleError, Statements, extract, extract_many
from ._load import native
from ._statement import FIELDS, Act, Kind, Section, Span, SpeakerKind, Stance, Statement

__version__: str = native.__version__

__all__ = [
    "FIELDS",
    "Act",
    "ArticleError",
    "Kind",
    "Section",
    "Span",
    "SpeakerKind",
    "Stance",
    "Statement",
    "Statements",
    "extract",
    "extract_many",
]
