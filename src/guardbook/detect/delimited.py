"""Finds the cells of delimited text that hold personal data, judging its columns first."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pyarrow as pa

from guardbook.detect.cells import is_worth_scanning, scan_cells
from guardbook.detect.columns import judge_columns
from guardbook.detect.engine import Engine
from guardbook.detect.forms import LONGEST, is_form
from guardbook.detect.heading_row import BELOW, is_heading_row
from guardbook.detect.judging import Judgement
from guardbook.detect.kind import Kind, look_at
from guardbook.detect.match import Match
from guardbook.detect.matches import built_in_engine
from guardbook.detect.wording import is_blank
from guardbook.dialect import Cell, split_rows, tell_dialect

JUDGED = 2048
"""Rows by which the columns are judged."""
FEW = 5
"""Rows of which nothing is known are running text all the same."""

Row = list[Cell]


def find_cells(text: str, *, names: bool, engine: Engine | None = None) -> list[Match] | None:
    """Return the matches in delimited text (with or without headings, cut anywhere), or None for any other text.

    Each cell of a column that holds personal data is a match, its quotes left out; other cells are scanned as running
    text, with `names` for names and addresses too. `engine` holds the recognisers to use.
    """
    if not text.isascii():  # halves of surrogate pairs become "?": one character for one
        text = text.encode("utf-8", "replace").decode("utf-8")
    dialect = tell_dialect(text)
    if dialect is None:
        return None
    rows = [row for row in split_rows(text, dialect) if any(cell.end > cell.start for cell in row)]
    finding = _Finding(text, names, engine or built_in_engine())
    found: list[Match] = []
    for table in _tables(rows):
        found.extend(finding.in_table(table))
    return found if finding.typed or len(rows) > FEW else None


def _tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Cut rows where their width changes for good; the rows around a table are tables of their own."""
    table: list[Row] = []
    for row, after in pairwise([*rows, []]):
        if table and len(row) != len(table[0]) and (len(row) == len(after) or len(table) == 1):
            yield table
            table = []
        table.append(row)
    if table:
        yield table


class _Finding:
    """One text whose tables are searched."""

    def __init__(self, text: str, names: bool, engine: Engine) -> None:
        self._text, self._names, self._engine = text, names, engine
        self._known = engine.recognisers
        self.typed = False

    def in_table(self, rows: list[Row]) -> Iterator[Match]:
        width = len(rows[0])
        if width < 2 or len(rows) < 2:
            yield from self._scan([cell for row in rows for cell in row])
            return
        if is_form([[self._value(cell) for cell in row] for row in rows[: LONGEST + 1]], self._known):
            self.typed = True
            yield from self._in_form(rows)
            return
        columns = [[row[number] if number < len(row) else None for row in rows] for number in range(width)]
        values = [[self._value(cell) for cell in cells] for cells in columns]
        heading = self._has_headings(values)
        headings = [cells[0] if heading else "" for cells in values]
        judged = judge_columns(headings, [cells[heading : heading + JUDGED] for cells in values], self._known)
        self.typed = self.typed or heading or any(judgement.category for judgement in judged)
        for cells, texts, judgement in zip(columns, values, judged, strict=True):
            body = zip(cells[heading:], texts[heading:], strict=True)
            yield from self._in_column([(cell, text) for cell, text in body if cell and not is_blank(text)], judgement)
        yield from self._scan([column[0] for column in columns if heading and column[0]])
        yield from self._scan([cell for row in rows for cell in row[width:]])

    def _in_form(self, rows: list[Row]) -> Iterator[Match]:
        """Scan the rows of a form as running text, each value behind its label and a colon."""
        text, starts, cells = "", [], []
        for row in rows:
            for number, cell in enumerate(row):
                starts.append(len(text))
                cells.append(cell)
                value = self._value(cell)
                text += f"{value.rstrip(':')}: " if number == 0 else f"{value} "
            text = f"{text.rstrip(' ')}\n"
        [found] = scan_cells([text], self._engine, self._names)
        for match in found:
            number = bisect_right(starts, match.start) - 1
            raw = self._text[cells[number].start : cells[number].end]
            moved = match.moved(cells[number].start + len(raw) - len(raw.lstrip()) - starts[number])
            if moved.end <= cells[number].end:
                yield moved

    def _has_headings(self, values: Sequence[Sequence[str]]) -> bool:
        if len(values[0]) < 2:
            return False
        return is_heading_row([cells[0] for cells in values], [cells[1 : BELOW + 1] for cells in values], self._known)

    def _in_column(self, cells: Sequence[tuple[Cell, str]], judgement: Judgement) -> Iterator[Match]:
        look = look_at(pa.array([text for _, text in cells], pa.string()))
        kind = Kind(judgement, look)
        usual = kind.usual(look).tolist()
        others: list[Cell] = []
        for (cell, text), is_usual in zip(cells, usual, strict=True):
            if kind.category and (is_usual or kind.is_value(text)):
                yield self._match(cell, text, kind, kind.category)
            elif not (kind.figures and is_usual):
                others.append(cell)
        yield from self._scan(others)
        if kind.holds_more:
            within = [cell for (cell, _), is_usual in zip(cells, usual, strict=True) if is_usual]
            yield from (match for match in self._scan(within, names=False) if match.category != kind.category)

    def _match(self, cell: Cell, text: str, kind: Kind, category: str) -> Match:
        start = cell.start
        while self._text[start].isspace():
            start += 1
        judgement = kind.judgement
        name = judgement.rule.recogniser.name if judgement.rule else ""
        return Match(start, start + len(text), category, judgement.confidence, name, kind.is_test(text))

    def _scan(self, cells: Sequence[Cell], names: bool | None = None) -> Iterator[Match]:
        worth = [cell for cell in cells if is_worth_scanning(self._text[cell.start : cell.end])]
        values = [self._text[cell.start : cell.end] for cell in worth]
        for cell, found in zip(
            worth, scan_cells(values, self._engine, self._names if names is None else names), strict=True
        ):
            yield from (match.moved(cell.start) for match in found)

    def _value(self, cell: Cell | None) -> str:
        return self._text[cell.start : cell.end].strip() if cell else ""
