"""Tells tables of counts from others, and reads their cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guardbook.detect.wording import plain_heading

_COUNT = re.compile(r"\d{1,3}(?:[, ]\d{3})*|\d{1,12}")
_SUPPRESSED = re.compile(
    r"\[?(?:c|x|s|k|low|supp|suppressed|confidential)\]?|\*{1,3}|~|#|(?:<|fewer than|under) ?\d{1,2}", re.I
)
"""What official statistics write in place of a small count (GSS: [c] for confidential, [low])."""
_NO_COUNTS = frozenset(
    "year month quarter week day date age code id identifier reference ref number no rank position grade band order "
    "postcode uprn easting northing latitude longitude phone telephone price cost amount value rate score index".split()
)
_TOTAL = frozenset(("total", "totals", "all", "sum", "overall"))
SHARE = 0.8
LEAST = 3


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of counts: which columns hold counts, and its cells."""

    columns: tuple[int, ...]
    headings: tuple[str, ...]
    cells: Sequence[Sequence[str | None]]
    """By column, then row."""

    def numbers(self, column: int) -> Iterator[int]:
        """Yield the counts of a column."""
        yield from (count for cell in self.cells[column] if (count := read_count(cell)) is not None)

    def total_column(self) -> int | None:
        """Return the column that holds the totals of the others, or None."""
        return next((number for number in self.columns if is_total(self.headings[number])), None)

    def total_rows(self) -> list[int]:
        """Return the rows whose label says that they are totals."""
        labels = [column for number, column in enumerate(self.cells) if number not in self.columns]
        height = len(self.cells[0]) if self.cells else 0
        return [row for row in range(height) if any(is_total(column[row] or "") for column in labels)]


def count_table(headings: Sequence[str], cells: Sequence[Sequence[str | None]]) -> CountTable | None:
    """Return a table of counts, or None for another table; it takes a column of labels beside the counts."""
    named = (*headings, *("" for _ in range(len(cells) - len(headings))))
    columns = tuple(
        number for number, column in enumerate(cells) if _holds_counts(column) and not _is_no_count(named[number])
    )
    if not columns or len(columns) == len(cells):
        return None
    return CountTable(columns, named, cells)


def read_count(cell: str | None) -> int | None:
    """Return a cell's count, or None where it is none.

    >>> read_count("1,234"), read_count(" 7 "), read_count("7.5"), read_count("[c]")
    (1234, 7, None, None)
    """
    text = (cell or "").strip()
    return int(text.replace(",", "").replace(" ", "")) if _COUNT.fullmatch(text) else None


def is_suppressed(cell: str | None) -> bool:
    """Tell whether a cell stands for a count that is kept back.

    >>> is_suppressed("[c]"), is_suppressed("<5"), is_suppressed("*"), is_suppressed("5")
    (True, True, True, False)
    """
    return _SUPPRESSED.fullmatch((cell or "").strip()) is not None


def is_total(label: str) -> bool:
    """Tell whether a heading or a row's label says that it is a total."""
    return bool(_TOTAL.intersection(plain_heading(label)))


def _holds_counts(column: Sequence[str | None]) -> bool:
    filled = [cell for cell in column if cell and cell.strip()]
    counts = sum(read_count(cell) is not None for cell in filled)
    marks = sum(map(is_suppressed, filled))
    return counts > 0 and LEAST <= counts + marks >= SHARE * len(filled)


def _is_no_count(heading: str) -> bool:
    return bool(_NO_COUNTS.intersection(plain_heading(heading)))
