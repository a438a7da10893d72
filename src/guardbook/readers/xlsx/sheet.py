"""Reads one sheet of a workbook in one pass: rows that show, rows and columns that do not, and what goes with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from guardbook.content import Part, Problem, Table, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.cutting import GAP, Unit, cut_tables
from guardbook.readers.markup import local
from guardbook.readers.package import Package
from guardbook.readers.rows import Cells, is_heading
from guardbook.readers.xlsx.aside import HiddenRows, Remarks
from guardbook.readers.xlsx.cells import Cell, CellReader

FAR_COLUMNS = 50
FAR_ROWS = 500
"""After so many empty columns or rows, cells are far from the rest: a person who opens the sheet does not see them."""
_TRUE = ("1", "true", "on")
_TAGS = tuple(
    "{*}" + name
    for name in (
        "row sheetPr sheetFormatPr cols autoFilter hyperlink dataValidation scenario cfRule oddHeader oddFooter "
        "evenHeader evenFooter firstHeader firstFooter protectedRange webPublishItem"
    ).split()
)


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
    hidden_columns: dict[int, str] = field(default_factory=dict)
    filtered: bool = False
    problem: str | None = None
    first: Cells = ()
    aside: HiddenRows = field(default_factory=HiddenRows)
    remarks: Remarks = field(default_factory=Remarks)

    def parts(self) -> Iterator[Part]:
        """Yield the tables that show, then hidden rows, then remarks, then what could not be read."""
        elements = self._elements()
        first = self._read_top(elements)
        rows = self._shown(chain((first,), elements) if first is not None else iter(()))
        yield from cut_tables(rows, self.entry.where, self.entry.hidden, self.hidden_columns)
        heading = tuple(cell or "" for cell in self.first) if is_heading(self.first) else None
        for code, batches in self.aside.take():
            yield Table(iter(batches), self.entry.where, heading, self.entry.hidden or code)
        self.remarks.words_of_formulas(self.cells.take_formulas())
        for code, text in self.remarks.take():
            yield Text(text, self.entry.where, code)
        if self.problem:
            yield Problem(self.problem, self.entry.where)

    def _elements(self) -> Iterator[Any]:
        try:
            yield from self.package.iterparse(self.entry.part, *_TAGS)
        except LimitReached:
            raise
        except Unreadable as error:
            self.problem = str(error)

    def _read_top(self, elements: Iterator[Any]) -> Any:
        """Take in what stands before the rows; return the first element after it."""
        for element in elements:
            name = local(element)
            if name == "sheetPr":
                self.filtered = element.get("filterMode") in _TRUE
            elif name == "cols":
                self._read_columns(element)
            elif name != "sheetFormatPr":
                return element
        return None

    def _read_columns(self, columns: Any) -> None:
        for column in columns:
            code = None
            if column.get("hidden") in _TRUE:
                code = "hidden-columns"
            elif _is_zero(column.get("width")):
                code = "zero-size"
            if code:
                first, last = int(column.get("min", "1")), min(int(column.get("max", "1")), 16_384)
                self.hidden_columns.update(dict.fromkeys(range(first - 1, last), code))

    def _shown(self, elements: Iterator[Any]) -> Iterator[Unit]:
        """Yield the rows that show; put others aside, and take remarks from what follows the rows."""
        last = 0
        far = False
        for element in elements:
            if local(element) != "row":
                self.remarks.add(element)
                continue
            number = _row_number(element, last)
            cells, beyond = self._row(self.cells.read(element))
            if beyond:
                self.aside.add("far-cells", beyond)
            if not cells:
                continue
            far = far or (last > 0 and number - last > FAR_ROWS)
            code = self._code_of(element) or ("far-cells" if far else None)
            if code:
                self.aside.add(code, cells)
            else:
                if number > last + 1 and last:
                    yield GAP
                self.first = self.first or cells
                yield cells
            last = number

    def _code_of(self, row: Any) -> str | None:
        if row.get("hidden") in _TRUE:
            return "filtered-rows" if self.filtered else "hidden-rows"
        return "zero-size" if _is_zero(row.get("ht")) else None

    def _row(self, cells: list[Cell]) -> tuple[Cells, Cells]:
        """Return the cells of a row by column, and the cells far to the right of them."""
        row: list[str | None] = []
        beyond: list[str | None] = []
        last = -1
        for column, text in sorted(cells):
            if beyond or column - last > FAR_COLUMNS:
                beyond += [None] * min(column - last - 1, 1) if beyond else []
                beyond.append(text)
            elif column == last:
                row[column] = f"{row[column]} {text}"
            else:
                row += [None] * (column - len(row))
                row.append(text)
            last = column
        return row, beyond


def _row_number(row: Any, last: int) -> int:
    number = row.get("r", "")
    return int(number) if number.isdigit() and len(number) < 9 else last + 1


def _is_zero(size: str | None) -> bool:
    return size is not None and re.fullmatch(r"0*\.?0*", size) is not None and size != ""
