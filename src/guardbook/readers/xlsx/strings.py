"""Keeps a workbook's shared strings compactly and notes which of them any cell shows."""

import re
from array import array
from collections.abc import Iterator
from typing import Any

from guardbook.errors import Unreadable
from guardbook.readers.markup import child, local
from guardbook.readers.package import Package
from guardbook.readers.xlsx.palette import Palette
from guardbook.readers.xlsx.styles import Ink, ink_of

Runs = list[tuple[str, Ink]]
"""The pieces of a text whose letters differ, and how each looks."""
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

    def load(self, package: Package, name: str) -> None:
        """Take in the strings of a part; raise `Unreadable` when they are too many to be held."""
        for item in package.iterparse(name, "{*}si"):
            self._data += rich_text(item).encode("utf-8", "replace")
            if len(item) > 1:
                self.guides.update(dict.fromkeys(guides(item)))
            if len(item) and item[0].tag.endswith("}r") and (runs := coloured_runs(item, self._palette)):
                self.runs[str(len(self._ends) - 1)] = runs
            self._ends.append(len(self._data))
            if len(self._data) + 9 * len(self._ends) > self._held:
                raise Unreadable(f"its texts take more than {self._held:,} bytes of memory")
        self._used = bytearray(len(self._ends) - 1)

    def __len__(self) -> int:
        return len(self._used)

    def get(self, number: str) -> str:
        """Return a string by its number as cells have it, and note that it is used; "" where there is none."""
        if not number.isdigit() or (index := int(number)) >= len(self._used):
            return ""
        self._used[index] = 1
        return self._data[self._ends[index] : self._ends[index + 1]].decode()

    def orphans(self) -> Iterator[str]:
        """Yield the strings that nobody asked for."""
        for index, used in enumerate(self._used):
            if not used and (data := self._data[self._ends[index] : self._ends[index + 1]]):
                yield data.decode()


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
