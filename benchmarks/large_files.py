"""Makes large files from a seed: a workbook of a million rows as Excel or as openpyxl writes it, and a long PDF."""

import io
import random
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.texts import prose

HEADINGS = (
    "Payment", "Date", "Department", "Area", "Area code", "Supplier", "Reference", "Net amount", "VAT", "Quantity",
    "Description", "Share of budget",
)  # fmt: skip
_LETTERS = "ABCDEFGHIJKL"
_DATED, _TEXTS = 1, frozenset((2, 3, 4, 5, 6, 10))
"""The column of dates, and those of texts."""
_KINDS = ("Riverside", "Moorland", "Coastal", "Vale", "Forest", "Downs", "Fenland", "Peak")
_SIDES = ("North", "South", "East", "West", "Upper", "Lower", "Great", "Little")
_WORDS = tuple(
    "supply of printed forms maintenance heating repair roof survey annual licence software support training room "
    "hire catering transport fuel laboratory equipment cleaning waste collection electricity water insurance audit "
    "consultancy network cabling furniture vehicles leasing translation postage archive storage security gates "
    "landscaping windows paint flooring lifts testing calibration spares batteries signage uniforms delivery".split()
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'{_START}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'{_START}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_START}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Payments" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_START}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'{_START}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="14" fontId="0" fillId="0"/></cellXfs>'
    "</styleSheet>",
}
_EPOCH = date(1899, 12, 30)


def payments(count: int, seed: int = 17) -> Iterator[tuple[str, ...]]:
    """Yield rows of payments to suppliers, as a workbook stores them; nothing in them is personal."""
    chance = random.Random(seed)
    places = [(f"{chance.choice(_SIDES)} {chance.choice(_KINDS)}", f"E0{600_0000 + n}") for n in range(300)]
    suppliers = [f"{chance.choice(_KINDS)} {chance.choice(_WORDS).title()} {n} Ltd" for n in range(20_000)]
    departments = [f"Department for {word.title()}" for word in _WORDS[:24]]
    first = (date(2015, 4, 1) - _EPOCH).days
    for number in range(count):
        area, code = chance.choice(places)
        amount = chance.randrange(100, 90_000_00) / 100
        yield (
            str(1_000_000 + number), str(first + chance.randrange(3650)), chance.choice(departments), area, code,
            chance.choice(suppliers), f"PO{chance.randrange(10**9):09}", f"{amount}", f"{round(amount * 0.2, 2)}",
            str(chance.randrange(1, 500)), " ".join(chance.choices(_WORDS, k=5)), f"{chance.random():.4f}",
        )  # fmt: skip


def write_workbook(path: Path, rows: int, *, shared: bool) -> None:
    """Write a workbook of payments: texts shared as Excel has them, or each in its cell as openpyxl has them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        strings: dict[str, int] | None = {} if shared else None
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            sheet = io.BufferedWriter(file, 1 << 20)
            sheet.write(f'{_START}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            sheet.write(_row(1, HEADINGS, strings, heading=True).encode())
            for number, row in enumerate(payments(rows), 2):
                sheet.write(_row(number, row, strings).encode())
            sheet.write(b"</sheetData></worksheet>")
            sheet.flush()
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as file:
            file.write(f'{_START}<sst xmlns="{_MAIN}">'.encode())
            file.write("".join(f"<si><t>{escape(text)}</t></si>" for text in strings or ()).encode())
            file.write(b"</sst>")


def _row(number: int, cells: tuple[str, ...], strings: dict[str, int] | None, heading: bool = False) -> str:
    made = []
    for column, (letter, cell) in enumerate(zip(_LETTERS, cells, strict=True)):
        if not heading and column not in _TEXTS:
            style = ' s="1"' if column == _DATED else ""
            made.append(f'<c r="{letter}{number}"{style}><v>{cell}</v></c>')
        elif strings is None:
            made.append(f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
        else:
            made.append(f'<c r="{letter}{number}" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>')
    return f'<row r="{number}" spans="1:12">{"".join(made)}</row>'


def write_pdf(path: Path, pages: int, seed: int = 19) -> None:
    """Write a report: running text on every page, a table on every third, a picture on every fiftieth."""
    chance = random.Random(seed)
    canvas = Canvas(str(path), pagesize=A4, pageCompression=1)
    lines = [line for text in prose(2_900 * pages, seed).split("\n\n") for line in _wrapped(text)]
    at = 0
    for page in range(pages):
        canvas.setFont("Helvetica", 10)
        with_table = page % 3 == 0
        for number in range(28 if with_table else 46):
            canvas.drawString(56, 780 - 15 * number, lines[at % len(lines)])
            at += 1
        if with_table:
            _draw_table(canvas, chance)
        if page % 50 == 0:
            canvas.drawImage(ImageReader(_chart(chance)), 56, 40, 200, 60)
        canvas.drawCentredString(298, 24, f"Page {page + 1}")
        canvas.showPage()
    canvas.save()


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if len(line) + len(word) > 95:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield line


def _draw_table(canvas: Canvas, chance: random.Random) -> None:
    rows = [["Region", "2022", "2023", "2024", "Change"]]
    rows += [[side, *(str(chance.randrange(10, 9_000)) for _ in range(3)), f"{chance.random():.1%}"] for side in _SIDES]
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            canvas.drawString(60 + 95 * column, 340 - 18 * line, cell)
        canvas.line(56, 335 - 18 * line, 535, 335 - 18 * line)


def _chart(chance: random.Random) -> Image.Image:
    picture = Image.new("RGB", (600, 180), "white")
    draw = ImageDraw.Draw(picture)
    for number in range(20):
        draw.rectangle((30 * number + 4, chance.randrange(20, 170), 30 * number + 24, 178), fill="navy")
    return picture
