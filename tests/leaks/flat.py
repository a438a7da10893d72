"""Spreadsheets as flat OpenDocument text, which LibreOffice then saves as ODS, XLS or XLSX."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from tests.leaks.collecting import Build, Leaks
from tests.leaks.fiction import Paper, Row
from tests.leaks.office import Then, convert

_NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"
    for name, kind in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "draw": "drawing",
        "number": "datastyle",
        "meta": "meta",
        "script": "script",
    }.items()
} | {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "ooo": "http://openoffice.org/2004/office",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
}
NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _NAMES.items())


def cell(value: str | int | float | None, attributes: str = "", inside: str = "", *, covered: bool = False) -> str:
    """One cell; `inside` is put before its text (a note, a shape)."""
    name = "table:covered-table-cell" if covered else "table:table-cell"
    if value is None and not inside:
        return f"<{name} {attributes}/>"
    if isinstance(value, (int, float)):
        attributes += f' office:value-type="float" office:value="{value}"'
    elif value is not None:
        attributes += ' office:value-type="string"'
    text = "" if value is None else f"<text:p>{escape(str(value))}</text:p>"
    return f"<{name} {attributes}>{inside}{text}</{name}>"


def line(row: Row, attributes: str = "", cells: str = "") -> str:
    """One row; `cells` are attributes of each of its cells."""
    inside = "".join(cell(value, cells) for value in row)
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def lines(rows: list[Row], attributes: str = "", cells: str = "") -> str:
    """Rows, all with the same attributes."""
    return "".join(line(row, attributes, cells) for row in rows)


def style(name: str, family: str, properties: str, attributes: str = "") -> str:
    """One automatic style."""
    return f'<style:style style:name="{name}" style:family="{family}" {attributes}>{properties}</style:style>'


@dataclass
class Sheet:
    """One sheet: its rows as XML, and what stands around them."""

    name: str
    rows: str
    columns: str = '<table:table-column table:number-columns-repeated="8" table:style-name="wide"/>'
    attributes: str = ""
    before: str = ""


@dataclass
class Flat:
    """One spreadsheet; each field is XML that stands where its name says."""

    sheets: list[Sheet]
    title: str
    meta: str = ""
    scripts: str = ""
    styles: str = ""
    footer: str = "<text:p>OFFICIAL</text:p>"
    head: str = ""
    tail: str = ""

    def text(self) -> str:
        """The whole document."""
        sheets = "".join(
            f'<table:table table:name="{sheet.name}" {sheet.attributes}>{sheet.before}{sheet.columns}{sheet.rows}'
            "</table:table>"
            for sheet in self.sheets
        )
        wide = style("wide", "table-column", '<style:table-column-properties style:column-width="5cm"/>')
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:meta>'
            f"<dc:title>{self.title}</dc:title>{self.meta}</office:meta>{self.scripts}<office:automatic-styles>"
            f'{wide}{self.styles}<style:page-layout style:name="pm1"><style:footer-style/></style:page-layout>'
            '</office:automatic-styles><office:master-styles><style:master-page style:name="Default" '
            f'style:page-layout-name="pm1"><style:footer>{self.footer}</style:footer></style:master-page>'
            f"</office:master-styles><office:body><office:spreadsheet>{self.head}{sheets}{self.tail}"
            "</office:spreadsheet></office:body></office:document>"
        )

    def save(self, path: Path, format: str = "", then: Then | None = None) -> None:
        """Have LibreOffice save it at `path`."""
        source = path.with_suffix(f"{path.suffix}.fods")
        source.write_text(self.text())
        convert(source, path, format, then)


def flat(paper: Paper) -> Flat:
    """A spreadsheet with one sheet that shows the table."""
    return Flat([Sheet(paper.sheet, lines(paper.rows))], paper.title)


class Spreadsheets(Leaks):
    """The leak files of one format that LibreOffice writes."""

    def flat_case(
        self, name: str, vector: str, codes: str, paper: Paper, **more: Any
    ) -> Callable[[Callable[[Flat, bool], Then | None]], Build]:
        """List a case whose function changes the spreadsheet, and may return what is done to the file afterwards."""

        def add(edit: Callable[[Flat, bool], Then | None]) -> Build:
            def build(path: Path, leak: bool) -> None:
                made = flat(paper)
                then = edit(made, leak)
                made.save(path, then=then)

            return self.case(name, vector, codes, paper, needs=("soffice",), **more)(build)

        return add
