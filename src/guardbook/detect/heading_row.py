"""Decides whether the first row of a table holds headings or is a row like the others."""

import re
from collections.abc import Sequence

from guardbook.detect.column_rules import column_rules
from guardbook.detect.columns import judge_columns
from guardbook.detect.headings import EXACT
from guardbook.detect.judges import Column, read_date
from guardbook.detect.judging import Judgement
from guardbook.detect.recogniser import Recogniser
from guardbook.detect.wording import is_blank

BELOW = 200
"""How many rows below are looked at."""

_VALUE = re.compile(r"[-+£$€]?[\d.,: /]{5,}%?|.*@.*\..*")
_NUMBERED = re.compile(r"([A-Za-z_ ]{0,12})\d{1,4}")
_FIELD = re.compile(r"[A-Za-z]\w*")


def is_heading_row(
    first: Sequence[str], below: Sequence[Sequence[str | None]], recognisers: Sequence[Recogniser]
) -> bool:
    """Return whether `first` names columns, of which `below` gives cells.

    What looks like any value, or like a value of its own column, speaks against; known headings, words above figures
    and the names of fields speak for it. A row that nothing speaks for is a row of data: it is examined, not shown.
    """
    cells = [cell.strip() for cell in first]
    filled = [cell for cell in cells if cell]
    if 2 * len(filled) < len(first) or any(map(_is_value, filled)):
        return False
    table = [Column("", [(cell or "").strip() for cell in column[:BELOW]]) for column in below]
    if any(_stands_again(*item) for item in zip(cells, table, strict=True)):
        return False
    read = column_rules(recognisers).headings
    if any(EXACT in read.read(cell).values() for cell in filled):
        return True
    if len(set(filled)) < len(filled) or not (_are_fields(filled) or any(map(_stands_above, cells, table))):
        return False
    judged = judge_columns([""] * len(table), [column.cells for column in table], recognisers)
    return not any(map(_is_its_own, cells, judged))


def _is_value(cell: str) -> bool:
    return bool(_VALUE.fullmatch(cell)) or len(cell) > 80 or read_date(cell) is not None


def _stands_again(cell: str, column: Column) -> bool:
    return not is_blank(cell) and column.filled > 2 and cell in column.distinct


def _is_its_own(cell: str, judgement: Judgement) -> bool:
    """Whether a cell is a value of the kind that its column holds, as far as a check can tell."""
    rule = judgement.rule.headed if judgement.rule else None
    return rule is not None and rule.check is not None and rule.fits(cell)


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
