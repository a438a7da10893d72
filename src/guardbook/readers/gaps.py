"""Finds what a ZIP file holds beside the members it lists: deleted members, bytes before, between and behind them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from guardbook.content import Part, Problem, Source, Where
from guardbook.readers.reading import Reading
from guardbook.readers.unpacked import CHUNK, read_member

CODE = "archive-gap"
_LOCAL = b"PK\x03\x04"
_DESCRIPTORS = (12, 16, 20, 24)
"""Lengths of what may follow a member that was written as a stream (APPNOTE 4.3.9)."""
_STREAMED = 0x8
_END = 22


def read_gaps(archive: zipfile.ZipFile, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of what stands between the members, all of them hidden."""
    for number, (start, end) in enumerate(list(_gaps(archive, source.file)), start=1):
        where = source.where.into("gap", number)
        if end - start > reading.limits.held:
            yield Problem(f"larger than {reading.limits.held:,} bytes between the members: it was not read", where)
            continue
        source.file.seek(start)
        data = source.file.read(end - start)
        reading.spend(len(data))
        if data.strip(b"\0"):
            for piece in re.split(b"(?=PK\x03\x04)", data):
                if piece.strip(b"\0"):
                    yield from _gap(piece, source, where, reading)


def _gaps(archive: zipfile.ZipFile, file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of each stretch of bytes that belongs to no member and not to the list of them."""
    reached = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        if entry.header_offset > reached:
            yield reached, entry.header_offset
        file.seek(entry.header_offset)
        header = file.read(30)
        lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        end = entry.header_offset + 30 + lengths + entry.compress_size
        if entry.flag_bits & _STREAMED:
            end += _descriptor(file, end)
        reached = max(reached, end)
    if archive.start_dir > reached:
        yield reached, archive.start_dir
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END - 0xFFFF))
    tail = file.read()
    behind = size - len(tail) + tail.rfind(b"PK\x05\x06") + _END + len(archive.comment)
    if behind < size:
        yield behind, size


def _descriptor(file: BinaryIO, place: int) -> int:
    file.seek(place)
    data = file.read(max(_DESCRIPTORS) + 4)
    return next((length for length in _DESCRIPTORS if data[length : length + 2] == b"PK"), 0)


def _gap(data: bytes, source: Source, where: Where, reading: Reading) -> Iterator[Part]:
    """A member that the list no longer has is unpacked; anything else is read as it is."""
    if not data.startswith(_LOCAL) or len(data) < 30:
        yield from reading.read(Source(io.BytesIO(data), "", where, source.depth + 1, CODE))
        return
    name_length, extra = int.from_bytes(data[26:28], "little"), int.from_bytes(data[28:30], "little")
    name = data[30 : 30 + name_length].decode("utf-8", "replace")
    body = data[30 + name_length + extra :]
    method, packed = int.from_bytes(data[8:10], "little"), int.from_bytes(data[18:22], "little")
    if method == zipfile.ZIP_DEFLATED:
        yield from read_member(lambda: _Inflated(body), source, name, where, reading, len(body), CODE)
    else:
        content = body[:packed] if packed else body
        yield from reading.read(Source(io.BytesIO(content), name, where, source.depth + 1, CODE))


class _Inflated:
    """Raw deflated bytes as a stream."""

    def __init__(self, data: bytes) -> None:
        self._engine, self._rest = zlib.decompressobj(-15), data

    def read(self, size: int, /) -> bytes:
        out = self._engine.decompress(self._rest, min(size, CHUNK))
        self._rest = self._engine.unconsumed_tail
        if not out and not self._engine.eof:
            raise EOFError
        return out
