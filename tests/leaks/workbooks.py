"""How workbooks are made for this folder: laid out with openpyxl, changed in one place, saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.leaks.collecting import Build, Leaks
from tests.leaks.fiction import Paper, Row
from tests.leaks.package import Package, opened

Fill = Callable[[Worksheet, bool], None]
Edit = Callable[[Package, bool], None]


def book(paper: Paper) -> Workbook:
    """A workbook with one sheet that shows the table, as a tidy person lays it out."""
    made = Workbook()
    made.properties.title = paper.title
    sheet = made.active
    sheet.title = paper.sheet
    append(sheet, paper.rows)
    sheet.freeze_panes = "A2"
    return made


def append(sheet: Worksheet, rows: list[Row]) -> None:
    """Rows below what the sheet holds, with a bold heading and columns as wide as their cells."""
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number in range(1, len(rows[0]) + 1):
        width = max(len(str(row[number - 1])) for row in rows)
        sheet.column_dimensions[get_column_letter(number)].width = min(60, width + 2)


def plain(paper: Paper, path: Path) -> None:
    """Write the table as XlsxWriter does: with shared strings, and no looks but a bold heading."""
    made = xlsxwriter.Workbook(path)
    made.set_properties({"title": paper.title})
    sheet = made.add_worksheet(paper.sheet)
    bold = made.add_format({"bold": True})
    for number, row in enumerate(paper.rows):
        sheet.write_row(number, 0, row, None if number else bold)
    sheet.autofit()
    made.close()


class Workbooks(Leaks):
    """The leak files of one kind of workbook."""

    def sheet_case(self, name: str, vector: str, codes: str, paper: Paper, **more: Any) -> Callable[[Fill], Build]:
        """List a case whose function changes the one sheet of a workbook that openpyxl writes."""

        def add(fill: Fill) -> Build:
            def build(path: Path, leak: bool) -> None:
                made = book(paper)
                fill(made.active, leak)
                made.save(path)

            return self.case(name, vector, codes, paper, **more)(build)

        return add

    def part_case(self, name: str, vector: str, codes: str, paper: Paper, **more: Any) -> Callable[[Edit], Build]:
        """List a case whose function changes the parts of a workbook that XlsxWriter writes."""

        def add(edit: Edit) -> Build:
            def build(path: Path, leak: bool) -> None:
                plain(paper, path)
                with opened(path) as package:
                    edit(package, leak)

            return self.case(name, vector, codes, paper, **more)(build)

        return add
