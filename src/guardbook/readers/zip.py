"""Reads ZIP archives: every member in memory, none on disk, none under the name it claims."""

import zipfile
from collections.abc import Iterator

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.readers.containers import open_zip
from guardbook.readers.gaps import read_gaps
from guardbook.readers.reading import Reading
from guardbook.readers.unpacked import read_member

_METHODS = {9: "Deflate64", 6: "Implode", 1: "Shrink", 93: "Zstandard", 98: "PPMd", 97: "WavPack"}
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_ENCRYPTED = 0x1
_NAMES = 1000


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the members' names, the comments, the parts of each member in order, and what the list leaves out."""
    with open_zip(source.file) as archive:
        entries = archive.infolist()
        reading.enter(len(entries))
        yield from _names(entries, source.where)
        yield from _comments(archive, source.where)
        for number, entry in enumerate(entries, start=1):
            if not entry.is_dir() or entry.file_size:
                yield from _member(archive, entry, source, number, reading)
        yield from read_gaps(archive, source, reading)


def _names(entries: list[zipfile.ZipInfo], where: Where) -> Iterator[Part]:
    for start in range(0, len(entries), _NAMES):
        yield Text("\n".join(entry.filename for entry in entries[start : start + _NAMES]), where.into("names"))


def _comments(archive: zipfile.ZipFile, where: Where) -> Iterator[Part]:
    comments = [archive.comment, *(entry.comment for entry in archive.infolist())]
    text = "\n".join(comment.decode("utf-8", "replace") for comment in comments if comment)
    if text:
        yield Text(text, where.into("comments"), "archive-comment")


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Source, number: int, reading: Reading
) -> Iterator[Part]:
    where = source.where.into("member", number, entry.filename)
    if entry.flag_bits & _ENCRYPTED:
        yield Problem("protected by a password: unpack it with the password and scan that", where)
        return
    if entry.compress_type not in _READ:
        method = _METHODS.get(entry.compress_type, f"method {entry.compress_type}")
        yield Problem(f"packed in a way ({method}) Guardbook cannot unpack: unpack it and scan that", where)
        return
    yield from read_member(lambda: archive.open(entry), source, entry.filename, where, reading, entry.compress_size)
