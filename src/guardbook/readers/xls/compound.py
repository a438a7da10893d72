"""Reads what lies beside the records in an old workbook's compound file: properties, pivot caches, objects, macros."""

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.behind import read_behind
from guardbook.readers.number_formats import show_plain
from guardbook.readers.ole import NATIVE, PLAIN, native_file, unclaimed, words_in
from guardbook.readers.package import OLE_MAGIC
from guardbook.readers.reading import Reading
from guardbook.readers.vba import macro_sources
from guardbook.readers.xls.records import records, text_at

_PROPERTIES = ("title", "subject", "author", "keywords", "comments", "last_saved_by", "template", "manager", "company",
               "category")  # fmt: skip
_OBJECTS = (NATIVE, *PLAIN, "Workbook", "Book")
_KNOWN = (
    "Workbook", "Book", "\x01CompObj", "\x01Ole", "\x03ObjInfo", "\x05SummaryInformation",
    "\x05DocumentSummaryInformation",
)  # fmt: skip
"""Streams that are read elsewhere, or hold nothing but what kind of object theirs is."""
_READ = ("_SX_DB_CUR", "_VBA_PROJECT_CUR")
_CODES = {"Revision Log": "revision-log", "User Names": "comment-person", "MsoDataStore": "custom-xml"}
_DAMAGED = "an object packed in the workbook is damaged: it was not read"


def parts_beside(data: bytes, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield properties, pivot caches, embedded files and macros of a compound file, and what stands behind its end."""
    if not data.startswith(OLE_MAGIC):
        return
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            remarks = Remarks()
            _properties(ole, remarks)
            _pivot_caches(ole, remarks)
            _other_streams(ole, remarks)
            remarks.note("other-part", *words_in(unclaimed(ole)))
            for code, text in remarks.take():
                yield Text(text, source.where, code)
            yield from _objects(ole, source, reading)
            end = _end(ole)
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error
    if b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0" in data:
        yield from _macros(data, source)
    yield from read_behind(data[end:], source, reading)


def _end(ole: olefile.OleFileIO) -> int:
    """Return where the last sector in use ends ([MS-CFB] 2.1 and 2.3); the header takes one sector."""
    used = [number for number, following in enumerate(ole.fat) if following != olefile.FREESECT]
    return (max(used, default=-1) + 2) * int(ole.sectorsize)


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


def _other_streams(ole: olefile.OleFileIO, remarks: Remarks) -> None:
    """Note the words of streams that nothing else reads, and the properties that a person added."""
    for each in _added(ole):
        name, value = each.get("property_name"), each.get("value")
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        remarks.note("custom-properties", f"{name}: {text}" if name and text else None)
    for path in ole.listdir():
        is_object = path[0].startswith("MBD") and len(path) == 2 and path[1] in _OBJECTS
        if is_object or path[-1] in _KNOWN or path[0] in _READ:
            continue
        code = _CODES.get(path[0], "embedded-file" if path[0].startswith("MBD") else "other-part")
        remarks.note(code, *words_in(ole.openstream(path).read()))


def _added(ole: olefile.OleFileIO) -> list[dict[str, object]]:
    if not ole.exists("\x05DocumentSummaryInformation"):
        return []
    found: list[dict[str, object]] = ole.get_userdefined_properties("\x05DocumentSummaryInformation")
    return found


def _pivot_caches(ole: olefile.OleFileIO, remarks: Remarks) -> None:
    for path in ole.listdir():
        if path[0] == "_SX_DB_CUR":
            for kind, body, _ in records(ole.openstream(path).read()):
                if kind == 0x00CD:
                    remarks.note("pivot-cache", text_at(body, 0)[0])
                elif kind == 0x00C9:
                    remarks.note("pivot-cache", show_plain(repr(struct.unpack_from("<d", body)[0])))
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
