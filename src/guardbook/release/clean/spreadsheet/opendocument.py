"""Writes a clean copy as an OpenDocument spreadsheet (ODF 1.3), row by row, with plain formats."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from guardbook.readers.forms import PLAIN, Form, Shown, moment_of
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.spreadsheet.kept import WIDEST, KeptRow, KeptSheet
from guardbook.release.clean.spreadsheet.names import Names
from guardbook.release.clean.spreadsheet.package import Part, Parts
from guardbook.release.clean.spreadsheet.styles import number_style, shown_as

ROWS, COLUMNS = 1_048_576, 16_384
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_KIND: Final = "application/vnd.oasis.opendocument.spreadsheet"
_PREFIXES: Final = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "number": "datastyle",
    "meta": "meta",
    "config": "config",
    "manifest": "manifest",
}
_SPACES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in _PREFIXES.items()
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile(r"^ +| {2,}|\t")
_LONG = 60
_CENTIMETRES = 0.2
"""Width of a letter."""


def write(sheets: Iterator[KeptSheet], job: Job) -> None:
    """Write the sheets; raises `Refused` for what a spreadsheet cannot hold."""
    styles = _Styles()
    names = Names(200, r"[\[\]:*?/\\]")
    headed: list[int] = []
    with Parts(job.out) as parts:
        parts.add("mimetype", _KIND, packed=False)
        with parts.opened("content.xml") as part:
            part.write(f"{_HEAD}<office:document-content {_SPACES}><office:automatic-styles>{_widths()}")
            part.write("</office:automatic-styles><office:body><office:spreadsheet>")
            for sheet in sheets:
                _sheet(part, names.add(sheet.name), sheet, styles)
                headed.append(sheet.headed)
            part.write("</office:spreadsheet></office:body></office:document-content>")
        parts.add("styles.xml", f"{_HEAD}<office:document-styles {_SPACES}>{styles.xml()}</office:document-styles>")
        title = f"<dc:title>{escape(job.declaration.title)}</dc:title>" if job.declaration.title else ""
        meta = f"<office:meta>{title}</office:meta>"
        parts.add("meta.xml", f"{_HEAD}<office:document-meta {_SPACES}>{meta}</office:document-meta>")
        parts.add("settings.xml", _settings(dict(zip(names.given, headed, strict=True))))
        parts.add("META-INF/manifest.xml", _manifest())


def _widths() -> str:
    return "".join(
        f'<style:style style:name="co{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * _CENTIMETRES:.2f}cm"/></style:style>'
        for width in range(1, WIDEST + 1)
    )


def _sheet(part: Part, name: str, sheet: KeptSheet, styles: "_Styles") -> None:
    part.write(f"<table:table table:name={_quoted(name)}>")
    part.write("".join(f'<table:table-column table:style-name="co{width}"/>' for width in sheet.widths or [10]))
    for number, row in enumerate(sheet.rows, 1):
        if number > ROWS or len(row.cells) > COLUMNS:
            raise Refused("it has more rows or columns than a spreadsheet (ODS) can hold")
        part.write(f"<table:table-row>{''.join(_cells(row, styles)) or '<table:table-cell/>'}</table:table-row>")
    part.write("</table:table>")


def _cells(row: KeptRow, styles: "_Styles") -> Iterator[str]:
    empty = 0
    for cell in row.cells:
        if not cell:
            empty += 1
            continue
        if empty:
            yield f'<table:table-cell table:number-columns-repeated="{empty}"/>'
            empty = 0
        yield _cell(cell, styles, bold=row.heading)


def _cell(cell: str, styles: "_Styles", *, bold: bool) -> str:
    typed = _typed(cell) if isinstance(cell, Shown) else None
    if typed is None or not isinstance(cell, Shown):
        style = styles.name(PLAIN, bold=bold, wrapped=len(cell) > _LONG)
        return f'<table:table-cell{style} office:value-type="string">{_paragraphs(cell)}</table:table-cell>'
    style = styles.name(cell.form, bold=bold)
    return f"<table:table-cell{style} {typed}>{_paragraphs(shown_as(cell))}</table:table-cell>"


def _typed(cell: Shown) -> str | None:
    """Return the attributes that say a cell's value, None for one that is best said as it shows."""
    if isinstance(cell.value, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(cell.value).lower()}"'
    if cell.form.moment:
        moment = moment_of(cell.value)
        if moment is not None:
            value = moment.isoformat().removesuffix("T00:00:00")
            return f'office:value-type="date" office:date-value="{value}"'
        if not set(cell.form.moment) & {"d", "dd", "ddd", "dddd", "mmm", "mmmm", "yy", "yyyy"} and cell.value >= 0:
            minutes, seconds = divmod(round(cell.value * 86400), 60)
            value = f"PT{minutes // 60:02}H{minutes % 60:02}M{seconds:02}S"
            return f'office:value-type="time" office:time-value="{value}"'
        return None
    kind = "percentage" if "%" in cell.form.after else "float"
    return f'office:value-type="{kind}" office:value="{repr(cell.value).removesuffix(".0")}"'


@lru_cache(1 << 10)
def _paragraphs(text: str) -> str:
    return "".join(f"<text:p>{_inside(line)}</text:p>" for line in text.split("\n"))


def _inside(line: str) -> str:
    pieces = []
    end = 0
    line = _UNWRITABLE.sub("", line)
    for match in _BLANKS.finditer(line):
        pieces.append(escape(line[end : match.start()]))
        pieces.append("<text:tab/>" if match[0] == "\t" else f'<text:s text:c="{len(match[0])}"/>')
        end = match.end()
    return "".join((*pieces, escape(line[end:])))


class _Styles:
    """The styles that cells were given so far."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Form, bool, bool], int] = {}

    def name(self, form: Form, *, bold: bool, wrapped: bool = False) -> str:
        """Return the attribute that gives a cell a style, with a blank before it."""
        number = self._numbers.setdefault((form, bold, wrapped or bold), len(self._numbers))
        return f' table:style-name="ce{number}"'

    def xml(self) -> str:
        """Return the element that describes the styles."""
        pieces = ['<style:default-style style:family="table-cell"/>']
        for (form, bold, wrapped), number in self._numbers.items():
            data = f' style:data-style-name="N{number + 200}"' if form != PLAIN else ""
            wrap = ' fo:wrap-option="wrap"' if wrapped else ""
            weight = '<style:text-properties fo:font-weight="bold"/>' if bold else ""
            pieces.append(number_style(form, f"N{number + 200}") if data else "")
            pieces.append(
                f'<style:style style:name="ce{number}" style:family="table-cell" '
                f'style:parent-style-name="Default"{data}>'
                f'<style:table-cell-properties{wrap} style:vertical-align="top"/>{weight}</style:style>'
            )
        default = '<style:style style:name="Default" style:family="table-cell"/>'
        return f"<office:styles>{pieces[0]}{default}{''.join(pieces[1:])}</office:styles>"


def _settings(headed: dict[str, int]) -> str:
    """Return the part that freezes the rows down to the headings."""
    tables = "".join(
        f"<config:config-item-map-entry config:name={_quoted(name)}>"
        + _item("VerticalSplitMode", "short", 2)
        + _item("VerticalSplitPosition", "int", rows)
        + _item("ActiveSplitRange", "short", 2)
        + _item("PositionBottom", "int", rows)
        + "</config:config-item-map-entry>"
        for name, rows in headed.items()
        if rows
    )
    return (
        f"{_HEAD}<office:document-settings {_SPACES}><office:settings><config:config-item-set "
        'config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1'
        f'</config:config-item><config:config-item-map-named config:name="Tables">{tables}'
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )


def _item(name: str, kind: str, value: int) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'


def _manifest() -> str:
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            ("/", _KIND),
            *((f"{name}.xml", "text/xml") for name in "content styles meta settings".split()),
        )
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return f'{_HEAD}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{files}</manifest:manifest>'


def _quoted(text: str) -> str:
    return quoteattr(text, {'"': "&quot;"})
