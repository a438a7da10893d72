"""Takes words out of the records of an old workbook that a library for its cells leaves out ([MS-XLS] 2.3)."""

import struct
from collections.abc import Callable, Iterator
from io import BytesIO

import olefile

from guardbook.readers.aside import Remarks
from guardbook.readers.colours import Colour
from guardbook.readers.number_formats import show_plain
from guardbook.readers.ole import words_in
from guardbook.readers.package import OLE_MAGIC
from guardbook.readers.xls.boxes import PROPERTIES, IsUnseen, paper_of, words_of_box
from guardbook.readers.xlsx.remarks import header_lines

_TEXT_OBJECT, _DRAWING, _CONTINUE = 0x01B6, 0x00EC, b"\x3c\0"
_BEGIN, _FORMULA, _SHEET = 0x0809, 0x0006, 0x0085
_CHART, _MACROS = 0x0020, 0x0040
"""What the records after a beginning belong to (2.4.21)."""
_CACHED: dict[int, Callable[[bytes], str]] = {
    0x0203: lambda body: show_plain(repr(struct.unpack_from("<d", body, 6)[0])),
    0x0204: lambda body: text_at(body, 6)[0],
}
"""Values that a chart was drawn from."""


def remarks_of(data: bytes, notes: set[str], is_unseen: IsUnseen, remarks: Remarks) -> None:
    """Note the words of a workbook's footers, shapes, validation, links to other workbooks and queries.

    `notes` are the texts of cell notes, which are shapes too but known already.
    """
    inside = 0
    paper: Colour | None = None
    try:
        for kind, body, following in records(workbook_stream(data)):
            if kind == _BEGIN:
                inside = struct.unpack_from("<H", body, 2)[0]
            elif inside == _CHART and kind in _CACHED:
                remarks.note("chart-cache", _CACHED[kind](body))
            elif inside == _MACROS and kind == _FORMULA:
                remarks.note("macro", *words_in(body))
            elif kind == _SHEET:
                _sheet_of_another_kind(body, remarks)
            elif kind == _DRAWING and PROPERTIES in body:
                paper = paper_of(body)
            elif kind == _TEXT_OBJECT:
                text, unseen = words_of_box(body, following, paper, is_unseen)
                remarks.note(None, text if text not in notes else None)
                remarks.note("unseen-text", unseen)
            elif kind in _WORDS:
                _WORDS[kind](body, remarks)
    except (struct.error, IndexError, OSError):
        return


def workbook_stream(data: bytes) -> bytes:
    """Return the stream of records of a workbook, which older files consist of."""
    if not data.startswith(OLE_MAGIC):
        return data
    with olefile.OleFileIO(BytesIO(data)) as ole:
        name = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
        return bytes(ole.openstream(name).read()) if name else b""


def records(stream: bytes) -> Iterator[tuple[int, bytes, list[bytes]]]:
    """Yield type, body, and of a text object the bodies of the records that continue it."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        at += 4 + size
        following = []
        next_at = at
        while kind == _TEXT_OBJECT and stream[next_at : next_at + 2] == _CONTINUE:
            (length,) = struct.unpack_from("<H", stream, next_at + 2)
            following.append(stream[next_at + 4 : next_at + 4 + length])
            next_at += 4 + length
        yield kind, body, following


def text_at(body: bytes, at: int, *, wide: bool = True) -> tuple[str, int]:
    """Return a string (XLUnicodeString, or with one byte of length) and where it ends."""
    count = struct.unpack_from("<H", body, at)[0] if wide else body[at]
    at += 2 if wide else 1
    return _letters(body, at, count)


def _letters(body: bytes, at: int, count: int) -> tuple[str, int]:
    double = body[at] & 1
    end = at + 1 + count * (2 if double else 1)
    return body[at + 1 : end].decode("utf-16-le" if double else "cp1252", "replace"), end


def _sheet_of_another_kind(body: bytes, remarks: Remarks) -> None:
    """Note the name of a sheet that is no table: a chart, or macros of old."""
    if body[5]:
        code = "macro" if body[5] == 1 else None
        remarks.note("hidden-sheet" if body[4] & 3 else code, text_at(body, 6, wide=False)[0])


def _footer(body: bytes, remarks: Remarks) -> None:
    if body:
        remarks.note("header-footer", *header_lines(text_at(body, 0)[0]))


def _user(body: bytes, remarks: Remarks) -> None:
    remarks.note("document-properties", text_at(body, 0)[0])


def _validation(body: bytes, remarks: Remarks) -> None:
    at = 4
    for _ in range(4):
        text, at = text_at(body, at)
        remarks.note("validation-list", text.strip("\0"))
    (size,) = struct.unpack_from("<H", body, at)
    formula = body[at + 4 : at + 4 + size]
    if formula[:1] == b"\x17":
        remarks.note("validation-list", *text_at(formula, 1, wide=False)[0].split("\0"))


def _outside_path(body: bytes, remarks: Remarks) -> None:
    if len(body) > 4:
        text = "".join(letter if letter.isprintable() else "/" for letter in text_at(body, 2)[0])
        remarks.note("link-target", text)


def _outside_cells(body: bytes, remarks: Remarks) -> None:
    at = 4
    while at < len(body):
        if body[at] == 2:
            text, at = text_at(body, at + 1)
            remarks.note("external-cache", text)
        else:
            if body[at] == 1:
                remarks.note("external-cache", show_plain(repr(struct.unpack_from("<d", body, at + 1)[0])))
            at += 9


def _query(body: bytes, remarks: Remarks) -> None:
    remarks.note("connection", text_at(body, 0)[0])


_WORDS: dict[int, Callable[[bytes, Remarks], None]] = {
    0x0014: _footer,
    0x0015: _footer,
    0x005C: _user,
    0x01BE: _validation,
    0x01AE: _outside_path,
    0x005A: _outside_cells,
    0x00CD: _query,
}
