"""Reads the directories of TIFF files and EXIF blocks (TIFF 6.0, section 2; BigTIFF), wherever they lead."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q", 17: "q", 18: "Q"}
POINTERS = {0x014A: "part", 0x8769: "exif", 0x8825: "gps", 0xA005: "interoperability"}
"""Tags that lead to further directories."""
MOST = 4096
"""Directories of one file, and entries of one directory."""
SHARED = 2
"""How many times the file's bytes all values together may be: values of a hostile file may all be the same bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value: its type (TIFF 6.0), and its bytes as they stand."""

    kind: int
    count: int
    raw: bytes
    order: str

    @property
    def numbers(self) -> list[float]:
        """The value as numbers; fractions are divided."""
        if self.kind in (5, 10):
            parts = struct.unpack(f"{self.order}{2 * self.count}{'I' if self.kind == 5 else 'i'}", self.raw)
            return [above / below if below else 0.0 for above, below in zip(parts[::2], parts[1::2], strict=True)]
        code = _CODES.get(self.kind)
        return list(struct.unpack(f"{self.order}{self.count}{code}", self.raw)) if code else []

    @property
    def number(self) -> int:
        """The first number of the value, 0 where there is none."""
        numbers = self.numbers
        return int(numbers[0]) if numbers else 0


@dataclass(frozen=True, slots=True)
class Directory:
    """One directory: "page" for those in the chain, else what the tag that leads to it says."""

    kind: str
    number: int
    entries: dict[int, Entry]
    end: int
    """Where the last of its bytes stands, its values included, and the pictures' left out."""
    whole: bool = True
    """Whether all of it was there; a directory that leads back to an earlier one is not."""


def directories(data: bytes) -> Iterator[Directory]:
    """Yield every directory once, those of the chain first; damaged ones end their branch and are not whole."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return
    big = data[2:4] in (b"+\0", b"\0+")
    first = struct.unpack_from(f"{order}Q", data, 8)[0] if big and len(data) >= 16 else _int(data, 4, order)
    waiting, number, left = [("page", first)], 0, SHARED * len(data) + 65_536
    seen: set[int] = set()
    while waiting:
        kind, at = waiting.pop(0)
        if not at:
            continue
        if at in seen or at >= len(data) or len(seen) >= MOST or left <= 0:
            yield Directory(kind, number, {}, 0, whole=False)
            continue
        seen.add(at)
        entries, following, end, whole = _directory(data, at, order, left, big=big)
        number += kind == "page"
        left -= 12 * len(entries) + sum(len(entry.raw) for entry in entries.values())
        yield Directory(kind, number, entries, end, whole)
        if kind in ("page", "part") and following:
            waiting.insert(0, (kind, following))
        for tag, name in POINTERS.items():
            if entry := entries.get(tag):
                waiting += [(name, int(place)) for place in entry.numbers[:MOST]]


def _directory(data: bytes, at: int, order: str, left: int, *, big: bool) -> tuple[dict[int, Entry], int, int, bool]:
    """Return a directory's entries, where the next one and its own end are, and whether all of it was there.

    `left` bytes may be taken.
    """
    entries: dict[int, Entry] = {}
    head, length, width = (8, 20, 8) if big else (2, 12, 4)
    offset = "Q" if big else "I"
    try:
        (count,) = struct.unpack_from(f"{order}{'Q' if big else 'H'}", data, at)
        end, whole = at + head + count * length + width, count <= MOST
        for index in range(min(count, MOST)):
            place = at + head + index * length
            tag, kind, values = struct.unpack_from(f"{order}HH{offset}", data, place)
            size = SIZES.get(kind, 0) * values
            start = place + length - width
            if size > width:
                (start,) = struct.unpack_from(f"{order}{offset}", data, start)
            left -= 12 + size
            if left < 0:
                whole = False
                break
            raw = data[start : start + size]
            if size and len(raw) == size:
                entries.setdefault(tag, Entry(kind, values, raw, order))
                end = max(end, start + size)
            elif size:
                whole = False
        (following,) = struct.unpack_from(f"{order}{offset}", data, at + head + count * length)
    except struct.error:
        return {}, 0, 0, False
    return entries, following, end, whole


def _int(data: bytes, at: int, order: str) -> int:
    return int(struct.unpack_from(f"{order}I", data, at)[0])
