"""What is written in Rust. Not for use from outside of the package."""

from typing import Any, Mapping, Optional, Tuple

__version__: str

class Table:
    """Rows in columns of Arrow, and the articles that gave none for a fault."""

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def __len__(self) -> int: ...
    def row(self, row: int) -> Tuple[Any, ...]:
        """The values of a row, in the order of the columns."""
    @property
    def faults(self) -> list[Tuple[int, str, str]]:
        """Articles that could not be read: number, id, and what is wrong."""
    @property
    def unread(self) -> list[Tuple[int, str, str]]:
        """Days of publication that could not be read: number and id of the article, and the day as given."""
    @property
    def articles(self) -> int:
        """How many articles were read or should have been."""

def day(value: str) -> Optional[str]:
    """The day that a date of publication names, ISO 8601."""

def fields() -> Tuple[str, ...]:
    """The names of the columns, in the order of the row."""

def extract_many(
    articles: object,
    names: Mapping[str, Optional[str]],
    language: Optional[str],
    min_confidence: float,
    threads: int,
    stop: bool,
) -> Table:
    """The rows of many articles."""
