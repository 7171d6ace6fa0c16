"""Articles in, statements out."""

from __future__ import annotations

import datetime
import os
import warnings
from typing import Any, Iterable, Iterator, Literal, Mapping, Optional, Protocol, Sequence, Union, overload

from ._load import native
from ._statement import FIELDS, Statement, statement


class ArticleError(ValueError):
    """An article that cannot be read.

    >>> import udsagn
    >>> udsagn.extract(" ", id="bro")
    Traceback (most recent call last):
        ...
    udsagn.ArticleError: bro: empty: it holds no text
    """

    article: str
    """The article's id, or else its number in the input, from 0."""
    message: str
    """What is wrong with it."""
    number: int
    """Which of all articles of the input, from 0."""

    def __init__(self, article: str, message: str, number: int = 0) -> None:
        super().__init__(article, message, number)
        self.article = article
        self.message = message
        self.number = number

    def __str__(self) -> str:
        return f"{self.article}: {self.message}"


ArticleError.__module__ = "udsagn"


class ArrowStream(Protocol):
    """Tables, data frames and readers that hand over Arrow columns."""

    def __arrow_c_stream__(self, requested_schema: Optional[Any] = None) -> Any: ...


class ArrowArray(Protocol):
    """Arrays and record batches that hand over Arrow columns."""

    def __arrow_c_array__(self, requested_schema: Optional[Any] = None) -> Any: ...


Articles = Union[ArrowStream, ArrowArray, Iterable[Union[str, Mapping[str, Any], None]]]
Day = Union[str, datetime.date, None]


class Statements(Sequence[Statement]):
    """The statements of many articles: a sequence of :class:`Statement`, and a table of Arrow.

    Whatever reads Arrow takes it without a copy: ``polars.DataFrame(found)``, ``pyarrow.table(found)``,
    ``duckdb.sql("select speaker, count(*) from found group by all")``. The columns are ``udsagn.FIELDS``.

    >>> import udsagn
    >>> found = udsagn.extract_many(["»Broen lukker«, siger Ida Holm.", "»Nej«, svarer Bo Kjær."])
    >>> len(found)
    2
    >>> found[1].speaker
    'Bo Kjær'
    >>> found
    <2 statements of 2 articles>
    """

    def __init__(self, table: native.Table) -> None:
        self._table = table
        self._errors = [ArticleError(article, message, number) for number, article, message in table.faults]

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        """The rows as an Arrow C stream; may be asked for any number of times."""
        return self._table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """The types of the columns as an Arrow C schema."""
        return self._table.__arrow_c_schema__()

    @property
    def articles(self) -> int:
        """How many articles were given, those that could not be read among them."""
        return self._table.articles

    @property
    def errors(self) -> list[ArticleError]:
        """The articles that could not be read, in the order of the input."""
        return list(self._errors)

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[Statement]:
        return (statement(self._table.row(row)) for row in range(len(self._table)))

    @overload
    def __getitem__(self, row: int) -> Statement: ...
    @overload
    def __getitem__(self, row: slice) -> list[Statement]: ...
    def __getitem__(self, row: Union[int, slice]) -> Union[Statement, list[Statement]]:
        if isinstance(row, slice):
            return [statement(self._table.row(at)) for at in range(*row.indices(len(self)))]
        at = row + len(self) if row < 0 else row
        if not 0 <= at < len(self):
            raise IndexError(row)
        return statement(self._table.row(at))

    def __repr__(self) -> str:
        faults = f", {len(self._errors)} could not be read" if self._errors else ""
        return f"<{_count(len(self), 'statement')} of {_count(self.articles, 'article')}{faults}>"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def extract(
    text: str,
    title: Optional[str] = None,
    published: Day = None,
    *,
    id: str = "article",
    url: Optional[str] = None,
    source: Optional[str] = None,
    language: Optional[str] = None,
    min_confidence: float = 0.0,
) -> list[Statement]:
    """The statements of one article, in the order of its text.

    :param text: the whole text of the article; offsets count in it.
    :param title: its title; where there is none, the first line where that reads as one.
    :param published: the day of publication, from which *i går* is reckoned: a date, or its words
        (``2024-03-13``, ``13. marts 2024``).
    :param id: the article's id, from which ids of rows are made.
    :param url: its address, to which links are made.
    :param source: the medium that published it.
    :param language: ``da`` or ``nb``; by default that which the words tell.
    :param min_confidence: leaves out rows of lower confidence, from 0 to 1.
    :raises ArticleError: where there is no text, or ``published`` is no date.

    >>> import udsagn
    >>> udsagn.extract("»Broen åbner i maj«, sagde borgmester Ida Holm i går.", published="2024-03-13")
    [<Ida Holm sagde (direct, state, neutral, 2024-03-12): »Broen åbner i maj«>]
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}")
    if isinstance(published, str) and native.day(published) is None:
        raise ArticleError(id, f"published is no date that can be read: {published[:40]!r}")
    article = {"text": text, "title": title, "published": published, "id": id, "url": url, "source": source}
    return list(extract_many([article], language=language, min_confidence=min_confidence, threads=1))


def extract_many(
    articles: Articles,
    *,
    text: Optional[str] = None,
    id: Optional[str] = None,
    title: Optional[str] = None,
    published: Optional[str] = None,
    url: Optional[str] = None,
    source: Optional[str] = None,
    language: Optional[str] = None,
    min_confidence: float = 0.0,
    threads: Optional[int] = None,
    errors: Literal["raise", "collect"] = "raise",
) -> Statements:
    """The statements of many articles, in the order of the articles and of their texts.

    Other threads of Python run meanwhile. Texts are not copied: those of Arrow are read where they lie. All rows are held
    in memory; an archive is read batch by batch (``for batch in reader: udsagn.extract_many(batch)``).

    :param articles: an Arrow table, record batch, array, reader or data frame, whatever the library, by its
        ``__arrow_c_stream__`` or ``__arrow_c_array__``; or an iterable of texts and of mappings such as
        ``{"text": …, "id": …}``.
    :param text: the column, or key, that holds the texts; ``text`` by default.
    :param id: likewise of ids; ``id`` by default. An article without one has its number in the input, from 0.
    :param title: likewise of titles.
    :param published: likewise of days of publication: dates, times or words. One that is no date counts as unknown, and a
        :class:`UserWarning` tells of the first.
    :param url: likewise of addresses.
    :param source: likewise of the media that published them.
    :param language: ``da`` or ``nb``; by default that which each article's words tell.
    :param min_confidence: leaves out rows of lower confidence, from 0 to 1.
    :param threads: threads that analyse, one a core by default; the rows are the same for any number.
    :param errors: ``raise`` ends at the first article that cannot be read; ``collect`` goes on, and
        :attr:`Statements.errors` has them.
    :raises ArticleError: of the first article that cannot be read, with its id.
    :raises KeyError: where a column that was named is not there.
    :raises TypeError: where there are no strings to read.

    >>> import udsagn
    >>> articles = [{"id": "bro", "text": "»Broen lukker«, siger Ida Holm."}, {"id": "tom", "text": ""}]
    >>> found = udsagn.extract_many(articles, errors="collect")
    >>> [(row.article, row.speaker) for row in found]
    [('bro', 'Ida Holm')]
    >>> found.errors
    [ArticleError('tom', 'empty: it holds no text', 1)]
    """
    if errors not in ("raise", "collect"):
        raise ValueError(f"errors must be 'raise' or 'collect', not {errors!r}")
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence must be from 0 to 1, not {min_confidence!r}")
    if threads is None:
        threads = _cores()
    if not 1 <= threads <= 1024:
        raise ValueError(f"threads must be from 1 to 1024, not {threads!r}")
    names = {"text": text, "id": id, "title": title, "published": published, "url": url, "source": source}
    table = native.extract_many(articles, names, language, min_confidence, threads, errors == "raise")
    found = Statements(table)
    if errors == "raise" and found.errors:
        raise found.errors[0]
    if table.unread:
        _, article, day = table.unread[0]
        message = f"{article}: published is no date that can be read: {day[:40]!r}; counts as unknown"
        more = f" ({len(table.unread) - 1} more)" if len(table.unread) > 1 else ""
        warnings.warn(message + more, UserWarning, stacklevel=2)
    return found


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


__all__ = ["ArticleError", "Statements", "extract", "extract_many", "FIELDS"]
