"""Reads an old workbook: its sheets, names and notes with xlrd, and the records that xlrd leaves out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

import xlrd

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.forms import PLAIN, SINCE_1904, Shown, form_of
from guardbook.readers.grid import Cell, Grid, GridRow, grid_parts
from guardbook.readers.number_formats import Show, kind_of, show_plain, show_with
from guardbook.readers.reading import Reading
from guardbook.readers.xls.compound import parts_beside
from guardbook.readers.xls.looks import Looks, merged_areas
from guardbook.readers.xls.records import remarks_of, workbook_stream

_STATES = {1: "hidden-sheet", 2: "very-hidden-sheet"}
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
FLAT = 40
"""Height of a row, in twentieths of a point, below which nothing can be read in it."""
NARROW = 77
"""Width of a column, in 256ths of a letter, below which nothing can be read in it."""
_DAMAGE = (xlrd.XLRDError, AssertionError, IndexError, ValueError, KeyError)
_DAMAGED = "damaged: the sheet was not read to its end"
_LOCKED = "it is protected by a password: save a copy without one and scan that"


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the sheets of a workbook, hidden ones and hidden rows apart, and what lies beside them."""
    data = _data(source, reading)
    yield from _Workbook(_open(data), data, source, reading).parts()


def grids(source: Source, reading: Reading) -> Iterator[Grid | Problem]:
    """Yield a workbook's sheets with the values of their cells (`Shown`); a `Problem` follows one that is damaged."""
    data = _data(source, reading)
    yield from _ValueWorkbook(_open(data), data, source, reading).grids()


def _data(source: Source, reading: Reading) -> bytes:
    size = source.file.seek(0, 2)
    if size > reading.limits.held:
        raise Unreadable(f"an old workbook of more than {reading.limits.held:,} bytes: save it as XLSX")
    source.file.seek(0)
    data = source.file.read()
    reading.spend(size)
    return data


def _open(data: bytes) -> Any:
    """Return the book of a workbook's stream of records; the container is taken apart by a library that never loops."""
    try:
        return xlrd.open_workbook(
            file_contents=workbook_stream(data),
            logfile=StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
    except xlrd.XLRDError as error:  # its text is a fixed sentence, or holds bytes of the file
        locked = "encrypted" in str(error).casefold()
        raise Unreadable(_LOCKED if locked else "damaged, or not a whole workbook (XLS)") from error
    except Exception as error:
        raise Unreadable("damaged, or not a whole workbook (XLS)") from error


class _Workbook:
    def __init__(self, book: Any, data: bytes, source: Source, reading: Reading) -> None:
        self.book, self.data, self.source, self.reading = book, data, source, reading
        self.shows: dict[int, Show | None] = {}
        self.looks = Looks(book)
        self.strings: set[str] = set()
        self.notes: set[str] = set()

    def parts(self) -> Iterator[Part]:
        for number in range(self.book.nsheets):
            self.reading.enter()
            where = self.source.where.into("sheet", number + 1, self.book.sheet_names()[number])
            try:
                yield from self.sheet(self.book.sheet_by_index(number), where)
            except _DAMAGE:
                yield Problem(_DAMAGED, where)
            self.book.unload_sheet(number)
        remarks = Remarks()
        self.names(remarks)
        remarks_of(self.data, self.notes, self.looks.font_is_unseen, remarks)
        shared = getattr(self.book, "_sharedstrings", None) or ()
        remarks.note("orphaned-string", *(text for text in shared if text not in self.strings))
        for code, text in remarks.take():
            yield Text(text, self.source.where, code)
        yield from parts_beside(self.data, self.source, self.reading)

    def sheet(self, sheet: Any, where: Where) -> Iterator[Part]:
        grid = self.grid(sheet, where)
        yield Text(grid.title, where, "structure" if grid.hidden else None)
        yield from grid_parts(grid)
        remarks = Remarks()
        for note in sheet.cell_note_map.values():
            self.notes.add(note.text)
            remarks.note("comment", note.text)
            remarks.note("comment-person", note.author)
        for link in sheet.hyperlink_list:
            address = link.url_or_path
            remarks.note("link-target", address.decode("cp1252", "replace") if isinstance(address, bytes) else address)
            remarks.note("link-target", link.textmark, link.quicktip)
        for code, text in remarks.take():
            yield Text(text, where, code)

    def grid(self, sheet: Any, where: Where) -> Grid:
        columns = {
            number: "hidden-columns" if look.hidden else "zero-size"
            for number, look in sheet.colinfo_map.items()
            if look.hidden or look.width < NARROW
        }
        return Grid(where, sheet.name, _STATES.get(sheet.visibility), self.rows(sheet), columns)

    def rows(self, sheet: Any) -> Iterator[GridRow]:
        merged = merged_areas(sheet)
        for number in range(sheet.nrows):
            cells: list[Cell] = []
            apart: list[tuple[str, Cell]] = []
            areas = merged.at(number + 1)
            for column, (kind, value) in enumerate(zip(sheet.row_types(number), sheet.row_values(number), strict=True)):
                if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or value == "":
                    continue
                text = self.cell(sheet, number, column, kind, value)
                shown, unseen = self.parted(sheet, number, column, kind, value, text)
                first = [(area.top, area.left) for area in areas if area.left <= column <= area.right]
                if first and first[0] != (number + 1, column):
                    apart.append(("covered-cells", (column, text)))
                    continue
                cells += [(column, shown)] if shown else []
                apart += [("unseen-text", (column, unseen))] if unseen else []
            self.reading.spend(sum(len(text) for _, text in cells))
            yield GridRow(number + 1, cells, self.row_code(sheet, number), apart)

    def row_code(self, sheet: Any, number: int) -> str | None:
        if sheet.panes_are_frozen and sheet.horz_split_pos and number < sheet.first_visible_rowx:
            return "hidden-rows"  # nobody can scroll to it
        look = sheet.rowinfo_map.get(number)
        if look is None or not (look.hidden or look.height < FLAT):
            return None
        return "hidden-rows" if look.hidden else "zero-size"

    def parted(self, sheet: Any, row: int, column: int, kind: int, value: Any, text: str) -> tuple[str, str]:
        """Return what shows of a cell, and what does not."""
        style = sheet.cell_xf_index(row, column)
        numeric = kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
        if self.looks.hides(style, repr(value) if numeric else text, numeric=numeric):
            return "", text
        starts = sheet.rich_text_runlist_map.get((row, column))
        return self.looks.runs(style, text, starts) if starts else (text, "")

    def cell(self, sheet: Any, row: int, column: int, kind: int, value: Any) -> str:
        if kind == xlrd.XL_CELL_TEXT:
            self.strings.add(value)
            return str(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(value, "#ERROR"))
        style = sheet.cell_xf_index(row, column)
        if style not in self.shows:
            self.shows[style] = self.show(style)
        plain = show_plain(repr(value))
        show = self.shows[style]
        return show(plain) if show else plain

    def show(self, style: int) -> Show | None:
        key = self.book.xf_list[style].format_key
        look = self.book.format_map.get(key)
        return show_with(key, look.format_str if look else "", since_1904=self.book.datemode == 1)

    def names(self, remarks: Remarks) -> None:
        for name in self.book.name_obj_list:
            value = getattr(name.result, "text", None) or ""
            words = [word.replace('""', '"') for word in _QUOTED.findall(value)]
            remarks.note("hidden-name" if name.hidden else "defined-name", *words)
            remarks.note("defined-name", None if name.builtin else name.name if words else f"{name.name}: {value}")


class _ValueWorkbook(_Workbook):
    """A workbook that is read for a copy of it."""

    def grids(self) -> Iterator[Grid | Problem]:
        for number in range(self.book.nsheets):
            self.reading.enter()
            where = self.source.where.into("sheet", number + 1, self.book.sheet_names()[number])
            self.problem = False
            try:
                sheet = self.book.sheet_by_index(number)
                yield replace(self.grid(sheet, where), rows=self.guarded(self.rows(sheet)))
            except _DAMAGE:
                self.problem = True
            if self.problem:
                yield Problem(_DAMAGED, where)
            self.book.unload_sheet(number)

    def guarded(self, rows: Iterator[GridRow]) -> Iterator[GridRow]:
        try:
            yield from rows
        except _DAMAGE:
            self.problem = True

    def cell(self, sheet: Any, row: int, column: int, kind: int, value: Any) -> str:
        text = super().cell(sheet, row, column, kind, value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return Shown.of(text, bool(value))
        if kind not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            return text
        key = self.book.xf_list[sheet.cell_xf_index(row, column)].format_key
        look = self.book.format_map.get(key)
        code = look.format_str if look else ""
        form = form_of(key, code)
        if form == PLAIN and text != show_plain(repr(value)):  # written in a way of its own
            return text
        later = self.book.datemode == 1 and kind_of(key, code) == "date"
        return Shown.of(text, value + (SINCE_1904 if later else 0), form)
