"""Turns the rows of a spreadsheet's sheet into parts: tables that show, hidden rows, cells far from the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq, itemgetter

from guardbook.content import Part, Table, Where
from guardbook.readers.aside import HiddenRows
from guardbook.readers.cutting import GAP, Unit, cut_tables
from guardbook.readers.rows import Cells, is_heading

Cell = tuple[int, str]
"""Column (from 0) and text."""

FAR_COLUMNS = 50
FAR_ROWS = 500
"""After so many empty columns or rows, cells are far from the rest: a person who opens the sheet does not see them."""

COUNTING = range(16_384)
"""All columns a sheet can have."""
_COLUMN = itemgetter(0)
TITLES = 10
"""How many rows at the top are looked at for headings."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a sheet with the cells that hold anything."""

    number: int
    """From 1."""
    cells: list[Cell]
    hidden: str | None = None
    """Code of why the row does not show."""
    apart: Sequence[tuple[str, Cell]] = ()
    """Cells that do not show although the row does, with the code of why."""


def grid_parts(
    rows: Iterator[GridRow], where: Where, hidden: str | None, hidden_columns: Mapping[int, str]
) -> Iterator[Part]:
    """Yield the tables of a sheet; rows that do not show follow as tables of their own, with the same headings.

    `hidden` is the code of the whole sheet, `hidden_columns` those of single columns (from 0); the latter may still
    grow until the first row is drawn.
    """
    grid = _Grid()
    yield from cut_tables(grid.shown(rows), where, hidden, hidden_columns)
    heading = tuple(cell or "" for cell in grid.heading)
    for code, batches in grid.aside.take():
        width = batches[0].num_columns
        names = (*heading[:width], *("" for _ in range(width - len(heading)))) if heading else None
        yield Table(iter(batches), where, names if code != "far-cells" else None, hidden or code)


class _Grid:
    def __init__(self) -> None:
        self.heading: Cells = ()
        self._looked = 0
        self.aside = HiddenRows()

    def _look_for_heading(self, cells: Cells) -> None:
        """Keep the first row that may be headings, if it is one of the first: titles stand above it."""
        if not self.heading and self._looked < TITLES:
            self._looked += 1
            self.heading = cells if is_heading(cells) else ()

    def shown(self, rows: Iterator[GridRow]) -> Iterator[Unit]:
        last = 0
        far = False
        for row in rows:
            for why, unseen in _by_code(row.apart):
                for placed in filter(None, _place(unseen)):
                    self.aside.add(row.hidden or why, placed)
            cells, beyond = _place(row.cells)
            if beyond:
                self.aside.add(row.hidden or "far-cells", beyond)
            if not cells:
                continue
            far = far or last < row.number - FAR_ROWS
            code = row.hidden or ("far-cells" if far else None)
            if code:
                self.aside.add(code, cells)
            else:
                if 0 < last < row.number - 1:
                    yield GAP
                self._look_for_heading(cells)
                yield cells
            last = row.number


def _by_code(apart: Sequence[tuple[str, Cell]]) -> Iterator[tuple[str, list[Cell]]]:
    for code in dict.fromkeys(code for code, _ in apart):
        yield code, [cell for each, cell in apart if each == code]


def _place(cells: list[Cell]) -> tuple[Cells, Cells]:
    """Return the cells of a row by column, and those far to the right of them, close together.

    Two cells in one place, which no honest program writes, are both kept.
    """
    if all(map(eq, map(_COLUMN, cells), COUNTING)):
        return [text for _, text in cells], ()
    row: list[str | None] = []
    beyond: list[str | None] = []
    last = -1
    for column, text in sorted(cells):
        if beyond or column - last > FAR_COLUMNS:
            beyond += [None] if beyond and column - last > 1 else []
            beyond.append(text)
        elif column == last:
            row[column] = f"{row[column]} {text}"
        else:
            row += [None] * (column - len(row))
            row.append(text)
        last = column
    return row, beyond
