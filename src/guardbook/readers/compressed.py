"""Reads single compressed files (gzip, bzip2, xz, Zstandard, LZ4), of which tar archives are the usual content."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

import pyarrow as pa

from guardbook.content import Part, Source, Text
from guardbook.errors import Unreadable
from guardbook.readers.reading import Reading
from guardbook.readers.unpacked import CHUNK, Stream, read_member

_TAR_ENDINGS = {"tgz": "tar", "taz": "tar", "tbz": "tar", "tbz2": "tar", "txz": "tar", "tzst": "tar"}
_NAMED, _COMMENTED, _EXTRA = 8, 16, 4
"""Flags of a gzip header (RFC 1952, 2.3.1)."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield what the header notes (gzip: a former name, a comment), then the parts of the content."""
    source.file.seek(0)
    head = source.file.read(4096)
    if note := _gzip_note(head):
        yield Text(note, source.where, "archive-metadata")
    name = content_name(source.name)
    size = source.file.seek(0, 2) if not source.depth else 0
    opened: list[Stream] = []

    def reopen() -> Stream:
        opened[:] = [open_content(source.file, head, reading)]
        return opened[0]

    yield from read_member(reopen, source, name, source.where, reading, size)
    if opened and isinstance(opened[0], _Decompressed) and (behind := opened[0].behind(reading.limits.held)):
        reading.spend(len(behind))
        where = source.where.into("behind")
        yield from reading.read(Source(BytesIO(behind), "", where, source.depth + 1, "data-after-end"))


def content_name(name: str) -> str:
    """Return what the content of a compressed file goes by: the name without its last ending."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{_TAR_ENDINGS[ending.lower()]}" if ending.lower() in _TAR_ENDINGS else stem


def open_content(file: BinaryIO, head: bytes, reading: Reading) -> Stream:
    """Return the content of a compressed file from its beginning; `head` is how the file begins."""
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return _Decompressed(file, lambda: zlib.decompressobj(31), head[:3])
    if head.startswith(b"BZh"):
        return _Decompressed(file, bz2.BZ2Decompressor, head[:3])
    if head.startswith(b"\xfd7zXZ\0"):
        return _Decompressed(file, lambda: lzma.LZMADecompressor(memlimit=reading.limits.held), head[:6])
    codec = "lz4" if head.startswith(b'\x04"M\x18') else "zstd"
    stream: Stream = pa.CompressedInputStream(pa.PythonFile(_Lent(file), "r"), codec)
    return stream


class _Decompressed:
    """A compressed file read in order; several compressed streams in a row are read as one, as gunzip does."""

    def __init__(self, file: BinaryIO, make: Callable[[], Any], magic: bytes) -> None:
        self._file, self._make, self._magic = file, make, magic
        self._engine = make()
        self._rest = b""
        self._behind = b""

    def behind(self, most: int) -> bytes:
        """Return what follows the last stream and is none; raise `Unreadable` when it is more than `most` bytes."""
        if not self._behind:
            return b""
        data = self._behind + self._file.read(most)
        if len(data) > most:
            raise Unreadable(f"more than {most:,} bytes stand after its end: they were not read")
        return data

    def read(self, size: int, /) -> bytes:
        """Return some of the next bytes, at most `size`; raise `EOFError` or the codec's error where it is damaged."""
        while True:
            if self._engine.eof and not self._next_stream():
                return b""
            hungry = getattr(self._engine, "needs_input", True)
            data = self._rest or (self._file.read(CHUNK) if hungry else b"")
            out = self._unpacked(data, size)
            self._rest = getattr(self._engine, "unconsumed_tail", b"")
            if out:
                return out
            if hungry and not data and not self._engine.eof:
                raise EOFError

    def _unpacked(self, data: bytes, size: int) -> bytes:
        try:
            out: bytes = self._engine.decompress(data, size)
        except lzma.LZMAError as error:
            if "limit" in str(error):  # the only sign that it is not damaged
                raise Unreadable("unpacking it needs more memory than allowed: unpack it first") from None
            raise
        return out

    def _next_stream(self) -> bool:
        """Begin the next stream, after zeros that tapes leave between; tell whether there is one."""
        if self._behind:
            return False
        self._rest = self._engine.unused_data.lstrip(b"\0")
        while not self._rest:
            data = self._file.read(CHUNK)
            if not data:
                return False
            self._rest = data.lstrip(b"\0")
        while len(self._rest) < len(self._magic) and (data := self._file.read(CHUNK)):
            self._rest += data
        if not self._rest.startswith(self._magic):
            self._rest, self._behind = b"", self._rest
            return False
        self._engine = self._make()
        return True


class _Lent:
    """A file that Arrow may read, and thinks it closes."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read

    def close(self) -> None:
        """Leave the file open: it is the source's."""


def _gzip_note(head: bytes) -> str:
    """The name and the comment a gzip header holds."""
    if not head.startswith(b"\x1f\x8b") or len(head) < 10:
        return ""
    flags, start = head[3], 10
    if flags & _EXTRA:
        start += 2 + int.from_bytes(head[start : start + 2], "little")
    notes = []
    for flag in (_NAMED, _COMMENTED):
        if flags & flag:
            note, _, _ = head[start:].partition(b"\0")
            start += len(note) + 1
            notes.append(note.decode("latin-1"))
    return "\n".join(notes)
