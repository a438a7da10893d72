"""Reads what the ZIP around an office document holds beside its parts: comments, second members of a name, gaps."""

import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from lxml import etree

from guardbook.content import Part, Source, Text
from guardbook.readers.gaps import CODE, read_gaps
from guardbook.readers.package import Package, iterate_notes
from guardbook.readers.reading import Reading
from guardbook.readers.unpacked import read_member

_KNOWN = frozenset((0x0001, 0x000A, 0x000D, 0x5455, 0x5855, 0x7855, 0x7875, 0x9901, 0xA11E, 0xCAFE, 0xD935))
"""Extra fields of sizes, times and rights (APPNOTE 4.5.2, 4.6): nothing in them is written by a person."""
_GROWTH = 0xA220
"""Room that Office leaves for a part to grow (ECMA-376 part 2, annex C): a mark, a size, zeros."""


def around_parts(package: Package, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the comments of a package's ZIP, members that another of the same name covers, and unlisted bytes."""
    archive = package.archive
    comments = [archive.comment, *(entry.comment for entry in archive.infolist())]
    if text := "\n".join(comment.decode("utf-8", "replace") for comment in comments if comment.strip(b"\0 \r\n")):
        yield Text(text, source.where.into("comments"), "archive-comment")
    for number, entry in enumerate(package.covered, start=1):
        reading.enter()
        where = source.where.into("covered member", number, entry.filename)
        reopen = partial(archive.open, entry)
        yield from read_member(reopen, source, entry.filename, where, reading, entry.compress_size, CODE)
    for number, data in enumerate(_extras(archive, source), start=1):
        where = source.where.into("extra field", number)
        yield from reading.read(Source(BytesIO(data), "", where, source.depth + 1, CODE))
    yield from read_gaps(archive, source, reading)


def _extras(archive: zipfile.ZipFile, source: Source) -> Iterator[bytes]:
    """Yield what the extra fields of the members hold that no program writes by itself."""
    seen = set()
    for entry in archive.infolist():
        source.file.seek(entry.header_offset + 26)
        lengths = source.file.read(4)
        name_length, length = int.from_bytes(lengths[:2], "little"), int.from_bytes(lengths[2:], "little")
        source.file.seek(name_length, 1)
        for extra in (source.file.read(length), entry.extra):
            for data in _unknown(extra):
                if data not in seen:
                    seen.add(data)
                    yield data


def _unknown(extra: bytes) -> Iterator[bytes]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        data = extra[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _GROWTH:
            data = data[4:].strip(b"\0")
        if kind not in _KNOWN and data.strip(b"\0"):
            yield data
    if rest := extra[at:].strip(b"\0"):
        yield rest


def parser_notes(package: Package, source: Source) -> Iterator[Part]:
    """Yield the comments and instructions in a package's XML, which programs that open the document pass over."""
    lines: dict[str, dict[str, None]] = {"xml-comment": {}, "xml-instruction": {}}
    for name in package.remarked:
        if not name.casefold().endswith((".xml", ".rels", ".vml")):
            continue
        with package.open(name) as stream:
            for each in iterate_notes(stream):
                code = "xml-comment" if each.tag is etree.Comment else "xml-instruction"
                lines[code][(each.text or "").strip()] = None
    for code, found in lines.items():
        if text := "\n".join(filter(None, found)):
            yield Text(text, source.where.into("XML"), code)
