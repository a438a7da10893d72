"""Keeps a workbook's shared strings compactly and notes which of them any cell shows."""

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa

from guardbook.errors import Unreadable
from guardbook.readers.markup import child, local
from guardbook.readers.package import Package
from guardbook.readers.plain_xml import TEXT, PlainXml, references_put_in
from guardbook.readers.xlsx.palette import Palette
from guardbook.readers.xlsx.styles import Ink, ink_of

Runs = list[tuple[str, Ink]]
"""The pieces of a text whose letters differ, and how each looks."""
_PLAIN = re.compile(rf'<si><t(?: xml:space="preserve")?>{TEXT}</t></si>[ \t\n]*+').match
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Strings:
    """Shared strings by number; a string that was never asked for is an orphan."""

    def __init__(self, held: int, palette: Palette) -> None:
        """`held` is how many bytes they may take in memory, `palette` the colours of the workbook."""
        self._held, self._palette = held, palette
        self.runs: dict[str, Runs] = {}
        """The pieces of texts in letters of several colours or sizes, by number as cells have it."""
        self.guides: dict[str, None] = {}
        """Pronunciation guides."""
        self._data = bytearray()
        self._ends = array("Q", (0,))
        self._used = bytearray()
        self._array: Any = None

    def load(self, package: Package, name: str) -> None:
        """Take in the strings of a part; raise `Unreadable` when they are too many to be held."""
        self._array = None
        with package.open(name) as stream:
            for item in PlainXml(stream, "sst", "si", "{*}si").items(take_plain):
                self._add_all(item) if isinstance(item, list) else self._add(item)
                if len(self._data) + 9 * len(self._ends) > self._held:
                    raise Unreadable(f"its texts take more than {self._held:,} bytes of memory")
        self._used = bytearray(len(self._ends) - 1)

    def _add(self, item: Any) -> None:
        self._data += rich_text(item).encode("utf-8", "replace")
        if len(item) > 1:
            self.guides.update(dict.fromkeys(guides(item)))
        if len(item) and item[0].tag.endswith("}r") and (runs := coloured_runs(item, self._palette)):
            self.runs[str(len(self._ends) - 1)] = runs
        self._ends.append(len(self._data))

    def _add_all(self, texts: list[str]) -> None:
        encoded = [unescape(text).encode("utf-8", "replace") for text in texts]
        self._ends.extend(accumulate(map(len, encoded), initial=len(self._data)))
        self._ends.pop(-len(encoded) - 1)
        self._data += b"".join(encoded)

    def __len__(self) -> int:
        return len(self._used)

    def get(self, number: str) -> str:
        """Return a string by its number as cells have it, and note that it is used; "" where there is none."""
        if not number.isdigit() or (index := int(number)) >= len(self._used):
            return ""
        self._used[index] = 1
        return self._data[self._ends[index] : self._ends[index + 1]].decode()

    def take(self, numbers: Sequence[str | None]) -> Any:
        """Return strings by their numbers as an array, null where there is no number or nothing in the string.

        They count as used. Returns None when there is no string of any of these numbers.
        """
        try:
            places = pa.array(numbers, pa.string()).cast(pa.uint32())
        except pa.ArrowInvalid:
            return None
        known = places.drop_null().to_numpy()
        if len(known) and int(known.max()) >= len(self._used):
            return None
        np.frombuffer(self._used, np.uint8)[known] = 1
        if self._array is None:
            self._array = self._as_array()
        return self._array.take(places).cast(pa.string())

    def _as_array(self) -> Any:
        ends = np.frombuffer(self._ends, np.int64)
        empty = np.flatnonzero(np.diff(ends) == 0)
        count = len(ends) - 1
        valid = None
        if len(empty):
            bits = np.ones(count, np.bool_)
            bits[empty] = False
            valid = pa.py_buffer(np.packbits(bits, bitorder="little"))
        buffers = [valid, pa.py_buffer(self._ends), pa.py_buffer(self._data)]
        return pa.LargeStringArray.from_buffers(count, buffers[1], buffers[2], buffers[0])

    def orphans(self) -> Iterator[str]:
        """Yield the strings that nobody asked for."""
        for index, used in enumerate(self._used):
            if not used and (data := self._data[self._ends[index] : self._ends[index + 1]]):
                yield data.decode()


def take_plain(text: str, at: int) -> tuple[list[list[str]], int]:
    """Return the texts of string items of one piece, in one list, and the place where the first other item begins."""
    texts = []
    while found := _PLAIN(text, at):
        texts.append(found[1])
        at = found.end()
    if any("&" in each for each in texts):
        texts = [references_put_in(each) for each in texts]
    return ([texts] if texts else []), at


def rich_text(element: Any) -> str:
    """Return the text of a string item, of one run or many, without the pronunciation guides that go with it."""
    if len(element) == 1 and local(element[0]) == "t":
        return unescape(element[0].text or "")
    return unescape(
        "".join(each.text for each in element.iter() if local(each) == "t" and each.text and not _guide(each))
    )


def guides(element: Any) -> list[str]:
    """Return the pronunciation guides (18.4.6) of a string item, which show only where they are switched on."""
    return [unescape(each.text) for each in element.iter() if local(each) == "t" and each.text and _guide(each)]


def coloured_runs(element: Any, palette: Palette) -> Runs:
    """Return the runs of a string item, nothing when all are black and of usual size."""
    runs = []
    for run in element:
        if local(run) == "r":
            text = "".join(each.text or "" for each in run if local(each) == "t")
            runs.append((unescape(text), ink_of(child(run, "rPr"), palette)))
    return runs if any(ink != Ink() for _, ink in runs) else []


def _guide(text: Any) -> bool:
    return local(text.getparent()) == "rPh"


def unescape(text: str) -> str:
    """Return a text with characters such as _x000D_ put back (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
