"""The words of reasons: what a press officer reads, and what to do about it."""

from guardbook.categories import CATEGORIES
from guardbook.readers.hidden import HIDDEN

_IS = {
    "hidden-sheet": "is hidden: anybody can show it again from the menu.",
    "very-hidden-sheet": "is hidden from the menu too: a macro or another program still shows it.",
    "orphaned-sheet": "is in the file although the workbook no longer lists it.",
    "hidden-slide": "is left out when the slides are shown.",
    "orphaned-slide": "is in the file although the presentation no longer lists it.",
}
"""What is said of a place as a whole: "Sheet 'HR' is hidden …"."""


def things(count: int, one: str, many: str) -> str:
    """Return "1 row", "2,345 rows"."""
    return f"{count:,} {one if count == 1 else many}"


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def of_category(category: str, count: int) -> str:
    """Return "1,097 home addresses"."""
    known = CATEGORIES[category]
    one = (
        known.name
        if known.name[:2].isupper() or known.name.startswith("National")
        else known.name[:1].lower() + known.name[1:]
    )
    if known.small and known.many.startswith("details"):
        return things(count, "detail" + known.many[7:], known.many)
    return things(count, one, known.many)


def undeclared_category(category: str, count: int, place: str) -> str:
    """Say that something personal shows which was not declared."""
    at = f" ({place})" if place else ""
    return (
        f"{capital(of_category(category, count))} that was not declared{at}."
        if count == 1
        else (f"{of_category(category, count)} that were not declared{at}.")
    )


def undeclared_column(column: str, rows: int, found: dict[str, int]) -> str:
    """Say that a column is there which was not declared."""
    return f"{capital(column)} is not among the declared columns. {_column_holds(rows, found)}".strip()


def hidden_column(column: str, code: str, unseen: int, found: dict[str, int]) -> str:
    """Say that a column does not show, and what it holds."""
    column = column.replace(" '", ", '", 1) + "," if column.endswith("'") else column
    why = {"hidden-columns": "is hidden", "zero-size": "has no width"}.get(code)
    if why is None:
        return f"{capital(column)}: {HIDDEN[code].sentence} {_column_holds(unseen, found)}"
    return f"{capital(column)} {why}. {_column_holds(unseen, found)}"


def hidden_content(place: str, code: str, unseen: int, found: dict[str, int], rows: bool) -> str:
    """Say what is hidden in a place and what it holds that is nowhere else to be seen."""
    what = f"{capital(place)} {_IS[code]}" if place and code in _IS else _stated(place, code)
    unit = ("cell", "cells") if rows else ("line", "lines")
    held = _held(found) or f"{things(unseen, *unit)} that cannot be seen anywhere else in the file"
    return f"{what} It holds {held}."


def _stated(place: str, code: str) -> str:
    return f"{capital(place)}: {HIDDEN[code].sentence}" if place else HIDDEN[code].sentence


def furniture(place: str, code: str, category: str, count: int) -> str:
    """Say that something personal stands where files usually hold nothing of interest."""
    return f"{_stated(place, code)} It holds {of_category(category, count)}, not declared."


def _column_holds(rows: int, found: dict[str, int]) -> str:
    if found:
        category, count = next(iter(found.items()))
        more = [CATEGORIES[other].many for other in list(found)[1:4]]
        also = f" (also {', '.join(more)})" if more else ""
        verb = "row holds" if count == 1 else "rows hold"
        return f"{count:,} {verb} {CATEGORIES[category].many}{also}."
    return f"{things(rows, 'row holds', 'rows hold')} something." if rows else ""


def _held(found: dict[str, int]) -> str:
    told = [of_category(category, count) for category, count in list(found.items())[:4]]
    if len(found) > 4:
        told.append("more")
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)
