"""Recovers rows deleted from a SQLite database: whole ones cell by cell, of others the words that are left."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from guardbook.content import Part, Source, Text, Where
from guardbook.readers.printable import printable_runs
from guardbook.readers.prose import table
from guardbook.readers.reading import Reading
from guardbook.readers.sqlite.pages import Pages, Remains, varint

CODE = "deleted-data"
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)
"""Bytes of the values of each serial type below 12 (2.1)."""
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_LETTERS = re.compile(rb"[\x20-\x7e\x80-\xf4]{2,}")
_WORDY = re.compile(r"[^\W\d_]{3}|\d{5}")
_TRIMS = ((0, None), (1, None), (2, None), (0, -1), (1, -1), (2, -1), (0, -2), (1, -2), (2, -2))
"""What to leave out of a run at both ends: the last bytes of a number that look like letters."""
_MOST = 100_000
"""Rows and runs of letters held before no more are looked for."""

Row = tuple[str, ...]


def read_remains(source: Source, reading: Reading, roots: dict[int, int], dull: frozenset[int]) -> Iterator[Part]:
    """Yield rows and words that the file still holds although no table has them.

    `roots` gives the number of columns by the root page of each table and index; `dull` are the roots of those that
    only the program itself writes (the schema, notes on maps), whose earlier states are of the file's structure.
    """
    found = _Found(Pages(source.file, reading), set(roots.values()), dull)
    for remains in found.pages.remains(list(roots)):
        if remains.data.strip(b"\0"):
            found.add(remains, roots.get(remains.root, 0))
    yield from found.parts(source.where)


@dataclass(slots=True)
class _Found:
    pages: Pages
    widths: set[int]
    dull: frozenset[int]
    rows: dict[tuple[int, bool], dict[Row, None]] = field(default_factory=dict)
    """By how many cells they have and whether they are dull."""
    runs: dict[tuple[str, bool], None] = field(default_factory=dict)
    count: int = 0

    def add(self, remains: Remains, width: int) -> None:
        """Take the rows out of some bytes, and the words out of what is left."""
        data, done, rest = remains.data, 0, []
        widths = {width} if width else self.widths
        dull = remains.root in self.dull
        if remains.freed and width:
            row, done = self._headless(data, width)
            self._row(row, dull)
        for at in _places(data, 32 + 2 * max(widths)):
            row, end = self._record(data, at, widths) if at >= done and self.count < _MOST else ((), 0)
            if row:
                self._row(row, dull)
                rest.append(data[done:at])
                done = end
        for run in printable_runs(b"\0\0".join((*rest, data[done:]))):
            if _WORDY.search(run):
                self.runs[run, dull] = None
                self.count += 1

    def _row(self, row: Row, dull: bool) -> None:
        self.count += 1
        if any(row):
            self.rows.setdefault((len(row), dull), {})[row] = None

    def _record(self, data: bytes, at: int, widths: set[int]) -> tuple[Row, int]:
        """Return the cells of a row that begins at a place, and where it ends; no cells where none begins."""
        if not data[at]:
            return (), at
        try:
            length, body = varint(data, at)
            for start in (varint(data, body)[1], body):  # with the number of the row, as tables have it, or without
                head, _ = varint(data, start)
                if 2 <= head <= length <= len(data) - start:
                    row, end = self._cells(data, start, widths)
                    if row and end == start + length:
                        return row, end
        except (IndexError, ValueError):
            pass
        return (), at

    def _cells(self, data: bytes, start: int, widths: set[int]) -> tuple[Row, int]:
        """Return the cells of a record (2.1) and where it ends."""
        head, _ = varint(data, start)
        for width in widths:
            kinds, at = _kinds(data, varint(data, start)[1], width)
            if kinds and at == start + head:
                return self._values(data, kinds, at)
        return (), start

    def _values(self, data: bytes, kinds: list[int], at: int) -> tuple[Row, int]:
        """Return the cells of these kinds that stand at a place, and where they end; none where they cannot."""
        cells = []
        for kind in kinds if _is_text(kinds) else ():
            size = _size(kind)
            if kind in (10, 11) or at + size > len(data):
                return (), at
            cell = self._cell(data[at : at + size], kind)
            if cell is None:
                return (), at
            cells.append(cell)
            at += size
        return tuple(cells), at

    def _cell(self, value: bytes, kind: int) -> str | None:
        """Return a value as a cell; None where it cannot be one."""
        if kind in (0, 8, 9):
            return "" if kind == 0 else str(kind - 8)
        if kind < 7:
            return str(int.from_bytes(value, "big", signed=True))
        if kind == 7:
            (number,) = struct.unpack(">d", value)
            return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
        if kind % 2 == 0:
            return " ".join(printable_runs(value))
        try:
            text = value.decode(self.pages.encoding)
        except UnicodeDecodeError:
            return None
        return None if _UNSEEN.search(text) else text

    def _headless(self, data: bytes, width: int) -> tuple[Row, int]:
        """Return the cells of the row at the beginning of a freed block, whose first four bytes are gone, and its end.

        With them went its length, its number and, of a short row, the kind of its first cell, which follows from
        the size of the block.
        """
        for start in (4, 5, 6, 7):
            if start == 4 or data[start - 1 : start] == bytes([width + 1]):
                row, end = self._values(data, *_kinds(data, start, width))
                if row:
                    return row, end
        kinds, at = _kinds(data, 4, width - 1)
        left = len(data) - at - sum(map(_size, kinds))
        for first in (0, 2 * left + 13, left) if kinds and left >= 0 else ():
            if _size(first) == left:
                row, end = self._values(data, [first, *kinds], at)
                if row:
                    return row, end
        return (), 0

    def parts(self, where: Where) -> Iterator[Part]:
        """Yield the rows as tables, the words as lines; not those that rows in use hold too."""
        for (_, dull), rows in sorted(self.rows.items()):
            yield table(list(rows), where.into("deleted"), "structure" if dull else CODE)
        live = b"\0".join(self.pages.live)
        lines: dict[str, list[str]] = {}
        codecs = {"utf-8", self.pages.encoding}
        for run, dull in self.runs:
            self.pages.reading.spend(0)
            if not any(run[first:last].encode(codec) in live for codec in codecs for first, last in _TRIMS):
                lines.setdefault("structure" if dull else CODE, []).append(run)
        for hidden, each in lines.items():
            yield Text("\n".join(each), where.into("deleted"), hidden)


def _places(data: bytes, before: int) -> Iterator[int]:
    """Yield the places at which a row may begin: not far before letters, and not far into them."""
    done = 0
    for run in _LETTERS.finditer(data):
        start = max(done, run.start() - before)
        done = min(run.end(), run.start() + before)
        yield from range(start, done)


def _kinds(data: bytes, at: int, count: int) -> tuple[list[int], int]:
    """Return the kinds of so many cells that stand at a place, and where they end; none where the data ends first."""
    kinds = []
    try:
        for _ in range(count):
            kind, at = varint(data, at)
            kinds.append(kind)
    except IndexError:
        return [], at
    return kinds, at


def _size(kind: int) -> int:
    """Return how many bytes a value of a kind has (2.1)."""
    return (kind - 12) // 2 if kind >= 12 else _SIZES[kind]


def _is_text(kinds: list[int]) -> bool:
    """Tell whether some cell holds text or bytes: rows of numbers alone could be anything."""
    return any(kind > 12 for kind in kinds)
