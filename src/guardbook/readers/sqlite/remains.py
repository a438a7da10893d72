"""Recovers rows deleted from a SQLite database: whole ones cell by cell, of others the words that are left."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.readers.behind import read_behind
from guardbook.readers.printable import printable_runs
from guardbook.readers.prose import table
from guardbook.readers.reading import Reading
from guardbook.readers.sqlite.pages import Pages, Remains, varint

CODE = "deleted-data"
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)
"""Bytes of the values of each serial type below 12 (2.1)."""
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_LETTERS = re.compile(rb"(?:[\x20-\x7e\x80-\xf4]\0?){2,}")
_WORDY = re.compile(r"[^\W\d_]{3}|\d{5}")
_TRIMS = ((0, None), (1, None), (2, None), (0, -1), (1, -1), (2, -1), (0, -2), (1, -2), (2, -2))
"""What to leave out of a run at both ends: the last bytes of a number that look like letters."""
_ASKED = 5 * 1024**3
_COPIES = 30
"""Rows left over beside the same ones in use from which a database is taken for one whose pages were split."""
_SHORT, _PIECE = 8, 4
"""Letters of a run that tells nothing, and of a piece of a row, when nothing else was deleted."""
_MOST = 100_000
"""Rows and runs of letters held before no more are looked for."""

Row = tuple[str, ...]


def read_remains(
    source: Source, reading: Reading, roots: dict[int, int], dull: frozenset[int], indexes: frozenset[int]
) -> Iterator[Part]:
    """Yield rows and words that the file still holds although no table has them, and what stands behind its pages.

    `roots` gives the number of columns by the root page of each table and index; `dull` are the roots of those that
    only the program itself writes (the schema, notes on maps), whose earlier states are of the file's structure;
    `indexes` are those of indexes.
    """
    found = _Found(Pages(source.file, reading), set(roots.values()), dull, indexes)
    for remains in found.pages.remains(list(roots)):
        if remains.data.strip(b"\0"):
            found.add(remains, roots.get(remains.root, 0))
    yield from found.parts(source.where)
    source.file.seek(found.pages.count * found.pages.size)
    behind = source.file.read(reading.limits.held + 1)
    if len(behind) > reading.limits.held:
        yield Problem(f"more than {reading.limits.held:,} bytes stand after its end: they were not read", source.where)
    reading.spend(len(behind))
    yield from read_behind(behind, source, reading)


@dataclass(slots=True)
class _Found:
    pages: Pages
    widths: set[int]
    dull: frozenset[int]
    indexes: frozenset[int] = frozenset()
    rows: dict[tuple[int, bool], dict[Row, tuple[int | None, bool]]] = field(default_factory=dict)
    """By how many cells they have and whether they are dull; with the hash of what each was made of, and whether it
    is of an index, which repeats what a table has."""
    guessed: dict[Row, bytes] = field(default_factory=dict)
    """Rows that were pieced together, and may be pieces of others; with the bytes they were made of."""
    runs: dict[tuple[str, bool], None] = field(default_factory=dict)
    count: int = 0
    patched: int = 0
    asked: int = 0
    """Bytes looked through for what is still in use."""

    def add(self, remains: Remains, width: int) -> None:
        """Take the rows out of some bytes, and the words out of what is left."""
        data, done = remains.data, 0
        rest: list[bytes] = []
        widths = {width} if width else self.widths
        dull = remains.root in self.dull
        places = _places(data, 32 + 2 * max(widths))
        for at in (0, *places) if remains.freed else places:
            if at < done or self.count >= _MOST:
                continue
            row, end, key = self._record(data, at, widths)
            if not row and width and remains.rows:
                row, end = self._headless(data, at, width, remains.freed and at == 0)
                if row:
                    self.guessed[row] = data[at:end]
            if row:
                self._row(row, dull, (key, remains.root in self.indexes))
                rest.append(data[done:at])
                done = end
        self._words(b"\0\0".join((*rest, data[done:])), dull)

    def _words(self, data: bytes, dull: bool) -> None:
        for run in printable_runs(data):
            if _WORDY.search(run):
                self.runs[run, dull] = None
                self.count += 1

    def _row(self, row: Row, dull: bool, made: tuple[int | None, bool]) -> None:
        self.count += 1
        if any(row):
            self.rows.setdefault((len(row), dull), {})[row] = made

    def _record(self, data: bytes, at: int, widths: set[int]) -> tuple[Row, int, int | None]:
        """Return the cells of a row that begins at a place, where it ends, and its hash; no cells where none begins."""
        if not data[at]:
            return (), at, None
        try:
            length, body = varint(data, at)
            for start in (varint(data, body)[1], body):  # with the number of the row, as tables have it, or without
                head, _ = varint(data, start)
                if 2 <= head <= length <= len(data) - start:
                    row, end = self._cells(data, start, widths)
                    if row and end == start + length:
                        return row, end, hash(data[start:end])
        except (IndexError, ValueError):
            pass
        return (), at, None

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

    def _headless(self, data: bytes, at: int, width: int, first: bool) -> tuple[Row, int]:
        """Return the cells of a freed row, whose first four bytes are gone, and its end; no cells where none begins.

        In their place stands how long it was (1.5), unless it was joined with others since, when it is the first of
        the block. With them went its length, its number and, of a short row, the kind of its first cell.
        """
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        ends = {at + size} if _is_chain(data, at) else set()
        if not ends and not first:
            return (), at
        for start in (at + 4, at + 5, at + 6, at + 7):
            if start == at + 4 or data[start - 1 : start] == bytes([width + 1]):
                row, end = self._values(data, *_kinds(data, start, width))
                if row and (end in ends or (first and self._goes_on(data, end, width))):
                    return row, end
        kinds, body = _kinds(data, at + 4, width - 1)
        known = sum(map(_size, kinds))
        for size in range(len(data) - body - known + 1) if kinds else ():
            end = body + known + size
            if end in ends or (first and self._goes_on(data, end, width)):
                for kind in (2 * size + 13, size, 8, 9):
                    row, _ = self._values(data, [kind, *kinds], body)
                    if row and _size(kind) == size:
                        return row, end
        return (), at

    def _goes_on(self, data: bytes, at: int, width: int) -> bool:
        """Tell whether a freed block ends at a place, or from there on consists of other rows and freed blocks."""
        while at < len(data) and not _is_chain(data, at):
            row, at, _ = self._record(data, at, {width})
            if not row:
                return False
        return True

    def parts(self, where: Where) -> Iterator[Part]:
        """Yield the rows as tables, the words as lines; not those that rows in use hold too."""
        live = b"\0".join(self.pages.live)
        grown = self._leave_out_copies(live)
        for (_, dull), rows in sorted(self.rows.items()):
            wrong = {row for row in rows if row in self.guessed and self._is_live(row, live)}
            for row in wrong:
                self._words(self.guessed[row], dull)
            left = [row for row in rows if row not in wrong]
            if left:
                yield table(left, where.into("deleted"), "structure" if dull else CODE)
        lines: dict[str, list[str]] = {}
        for run, dull in self.runs:
            if grown and self._is_patched(run, live):
                continue
            if not any(self._lives(run[first:last], live) for first, last in _TRIMS):
                lines.setdefault("structure" if dull else CODE, []).append(run)
        for hidden, each in lines.items():
            yield Text("\n".join(each), where.into("deleted"), hidden)

    def _leave_out_copies(self, live: bytes) -> bool:
        """Forget rows that stand in use too, as pages that were split leave them; tell whether there are no others."""
        keys = {key for rows in self.rows.values() for key, _ in rows.values() if key is not None}
        wanted = np.array(sorted(keys), np.int64)
        found = set(wanted[np.isin(wanted, np.frombuffer(self.pages.whole, np.int64))].tolist())
        grown = len(found) >= _COPIES
        for place, rows in self.rows.items():
            left = {row: made for row, made in rows.items() if made[0] not in found}
            self.rows[place] = {
                row: made for row, made in left.items() if not (grown and self._is_remnant(row, live, made[1]))
            }
        return grown and not any(rows for (_, dull), rows in self.rows.items() if not dull)

    def _is_remnant(self, row: Row, live: bytes, of_index: bool) -> bool:
        """Tell whether a row that was written over in part has only what rows in use have."""
        if of_index:
            return all(self._is_patched(cell, live) for cell in row if not cell.isdecimal())
        return self._is_live(row, live)

    def _is_patched(self, run: str, live: bytes) -> bool:
        """Tell whether a run is short, or patched of pieces of rows in use: pages that were split write over others."""
        pieces, start = 0, 0
        while start < len(run) and len(run) >= _SHORT:
            low, high = 1, len(run) - start
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if self._stands(run[start : start + middle], live) else (low, middle - 1)
            start += low
            pieces += 1
        return len(run) >= _PIECE * pieces

    def _stands(self, text: str, live: bytes) -> bool:
        """Tell whether a text stands in a row in use; taken for granted where asking so often would take too long."""
        self.pages.reading.spend(0)
        self.patched += len(live)
        return self.patched > _ASKED or text.encode() in live or text.encode(self.pages.encoding) in live

    def _is_live(self, row: Row, live: bytes) -> bool:
        """Tell whether the first and the longest text of a row stand in rows in use."""
        words = [cell for cell in row if _WORDY.search(cell)] or [""]
        return self._lives(words[0], live) and self._lives(max(words, key=len), live)

    def _lives(self, text: str, live: bytes) -> bool:
        """Tell whether a text stands in a row in use; not where asking for so many would take too long."""
        self.pages.reading.spend(0)
        self.asked += len(live)
        if self.asked > _ASKED:
            return False
        return text.encode() in live or text.encode(self.pages.encoding) in live


def _places(data: bytes, before: int) -> Iterator[int]:
    """Yield the places at which a row may begin: not far before letters, and not far into them."""
    done = 0
    for run in _LETTERS.finditer(data):
        start = max(done, run.start() - before)
        done = min(run.end(), run.start() + before)
        yield from range(start, done)


def _is_chain(data: bytes, at: int) -> bool:
    """Tell whether blocks that were freed follow one another from a place to the end, each with its length in it."""
    while at < len(data):
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < 8:
            return False
        at += size
    return at == len(data)


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
