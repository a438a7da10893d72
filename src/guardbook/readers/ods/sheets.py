"""Reads the sheets of an OpenDocument spreadsheet in one pass over its content."""

from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Problem, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.grid import GridRow, grid_parts
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.ods.cells import TABLE, read_cells, read_comment, read_shape
from guardbook.readers.package import Package
from guardbook.readers.reading import Reading

REPEATED = 10_000
"""How often a row with content is repeated at most."""
_VISIBILITY = {"collapse": "hidden-rows", "filter": "filtered-rows"}
_TAGS = tuple(
    "{*}" + name
    for name in (
        "style table-row table-column shapes content-validation named-range named-expression database-range "
        "tracked-changes table-source dde-link data-pilot-table label-range scenario forms"
    ).split()
)


class Sheets:
    """The sheets of one spreadsheet while they are read."""

    def __init__(self, package: Package, name: str, where: Where, reading: Reading) -> None:
        self._package, self._name, self._where, self._reading = package, name, where, reading
        self._hidden_tables: set[str] = set()
        self._flat_styles: set[str] = set()
        self._remarks = Remarks()
        self._problem: str | None = None
        self._next: Any = None
        self._columns: dict[int, str] = {}
        self._column = 0
        self._code: str | None = None

    def parts(self) -> Iterator[Part]:
        """Yield each sheet, then what goes with the whole spreadsheet."""
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
            yield from self._sheet(table, elements, self._where.into("sheet", number, attribute(table, "name")))
        yield from self._told(self._where, None)
        if self._problem:
            yield Problem(self._problem, self._where)

    def _elements(self) -> Iterator[Any]:
        try:
            yield from self._package.iterparse(self._name, *_TAGS)
        except LimitReached:
            raise
        except Unreadable as error:
            self._problem = str(error)

    def _sheet(self, table: Any, elements: Iterator[Any], where: Where) -> Iterator[Part]:
        yield from self._told(self._where, None)
        hidden = "hidden-sheet" if attribute(table, "style-name") in self._hidden_tables else None
        name = attribute(table, "name")
        if name.startswith("'file:"):
            hidden = "external-cache"
        self._columns.clear()
        self._column, self._code = 0, hidden
        yield Text(name, where, hidden)
        yield from grid_parts(self._rows(table, elements), where, hidden, self._columns)
        yield from self._told(where, hidden)

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
        cells = read_cells(element, self._remarks)
        if not cells:
            return
        code = _VISIBILITY.get(attribute(element, "visibility")) or self._group_code(element)
        if attribute(element, "style-name") in self._flat_styles:
            code = code or "zero-size"
        for repeat in range(min(_count(element, "number-rows-repeated"), REPEATED)):
            self._reading.spend(sum(len(text) for _, text in cells))
            yield GridRow(number + repeat, cells, code)

    def _group_code(self, element: Any) -> str | None:
        folded = any(
            attribute(above, "display") == "false" for above in element.iterancestors(f"{TABLE}table-row-group")
        )
        return "hidden-rows" if folded else None

    def _take_column(self, element: Any) -> None:
        count = min(_count(element, "number-columns-repeated"), 16_384)
        code = "hidden-columns" if attribute(element, "visibility") in _VISIBILITY else None
        if code is None and attribute(element, "style-name") in self._flat_styles:
            code = "zero-size"
        if code:
            self._columns.update(dict.fromkeys(range(self._column, self._column + count), code))
        self._column += count

    def _beside(self, element: Any) -> None:
        """Take in a style, or note the words of what is neither row nor column."""
        name = local(element)
        if name == "style":
            self._take_style(element)
        elif name == "shapes":
            for shape in element:
                read_shape(shape, self._remarks)
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
        look = child(element, "table-properties")
        if look is not None and attribute(look, "display") == "false":
            self._hidden_tables.add(name)
        for kind, size in (("table-column-properties", "column-width"), ("table-row-properties", "row-height")):
            look = child(element, kind)
            if look is not None and _is_zero(attribute(look, size)):
                self._flat_styles.add(name)

    def _changes(self, element: Any) -> None:
        for each in element.iter():
            if local(each) == "annotation":
                read_comment(each, self._remarks)
            elif local(each) in ("p", "creator"):
                self._remarks.note("tracked-change", "".join(each.itertext()))
            elif local(each) == "change-track-table-cell":
                self._remarks.note("tracked-change", attribute(each, "value"), attribute(each, "date-value"))


_NAMING = frozenset(
    "name href comment expression filter-options sql-statement database-name query-name database-table-name user-name "
    "value".split()
)
"""Attributes that hold words of a person's making."""
_CODES = {
    "table-source": "connection",
    "dde-link": "connection",
    "scenario": "scenario",
    "database-range": "connection",
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


def _is_zero(size: str) -> bool:
    return size != "" and size.strip("0.cmintpx") == "" and any(map(str.isdigit, size))
