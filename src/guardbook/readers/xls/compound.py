"""Reads what lies beside the records in an old workbook's compound file: properties, pivot caches, objects, macros."""

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.ole import NATIVE, PLAIN, native_file
from guardbook.readers.package import OLE_MAGIC
from guardbook.readers.reading import Reading
from guardbook.readers.vba import macro_sources
from guardbook.readers.xls.records import records, text_at

_PROPERTIES = ("title", "subject", "author", "keywords", "comments", "last_saved_by", "template", "manager", "company",
               "category")  # fmt: skip
_OBJECTS = (NATIVE, *PLAIN, "Workbook", "Book")
_DAMAGED = "an object packed in the workbook is damaged: it was not read"


def parts_beside(data: bytes, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield properties, pivot caches, embedded files and macros of a compound file."""
    if not data.startswith(OLE_MAGIC):
        return
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            remarks = Remarks()
            _properties(ole, remarks)
            _pivot_caches(ole, remarks)
            for code, text in remarks.take():
                yield Text(text, source.where, code)
            yield from _objects(ole, source, reading)
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error
    if b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0" in data:
        yield from _macros(data, source)


def _macros(data: bytes, source: Source) -> Iterator[Part]:
    try:
        for text in macro_sources(data):
            yield Text(text, source.where, "macro")
    except Unreadable as error:
        yield Problem(str(error), source.where)


def _properties(ole: olefile.OleFileIO, remarks: Remarks) -> None:
    about = ole.get_metadata()
    for name in _PROPERTIES:
        value = getattr(about, name, None)
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        remarks.note("document-properties", f"{name}: {text}" if text else None)


def _pivot_caches(ole: olefile.OleFileIO, remarks: Remarks) -> None:
    for path in ole.listdir():
        if path[0] == "_SX_DB_CUR":
            for kind, body, _ in records(ole.openstream(path).read()):
                if kind == 0x00CD:
                    remarks.note("pivot-cache", text_at(body, 0)[0])
                elif kind == 0x00C9:
                    remarks.note("pivot-cache", f"{struct.unpack_from('<d', body)[0]:.15g}")
                elif kind == 0x00CE:
                    year, month, day = struct.unpack_from("<HHB", body)
                    remarks.note("pivot-cache", f"{year:04}-{month:02}-{day:02}")


def _objects(ole: olefile.OleFileIO, source: Source, reading: Reading) -> Iterator[Part]:
    paths = [path for path in ole.listdir() if len(path) == 2 and path[0].startswith("MBD") and path[1] in _OBJECTS]
    for number, path in enumerate(paths, 1):
        reading.enter()
        name, inner = "object", ole.openstream(path).read()
        if path[1] == NATIVE:
            name, inner = native_file(inner)
        where = source.where.into("member", number, name)
        yield from reading.read(Source(BytesIO(inner), name, where, source.depth + 1, "embedded-file"))
