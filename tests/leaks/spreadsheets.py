"""Workbooks (XLSX) with cells out of sight: hidden, filtered, folded, colourless, covered or far away."""

from html import escape
from pathlib import Path

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from tests.leaks.fiction import (
    ADDRESSES,
    APPLICANTS,
    CLOSURE,
    FORCE,
    HONOURS,
    LIST,
    NOTE,
    SPENT,
    STAFF,
)
from tests.leaks.package import Package, opened
from tests.leaks.workbooks import Workbooks, append, book

XLSX = Workbooks("XLSX", ".xlsx")
LEAKS = XLSX.listed


def column_of_addresses(sheet: Worksheet) -> str:
    """Write the addresses beside the honours; the letter of their column."""
    for number, address in enumerate(ADDRESSES, 1):
        sheet.cell(number, 4, address)
    return "D"


@XLSX.sheet_case("hidden-sheet", "hidden sheet left from a staff export", "hidden-sheet", FORCE)
def _hidden_sheet(sheet: Worksheet, leak: bool) -> None:
    if leak:
        staff = sheet.parent.create_sheet("Sheet3")
        append(staff, STAFF)
        staff.sheet_state = "hidden"


@XLSX.sheet_case("very-hidden-sheet", "sheet hidden from the menu too", "very-hidden-sheet hidden-sheet", SPENT)
def _very_hidden_sheet(sheet: Worksheet, leak: bool) -> None:
    if leak:
        data = sheet.parent.create_sheet("_data")
        append(data, APPLICANTS)
        data.sheet_state = "veryHidden"


@XLSX.sheet_case("hidden-sheet-plan", "hidden sheet with a plan and no person in it", "hidden-sheet", SPENT)
def _hidden_plan(sheet: Worksheet, leak: bool) -> None:
    if leak:
        notes = sheet.parent.create_sheet("Notes")
        notes["B4"] = CLOSURE
        notes.sheet_state = "hidden"


@XLSX.sheet_case("hidden-column", "hidden column", "hidden-columns", LIST)
def _hidden_column(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet.column_dimensions[column_of_addresses(sheet)].hidden = True


@XLSX.sheet_case(
    "hidden-column-no-heading", "hidden column without a heading", "hidden-columns cells-past-header", SPENT
)
def _hidden_column_without_heading(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["H3"] = "Disputed: supplier overcharged, do not tell the auditors before March"
        sheet["H5"] = "Settled out of court"
        sheet.column_dimensions["H"].hidden = True


@XLSX.sheet_case("hidden-columns-in-a-range", "hidden columns that one entry covers", "hidden-columns", LIST)
def _hidden_column_range(sheet: Worksheet, leak: bool) -> None:
    if leak:
        for number, address in enumerate(ADDRESSES, 1):
            sheet.cell(number, 7, address)
        dimension = sheet.column_dimensions["E"]
        dimension.min, dimension.max, dimension.hidden = 5, 9, True


@XLSX.sheet_case("hidden-rows", "hidden rows at the end", "hidden-rows", FORCE)
def _hidden_rows(sheet: Worksheet, leak: bool) -> None:
    if leak:
        for row in STAFF:
            sheet.append(row[:3])
            sheet.row_dimensions[sheet.max_row].hidden = True


@XLSX.sheet_case("hidden-row-figure", "a hidden row with a withheld figure", "hidden-rows", FORCE)
def _hidden_figure(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet.append(("Undercover", 37, 0.006))
        sheet.row_dimensions[sheet.max_row].hidden = True


@XLSX.sheet_case("filtered-rows", "rows that a filter keeps out of sight", "filtered-rows hidden-rows", SPENT)
def _filtered_rows(sheet: Worksheet, leak: bool) -> None:
    sheet.auto_filter.ref = f"A1:F{sheet.max_row}"
    if leak:
        sheet.append(
            (
                "Department for Harbours",
                "30/10/2025",
                "Settlement",
                "Gareth Llewellyn (unfair dismissal)",
                5100340,
                62000,
            )
        )
        sheet.auto_filter.ref = f"A1:F{sheet.max_row}"
        sheet.auto_filter.add_filter_column(
            2, ["Facilities management", "ICT hardware", "Legal costs", "Training", "Dredging"]
        )
        sheet.row_dimensions[sheet.max_row].hidden = True


@XLSX.sheet_case("grouped-rows", "folded group of rows", "hidden-rows", FORCE)
def _grouped_rows(sheet: Worksheet, leak: bool) -> None:
    if leak:
        first = sheet.max_row + 1
        for row in STAFF:
            sheet.append(row[:3])
        sheet.row_dimensions.group(first, sheet.max_row, outline_level=1, hidden=True)


@XLSX.sheet_case("grouped-columns", "folded group of columns", "hidden-columns", LIST)
def _grouped_columns(sheet: Worksheet, leak: bool) -> None:
    if leak:
        column_of_addresses(sheet)
        sheet.column_dimensions.group("D", "E", outline_level=1, hidden=True)


@XLSX.part_case("zero-height-rows", "rows of no height", "zero-size hidden-rows", FORCE)
def _zero_height(package: Package, leak: bool) -> None:
    if leak:
        rows = "".join(
            f'<row r="{number}" ht="0" customHeight="1">'
            + "".join(f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>' for value in row[:3])
            + "</row>"
            for number, row in enumerate(STAFF, 8)
        )
        package.replace("xl/worksheets/sheet1.xml", "</sheetData>", f"{rows}</sheetData>")


@XLSX.sheet_case("hairline-rows", "rows a fraction of a point high", "zero-size hidden-rows unseen-text", FORCE)
def _hairline(sheet: Worksheet, leak: bool) -> None:
    if leak:
        for row in STAFF:
            sheet.append(row[:3])
            sheet.row_dimensions[sheet.max_row].height = 0.75


@XLSX.case("zero-width-column", "column of no width", "zero-size hidden-columns", LIST)
def _zero_width(path: Path, leak: bool) -> None:
    """A width of nothing is written by hand: openpyxl leaves it out."""
    made = book(LIST)
    if leak:
        column_of_addresses(made.active)
    made.save(path)
    if leak:
        with opened(path) as package:
            narrow = '<col min="4" max="4" width="0" customWidth="1"/></cols>'
            package.replace("xl/worksheets/sheet1.xml", "</cols>", narrow)


@XLSX.sheet_case("white-text", "white text on an empty ground", "unseen-text", LIST)
def _white(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["F14"] = NOTE
        sheet["F14"].font = Font(color="FFFFFFFF")


@XLSX.sheet_case("theme-white-text", "text in the theme's white", "unseen-text", SPENT)
def _theme_white(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["A10"] = CLOSURE
        sheet["A10"].font = Font(color=Color(theme=0))


@XLSX.sheet_case("tinted-text", "black text made white by its tint", "unseen-text", SPENT)
def _tinted(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["A10"] = NOTE
        sheet["A10"].font = Font(color=Color(theme=1, tint=0.99997))


@XLSX.sheet_case("text-like-its-fill", "dark text on a fill of the same colour", "unseen-text", SPENT)
def _like_fill(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["A10"] = NOTE
        sheet["A10"].font = Font(color="FF1D70B8")
        sheet["A10"].fill = PatternFill("solid", fgColor="FF1D70B8")


@XLSX.sheet_case("indexed-white-text", "text in the ninth colour of the palette", "unseen-text", FORCE)
def _indexed_white(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["B12"] = "Undercover officers 37, of whom 4 in Londonderry"
        sheet["B12"].font = Font(color=Color(indexed=9))


@XLSX.sheet_case("tiny-text", "text one point high", "unseen-text", SPENT)
def _tiny(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["A10"] = NOTE
        sheet["A10"].font = Font(size=1)


@XLSX.sheet_case("conditional-white-text", "text whitened by a conditional format", "unseen-text", LIST)
def _conditional_white(sheet: Worksheet, leak: bool) -> None:
    if leak:
        letter = column_of_addresses(sheet)
        sheet.conditional_formatting.add(
            f"{letter}1:{letter}11", FormulaRule(formula=[f"LEN({letter}1)>0"], font=Font(color="FFFFFFFF"))
        )


@XLSX.sheet_case("format-draws-nothing", "number format ;;;", "unseen-text number-format", LIST)
def _draws_nothing(sheet: Worksheet, leak: bool) -> None:
    if leak:
        letter = column_of_addresses(sheet)
        for cell in sheet[letter]:
            cell.number_format = ";;;"


@XLSX.sheet_case("format-draws-no-number", "number format that hides a figure", "unseen-text number-format", FORCE)
def _draws_no_number(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["C9"] = 37
        sheet["C9"].number_format = '"";"";""'


@XLSX.sheet_case(
    "covered-cells", "cells that a merged cell covers", "covered-cells merged-cells hidden-text unseen-text", SPENT
)
def _covered(sheet: Worksheet, leak: bool) -> None:
    sheet["A9"] = "Amounts include VAT where it cannot be recovered."
    if leak:
        sheet["B9"] = "Rang Gareth Llewellyn, 07700 900123"
        sheet["C9"] = "off sick with depression"
    sheet.merged_cells.add(CellRange("A9:F9"))


@XLSX.sheet_case("far-cells", "cells far from the rest", "far-cells", LIST)
def _far(sheet: Worksheet, leak: bool) -> None:
    if leak:
        for number, address in enumerate(ADDRESSES):
            sheet.cell(60_000 + number, 700, address)


@XLSX.sheet_case(
    "text-behind-next-cell",
    "text pushed out of its cell by line breaks",
    "unseen-text undeclared-category",
    FORCE,
    cleanable=False,  # it is part of a text that shows: only its author can say where that was to end
)
def _pushed(sheet: Worksheet, leak: bool) -> None:
    text = "Source: personnel records, 31 March 2025."
    sheet["A9"] = text + "\n" * 40 + NOTE if leak else text
    sheet["A9"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[9].height = 15


@XLSX.sheet_case("undeclared-column", "a column nobody declared", "undeclared-column", LIST)
def _undeclared_column(sheet: Worksheet, leak: bool) -> None:
    if leak:
        column_of_addresses(sheet)


@XLSX.sheet_case("undeclared-harmless-column", "a harmless column nobody declared", "undeclared-column", SPENT)
def _harmless_column(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["G1"] = "Cost centre"
        for number in range(2, 8):
            sheet.cell(number, 7, f"CC{4400 + number}")


@XLSX.sheet_case(
    "undeclared-sheet",
    "a second sheet behind the first",
    "undeclared-column undeclared-table undeclared-category",
    FORCE,
)
def _undeclared_sheet(sheet: Worksheet, leak: bool) -> None:
    if leak:
        append(sheet.parent.create_sheet("Export"), STAFF)


@XLSX.sheet_case(
    "personal-data-in-declared-column",
    "a home address among the citations",
    "undeclared-category",
    LIST,
    cleanable=False,  # it is part of a citation, which only a person can put differently
)
def _in_declared_column(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["C5"] = f"{HONOURS[4][2]} (write to The Old Forge, 8 Sheinton Street, Much Wenlock, TF13 6HR)"


@XLSX.sheet_case("repeated-heading", "two columns of one heading", "repeated-heading undeclared-category", LIST)
def _repeated(sheet: Worksheet, leak: bool) -> None:
    if leak:
        column_of_addresses(sheet)
        sheet["D1"] = "Citation"
