"""Workbooks for tests: an honest one, and one with a marker planted in every place a person would not look."""

import datetime
import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ["Name", "Born", "Code", "Secret", "Number"]


def saved(workbook: Workbook) -> bytes:
    """Return a workbook's bytes."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def sheet_of(rows: int = 6) -> tuple[Workbook, Worksheet]:
    """Return a workbook with one plain table on its only sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Staff"
    sheet.append(HEADINGS)
    for number in range(1, rows):
        born = datetime.date(1990, 1, number)
        sheet.append([f"Anne Example {number}", born, number, f"plain {number}", 12345678901234 + number])
        sheet.cell(number + 1, 3).number_format = "00000000"
    return workbook, sheet


@cache
def honest() -> bytes:
    """Return a workbook with nothing hidden: what is left is what every program writes."""
    return saved(sheet_of()[0])


@cache
def planted() -> bytes:
    """Return a workbook with hidden rows, columns and sheets, and words beside the cells."""
    workbook, sheet = sheet_of()
    sheet["D3"] = "COLUMN-MARK"
    sheet.column_dimensions["D"].hidden = True
    sheet["A4"] = "ROW-MARK"
    sheet.row_dimensions[4].hidden = True
    sheet["A5"] = "FLAT-MARK"
    sheet["A2"].comment = Comment("NOTE-MARK", "AUTHOR-MARK")
    sheet["A3"].hyperlink = "https://example.org/LINK-MARK"
    sheet["CZ2"] = "FAR-MARK"
    sheet["A1200"] = "BELOW-MARK"
    sheet["E6"] = '=IF(A2="FORMULA-MARK",1,2)'
    sheet.oddHeader.center.text = "HEADER-MARK"
    sheet.oddFooter.right.text = "FOOTER-MARK"
    choices = DataValidation(type="list", formula1='"CHOICE-MARK,other"', prompt="PROMPT-MARK", showDropDown=False)
    choices.add("C2")
    sheet.add_data_validation(choices)
    hidden = workbook.create_sheet("Old SHEETNAME-MARK")
    hidden["A1"] = "SHEET-MARK"
    hidden.sheet_state = "hidden"
    very = workbook.create_sheet("Older")
    very["A1"] = "VERYHIDDEN-MARK"
    very.sheet_state = "veryHidden"
    workbook.defined_names["Lead"] = DefinedName("Lead", attr_text='"LEADNAME-MARK"')
    workbook.defined_names["Deputy"] = DefinedName("Deputy", attr_text='"HIDDENNAME-MARK"', hidden=True)
    workbook.properties.creator = "CREATOR-MARK"
    return changed(saved(workbook), _flatten)


def _flatten(members: dict[str, bytes]) -> None:
    """Give a row no height, which the library for writing refuses to do."""
    name = "xl/worksheets/sheet1.xml"
    members[name] = re.sub(rb'<row r="5"[^>]*>', b'<row r="5" ht="0" customHeight="1">', members[name])


def changed(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a package after `change` has altered its members."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_strings(data: bytes, *items: str) -> bytes:
    """Return a workbook with shared strings that no cell asks for."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = f'<sst xmlns="{main}">{"".join(items)}</sst>'
    return with_part(data, "xl/workbook.xml", "sharedStrings", "xl/sharedStrings.xml", table)


def with_part(data: bytes, owner: str, kind: str, name: str, content: str, *more: tuple[str, str]) -> bytes:
    """Return a package with one more part that `owner` points to by an arrow of a kind; `more` are plain members."""
    folder, _, base = owner.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    arrow = f'<Relationship Id="more{len(name)}" Type="{office}/{kind}" Target="/{name}"/>'

    def change(members: dict[str, bytes]) -> None:
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        members[rels] = re.sub(rb"</Relationships>", arrow.encode() + b"</Relationships>", members.get(rels, empty))
        members[name] = content.encode()
        for other, text in more:
            members[other] = text.encode()

    return changed(data, change)


@cache
def unseen() -> bytes:
    """Return a workbook with cells that cannot be seen, and some that look alike but can."""
    workbook, sheet = sheet_of(12)
    looks = {
        "D2": ("WHITE-MARK", Font(color="FFFFFFFF"), None, "General"),
        "D3": ("TINY-MARK", Font(size=1), None, "General"),
        "D4": ("BLANK-MARK", Font(), None, ";;;"),
        "D5": ("BAR-MARK", Font(color="FF000000"), PatternFill("solid", fgColor="FF000000"), "General"),
        "D6": ("SHADE-MARK", Font(color="FF1F4E79"), PatternFill("solid", fgColor="FF1F4E79"), "General"),
        "D7": ("LIGHT-MARK", Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E79"), "General"),
        "D8": ("SMALL-MARK", Font(size=6), None, "0;-0;;@"),
    }
    for place, (text, font, fill, code) in looks.items():
        cell = sheet[place]
        cell.value, cell.font, cell.number_format = text, font, code
        if fill:
            cell.fill = fill
    for place, number, code in (("E4", 271828, ";;;"), ("E5", 314159, "0;-0;;@")):
        sheet[place] = number
        sheet[place].number_format = code
    return saved(workbook)


UNSEEN = {
    "WHITE-MARK": "unseen-text",
    "TINY-MARK": "unseen-text",
    "BLANK-MARK": "unseen-text",
    "BAR-MARK": "unseen-text",
    "SHADE-MARK": "unseen-text",
    "271828": "unseen-text",
    "LIGHT-MARK": None,
    "SMALL-MARK": None,
    "314159": None,
}
"""What `unseen` holds, and the code of each."""
