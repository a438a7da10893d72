"""Reads references to cells ("A1", "$B$2:$D$9", "A:C") as numbers of rows and columns."""

import re
from collections.abc import Iterator

from guardbook.readers.areas import Area

DIGITS = "0123456789"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_383
_END = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,7})$")


def column_number(letters: str) -> int:
    """Return a column's number (from 0) from its letters.

    >>> column_number("A"), column_number("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def areas_of(references: str) -> Iterator[Area]:
    """Yield the areas of references parted by blanks; what is no reference is left out.

    >>> list(areas_of("B2 A:C"))
    [Area(top=2, left=1, bottom=2, right=1), Area(top=1, left=0, bottom=1048576, right=2)]
    """
    for reference in references.split():
        first, _, last = reference.partition(":")
        begin, end = _END.match(first), _END.match(last or first)
        if begin is None or end is None or not any(begin.groups()) or not any(end.groups()):
            continue
        top, bottom = int(begin[2] or 1), int(end[2] or LAST_ROW)
        left = column_number(begin[1].upper()) if begin[1] else 0
        right = column_number(end[1].upper()) if end[1] else LAST_COLUMN
        yield Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
