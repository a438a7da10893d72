"""Decides whether the first row of a table holds headings or is a row like the others."""

import re
from collections.abc import Sequence

from guardbook.detect.fits import tester
from guardbook.detect.headings import EXACT, Headings
from guardbook.detect.judges import Column, read_date
from guardbook.detect.judging import Judgement
from guardbook.detect.wording import is_blank

_VALUE = re.compile(r"[-+£$€]?[\d.,: /]{5,}%?|.*@.*\..*")
_NUMBERED = re.compile(r"([A-Za-z_ ]{0,12})\d{1,4}")
_FIELD = re.compile(r"[A-Za-z]\w*")


def is_heading_row(first: Sequence[str], below: Sequence[Column], judged: Sequence[Judgement], read: Headings) -> bool:
    """Return whether `first` names the columns `below` it, which were judged without it.

    What looks like a value of its own column, or like any value, speaks against; known headings, words above figures
    and the names of fields speak for it. A row that nothing speaks for is a row of data: it is examined, not shown.
    """
    cells = [cell.strip() for cell in first]
    filled = [cell for cell in cells if cell]
    if 2 * len(filled) < len(first) or any(map(_is_value, filled)):
        return False
    if any(_is_its_own(*item) for item in zip(cells, below, judged, strict=True)):
        return False
    if any(EXACT in read.read(cell).values() for cell in filled):
        return True
    if len(set(filled)) < len(filled):
        return False
    return any(_stands_above(*item) for item in zip(cells, below, strict=True)) or _are_fields(filled)


def _is_value(cell: str) -> bool:
    return bool(_VALUE.fullmatch(cell)) or len(cell) > 80 or read_date(cell) is not None


def _is_its_own(cell: str, column: Column, judgement: Judgement) -> bool:
    """Whether a cell is a value of the kind that its column holds, or stands again below."""
    if not cell or is_blank(cell):
        return False
    if judgement.recogniser is not None and (rule := tester(judgement.recogniser)).check and rule.fits(cell):
        return True
    return column.filled > 2 and cell in column.distinct


def _stands_above(cell: str, column: Column) -> bool:
    """Whether a cell without digits stands above cells that have them."""
    if not column.values or is_blank(cell) or any(map(str.isdigit, cell)):
        return False
    return sum(any(map(str.isdigit, value)) for value in column.values) >= 0.8 * len(column.values)


def _are_fields(filled: Sequence[str]) -> bool:
    numbered = [match[1] for cell in filled if (match := _NUMBERED.fullmatch(cell))]
    if len(filled) > 1 and len(numbered) == len(filled) and len(set(numbered)) <= max(1, len(filled) // 2):
        return True
    return all(_FIELD.fullmatch(cell) and ("_" in cell or cell[0].islower()) for cell in filled)
