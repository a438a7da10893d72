"""Spreadsheets of before 2007 (XLS), written by xlwt and by LibreOffice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import olefile
import xlwt

from tests.leaks.collecting import Build
from tests.leaks.compound import compound, vba_project
from tests.leaks.fiction import ADDRESSES, APPLICANTS, CLOSURE, FORCE, LIST, NOTE, SPENT, STAFF, Paper, Row
from tests.leaks.flat import Flat, Sheet, Spreadsheets, cell, line, lines, style
from tests.leaks.office import Then
from tests.leaks.spreadsheet_parts import csv_bytes

XLS = Spreadsheets("XLS", ".xls")
LEAKS = XLS.listed
Fill = Callable[[xlwt.Workbook, Any, bool], None]


def write(sheet: Any, rows: list[Row], first: int = 0) -> None:
    """Write rows from row `first` on."""
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row):
            sheet.write(number, column, value)


def old_book(paper: Paper) -> tuple[xlwt.Workbook, Any]:
    """A workbook as xlwt writes it, and its sheet, which shows the table."""
    made = xlwt.Workbook()
    sheet = made.add_sheet(paper.sheet)
    write(sheet, paper.rows)
    for column in range(len(paper.rows[0])):
        sheet.col(column).width = 256 * 24
    return made, sheet


def old_case(name: str, vector: str, codes: str, paper: Paper, **more: Any) -> Callable[[Fill], Build]:
    """A case whose function changes the sheet of a workbook that xlwt writes."""

    def add(fill: Fill) -> Build:
        def build(path: Path, leak: bool) -> None:
            made, sheet = old_book(paper)
            fill(made, sheet, leak)
            made.save(path)

        return XLS.case(name, vector, codes, paper, **more)(build)

    return add


@old_case("hidden-sheet", "hidden sheet left from a staff export", "hidden-sheet", FORCE)
def _hidden_sheet(made: xlwt.Workbook, _: Any, leak: bool) -> None:
    if leak:
        staff = made.add_sheet("Sheet3")
        write(staff, STAFF)
        staff.visibility = 1


@old_case("very-hidden-sheet", "sheet hidden from the menu too", "very-hidden-sheet hidden-sheet", SPENT)
def _very_hidden_sheet(made: xlwt.Workbook, _: Any, leak: bool) -> None:
    if leak:
        data = made.add_sheet("_data")
        write(data, APPLICANTS)
        data.visibility = 2


@old_case("hidden-column", "hidden column", "hidden-columns", LIST)
def _hidden_column(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        for number, address in enumerate(ADDRESSES):
            sheet.write(number, 3, address)
        sheet.col(3).hidden = True


@old_case("zero-width-column", "column of no width", "zero-size hidden-columns", LIST)
def _zero_width(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        for number, address in enumerate(ADDRESSES):
            sheet.write(number, 3, address)
        sheet.col(3).width = 0


@old_case("hidden-rows", "hidden rows", "hidden-rows", FORCE)
def _hidden_rows(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        write(sheet, [row[:3] for row in STAFF], 9)
        for number in range(9, 9 + len(STAFF)):
            sheet.row(number).hidden = True


@old_case("zero-height-rows", "rows of no height", "zero-size hidden-rows", FORCE)
def _zero_height(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        write(sheet, [row[:3] for row in STAFF], 9)
        for number in range(9, 9 + len(STAFF)):
            sheet.row(number).height_mismatch = True
            sheet.row(number).height = 0


@old_case("white-text", "white text", "unseen-text", SPENT)
def _white(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        sheet.write(9, 0, NOTE, xlwt.easyxf("font: colour white"))


@old_case("tiny-text", "text one point high", "unseen-text", SPENT)
def _tiny(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        sheet.write(9, 0, CLOSURE, xlwt.easyxf("font: height 20"))


@old_case("format-draws-nothing", "number format ;;;", "unseen-text number-format", FORCE)
def _draws_nothing(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        sheet.write(9, 0, "Undercover officers", xlwt.easyxf(num_format_str=";;;"))
        sheet.write(9, 1, 37, xlwt.easyxf(num_format_str=";;;"))


@old_case("far-cells", "cells far from the rest", "far-cells", LIST)
def _far(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        for number, address in enumerate(ADDRESSES):
            sheet.write(60_000 + number, 240, address)


@old_case("header-footer", "footer of the printed page", "header-footer", FORCE)
def _footer(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    sheet.header_str = b"OFFICIAL"
    sheet.footer_str = b"Ring Gareth Llewellyn at home, 07700 900123" if leak else b"Page &P"


@old_case("undeclared-column", "a column nobody declared", "undeclared-column", LIST)
def _undeclared(_: xlwt.Workbook, sheet: Any, leak: bool) -> None:
    if leak:
        for number, address in enumerate(ADDRESSES):
            sheet.write(number, 3, address)


@XLS.flat_case("note", "note on a cell", "comment", FORCE)
def _note(flat: Flat, leak: bool) -> None:
    note = f"<office:annotation><text:p>{NOTE}</text:p></office:annotation>" if leak else ""
    flat.sheets[0].rows += f"<table:table-row>{cell('Source: personnel records', inside=note)}</table:table-row>"


@XLS.flat_case("author", "author in the properties", "document-properties file-metadata", SPENT)
def _author(flat: Flat, leak: bool) -> None:
    if leak:
        name = "Gareth Llewellyn"
        flat.meta = f"<meta:initial-creator>{name}</meta:initial-creator><dc:creator>{name}</dc:creator>"


@XLS.flat_case("filtered-rows", "rows that a filter keeps out of sight", "filtered-rows hidden-rows", SPENT)
def _filtered(flat: Flat, leak: bool) -> None:
    if leak:
        settlement = ("Department for Harbours", "30/10/2025", "Settlement", "Gareth Llewellyn", 5100340, 62000)
        flat.sheets[0].rows += line(settlement, 'table:visibility="filter"')
        flat.tail = (
            '<table:database-ranges><table:database-range table:name="__Anonymous_Sheet_DB__0" '
            'table:target-range-address="October.A1:October.F8" table:display-filter-buttons="true"><table:filter>'
            '<table:filter-condition table:field-number="2" table:value="Settlement" table:operator="!="/>'
            "</table:filter></table:database-range></table:database-ranges>"
        )


@XLS.flat_case("defined-name", "defined name that holds a text", "defined-name hidden-name", SPENT)
def _name(flat: Flat, leak: bool) -> None:
    text = "Gareth Llewellyn, 07700 900123" if leak else "October 2025"
    flat.tail = (
        '<table:named-expressions><table:named-expression table:name="remark" table:base-cell-address="$October.$A$1" '
        f'table:expression="of:=&quot;{text}&quot;"/></table:named-expressions>'
    )


@XLS.flat_case("link-to-person", "link whose target is a person's address", "link-target", SPENT)
def _link(flat: Flat, leak: bool) -> None:
    target = "mailto:gareth.llewellyn@example.gov.uk" if leak else "https://www.example.gov.uk/finance"
    text = f'<text:p><text:a xlink:href="{target}" xlink:type="simple">Contact the finance team</text:a></text:p>'
    inside = f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    flat.sheets[0].rows += f"<table:table-row>{inside}</table:table-row>"


@XLS.flat_case("text-box", "box with white letters", "unseen-text hidden-shape", FORCE)
def _box(flat: Flat, leak: bool) -> None:
    if leak:
        flat.styles += style("whiteletters", "text", '<style:text-properties fo:color="#ffffff"/>')
        flat.styles += style("clear", "graphic", '<style:graphic-properties draw:fill="none" draw:stroke="none"/>')
        flat.sheets[0].before = (
            '<table:shapes><draw:frame draw:style-name="clear" svg:width="8cm" svg:height="2cm" svg:x="16cm" '
            'svg:y="1cm"><draw:text-box>'
            f'<text:p><text:span text:style-name="whiteletters">{CLOSURE}</text:span></text:p></draw:text-box>'
            "</draw:frame></table:shapes>"
        )


@XLS.flat_case("pivot-cache", "pivot cache of a staff export", "pivot-cache hidden-sheet", FORCE)
def _pivot(flat: Flat, leak: bool) -> None:
    """The source is a hidden sheet, as LibreOffice writes no cache without its source."""
    if leak:
        flat.styles += style("hidden", "table", '<style:table-properties table:display="false"/>')
        flat.sheets.append(Sheet("Sheet3", lines(STAFF), attributes='table:style-name="hidden"'))
        flat.sheets.append(Sheet("By station", lines([("", "")])))
        flat.tail = (
            '<table:data-pilot-tables><table:data-pilot-table table:name="Pivot1" '
            "table:target-range-address=\"'By station'.A1:'By station'.B12\"><table:source-cell-range "
            'table:cell-range-address="Sheet3.A1:Sheet3.E9"/><table:data-pilot-field '
            'table:source-field-name="Station" table:orientation="row" table:function="auto"/><table:data-pilot-field '
            'table:source-field-name="Surname" table:orientation="data" table:function="count"/>'
            "</table:data-pilot-table></table:data-pilot-tables>"
        )


def streams_of(content: Path | bytes) -> dict[str, bytes]:
    """The streams of a compound file."""
    with olefile.OleFileIO(content) as opened:
        return {"/".join(name): opened.openstream(name).read() for name in opened.listdir()}


@XLS.flat_case("macro", "macro with a password", "macro", SPENT)
def _macro(flat: Flat, leak: bool) -> Then:
    def add(path: Path) -> None:
        if leak:
            source = "Driver=SQL Server;Server=pay-sql-01;Uid=payroll;Pwd=Gannet-Harbour-77"
            project = streams_of(vba_project(f'Sub Load()\r\n    db.Open "{source}"\r\nEnd Sub\r\n'))
            macros = {f"_VBA_PROJECT_CUR/{name}": content for name, content in project.items()}
            path.write_bytes(compound({**streams_of(path), **macros}))

    return add


@XLS.case("embedded-file", "file embedded in the workbook", "embedded-file other-part", SPENT)
def _embedded(path: Path, leak: bool) -> None:
    made, _ = old_book(SPENT)
    made.save(path)
    if leak:
        path.write_bytes(compound({**streams_of(path), "MBD00012F4A/Package": csv_bytes(APPLICANTS)}))


@XLS.case("data-after-end", "table appended after the end of the file", "data-after-end", FORCE)
def _after_end(path: Path, leak: bool) -> None:
    made, _ = old_book(FORCE)
    made.save(path)
    if leak:
        with path.open("ab") as file:
            file.write(csv_bytes(STAFF))
