"""Cuts a stream of rows into its tables: titles above, tables one below another, ragged rows, cells past the header."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from guardbook.content import Part, Table, Text, Where
from guardbook.readers.blocks import Block
from guardbook.readers.rows import Cells, blank_rows, filled, is_heading, to_batch

GAP: Cells = ()
"""A row with nothing in it."""

Unit = Any
"""What is cut: a `pyarrow.RecordBatch` of rows of one width, a `Block`, a row as a sequence of cells, or GAP."""

AHEAD = 200
"""How many rows are looked at before a table's width is settled."""
SHORT = 3
"""Up to so many single cells below one another are titles or remarks, more are a list."""
HELD = 20_000
"""How many loose rows are held before they become a batch."""
TABLES = 200
"""How many tables one stream of rows is cut into at most: past that, rows go on in the same table."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One piece of a stream of rows: a table, or the lines above it."""

    where: Where
    units: Iterable[Unit]
    """A table's must be drawn before the next piece is asked for; gaps stand between them."""
    width: int | None = None
    """How many columns the table has; None for lines."""
    columns: Mapping[int, str] = field(default_factory=dict)
    """Codes of the table's columns that do not show, by number (from 0)."""


def cut_rows(units: Iterator[Unit], where: Where, hidden_columns: Mapping[int, str]) -> Iterator[Cut]:
    """Yield the pieces that `cut_tables` makes parts of; what single rows have past a table's width is left out."""
    return _Cutter(units, where, None, hidden_columns).cuts()


def cut_tables(
    units: Iterator[Unit],
    where: Where,
    hidden: str | None = None,
    hidden_columns: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[Part]:
    """Yield the tables of a stream of rows, and the lines above and between them as text.

    The first table stands at `where` itself, later ones one step "table" further in. Cells to the right of the
    last heading get the code "cells-past-header": as hidden columns, or as a table of their own where only some
    rows have them. `hidden` and `hidden_columns` are the codes of the whole and of single columns, as in `Table`.
    """
    return _Cutter(units, where, hidden, hidden_columns).parts()


class _Cutter:
    def __init__(
        self, units: Iterator[Unit], where: Where, hidden: str | None, hidden_columns: Mapping[int, str]
    ) -> None:
        self._units = _without_blank_rows(units)
        self._ahead: deque[Unit] = deque()
        self._where, self._hidden, self._hidden_columns = where, hidden, hidden_columns
        self._tables = 0
        self._past: list[Cells] = []

    def parts(self) -> Iterator[Part]:
        for cut in self.cuts():
            if cut.width is None:
                yield from self._as_text(cut.units)
                continue
            batches = _batches(cut.units, cut.width)
            yield Table(batches, cut.where, hidden=self._hidden, hidden_columns=cut.columns)
            deque(batches, maxlen=0)
            yield from self._past_cells(cut.where)

    def cuts(self) -> Iterator[Cut]:
        while self._peek() is not None:
            width, notes = self._open()
            yield Cut(self._where, notes)
            if self._peek() is None:
                return
            where = self._where.into("table", self._tables + 1) if self._tables else self._where
            self._tables += 1
            units = self._table(width)
            yield Cut(where, units, width, self._columns(width))
            deque(units, maxlen=0)
            self._past = []

    def _peek(self, number: int = 0) -> Unit | None:
        while len(self._ahead) <= number:
            unit = next(self._units, None)
            if unit is None:
                return None
            if isinstance(unit, Block):
                self._ahead.extend(unit.rows())
            else:
                self._ahead.append(unit)
        return self._ahead[number]

    def _as_text(self, notes: Iterable[Cells]) -> Iterator[Part]:
        """Yield the lines above a table; cells in hidden columns apart, by code."""
        lines: dict[str | None, list[str]] = {}
        for row in notes:
            kinds = {self._hidden_columns.get(number) for number, cell in enumerate(row) if cell}
            for code in kinds:
                cells = filled(
                    [cell if self._hidden_columns.get(number) == code else None for number, cell in enumerate(row)]
                )
                lines.setdefault(code, []).append((": " if len(cells) == 2 else ", ").join(cells))
        for code, each in lines.items():
            yield Text("\n".join(each), self._where, self._hidden or code)

    def _open(self) -> tuple[int, list[Cells]]:
        """Take what stands above the next table off the stream; return the table's width, and those lines and gaps."""
        notes: list[Cells] = []
        lines = 0
        width: int | None = None
        while (unit := self._peek()) is not None:
            if unit is GAP:
                self._ahead.popleft()
                notes += [GAP] if not notes or notes[-1] is not GAP else []
                width = None
                continue
            width = self._width() if width is None else width
            if lines >= AHEAD or (row := self._note(unit, width)) is None:
                return width, notes
            notes.append(row)
            lines += 1
        return width or 1, notes

    def _width(self) -> int:
        """Return the width of the table that begins here: its headings', else most rows'."""
        rows: list[Cells] = []
        width = 0
        for number in range(AHEAD):
            unit = self._peek(number)
            if unit is None or unit is GAP:
                break
            if isinstance(unit, pa.RecordBatch):
                width = int(unit.num_columns) if number <= AHEAD // 4 else 0
                break
            rows.append(unit)
        widths = Counter(len(row) for row in rows)
        width = width or max(widths, key=lambda width: (widths[width], width), default=1)
        first = next((row for row in rows if len(row) >= width), ())
        return len(first) if is_heading(first) else width

    def _note(self, unit: Unit, width: int) -> Cells | None:
        """Take one line off the stream and return it if it is a title or remark above a table."""
        row = _first_row(unit)
        after = self._row_after(unit)
        if len(row) < width:
            heading = is_heading(row) and 2 * len(row) >= width > 1 and after is not None and not is_heading(after)
            is_note = not heading
        else:
            is_note = (width > 2 and len(filled(row)) < 2) or (width == 1 and self._is_short(unit))
        if not is_note:
            return None
        self._ahead.popleft()
        if isinstance(unit, pa.RecordBatch) and unit.num_rows > 1:
            self._ahead.appendleft(unit.slice(1))
        return row

    def _is_short(self, unit: Unit) -> bool:
        """Tell whether a block of single cells is too short to be a list: titles and remarks."""
        if isinstance(unit, pa.RecordBatch):
            return False
        after = next((number for number in range(1, SHORT + 1) if self._peek(number) in (None, GAP)), None)
        return after is not None

    def _row_after(self, unit: Unit) -> Cells | None:
        if isinstance(unit, pa.RecordBatch) and unit.num_rows > 1:
            return _first_row(unit.slice(1, 1))
        after = self._peek(1)
        return None if after is None or after is GAP else _first_row(after)

    def _columns(self, width: int) -> dict[int, str]:
        own = {number: code for number, code in self._hidden_columns.items() if number < width}
        return self._past_heading(width) | own

    def _past_heading(self, width: int) -> dict[int, str]:
        first = self._peek()
        if first is None or first is GAP:
            return {}
        row = _first_row(first)
        named = max((number + 1 for number, cell in enumerate(row) if cell), default=0)
        after = self._row_after(first)
        if named < 2 or named >= width or not is_heading(row) or after is None or is_heading(after):
            return {}
        return dict.fromkeys(range(named, width), "cells-past-header")

    def _table(self, width: int) -> Iterator[Unit]:
        """Yield the units of the table that begins here; what rows have past its width is put aside."""
        passed = 0
        while True:
            if passed > AHEAD and not self._ahead and (batch := self._next_batch(width)):
                yield batch
                continue
            unit = self._peek()
            if unit is None or (passed and self._ends(unit, width)):
                return
            self._ahead.popleft()
            passed += 1
            if isinstance(unit, pa.RecordBatch):
                yield unit
                continue
            if len(unit) > width:
                self._past.append(unit[width:])
            yield unit[:width]

    def _next_batch(self, width: int) -> Any:
        """Take those rows of a block off the stream that surely go on in the table; None if there are none."""
        unit = next(self._units, None)
        if unit is None:
            return None
        if not isinstance(unit, Block):
            self._ahead.append(unit)
            return None
        count = unit.going_on(width) if len(self._past) < HELD else 0
        self._ahead.extend(unit.rows(count))
        return unit.batch.slice(0, count) if count else None

    def _ends(self, unit: Unit, width: int) -> bool:
        """Tell whether the table that is being read ends before `unit`."""
        if isinstance(unit, pa.RecordBatch):
            return bool(unit.num_columns > width)
        if len(self._past) >= HELD:
            return True
        if self._tables >= TABLES:
            return False
        if unit is GAP:
            return self._begins_after_gap(1)
        if not 1 < len(unit) != width or not is_heading(unit):
            return False
        after = [self._peek(1), self._peek(2)]
        return all(
            not isinstance(row, pa.RecordBatch) and row is not None and len(row) == len(unit) for row in after
        ) and not is_heading(_first_row(after[0]))

    def _begins_after_gap(self, number: int) -> bool:
        unit = self._peek(number)
        if isinstance(unit, pa.RecordBatch):
            return begins_table([tuple(row) for row in _rows(unit.slice(0, 8))])
        rows: list[Cells] = []
        while unit is not None and unit is not GAP and len(rows) < 8:
            rows.append(_first_row(unit))
            number += 1
            unit = self._peek(number)
        return begins_table(rows)

    def _past_cells(self, where: Where) -> Iterator[Part]:
        if self._past:
            width = max(len(row) for row in self._past)
            batch = to_batch(self._past, width)
            self._past = []
            yield Table(iter((batch,)), where, hidden=self._hidden or "cells-past-header")


def begins_table(rows: Sequence[Cells]) -> bool:
    """Tell whether rows that follow a gap begin another table: titles at most, then headings, then other rows."""
    for number, row in enumerate(rows[:-1]):
        if len(filled(row)) < 2:
            continue
        return is_heading(row) and not is_heading(rows[number + 1])
    return False


def _batches(units: Iterable[Unit], width: int) -> Iterator[Any]:
    rows: list[Cells] = []
    for unit in units:
        if isinstance(unit, pa.RecordBatch):
            if rows:
                yield to_batch(rows, width)
                rows = []
            yield _widen(unit, width)
        elif unit is not GAP:
            rows.append(unit)
            if len(rows) >= HELD:
                yield to_batch(rows, width)
                rows = []
    if rows:
        yield to_batch(rows, width)


def _without_blank_rows(units: Iterator[Unit]) -> Iterator[Unit]:
    """Yield units with blank rows taken out of batches; a GAP stands where another table may begin."""
    for unit in units:
        if isinstance(unit, pa.RecordBatch):
            yield from _split(unit)
        else:
            yield unit if isinstance(unit, Block) or any(unit) else GAP


def _split(batch: Any) -> Iterator[Unit]:
    blanks = blank_rows(batch)
    if not len(blanks):
        if batch.num_rows:
            yield batch
        return
    begin = 0
    kept: list[Any] = []
    for blank in blanks.tolist():
        if blank > begin:
            kept.append(batch.slice(begin, blank - begin))
        begin = blank + 1
        if len(blanks) < 1000 and (begin >= batch.num_rows or begins_table(_rows(batch.slice(begin, 8)))):
            yield from _joined(kept)
            yield GAP
            kept = []
    if begin < batch.num_rows:
        kept.append(batch.slice(begin))
    yield from _joined(kept)


def _joined(batches: list[Any]) -> Iterator[Any]:
    if batches:
        yield pa.Table.from_batches(batches).combine_chunks().to_batches()[0] if len(batches) > 1 else batches[0]


def _rows(batch: Any) -> list[Cells]:
    return list(zip(*(column.to_pylist() for column in batch.columns), strict=True))


def _first_row(unit: Unit) -> Cells:
    return _rows(unit.slice(0, 1))[0] if isinstance(unit, pa.RecordBatch) else tuple(unit)


def _widen(batch: Any, width: int) -> Any:
    missing = width - batch.num_columns
    if not missing:
        return batch
    columns = [*batch.columns, *(pa.nulls(batch.num_rows, pa.string()) for _ in range(missing))]
    return pa.RecordBatch.from_arrays(columns, [str(number) for number in range(width)])
