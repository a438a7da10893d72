"""Examines a streamed table: judges its columns by the first rows, counts block by block, judges anew on a change."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from guardbook.content import Table
from guardbook.detect.column_rules import column_rules
from guardbook.detect.columns import judge_columns
from guardbook.detect.forms import LONGEST, is_form
from guardbook.detect.heading_row import BELOW, is_heading_row
from guardbook.detect.headings import EXACT
from guardbook.detect.kind import Look, look_at
from guardbook.detect.labels import safe_label
from guardbook.detect.watching import Settings, Watched
from guardbook.findings import Finding

ROWS = 8192
"""Rows of a block; blocks do not depend on how the reader cut its batches."""
BYTES = 8 << 20
"""Bytes after which a block ends early."""
JUDGED = 1024
"""Rows of a block by which columns are judged."""
_LOOKED_AGAIN = {8**power for power in range(1, 9)}
"""Blocks at which columns are judged anew although their cells look as before."""
WIDE = 2000
"""Columns that are judged; cells further right are scanned as running text, all together."""
LONGEST_PAUSE = 256
"""After judging anew in vain the next time comes later and later, at most so many blocks on."""


class TableExamination:
    """The state of one table while its blocks pass."""

    def __init__(self, table: Table, key: bytes, settings: Settings) -> None:
        """Begin before the first block."""
        self._table, self._key, self._settings = table, key, settings
        self._known = settings.engine.recognisers
        self._read = column_rules(self._known).headings
        self._headings: list[str] = []
        self._columns: list[Watched] = []
        self._rest = Watched(settings, key)
        self._number = 0
        self._pause, self._next = 1, 1

    def findings(self) -> Iterator[Finding]:
        """Read the table to its end and yield what it holds, one finding a column and category."""
        for block in _blocks(self._table.batches):
            if block.num_columns > WIDE:
                self._rest.count(look_at(pa.concat_arrays(block.columns[WIDE:])))
                block = block.select(range(WIDE))
            if self._number or not self._take_form(block):
                self._take(block if self._number else self._open(block))
        yield from self._rest.tallies.findings(safe_label(self._table.where), self._table.hidden)
        for number, column in enumerate(self._columns):
            place = safe_label(self._table.where, ("column", number + 1, self._shown(number)))
            hidden = self._table.hidden_columns.get(number, self._table.hidden)
            yield from column.tallies.findings(place, hidden, number)

    def _open(self, block: Any) -> Any:
        """Find the headings, judge the columns, and return the first block without a row of headings."""
        width = block.num_columns
        self._columns = [Watched(self._settings, self._key, width) for _ in range(width)]
        self._headings = [""] * block.num_columns
        if self._table.header is not None:
            self._headings = [*self._table.header, *self._headings][: block.num_columns]
        elif block.num_rows > 1 and self._begins_with_headings(block):
            self._headings = [cell or "" for cell in _first_row(block)]
            block = block.slice(1)
        for column, heading in zip(self._columns, self._headings, strict=True):
            if heading:
                column.scan_texts([heading])
        self._judge(block, [look_at(array) for array in _sample(block).columns], force=True)
        return block

    def _take_form(self, block: Any) -> bool:
        """Scan a form as lines of running text, each value behind its label; return whether the block is one."""
        if self._table.header is not None or block.num_rows > LONGEST:
            return False
        rows = [[cell or "" for cell in row] for row in zip(*(a.to_pylist() for a in block.columns), strict=True)]
        if not is_form(rows, self._known):
            return False
        self._rest.scan_texts(["\n".join(_line(row) for row in rows)])
        return True

    def _begins_with_headings(self, block: Any) -> bool:
        first = [(cell or "").strip() for cell in _first_row(block)]
        cells = [array.to_pylist() for array in block.slice(1, BELOW).columns]
        return is_heading_row(first, cells, self._known)

    def _take(self, block: Any) -> None:
        self._number += 1
        looks = [look_at(array) for array in block.columns]
        changed = any(not column.kind.fits(look) for column, look in zip(self._columns, looks, strict=True))
        if self._number > 1 and ((changed and self._number >= self._next) or self._number in _LOOKED_AGAIN):
            self._judge_anew(block, looks)
        for column, look in zip(self._columns, looks, strict=True):
            column.count(look)

    def _judge_anew(self, block: Any, looks: list[Look]) -> None:
        before = [column.kind.category for column in self._columns]
        self._judge(block, looks, force=False)
        in_vain = before == [column.kind.category for column in self._columns]
        self._pause = min(2 * self._pause, LONGEST_PAUSE) if in_vain else 1
        self._next = self._number + self._pause

    def _judge(self, block: Any, looks: list[Look], force: bool) -> None:
        """Judge the columns by a block; a column that still fits its judgement keeps it, unless it had none."""
        judged = judge_columns(self._headings, [array.to_pylist() for array in _sample(block).columns], self._known)
        for column, judgement, look in zip(self._columns, judged, looks, strict=True):
            gained = column.kind.category is None and judgement.category is not None
            if force or gained or not column.kind.fits(look):
                column.judge(judgement, look)

    def _shown(self, number: int) -> str | None:
        """Return a heading that may be shown: one made of words that headings are known to have."""
        heading = self._headings[number]
        said = self._read.read(heading)
        return heading if EXACT in said.values() and self._read.is_common(heading) else None


def _line(row: list[str]) -> str:
    """Return a row of a form as a line: "Name: Ann Lee"."""
    label, *values = (cell.strip() for cell in row)
    return f"{label.rstrip(':')}: {' '.join(filter(None, values))}"


def _blocks(batches: Iterator[Any]) -> Iterator[Any]:
    """Yield the rows of batches in blocks of ROWS rows, or of fewer when they are long."""
    held: list[Any] = []
    rows = size = 0
    for batch in batches:
        at = 0
        while at < batch.num_rows:
            piece = batch.slice(at, ROWS - rows)
            at += piece.num_rows
            held.append(piece)
            rows += piece.num_rows
            size += piece.nbytes
            if rows == ROWS or size > BYTES:
                yield _joined(held)
                held, rows, size = [], 0, 0
    if rows:
        yield _joined(held)


def _joined(batches: list[Any]) -> Any:
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)


def _sample(block: Any) -> Any:
    return block.slice(0, JUDGED)


def _first_row(block: Any) -> list[str | None]:
    return [array[0].as_py() for array in block.columns]
