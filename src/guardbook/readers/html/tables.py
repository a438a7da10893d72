"""Tells tables of data from tables that only lay out a page, and reads their cells."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from guardbook.content import Part, Table, Text, Where
from guardbook.readers.prose import table

if TYPE_CHECKING:
    from guardbook.readers.html.page import Page

_LONG = 1000
"""Characters in a cell above which a table is taken for layout."""
_WIDEST = 1000
"""Columns that a `colspan` may make."""


STRUCTURE = frozenset(("table", "thead", "tbody", "tfoot", "tr", "colgroup"))


def is_data(element: Any) -> bool:
    """Tell whether a table holds data: two or more rows of two or more cells, nothing beside cells or in them."""
    if (element.get("role") or "").lower() in ("presentation", "none"):
        return False
    if any(inner is not element for inner in element.iter("table", "form")) or _is_loose(element):
        return False
    rows = [_own(row) for row in element.iter("tr")]
    if sum(len(row) > 1 for row in rows) < 2 or _is_labelled(rows):
        return False
    return all(sum(map(len, cell.itertext())) <= _LONG for row in rows for cell in row)


def _is_loose(element: Any) -> bool:
    """Text or other elements stand between the rows or cells."""
    for part in element.iter(*STRUCTURE):
        if (part.text or "").strip():
            return True
        for child in part:
            known = child.tag in STRUCTURE or child.tag in ("td", "th", "col", "caption") or child.tag is etree.Comment
            if not known or (child.tail or "").strip():
                return True
    return False


def _is_labelled(rows: list[list[Any]]) -> bool:
    """A heading beside one value in every row: a form, better read as lines of "heading value"."""
    return all(len(row) <= 2 and row[0].tag == "th" and row[-1].tag == "td" for row in rows if row)


def read_table(element: Any, page: "Page", where: Where, hidden: str | None) -> Iterator[Part]:
    """Yield the table, its first row as headings where it says so, then its hidden rows as a table of their own."""
    shown: list[list[str]] = []
    away: list[list[str]] = []
    header: list[str] | None = None
    code = hidden
    grid = _Grid(page)
    for row in element.iter("tr"):
        cells = grid.row(_own(row))
        if (why := page.hides(row)) is not None:
            code = hidden or why
            away.append(cells)
        elif header is None and not shown and len(cells) > 1 and all(cell.tag == "th" for cell in _own(row)):
            header = cells
        elif cells:
            shown.append(cells)
    for rows, why in ((shown, hidden), (away, code)):
        if rows:
            yield _with_header(rows, where, why, header)
    if header and not shown and not away:
        yield Text(", ".join(header), where, hidden)


def _own(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


class _Grid:
    """Puts cells into columns, past those that cells of rows above reach down into."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._down: dict[int, int] = {}

    def row(self, cells: list[Any]) -> list[str]:
        texts: list[str] = []
        taken = {column for column, rows in self._down.items() if rows > 0}
        self._down = {column: rows - 1 for column, rows in self._down.items() if rows > 1}
        for cell in cells:
            while len(texts) in taken:
                texts.append("")
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            wide = max(1, min(wide, _WIDEST - len(texts)))
            if high > 1 and len(texts) < _WIDEST:
                self._down.update((column, high - 1) for column in range(len(texts), len(texts) + wide))
            texts += [self._page.cell(cell), *[""] * (wide - 1)]
        return texts


def _span(cell: Any, name: str) -> int:
    text = cell.get(name) or "1"
    return max(1, min(int(text), _WIDEST)) if text.isascii() and text.isdecimal() and len(text) < 5 else 1


def _with_header(rows: list[list[str]], where: Where, hidden: str | None, header: list[str] | None) -> Table:
    if header is None:
        return table(rows, where, hidden)
    width = max(len(header), *map(len, rows))
    rows[0] += [""] * (width - len(rows[0]))
    return Table(table(rows, where).batches, where, (*header, *[""] * (width - len(header))), hidden)
