"""Reads the sheets of an OpenDocument spreadsheet in one pass over its content."""

from collections import deque
from collections.abc import Iterator
from typing import Any, TypeVar

from guardbook.content import Part, Problem, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.grid import Grid, GridRow, grid_parts
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.ods.cells import TABLE, CellReader, read_comment, read_shape
from guardbook.readers.ods.styles import FORMATS, CellStyles, points
from guardbook.readers.package import Package
from guardbook.readers.reading import Reading

REPEATED = 10_000
"""How often a row with content is repeated at most."""
FLAT = 2.0
"""Points below which nothing can be read in a row or column."""
_STYLES = ("style", "default-style", *FORMATS)
_VISIBILITY = {"collapse": "hidden-rows", "filter": "filtered-rows"}
_TAGS = tuple(
    "{*}" + name
    for name in (
        "style table-row table-column shapes content-validation named-range named-expression database-range "
        "tracked-changes table-source dde-link data-pilot-table label-range scenario forms default-style title desc"
    ).split()
) + tuple("{*}" + name for name in FORMATS)


Row = TypeVar("Row")


class Sheets:
    """The sheets of one spreadsheet while they are read."""

    def __init__(
        self, package: Package, name: str, where: Where, reading: Reading, cells: type[CellReader] = CellReader
    ) -> None:
        self._package, self._name, self._where, self._reading = package, name, where, reading
        self._hidden_tables: set[str] = set()
        self._flat_styles: set[str] = set()
        self._remarks = Remarks()
        self._styles = CellStyles()
        self._cells = cells(self._styles, self._remarks)
        self.problem: str | None = None
        self._next: Any = None
        self._columns: dict[int, str] = {}
        self._column = 0

    def parts(self) -> Iterator[Part]:
        """Yield each sheet, then what goes with the whole spreadsheet."""
        for grid in self.grids():
            yield from self._told(self._where, None)
            yield Text(grid.title, grid.where, "structure" if grid.hidden else None)
            yield from grid_parts(grid)
            yield from self._told(grid.where, grid.hidden)
        yield from self._told(self._where, None)
        if self.problem:
            yield Problem(self.problem, self._where)

    def grids(self) -> Iterator[Grid]:
        """Yield the sheets; their rows are drawn on the way, and `problem` is known when all have been."""
        self._take_common_styles()
        elements = self._elements()
        number = 0
        self._next = next(elements, None)
        while self._next is not None:
            table = _table_of(self._next)
            if table is None:
                self._beside(self._next)
                self._next = next(elements, None)
                continue
            number += 1
            self._reading.enter()
            grid = self._grid(table, elements, self._where.into("sheet", number, attribute(table, "name")))
            yield grid
            deque(grid.rows, maxlen=0)

    def with_words(self, rows: Iterator[Row], words: list[str]) -> Iterator[Row]:
        """Yield the rows of a sheet; when they have been drawn, its shapes' words that show are put among `words`."""
        self._remarks.take()
        yield from rows
        words += [line for code, text in self._remarks.take() if code is None for line in text.splitlines()]

    def _take_common_styles(self) -> None:
        if "styles.xml" not in self._package:
            return
        try:
            for element in self._package.xml("styles.xml").iter(*("{*}" + name for name in _STYLES)):
                self._take_style(element)
        except LimitReached:
            raise
        except Unreadable:  # told when headers and footers are read
            return

    def _elements(self) -> Iterator[Any]:
        try:
            yield from self._package.iterparse(self._name, *_TAGS)
        except LimitReached:
            raise
        except Unreadable as error:
            self.problem = str(error)

    def _grid(self, table: Any, elements: Iterator[Any], where: Where) -> Grid:
        hidden = "hidden-sheet" if attribute(table, "style-name") in self._hidden_tables else None
        name = attribute(table, "name")
        if name.startswith("'file:"):
            hidden = "external-cache"
        if local(self._next) == "scenario":
            hidden = "scenario"
        self._columns.clear()
        self._cells.columns.clear()
        self._cells.locked = attribute(table, "protected") == "true"
        self._column = 0
        return Grid(where, name, hidden, self._rows(table, elements), self._columns)

    def _told(self, where: Where, hidden: str | None) -> Iterator[Part]:
        for code, text in self._remarks.take():
            yield Text(text, where, code or hidden)

    def _rows(self, table: Any, elements: Iterator[Any]) -> Iterator[GridRow]:
        """Yield the rows of one table, until an element comes that stands elsewhere."""
        number = 1
        while self._next is not None and _table_of(self._next) is table:
            element = self._next
            if local(element) == "table-row":
                yield from self._row(element, number)
                number += _count(element, "number-rows-repeated")
            elif local(element) == "table-column":
                self._take_column(element)
            else:
                self._beside(element)
            self._next = next(elements, None)

    def _row(self, element: Any, number: int) -> Iterator[GridRow]:
        cells, apart = self._cells.read(element)
        if not cells and not apart:
            return
        code = _VISIBILITY.get(attribute(element, "visibility")) or self._group_code(element)
        if code is None and attribute(element, "style-name") in self._flat_styles:
            code = "zero-size"
        for repeat in range(min(_count(element, "number-rows-repeated"), REPEATED)):
            self._reading.spend(sum(len(text) for _, text in cells))
            yield GridRow(number + repeat, cells, code, apart)

    def _group_code(self, element: Any) -> str | None:
        folded = any(
            attribute(above, "display") == "false" for above in element.iterancestors(f"{TABLE}table-row-group")
        )
        return "hidden-rows" if folded else None

    def _take_column(self, element: Any) -> None:
        count = min(_count(element, "number-columns-repeated"), 16_384)
        folded = any(
            attribute(above, "display") == "false" for above in element.iterancestors(f"{TABLE}table-column-group")
        )
        code = "hidden-columns" if folded or attribute(element, "visibility") in _VISIBILITY else None
        self._cells.columns.append((self._column + count, attribute(element, "default-cell-style-name")))
        if code is None and attribute(element, "style-name") in self._flat_styles:
            code = "zero-size"
        if code:
            self._columns.update(dict.fromkeys(range(self._column, self._column + count), code))
        self._column += count

    def _beside(self, element: Any) -> None:
        """Take in a style, or note the words of what is neither row nor column."""
        name = local(element)
        if name in _STYLES:
            self._take_style(element)
        elif name in ("title", "desc"):
            self._remarks.note("alt-text", element.text)
        elif name == "database-range":
            self._database(element)
        elif name == "dde-link":
            self._remarks.note("connection", *(value for each in element for value in each.attrib.values()))
            self._remarks.note("external-cache", *(text for text in element.itertext()))
        elif name == "data-pilot-table":
            members = [attribute(each, "name") for each in element.iter() if local(each) == "data-pilot-member"]
            self._remarks.note("pivot-cache", *members)
            self._remarks.note("structure", *(text for text in _wordy(element) if text not in members))
        elif name == "shapes":
            for shape in element:
                read_shape(shape, self._styles, self._remarks)
        elif name == "tracked-changes":
            self._changes(element)
        elif name == "content-validation":
            self._remarks.note("validation-list", *attribute(element, "condition").split('"')[1::2])
            self._remarks.note("validation-list", *(text for text in element.itertext() if text.strip()))
        elif name == "forms":
            labels = [attribute(each, key) for each in element.iter() for key in ("label", "current-value", "value")]
            self._remarks.note(None, *labels)
        else:
            self._remarks.note(_CODES.get(name, "structure"), *_wordy(element))

    def _take_style(self, element: Any) -> None:
        name = attribute(element, "name")
        if local(element) in FORMATS or attribute(element, "family") in ("table-cell", "text", "graphic"):
            self._styles.take(element)
            return
        look = child(element, "table-properties")
        if look is not None and attribute(look, "display") == "false":
            self._hidden_tables.add(name)
        for kind, size in (("table-column-properties", "column-width"), ("table-row-properties", "row-height")):
            look = child(element, kind)
            length = points(attribute(look, size)) if look is not None else None
            if length is not None and length < FLAT:
                self._flat_styles.add(name)

    def _database(self, element: Any) -> None:
        """Note where a range's data comes from; its own name, and what a filter was set to, are ordinary."""
        for each in element.iter():
            kind = local(each)
            if kind.startswith("database-source"):
                self._remarks.note("connection", *_wordy(each))
            elif kind.startswith("filter"):
                self._remarks.note("filter-choice", attribute(each, "value"))
        name = attribute(element, "name")
        self._remarks.note("structure", None if name.startswith("__Anonymous") else name)

    def _changes(self, element: Any) -> None:
        for each in element.iter():
            if local(each) == "annotation":
                read_comment(each, self._remarks)
            elif local(each) == "p":
                self._remarks.note("tracked-change", "".join(each.itertext()))
            elif local(each) == "creator":
                self._remarks.note("comment-person", each.text)
            elif local(each) == "change-track-table-cell":
                self._remarks.note("tracked-change", attribute(each, "value"), attribute(each, "date-value"))


_NAMING = frozenset(
    "name href comment expression filter-options sql-statement database-name query-name database-table-name user-name "
    "value".split()
)
"""Attributes that hold words of a person's making."""
_CODES = {
    "table-source": "connection",
    "scenario": "scenario",
}


def _wordy(element: Any) -> Iterator[str]:
    """Yield the texts and attributes of an element that hold words and not only references or settings."""
    for each in element.iter():
        for key, value in each.attrib.items():
            if key.rpartition("}")[2] in _NAMING:
                yield value
        if isinstance(each.tag, str) and each.text:
            yield each.text


def _table_of(element: Any) -> Any:
    """Return the sheet an element stands in, or None; a table inside a tracked change is no sheet."""
    return next((above for above in element.iterancestors(f"{TABLE}table")), None)


def _count(element: Any, name: str) -> int:
    count = element.get(f"{TABLE}{name}", "1")
    return int(count) if count.isdigit() and len(count) < 9 else 1
