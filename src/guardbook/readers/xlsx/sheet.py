"""Reads one sheet of a workbook in one pass: rows that show, rows and columns that do not, and what goes with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from guardbook.content import Part, Problem, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.grid import GridRow, grid_parts
from guardbook.readers.markup import local
from guardbook.readers.package import Package
from guardbook.readers.xlsx.cells import CellReader
from guardbook.readers.xlsx.remarks import WORDS

_TRUE = ("1", "true", "on")
_TOP = ("sheetPr", "sheetFormatPr", "cols")
_TAGS = tuple("{*}" + name for name in ("row", *_TOP, *WORDS))
_NOTHING = re.compile(r"0*\.?0+|0+\.")


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
    remarks: Remarks = field(default_factory=Remarks)

    def parts(self) -> Iterator[Part]:
        """Yield the tables that show, then hidden rows, then remarks, then what could not be read."""
        elements = self._elements()
        first = self._read_top(elements)
        rows = self._rows(chain((first,), elements) if first is not None else iter(()))
        yield from grid_parts(rows, self.entry.where, self.entry.hidden, self.hidden_columns)
        self.remarks.note("formula", *self.cells.take_formulas())
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
        """Take in what stands before the rows; return the first element after it, or None."""
        for element in elements:
            name = local(element)
            if name == "sheetPr":
                self.filtered = element.get("filterMode") in _TRUE
            elif name == "cols":
                self._read_columns(element)
            elif name not in _TOP:
                return element
        return None

    def _read_columns(self, columns: Any) -> None:
        for column in columns:
            hidden = column.get("hidden") in _TRUE
            code = "hidden-columns" if hidden else "zero-size" if _is_zero(column.get("width")) else None
            if code:
                first, last = int(column.get("min", "1")), min(int(column.get("max", "1")), 16_384)
                self.hidden_columns.update(dict.fromkeys(range(first - 1, last), code))

    def _rows(self, elements: Iterator[Any]) -> Iterator[GridRow]:
        """Yield rows; take remarks from what follows them."""
        last = 0
        for element in elements:
            name = local(element)
            if name == "row":
                last = _row_number(element, last)
                yield GridRow(last, self.cells.read(element), self._code_of(element))
            elif name in WORDS:
                WORDS[name](element, self.remarks)

    def _code_of(self, row: Any) -> str | None:
        if row.get("hidden") in _TRUE:
            return "filtered-rows" if self.filtered else "hidden-rows"
        return "zero-size" if _is_zero(row.get("ht")) else None


def _row_number(row: Any, last: int) -> int:
    number = row.get("r", "")
    return int(number) if number.isdigit() and len(number) < 9 else last + 1


def _is_zero(size: str | None) -> bool:
    return size is not None and _NOTHING.fullmatch(size) is not None
