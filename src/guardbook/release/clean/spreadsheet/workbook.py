"""Writes a clean copy as a workbook (XLSX, ECMA-376 part 1, 18), row by row, with plain formats.

Libraries that write workbooks keep all rows in memory, or in files, which the shut-in process may not open.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from guardbook.readers.forms import PLAIN, Form, Shown
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.spreadsheet.kept import KeptRow, KeptSheet
from guardbook.release.clean.spreadsheet.names import Names
from guardbook.release.clean.spreadsheet.package import Part, Parts

ROWS, COLUMNS, LETTERS = 1_048_576, 16_384, 32_767
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_APPLIED = ' applyNumberFormat="1"'
_WRAPPED = ' wrapText="1"'
_LONG = 60
"""Longer texts run on below in their cell."""


def write(sheets: Iterator[KeptSheet], job: Job) -> None:
    """Write the sheets; raises `Refused` for what a workbook cannot hold."""
    styles = _Styles()
    names = Names(31, r"[\[\]:*?/\\]")
    with Parts(job.out) as parts:
        for sheet in sheets:
            names.add(sheet.name)
            with parts.opened(f"xl/worksheets/sheet{len(names.given)}.xml") as part:
                _sheet(part, sheet, styles, first=len(names.given) == 1)
        parts.add("xl/styles.xml", styles.xml())
        title = escape(job.declaration.title or "")
        _frame(parts, names.given, title)


def _sheet(part: Part, sheet: KeptSheet, styles: "_Styles", *, first: bool) -> None:
    part.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"')
    part.write(' tabSelected="1">' if first else ">")
    if sheet.headed:
        part.write(
            f'<pane ySplit="{sheet.headed}" topLeftCell="A{sheet.headed + 1}" activePane="bottomLeft" state="frozen"/>'
        )
    part.write('</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>')
    if sheet.widths:
        columns = (f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(sheet.widths, 1))
        part.write(f"<cols>{''.join(columns)}</cols>")
    part.write("<sheetData>")
    for number, row in enumerate(sheet.rows, 1):
        if number > ROWS or len(row.cells) > COLUMNS:
            raise Refused("it has more rows or columns than a workbook (XLSX) can hold")
        if cells := "".join(_cells(number, row, styles)):
            part.write(f'<row r="{number}">{cells}</row>')
    part.write("</sheetData></worksheet>")


def _cells(number: int, row: KeptRow, styles: "_Styles") -> Iterator[str]:
    for column, cell in enumerate(row.cells):
        if not cell:
            continue
        at = f'<c r="{_letters(column)}{number}"'
        if not isinstance(cell, Shown):
            style = styles.number(PLAIN, bold=row.heading, wrapped=len(cell) > _LONG or "\n" in cell)
            yield f'{at} s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
            continue
        style = styles.number(cell.form, bold=row.heading)
        if isinstance(cell.value, bool):
            yield f'{at} s="{style}" t="b"><v>{cell.value:d}</v></c>'
        else:
            yield f'{at} s="{style}"><v>{repr(cell.value).removesuffix(".0")}</v></c>'


@lru_cache(1 << 10)
def _text(cell: str) -> str:
    if len(cell) > LETTERS:
        raise Refused("it has a text longer than a cell of a workbook (XLSX) can hold")
    return escape(_UNWRITABLE.sub(_escaped, cell))


def _escaped(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


@cache
def _letters(column: int) -> str:
    letters = ""
    rest = column + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(65 + last) + letters
    return letters


class _Styles:
    """The styles that cells were given so far."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Form, bool, bool], int] = {(PLAIN, False, False): 0}

    def number(self, form: Form, *, bold: bool, wrapped: bool = False) -> int:
        """Return the number of a style."""
        return self._numbers.setdefault((form, bold, wrapped), len(self._numbers))

    def xml(self) -> str:
        """Return the part that describes the styles."""
        forms = dict.fromkeys(form for form, _, _ in self._numbers if form != PLAIN)
        ids = {form: number for number, form in enumerate(forms, 164)} | {PLAIN: 0}
        formats = "".join(
            f'<numFmt numFmtId="{ids[form]}" formatCode={quoteattr(code_of(form), {chr(34): "&quot;"})}/>'
            for form in forms
        )
        cells = "".join(
            f'<xf numFmtId="{ids[form]}" fontId="{bold:d}" fillId="0" borderId="0" xfId="0" applyFont="1"'
            f'{"" if form == PLAIN else _APPLIED} applyAlignment="1"><alignment vertical="top"'
            f"{_WRAPPED if wrapped or bold else ''}/></xf>"
            for form, bold, wrapped in self._numbers
        )
        font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
        return (
            f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
            + (f'<numFmts count="{len(forms)}">{formats}</numFmts>' if forms else "")
            + f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts><fills count="2"><fill><patternFill '
            'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
            "<border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._numbers)}">{cells}</cellXfs><cellStyles count="1"><cellStyle name="Normal" '
            'xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def code_of(form: Form) -> str:
    """Return the format code (18.8.31) of a form.

    >>> code_of(Form(decimals=2, grouped=True, before="£")), code_of(Form(moment=("dd", "/", "mm", "/", "yyyy")))
    ('"£"#,##0.00', 'dd/mm/yyyy')
    """
    if form.moment:
        return "".join(form.moment)
    if form == PLAIN:
        return "General"
    whole = "0" * form.digits
    if form.grouped:
        whole = whole.rjust(4, "#")
        whole = f"{whole[:-3]},{whole[-3:]}"
    fraction = "." + "0" * form.decimals if form.decimals else ".##########" if form.decimals is None else ""
    return f"{_quoted(form.before)}{whole or '#'}{fraction}{',' * form.thousands}{_quoted(form.after)}"


def _quoted(words: str) -> str:
    pieces = (each if each == "%" else f'"{each}"' for each in re.findall(r'%|[^%"]+', words))
    return "".join(pieces)


def _frame(parts: Parts, names: list[str], title: str) -> None:
    """Write the parts that hold the sheets together; of the document's properties only a title that was declared."""
    kinds = [f"/xl/worksheets/sheet{number}.xml" for number in range(1, len(names) + 1)]
    overrides = [f'<Override PartName="{name}" ContentType="{_KINDS}.worksheet+xml"/>' for name in kinds]
    overrides.append(f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>')
    overrides.append(f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>')
    arrows = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    if title:
        core = "application/vnd.openxmlformats-package.core-properties+xml"
        overrides.append(f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>')
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        arrows += f'<Relationship Id="rId2" Type="{kind}" Target="docProps/core.xml"/>'
        parts.add(
            "docProps/core.xml",
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>',
        )
    sheets = "".join(
        f'<sheet name={quoteattr(name, {chr(34): "&quot;"})} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    parts.add(
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets></workbook>",
    )
    to_sheets = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(names) + 1)
    )
    style = f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    relationships = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    parts.add("xl/_rels/workbook.xml.rels", f"{relationships}{to_sheets}{style}</Relationships>")
    parts.add("_rels/.rels", f"{relationships}{arrows}</Relationships>")
    parts.add(
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{''.join(overrides)}</Types>",
    )
