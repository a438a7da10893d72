"""Turns the rows of a spreadsheet's sheet into parts: tables that show, hidden rows, cells far from the rest."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import eq, itemgetter

from guardbook.content import Part, Table, Where
from guardbook.readers.aside import HiddenRows
from guardbook.readers.blocks import Block
from guardbook.readers.cutting import GAP, Cut, Unit, cut_rows, cut_tables
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

    @property
    def last(self) -> int:
        """Its number, as `GridBlock` has it."""
        return self.number


@dataclass(frozen=True, slots=True)
class GridBlock:
    """Rows that follow one another without a gap, all of which show with all their cells."""

    number: int
    """Of the first row, from 1."""
    block: Block

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.number + len(self.block.lengths) - 1

    def rows(self) -> Iterator[GridRow]:
        """Yield the rows one by one."""
        for number, row in enumerate(self.block.rows(), self.number):
            yield GridRow(number, [(column, cell) for column, cell in enumerate(row) if cell])

    def is_close(self) -> bool:
        """Tell whether no cell can be far from the rest, since columns without a gap stand everywhere."""
        full = [number for number, column in enumerate(self.block.batch.columns) if not column.null_count]
        ends = (-1, *full, self.block.batch.num_columns)
        return all(end - begin <= FAR_COLUMNS for begin, end in pairwise(ends))


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as its reader sees it; the rows can be drawn once, before the next sheet is asked for."""

    where: Where
    title: str
    hidden: str | None
    """Code of the whole sheet."""
    rows: Iterator[GridRow | GridBlock]
    hidden_columns: Mapping[int, str]
    """Codes of single columns (from 0); it may grow until the first row is drawn."""
    beside: list[str] = field(default_factory=list)
    """Where a copy is made of it: the words that shapes on it show, known when the rows have been drawn."""
    missing: list[str] = field(default_factory=list)
    """Where a copy is made of it: sentences on values that the file does not hold, known when the rows were drawn."""


def grid_parts(grid: Grid) -> Iterator[Part]:
    """Yield the tables of a sheet; rows that do not show follow as tables of their own, with the same headings."""
    aside = HiddenRows()
    seen = _Seen(aside.add)
    yield from cut_tables(seen.rows(grid.rows), grid.where, grid.hidden, grid.hidden_columns)
    heading = tuple(cell or "" for cell in seen.heading)
    for code, batches in aside.take():
        width = batches[0].num_columns
        names = (*heading[:width], *("" for _ in range(width - len(heading)))) if heading else None
        yield Table(iter(batches), grid.where, names if code != "far-cells" else None, grid.hidden or code)


def grid_cuts(grid: Grid) -> Iterator[Cut]:
    """Yield what shows of a sheet in pieces, cut as `grid_parts` cuts it; the cells are those that the rows have."""
    return cut_rows(_Seen(_forget).rows(grid.rows), grid.where, grid.hidden_columns)


def _forget(_code: str, _cells: Cells) -> None:
    return


class _Seen:
    """Draws rows and yields the cells that show; the others go to `aside`, with the code of why."""

    def __init__(self, aside: Callable[[str, Cells], None]) -> None:
        self.heading: Cells = ()
        self._looked = 0
        self._aside = aside

    def _look_for_heading(self, cells: Cells) -> None:
        """Keep the first row that may be headings, if it is one of the first: titles stand above it."""
        if not self.heading and self._looked < TITLES:
            self._looked += 1
            self.heading = cells if is_heading(cells) else ()

    def _is_past_titles(self) -> bool:
        return bool(self.heading) or self._looked >= TITLES

    def rows(self, rows: Iterator[GridRow | GridBlock]) -> Iterator[Unit]:
        last = 0
        far = False
        waiting: deque[GridRow] = deque()
        while row := waiting.popleft() if waiting else next(rows, None):
            if isinstance(row, GridBlock):
                if far or last < row.number - FAR_ROWS or not self._is_past_titles() or not row.is_close():
                    waiting.extend(row.rows())
                    continue
                if 0 < last < row.number - 1:
                    yield GAP
                yield row.block
                last = row.last
                continue
            for why, unseen in _by_code(row.apart):
                for placed in filter(None, _place(unseen)):
                    self._aside(row.hidden or why, placed)
            cells, beyond = _place(row.cells)
            if beyond:
                self._aside(row.hidden or "far-cells", beyond)
            if not cells:
                continue
            far = far or last < row.number - FAR_ROWS
            code = row.hidden or ("far-cells" if far else None)
            if code:
                self._aside(code, cells)
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
