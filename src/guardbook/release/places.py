"""Names places in a file the way its programs do: columns of sheets by letter, all others by number."""

from guardbook.content import Where
from guardbook.detect.labels import safe_label

SPREADSHEET = "sheet"


def sheet_of(where: Where) -> str | None:
    """Return the name of the sheet that a place lies on, or None for a file without sheets."""
    return next((step.name for step in reversed(where.steps) if step.kind == SPREADSHEET), None)


def column_letters(number: int) -> str:
    """Return a column's letters from its number (from 0).

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_place(where: Where, number: int, heading: str | None) -> str:
    """Return "sheet 'Staff', column F 'Home address'"; `heading` is None where it may not be shown."""
    around = safe_label(where)
    column = column_name(where, number, heading)
    return f"{around}, {column}" if around else column


def column_name(where: Where, number: int, heading: str | None) -> str:
    """Return "column F 'Home address'" without what is around it."""
    of_sheet = any(step.kind == SPREADSHEET for step in where.steps)
    name = column_letters(number) if of_sheet else str(number + 1)
    return f"column {name} '{heading}'" if heading else f"column {name}"
