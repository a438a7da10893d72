"""Reads ZIP archives: every member in memory, none on disk, none under the name it claims."""

import zipfile
from collections.abc import Iterator

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.readers.containers import open_zip
from guardbook.readers.gaps import read_gaps
from guardbook.readers.members import read_named
from guardbook.readers.printable import printable_runs
from guardbook.readers.reading import Reading

_METHODS = {9: "Deflate64", 6: "Implode", 1: "Shrink", 93: "Zstandard", 98: "PPMd", 97: "WavPack"}
UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
ENCRYPTED = 0x1
_NAMES = 1000
_HIDDEN = 0x2
"""The mark of a hidden file among the attributes that Windows programs keep."""
_KNOWN_EXTRAS = frozenset((0x0001, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xCAFE, 0xA220, 0xD935, 0x9901))
"""Extra fields that hold sizes, times, owners' numbers or padding."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the members' names, the comments, the parts of each member in order, and what the list leaves out."""
    with open_zip(source.file) as archive:
        entries = archive.infolist()
        reading.enter(len(entries))
        yield from _names(entries, source.where)
        yield from _comments(archive, source.where)
        yield from _extras(entries, source)
        last = {entry.filename.casefold(): number for number, entry in enumerate(entries)}
        for number, entry in enumerate(entries, start=1):
            if not entry.is_dir() or entry.file_size:
                shadowed = last[entry.filename.casefold()] >= number
                yield from _member(archive, entry, source, number, reading, _code(entry, shadowed))
        yield from read_gaps(archive, source, reading)


def _names(entries: list[zipfile.ZipInfo], where: Where) -> Iterator[Part]:
    for start in range(0, len(entries), _NAMES):
        yield Text("\n".join(entry.filename for entry in entries[start : start + _NAMES]), where.into("names"))


def _comments(archive: zipfile.ZipFile, where: Where) -> Iterator[Part]:
    comments = [archive.comment, *(entry.comment for entry in archive.infolist())]
    text = "\n".join(comment.decode("utf-8", "replace") for comment in comments if comment)
    if text:
        yield Text(text, where.into("comments"), "archive-comment")


def _extras(entries: list[zipfile.ZipInfo], source: Source) -> Iterator[Part]:
    """Words in extra fields (APPNOTE 4.5) other than the usual ones, here and before each member."""
    found: dict[str, None] = {}
    for entry in entries:
        source.file.seek(entry.header_offset + 26)
        lengths = source.file.read(4)
        source.file.seek(int.from_bytes(lengths[:2], "little"), 1)
        local = source.file.read(int.from_bytes(lengths[2:], "little"))
        for extra in dict.fromkeys((entry.extra, local)):
            found.update(dict.fromkeys(_words(extra)))
    if found:
        yield Text("\n".join(found), source.where.into("extras"), "archive-metadata")


def _words(extra: bytes) -> Iterator[str]:
    while len(extra) > 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind not in _KNOWN_EXTRAS:
            yield from printable_runs(extra[4 : 4 + size])
        extra = extra[4 + size :]


def _code(entry: zipfile.ZipInfo, shadowed: bool) -> str | None:
    """Return why a member would not be seen, its name apart: another of the same name, or a mark to hide it."""
    if shadowed:
        return "shadowed-member"
    return "dot-file" if is_marked_hidden(entry) else None


def is_marked_hidden(entry: zipfile.ZipInfo) -> bool:
    """Tell whether Windows programs hide a member."""
    return bool(entry.external_attr & _HIDDEN) and entry.create_system in (0, 10, 11, 14)


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Source, number: int, reading: Reading, code: str | None
) -> Iterator[Part]:
    where = source.where.into("member", number, entry.filename)
    if entry.flag_bits & ENCRYPTED:
        yield Problem("protected by a password: save a copy without one", where)
        return
    if entry.compress_type not in UNPACKED:
        method = _METHODS.get(entry.compress_type, f"method {entry.compress_type}")
        yield Problem(
            f"packed in a way ({method}) Guardbook cannot unpack: pack it again in the usual way (Deflate)", where
        )
        return
    yield from read_named(
        lambda: archive.open(entry), source, entry.filename, where, reading, entry.compress_size, code
    )
