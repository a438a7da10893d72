"""What a clean copy keeps of a spreadsheet: sheets, and in them rows of the columns that show and were declared."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import chain, islice
from typing import cast

from guardbook.content import Problem, Table
from guardbook.detect.heading_row import BELOW
from guardbook.readers.cutting import GAP, Cut
from guardbook.readers.forms import Shown
from guardbook.readers.grid import Grid, GridRow, grid_cuts
from guardbook.readers.rows import Cells, to_batch
from guardbook.readers.sniff import tell_format
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.spreadsheet.styles import shown_as
from guardbook.release.clean.tables import settled

AHEAD = 200
"""How many rows of a sheet are laid out before the first is written: they decide how wide its columns are."""
WIDEST = 60
_MARGIN = 2


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One row of a copy; numbers and dates among its cells are `Shown`."""

    cells: Cells
    heading: bool = False


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """One sheet of a copy; its rows can be drawn once, before the next sheet is asked for."""

    name: str
    rows: Iterator[KeptRow]
    widths: list[int]
    """Of the columns, in letters."""
    headed: int
    """How many rows stand above the first table's own rows, its headings among them; 0 where none has headings."""


def kept_sheets(job: Job) -> Iterator[KeptSheet]:
    """Yield the sheets that show and in which anything stays; raises `Refused` where that is not certain."""
    empty = True
    for grid in import_module(f"guardbook.readers.{tell_format(job.source).module}").grids(job.source, job.reading):
        if isinstance(grid, Problem):
            raise Refused(f"it could not be read in full ({grid.reason})")
        if not job.shows(grid.hidden):
            continue
        rows = _tidy(_rows(grid, job))
        first = list(islice(rows, AHEAD))
        if first:
            yield KeptSheet(grid.title, chain(first, rows), _widths(first), _headed(first))
            empty = False
        deque(rows, maxlen=0)
        job.notes.extend(grid.missing)
    if empty:
        raise Refused("nothing in it both shows and was declared")


def _rows(grid: Grid, job: Job) -> Iterator[KeptRow]:
    for cut in grid_cuts(replace(grid, rows=_staying(cast("Iterator[GridRow]", grid.rows), job))):
        if cut.width is None:
            yield from _lines(cut.units, grid, job)
        else:
            yield KeptRow(GAP)
            yield from _table(cut, cut.width, job)
            yield KeptRow(GAP)
    yield KeptRow(GAP)
    yield from (KeptRow([line]) for line in grid.beside if job.ending != "csv")


def _staying(rows: Iterable[GridRow], job: Job) -> Iterator[GridRow]:
    """Yield rows, those among them that are hidden but were declared to stay as rows that show."""
    for row in rows:
        yield replace(row, hidden=None) if row.hidden and job.shows(row.hidden) else row


def _lines(rows: Iterable[Cells], grid: Grid, job: Job) -> Iterator[KeptRow]:
    """Yield the lines above a table without the cells of columns that do not show."""
    for row in rows:
        yield KeptRow([cell for number, cell in enumerate(row) if job.shows(grid.hidden_columns.get(number))])


def _table(cut: Cut, width: int, job: Job) -> Iterator[KeptRow]:
    units = iter(cut.units)
    first = list(islice(units, 2 * BELOW))
    begin = Table(iter([to_batch([row for row in first if row is not GAP], width)]), cut.where, None, None, cut.columns)
    headed, kept = settled(begin, job)
    if kept is None:
        kept = [number for number in range(width) if job.shows(cut.columns.get(number))]
    if not kept:
        job.notes.append("A table was left out, as none of its columns was declared.")
        return
    heading = headed.headings is not None
    for row in chain(first, units):
        yield KeptRow([row[number] if number < len(row) else None for number in kept], heading)
        heading = False


def _tidy(rows: Iterator[KeptRow]) -> Iterator[KeptRow]:
    """Yield rows with one blank row at most between them, and none before the first and after the last."""
    gap = begun = False
    for row in rows:
        if not any(row.cells):
            gap = begun
            continue
        if gap:
            yield KeptRow(GAP)
        yield row
        gap, begun = False, True


def _widths(rows: list[KeptRow]) -> list[int]:
    """Return the widths of columns: of headings and tables' cells, not of lines, which run on to the right."""
    widths: dict[int, int] = {}
    for row in rows:
        filled = [(number, cell) for number, cell in enumerate(row.cells) if cell]
        for number, cell in filled if len(filled) > 1 else ():
            text = shown_as(cell) if isinstance(cell, Shown) else cell
            longest = max(map(len, text.splitlines()), default=0)
            widths[number] = max(widths.get(number, 0), min(longest + _MARGIN, WIDEST))
    return [widths.get(number, 10) for number in range(max(widths, default=-1) + 1)]


def _headed(rows: list[KeptRow]) -> int:
    return next((number for number, row in enumerate(rows[:20], 1) if row.heading), 0)
