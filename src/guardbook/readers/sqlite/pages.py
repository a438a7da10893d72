"""Tells which bytes of a SQLite file are in use and which only remain (https://www.sqlite.org/fileformat.html)."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from guardbook.readers.reading import Reading

LEAF_TABLE, INNER_TABLE, LEAF_INDEX, INNER_INDEX = 13, 5, 10, 2
_KINDS = (LEAF_TABLE, INNER_TABLE, LEAF_INDEX, INNER_INDEX)
_LOCK = 1 << 30
"""The byte whose page no database uses."""


@dataclass(frozen=True, slots=True)
class Remains:
    """Bytes that no row uses any more."""

    data: bytes
    root: int
    """The root page of the table or index they belong to; 0 where that is not known."""
    rows: bool = False
    """Whether they are of a page that holds rows of a table."""
    freed: bool = False
    """Whether they are a block that was freed, whose first four bytes were written over then."""


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number of one to nine bytes at a place (1.6), and where it ends; raise `IndexError` past the end."""
    value = 0
    for count in range(8):
        byte = data[at + count]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + count + 1
    return value << 8 | data[at + 8], at + 9


@dataclass(slots=True)
class Pages:
    """The pages of one database file."""

    file: BinaryIO
    reading: Reading
    size: int = 0
    usable: int = 0
    count: int = 0
    encoding: str = "utf-8"
    owners: dict[int, int] = field(default_factory=dict)
    """The root page of the tree that each page in use belongs to."""
    live: list[bytes] = field(default_factory=list)
    """The cells in use, as far as they may be held."""
    held: int = 0
    whole: "array[int]" = field(default_factory=lambda: array("q"))
    """The hash of each row in use that stands in one page: what is left of pages that were split has the same."""

    def __post_init__(self) -> None:
        self.file.seek(0)
        head = self.file.read(100)
        size = int.from_bytes(head[16:18], "big")
        self.size = 65536 if size == 1 else size
        self.usable = self.size - head[20]
        self.count = self.file.seek(0, 2) // self.size if self.size >= 512 else 0
        if head[24:28] == head[92:96]:  # 1.3.7: else the number of pages is not valid
            self.count = min(self.count, int.from_bytes(head[28:32], "big") or self.count)
        self.encoding = {2: "utf-16-le", 3: "utf-16-be"}.get(int.from_bytes(head[56:60], "big"), "utf-8")

    def page(self, number: int) -> bytes:
        """Return the bytes of a page, from 1."""
        self.file.seek((number - 1) * self.size)
        self.reading.spend(self.size)
        return self.file.read(self.size)

    def remains(self, roots: list[int]) -> Iterator[Remains]:
        """Yield what is not in use: within the pages of the trees with these roots, then in pages of no tree."""
        for root in roots:
            yield from self._tree(root)
        unlisted = set(self._maps())
        for number in range(1, self.count + 1):
            if number not in self.owners and number not in unlisted:
                yield Remains(self.page(number)[: self.usable], 0)

    def _tree(self, root: int) -> Iterator[Remains]:
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if not 0 < number <= self.count or number in self.owners:
                continue
            data = self.page(number)
            start = 100 if number == 1 else 0
            if data[start] not in _KINDS:
                continue
            self.owners[number] = root
            cells = _pointers(data, start)
            if data[start] in (INNER_TABLE, INNER_INDEX):
                waiting += [int.from_bytes(data[cell : cell + 4], "big") for cell in cells]
                waiting.append(int.from_bytes(data[start + 8 : start + 12], "big"))
            for cell in cells:
                yield from self._follow(data, cell, data[start], root)
            yield from self._within(data, start, root)

    def _follow(self, data: bytes, cell: int, kind: int, root: int) -> Iterator[Remains]:
        """Note the pages that a long row goes on in (1.6); what is left of the last is of earlier rows."""
        if kind == INNER_TABLE:
            return
        try:
            length, at = varint(data, cell + 4 * (kind == INNER_INDEX))
            at = varint(data, at)[1] if kind == LEAF_TABLE else at
        except IndexError:
            return
        local = self._local(length, kind)
        self._keep(data[at : at + local])
        if local == length:
            self.whole.append(hash(data[at : at + local]))
        following = int.from_bytes(data[at + local : at + local + 4], "big") if local < length else 0
        left = length - local
        while 0 < following <= self.count and following not in self.owners and left > 0:
            self.owners[following] = root
            more = self.page(following)
            self._keep(more[4 : 4 + left])
            if left < self.usable - 4:
                yield Remains(more[4 + left : self.usable], root)
            left -= self.usable - 4
            following = int.from_bytes(more[:4], "big")

    def _local(self, length: int, kind: int) -> int:
        """Return how many bytes of a row stand in its tree's own page (1.6)."""
        most = self.usable - 35 if kind == LEAF_TABLE else (self.usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (self.usable - 12) * 32 // 255 - 23
        kept = least + (length - least) % (self.usable - 4)
        return kept if kept <= most else least

    def _keep(self, data: bytes) -> None:
        self.held += len(data)
        if self.held <= self.reading.limits.held // 4:
            self.live.append(data)

    def _within(self, data: bytes, start: int, root: int) -> Iterator[Remains]:
        """What no cell of a page uses: the space before the cells, and the blocks freed between them (1.5)."""
        number = int.from_bytes(data[start + 3 : start + 5], "big")
        head = start + (12 if data[start] in (INNER_TABLE, INNER_INDEX) else 8) + 2 * number
        content = int.from_bytes(data[start + 5 : start + 7], "big") or 65536
        rows = data[start] == LEAF_TABLE
        yield Remains(data[head : min(content, self.usable)], root, rows)
        block, seen = int.from_bytes(data[start + 1 : start + 3], "big"), 0
        while seen < block < self.usable - 4:
            size = int.from_bytes(data[block + 2 : block + 4], "big")
            yield Remains(data[block : block + size], root, rows, freed=True)
            block, seen = int.from_bytes(data[block : block + 2], "big"), block

    def _maps(self) -> Iterator[int]:
        """Pages that hold no rows by themselves: maps of pages (1.8) and the page of locks (1.4)."""
        yield _LOCK // self.size + 1
        self.file.seek(52)
        if int.from_bytes(self.file.read(4), "big"):
            yield from range(2, self.count + 1, self.usable // 5 + 1)


def _pointers(data: bytes, start: int) -> list[int]:
    """Return where the cells of a page begin; none where that leads outside it."""
    number = int.from_bytes(data[start + 3 : start + 5], "big")
    head = start + (12 if data[start] in (INNER_TABLE, INNER_INDEX) else 8)
    places = [int.from_bytes(data[at : at + 2], "big") for at in range(head, head + 2 * number, 2)]
    return places if all(head < place < len(data) for place in places) else []
