"""Reads XML of any size in one pass: repeated elements as tables, the rest as lines labelled by their tags."""

import re
from collections.abc import Iterator
from typing import Any, TextIO
from xml.parsers import expat

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import Unreadable
from guardbook.readers.encoding import HEAD, declared_encoding, open_text
from guardbook.readers.reading import Reading
from guardbook.readers.xml.records import Records

PIECE = 1 << 18
"""Characters parsed at a time."""
_TOP = 4096
"""Bytes of the first element, which names the kind of file."""
_DECLARED = re.compile(rb"<\?xml[^>]+?encoding\s*=\s*[\"']([\w.:-]+)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OFFICE = {
    b"urn:schemas-microsoft-com:office:spreadsheet": "XLSX",
    b"http://schemas.microsoft.com/office/word/2003/wordml": "DOCX",
    b"http://schemas.microsoft.com/office/2006/xmlPackage": "DOCX, XLSX or PPTX",
    b'mimetype="application/vnd.oasis.opendocument.spreadsheet"': "ODS",
    b'mimetype="application/vnd.oasis.opendocument.text"': "ODT",
    b'mimetype="application/vnd.oasis.opendocument.presentation"': "ODP",
    b'mimetype="application/vnd.oasis.opendocument.graphics"': "ODG",
}
"""Marks of workbooks and documents that are written as one XML file, and as what they can be saved instead."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield tables and labelled lines, then comments; from a fault on, the rest is plain text beside a `Problem`.

    Entities are never resolved: a file in which one refers to another is refused with `Unreadable`. What a workbook
    or document in one XML file hides is read, but not told from what shows.
    """
    source.file.seek(0)
    top = source.file.read(_TOP)
    if better := next((better for mark, better in _OFFICE.items() if mark in top), ""):
        yield Problem(f"what is hidden in it cannot be told from what shows: save it as {better}", source.where)
    records = Records(source.where)
    parser, fed, before = _parser(records), 0, b""
    with open_xml(source) as stream:
        while piece := _CONTROL.sub(" ", stream.read(PIECE)):
            reading.spend(0)
            data = piece.encode("utf-8", "replace")
            fault = _feed(parser, data, fed)
            yield from records.ready()
            if fault is not None:
                yield from records.finish()
                yield Problem("not well-formed XML: from the fault on it was read as plain text", source.where)
                yield from _as_text(_from_tag(before + data, len(before) + fault), stream, source, reading)
                return
            fed, before = fed + len(data), data
    try:
        parser.Parse(b"", True)
    except expat.ExpatError:
        yield Problem("XML that ends before its elements are closed: cut short", source.where)
    yield from records.finish()


def open_xml(source: Source) -> TextIO:
    """Return a source as a text stream, in the encoding that it declares where the bytes do not say better."""
    source.file.seek(0)
    head = source.file.read(HEAD)
    declared = _DECLARED.search(head[:1024])
    return open_text(source, encoding=declared_encoding(head, declared[1].decode("ascii")) if declared else "")


def _parser(records: Records) -> Any:
    parser = expat.ParserCreate("utf-8", namespace_separator=None)
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = records.start
    parser.EndElementHandler = records.end
    parser.CharacterDataHandler = records.text
    parser.CommentHandler = records.comment
    parser.ProcessingInstructionHandler = records.instruction
    parser.EntityDeclHandler = lambda name, _parameter, value, *_: _declare(records, name, value)
    parser.DefaultHandler = lambda rest: records.text(rest) if rest.startswith("&") else None
    return parser


def _declare(records: Records, name: str, value: str | None) -> None:
    """Note an entity's value: a reference to it in text stays as it stands, so that nothing can multiply."""
    if value and ("&" in value or "%" in value):
        raise Unreadable("it defines entities by other entities, as only a bomb does")
    if value:
        records.instruction(name, value)


def _feed(parser: Any, data: bytes, fed: int) -> int | None:
    """Parse bytes that `fed` others went before; return the place of a fault in them, if there is one."""
    try:
        parser.Parse(data, False)
    except expat.ExpatError:
        parser.buffer_text = False  # hands over the text that it still holds
        place: int = parser.ErrorByteIndex - fed
        return max(0, place)
    return None


def _from_tag(data: bytes, fault: int) -> str:
    """What stands from the tag on in which a fault is: the parser gave nothing of that tag."""
    return data[max(0, data.rfind(b"<", 0, fault + 1)) :].decode("utf-8", "ignore")


def _as_text(rest: str, stream: Any, source: Source, reading: Reading) -> Iterator[Part]:
    while rest:
        yield Text(rest, source.where)
        reading.spend(0)
        rest = stream.read(PIECE)
