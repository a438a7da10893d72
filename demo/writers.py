"""One document in every format Guardbook reads, written by the libraries people use; for the demo and the tests."""

import csv
import gzip
import io
import json
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True)
class Document:
    """What a file is to say: a title, running text by paragraph (lines within one by newline), and a table."""

    title: str
    paragraphs: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())

    def text(self) -> str:
        """The whole as plain text: title, paragraphs, then the table's cells by tab."""
        lines = [self.title, "", *(f"{paragraph}\n" for paragraph in self.paragraphs)]
        return "\n".join([*lines, *("\t".join(row) for row in self.table())])

    def table(self) -> list[tuple[str, ...]]:
        """The table with its heading row; empty when there is none."""
        return [self.header, *self.rows] if self.header else []


def _txt(path: Path, document: Document) -> None:
    path.write_text(document.text(), "utf-8")


def _rows(document: Document) -> list[tuple[str, ...]]:
    """What a tabular format holds: the table, or the text as one column where there is no table."""
    return document.table() or [("Text",), *((paragraph,) for paragraph in document.paragraphs)]


def _delimited(path: Path, document: Document, delimiter: str) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(_rows(document))


def _csv(path: Path, document: Document) -> None:
    _delimited(path, document, ",")


def _tsv(path: Path, document: Document) -> None:
    _delimited(path, document, "\t")


def _xlsx(path: Path, document: Document) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in _rows(document):
        sheet.append(row)
    if document.header and document.paragraphs:
        notes = book.create_sheet("Notes")
        for paragraph in document.paragraphs:
            notes.append([paragraph])
    book.save(path)


def _xls(path: Path, document: Document) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate(_rows(document)):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.save(str(path))


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
)


def _odf(path: Path, kind: str, body: str) -> None:
    media = f"application/vnd.oasis.opendocument.{kind}"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", media, zipfile.ZIP_STORED)
        package.writestr(
            "content.xml",
            f"<office:document-content {_ODF}><office:body>{body}</office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )


def _odf_table(document: Document) -> str:
    def cell(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in _rows(document))
    return f'<table:table table:name="Sheet1">{rows}</table:table>'


def _ods(path: Path, document: Document) -> None:
    _odf(path, "spreadsheet", f"<office:spreadsheet>{_odf_table(document)}</office:spreadsheet>")


def _odt(path: Path, document: Document) -> None:
    def paragraph(text: str) -> str:
        return f"<text:p>{'<text:line-break/>'.join(map(escape, text.splitlines()))}</text:p>"

    text = "".join(map(paragraph, (document.title, *document.paragraphs)))
    table = _odf_table(document) if document.header else ""
    _odf(path, "text", f"<office:text>{text}{table}</office:text>")


def _docx(path: Path, document: Document) -> None:
    from docx import Document as Word

    word = Word()
    word.add_heading(document.title)
    for paragraph in document.paragraphs:
        word.add_paragraph(paragraph)
    if document.header:
        table = word.add_table(0, len(document.header))
        for row in document.table():
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    word.save(str(path))


def _pptx(path: Path, document: Document) -> None:
    from pptx import Presentation
    from pptx.util import Cm

    show = Presentation()
    for paragraph in document.paragraphs or ("",):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = document.title
        slide.shapes.add_textbox(Cm(2), Cm(5), Cm(20), Cm(10)).text_frame.text = paragraph
    if document.header:
        rows = document.table()[:45]
        slide = show.slides.add_slide(show.slide_layouts[6])
        grid = slide.shapes.add_table(len(rows), len(document.header), Cm(1), Cm(1), Cm(23), Cm(15)).table
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                grid.cell(number, column).text = value
    show.save(str(path))


def _rtf(path: Path, document: Document) -> None:
    def encoded(text: str) -> str:
        marks = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in marks).replace("\n", "\\line ")

    body = "".join(f"{encoded(text)}\\par\n" for text in (document.title, *document.paragraphs))
    cells = "".join("\\tab ".join(map(encoded, row)) + "\\par\n" for row in document.table())
    path.write_bytes(f"{{\\rtf1\\ansi\\uc1\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\n{body}{cells}}}".encode("ascii"))


def _pdf(path: Path, document: Document) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    styles = getSampleStyleSheet()
    flow: list[object] = [Paragraph(escape(document.title), styles["Title"])]
    for paragraph in document.paragraphs:
        flow += [Paragraph(escape(paragraph).replace("\n", "<br/>"), styles["BodyText"]), Spacer(1, 8)]
    if document.header:
        flow.append(Table([list(row) for row in document.table()], style=[("FONTSIZE", (0, 0), (-1, -1), 7)]))
    SimpleDocTemplate(str(path), pagesize=A4, title=document.title).build(flow)


def _html(path: Path, document: Document) -> None:
    path.write_text(html_of(document), "utf-8")


def html_of(document: Document) -> str:
    """The document as an HTML page."""
    body = "".join(f"<p>{escape(text).replace(chr(10), '<br>')}</p>" for text in document.paragraphs)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(value)}</td>' for value in row)}</tr>" for row in document.table())
    title = escape(document.title)
    table = f"<table>{rows}</table>" if rows else ""
    return f"<!DOCTYPE html><html lang=en><title>{title}</title><h1>{title}</h1>{body}{table}</html>"


def _key(heading: str) -> str:
    return "".join(character if character.isalnum() else "_" for character in heading.lower()).strip("_") or "field"


def _xml(path: Path, document: Document) -> None:
    records = "".join(
        "<record>"
        + "".join(f"<{_key(k)}>{escape(v)}</{_key(k)}>" for k, v in zip(document.header, row, strict=True))
        + "</record>"
        for row in document.rows
    )
    notes = "".join(f"<note>{escape(text)}</note>" for text in document.paragraphs)
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><file><title>{escape(document.title)}</title>{notes}{records}</file>',
        "utf-8",
    )


def _records(document: Document) -> list[dict[str, str]]:
    rows = _rows(document)
    return [dict(zip(map(_key, rows[0]), row, strict=True)) for row in rows[1:]]


def _json(path: Path, document: Document) -> None:
    content = {"title": document.title, "notes": list(document.paragraphs), "records": _records(document)}
    path.write_text(json.dumps(content, indent=1), "utf-8")


def _jsonl(path: Path, document: Document) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in _records(document)), "utf-8")


def _parquet(path: Path, document: Document) -> None:
    rows = _rows(document)
    columns = {name: [row[number] for row in rows[1:]] for number, name in enumerate(rows[0])}
    pq.write_table(pa.table(columns), path)


def _sqlite(path: Path, document: Document) -> None:
    rows = _rows(document)
    names = ", ".join(f'"{_key(name)}" TEXT' for name in rows[0])
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(f"CREATE TABLE records ({names})")
        connection.executemany(f"INSERT INTO records VALUES ({', '.join('?' * len(rows[0]))})", rows[1:])
    connection.close()


def _eml(path: Path, document: Document) -> None:
    message = EmailMessage()
    message["From"] = "records@example.gov.uk"
    message["To"] = "team@example.gov.uk"
    message["Subject"] = document.title
    message["Date"] = "Mon, 02 Mar 2026 09:30:00 +0000"
    message.set_content("\n\n".join(document.paragraphs) or "See the attachment.")
    if document.header:
        attached = io.StringIO(newline="")
        csv.writer(attached).writerows(document.table())
        message.add_attachment(attached.getvalue().encode(), maintype="text", subtype="csv", filename="records.csv")
    path.write_bytes(message.as_bytes())


def _zip(path: Path, document: Document) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/note.txt", document.text())


def _tar_gz(path: Path, document: Document) -> None:
    content = document.text().encode()
    entry = tarfile.TarInfo("folder/note.txt")
    entry.size = len(content)
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(entry, io.BytesIO(content))


def _gz(path: Path, document: Document) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(_rows(document))
    path.write_bytes(gzip.compress(buffer.getvalue().encode()))


def _log(path: Path, document: Document) -> None:
    lines = [
        line for text in (*document.paragraphs, *("; ".join(row) for row in document.rows)) for line in text.split("\n")
    ]
    path.write_text(
        "".join(
            f"2026-03-02T09:{n // 60 % 60:02}:{n % 60:02}Z INFO web[212]: {line}\n" for n, line in enumerate(lines)
        ),
        "utf-8",
    )


def _py(path: Path, document: Document) -> None:
    comments = "\n".join(f"# {line}" for text in document.paragraphs for line in text.split("\n"))
    path.write_text(f'"""{document.title}."""\n\nimport sys\n\n{comments}\n\nROWS = {list(document.rows)!r}\n', "utf-8")


WRITERS: dict[str, Callable[[Path, Document], None]] = {
    "txt": _txt,
    "csv": _csv,
    "tsv": _tsv,
    "xlsx": _xlsx,
    "xls": _xls,
    "ods": _ods,
    "docx": _docx,
    "odt": _odt,
    "rtf": _rtf,
    "pptx": _pptx,
    "pdf": _pdf,
    "html": _html,
    "xml": _xml,
    "json": _json,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "sqlite": _sqlite,
    "eml": _eml,
    "zip": _zip,
    "tar.gz": _tar_gz,
    "csv.gz": _gz,
    "log": _log,
    "py": _py,
}
"""File name ending → function that writes a document in that format."""
