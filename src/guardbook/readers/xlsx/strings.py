"""Keeps a workbook's shared strings compactly and notes which of them any cell shows."""

import re
from array import array
from collections.abc import Iterator
from typing import Any

from guardbook.errors import Unreadable
from guardbook.readers.markup import local
from guardbook.readers.package import Package

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Strings:
    """Shared strings by number; a string that was never asked for is an orphan."""

    def __init__(self, held: int) -> None:
        """`held` is how many bytes they may take in memory."""
        self._held = held
        self._data = bytearray()
        self._ends = array("Q", (0,))
        self._used = bytearray()

    def load(self, package: Package, name: str) -> None:
        """Take in the strings of a part; raise `Unreadable` when they are too many to be held."""
        for item in package.iterparse(name, "{*}si"):
            self._data += rich_text(item).encode("utf-8", "replace")
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
    """Return the text of a string item, of one run or many; pronunciation guides stand behind it in brackets."""
    if len(element) == 1 and local(element[0]) == "t":
        return unescape(element[0].text or "")
    shown: list[str] = []
    spoken: list[str] = []
    for each in element.iter():
        if local(each) == "t" and each.text:
            guide = local(each.getparent()) == "rPh"
            (spoken if guide else shown).append(each.text)
    text = "".join(shown)
    return unescape(f"{text} ({''.join(spoken)})" if spoken else text)


def unescape(text: str) -> str:
    """Return a text with characters such as _x000D_ put back (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
