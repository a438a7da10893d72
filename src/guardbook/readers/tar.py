"""Reads tar archives in the order of their members: none is written to disk, links lead nowhere."""

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.members import read_named
from guardbook.readers.printable import printable_runs
from guardbook.readers.reading import Reading
from guardbook.readers.unpacked import CHUNK

_NAMES = 1000
_KNOWN_NOTES = ("path", "linkpath", "size", "mtime", "atime", "ctime", "uid", "gid", "uname", "gname", "hdrcharset")


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of each member, then the members' names, and who owned them."""
    source.file.seek(0)
    notes = _Notes(source.where)
    number = 0
    names: set[str] = set()
    try:
        with tarfile.open(fileobj=source.file, mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
            for number, entry in enumerate(archive, start=1):
                reading.enter()
                yield from notes.add(entry)
                if entry.isfile():
                    code = "shadowed-member" if entry.name in names else None
                    names.add(entry.name)
                    yield from _member(archive, entry, source, number, reading, code)
                    yield from _padding(entry, source, number)
            end = archive.offset
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError):
        yield from notes.parts()
        raise Unreadable(f"cut short or damaged after {number} of its members") from None
    yield from notes.parts()
    yield from _behind(source, end, number, reading)


def _member(
    archive: tarfile.TarFile, entry: tarfile.TarInfo, source: Source, number: int, reading: Reading, code: str | None
) -> Iterator[Part]:
    def reopen() -> BinaryIO:
        stream = archive.extractfile(entry)
        if stream is None:
            raise EOFError
        return stream  # type: ignore[return-value]

    where = source.where.into("member", number, _clean(entry.name))
    yield from read_named(reopen, source, _clean(entry.name), where, reading, 0, code)


def _padding(entry: tarfile.TarInfo, source: Source, number: int) -> Iterator[Part]:
    """What fills a member's last block must be zeros."""
    if entry.issparse():
        return
    end = entry.offset_data + entry.size
    source.file.seek(end)
    if runs := printable_runs(source.file.read(-end % tarfile.BLOCKSIZE)):
        yield Text("\n".join(runs), source.where.into("gap", number), "archive-gap")


def _clean(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class _Notes:
    """Names, owners and other notes of members, gathered so that they make few parts."""

    def __init__(self, where: Where) -> None:
        self._where = where
        self._names: list[str] = []
        self._others: dict[str, None] = {}

    def add(self, entry: tarfile.TarInfo) -> Iterator[Part]:
        self._names += [name for name in (_clean(entry.name), _clean(entry.linkname)) if name]
        more = (value for key, value in entry.pax_headers.items() if key not in _KNOWN_NOTES)
        self._others.update((_clean(note), None) for note in (entry.uname, entry.gname, *more) if note)
        if len(self._names) > _NAMES or len(self._others) > _NAMES:
            yield from self.parts()

    def parts(self) -> Iterator[Part]:
        """Yield what was gathered and forget it."""
        if self._names:
            yield Text("\n".join(self._names), self._where.into("names"))
        if self._others:
            yield Text("\n".join(self._others), self._where.into("owners"), "archive-metadata")
        self._names, self._others = [], {}


def _behind(source: Source, end: int, number: int, reading: Reading) -> Iterator[Part]:
    """What follows the last member must be zeros: `tarfile` itself takes a damaged member for the end.

    Where a block of zeros ends the archive, anything behind it is read as hidden there.
    """
    source.file.seek(end)
    ended = source.file.read(tarfile.BLOCKSIZE).count(0) == tarfile.BLOCKSIZE
    source.file.seek(end)
    left = bytearray()
    while block := source.file.read(CHUNK):
        reading.spend(0)
        left += block if left else block.lstrip(b"\0")
        if left and not ended:
            yield Problem(f"damaged after {number} of its members, or it goes on after its end", source.where)
            return
        if len(left) > reading.limits.held:
            yield Problem(
                f"more than {reading.limits.held:,} bytes stand after its end: they were not read", source.where
            )
            return
    if left:
        behind = Source(io.BytesIO(left), "", source.where.into("behind"), source.depth + 1, "data-after-end")
        yield from reading.read(behind)
