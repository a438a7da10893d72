"""Reads one sheet of a workbook in one pass: rows that show, rows and columns that do not, and what goes with them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from guardbook.content import Part, Problem, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.grid import Grid, GridBlock, GridRow, grid_parts
from guardbook.readers.markup import child, local
from guardbook.readers.package import Package
from guardbook.readers.plain_xml import PlainXml
from guardbook.readers.xlsx.cells import CellReader
from guardbook.readers.xlsx.hiding import Hiding
from guardbook.readers.xlsx.overlays import hiding_of
from guardbook.readers.xlsx.plain_rows import PlainRows
from guardbook.readers.xlsx.references import areas_of
from guardbook.readers.xlsx.remarks import WORDS
from guardbook.readers.xlsx.styles import Styles
from guardbook.readers.xlsx.tail import read_tail

_TRUE = ("1", "true", "on")
_TOP = ("sheetPr", "sheetViews", "sheetFormatPr", "cols")
_TAGS = tuple("{*}" + name for name in ("row", *_TOP, *WORDS))
FLAT = 2.0
"""Height of a row, in points, below which nothing can be read in it."""
NARROW = 0.3
"""Width of a column, in letters, below which nothing can be read in it."""
COLUMNS = 16_384
LARGE = 1 << 18
"""Bytes of a sheet from which its rows are read by pattern: for fewer it takes longer to make the pattern."""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet as the workbook lists it."""

    part: str
    """Its part in the package."""
    title: str
    where: Where
    hidden: str | None
    """Code of why it is hidden, if it is."""


@dataclass(slots=True)
class Sheet:
    """One sheet while it is read."""

    package: Package
    entry: SheetEntry
    cells: CellReader
    styles: Styles
    hiding: Hiding = field(default_factory=Hiding)
    hidden_columns: dict[int, str] = field(default_factory=dict)
    filtered: bool = False
    flat: bool = False
    """Whether rows that say nothing of their height have none."""
    first_row: int = 1
    """The first row that can be reached: frozen panes may lock out those above."""
    problem: str | None = None
    remarks: Remarks = field(default_factory=Remarks)

    def parts(self) -> Iterator[Part]:
        """Yield the tables that show, then hidden rows, then remarks, then what could not be read."""
        yield from grid_parts(self.grid(quick=True))
        self.remarks.note("formula", *self.cells.take_formulas())
        self.remarks.note("unseen-text", *self.cells.take_left())
        self.remarks.note("macro", *(self.cells.programs or ()))
        for code, text in self.remarks.take():
            yield Text(text, self.entry.where, code)
        if self.problem:
            yield Problem(self.problem, self.entry.where)

    def grid(self, *, quick: bool = False) -> Grid:
        """Return the sheet's rows, which can be drawn once; `problem` is known when they have been.

        Where it may be `quick`, rows come in blocks as far as that changes nothing.
        """
        self.hiding = self._hiding()
        if "/macrosheets/" in self.entry.part:
            self.cells.programs = {}
        elements = self._elements(quick)
        first = self._read_top(elements)
        rows = self._rows(chain((first,), elements) if first is not None else iter(()))
        return Grid(self.entry.where, self.entry.title, self.entry.hidden, rows, self.hidden_columns)

    def _hiding(self) -> Hiding:
        try:
            tail = read_tail(self.package, self.entry.part)
        except LimitReached:
            raise
        except Unreadable:  # told when the cells are read
            tail = None
        return hiding_of(self.package, self.entry.part, tail, self.styles)

    def _elements(self, quick: bool) -> Iterator[Any]:
        try:
            if quick and self.cells.programs is None and self.package.size(self.entry.part) >= LARGE:
                yield from self._quick_elements()
            else:
                yield from self.package.iterparse(self.entry.part, *_TAGS)
        except LimitReached:
            raise
        except Unreadable as error:
            self.problem = str(error)

    def _quick_elements(self) -> Iterator[Any]:
        with self.package.open(self.entry.part) as stream:
            xml = PlainXml(stream, "sheetData", "row", *_TAGS)
            rows = PlainRows(self.cells, self.hiding, self._code_of, self._row, lambda: xml.holder.nsmap)
            yield from xml.items(rows.take)

    def _read_top(self, elements: Iterator[Any]) -> Any:
        """Take in what stands before the rows; return the first element after it, or None."""
        for element in elements:
            name = "" if isinstance(element, GridRow | GridBlock) else local(element)
            if name == "sheetPr":
                self.filtered = element.get("filterMode") in _TRUE
            elif name == "sheetFormatPr":
                self._read_defaults(element)
            elif name == "sheetViews":
                self._read_views(element)
            elif name == "cols":
                self._read_columns(element)
            elif name not in _TOP:
                return element
        return None

    def _read_defaults(self, element: Any) -> None:
        """Take in the sizes of rows and columns that say nothing themselves (18.3.1.81)."""
        self.flat = _size(element.get("defaultRowHeight")) < FLAT
        if _size(element.get("defaultColWidth")) < NARROW:
            self.hidden_columns.update(dict.fromkeys(range(COLUMNS), "zero-size"))

    def _read_views(self, element: Any) -> None:
        """Take in rows and columns above and left of frozen panes that begin further on: nobody can scroll to them."""
        view = next((each for each in element if local(each) == "sheetView"), None)
        pane = child(view, "pane") if view is not None else None
        if view is None or pane is None or pane.get("state") not in ("frozen", "frozenSplit"):
            return
        for area in areas_of(view.get("topLeftCell", "")):
            self.first_row = area.top if pane.get("ySplit", "0") != "0" else 1
            if pane.get("xSplit", "0") != "0":
                self.hidden_columns.update(dict.fromkeys(range(area.left), "hidden-columns"))

    def _read_columns(self, columns: Any) -> None:
        for column in columns:
            hidden = column.get("hidden") in _TRUE
            code = "hidden-columns" if hidden else "zero-size" if _size(column.get("width")) < NARROW else None
            first, last = int(column.get("min", "1")), min(int(column.get("max", "1")), COLUMNS)
            for number in range(first - 1, last):
                if code:
                    self.hidden_columns[number] = code
                elif self.hidden_columns.get(number) == "zero-size":
                    del self.hidden_columns[number]

    def _rows(self, elements: Iterator[Any]) -> Iterator[GridRow | GridBlock]:
        """Yield rows; take remarks from what follows them."""
        last = 0
        for element in elements:
            if isinstance(element, GridRow | GridBlock):
                last = element.last
                yield element
                continue
            name = local(element)
            if name == "row":
                last = _row_number(element, last)
                yield self._row(last, element)
            elif name in WORDS:
                WORDS[name](element, self.remarks)

    def _row(self, number: int, element: Any) -> GridRow:
        code = self._code_of(number, element)
        if code is None and not (self.cells.coloured or self.hiding.concerns(number)):
            self.cells.rich = False
            cells = self.cells.read(element)
            if not self.cells.rich:
                return GridRow(number, cells)
        if code is None:
            shown, apart = self.cells.read_apart(element, number, self.hiding)
            return GridRow(number, shown, None, apart)
        return GridRow(number, self.cells.read(element), code)

    def _code_of(self, number: int, row: Any) -> str | None:
        if row.get("hidden") in _TRUE:
            return "filtered-rows" if self.filtered else "hidden-rows"
        if number < self.first_row:
            return "hidden-rows"
        height = row.get("ht")
        return "zero-size" if (self.flat if height is None else _size(height) < FLAT) else None


def _row_number(row: Any, last: int) -> int:
    number = row.get("r", "")
    return int(number) if number.isdigit() and len(number) < 9 else last + 1


def _size(text: str | None) -> float:
    """Return a height or width; endless where there is none."""
    try:
        return float(text) if text is not None else math.inf
    except ValueError:
        return math.inf
