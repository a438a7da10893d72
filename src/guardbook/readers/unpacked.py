"""Gives what an archive holds as a file: read in order it needs little memory, at random it is held, up to a limit."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from guardbook.content import Part, Problem, Source, Where
from guardbook.errors import Unreadable
from guardbook.readers.reading import Reading

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 18
_HEAD = 1 << 20
"""Bytes kept from the beginning, so that telling formats and dialects costs no second unpacking."""
_BOMB = 64 * 1024**2
"""Bytes up to which no ratio is suspicious."""
_REWINDS = 100
_DAMAGED = "cut short or damaged: what stands before the fault was read"
_FAULTS = (
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


class Stream(Protocol):
    """Something read in order; `read` returns b"" at the end."""

    def read(self, size: int, /) -> bytes: ...


class Unpacked(io.RawIOBase):
    """A member of an archive as a seekable file.

    `reopen` gives the member's stream from its beginning, `packed` is its size in the archive (0: unknown).
    Going back, but for the first megabyte, unpacks it again from its beginning; asking for its end holds it in memory,
    where it fits in `limits.held`. Raises `Unreadable` where the member is a bomb, or
    too large for what is asked; a damaged one seems to end at the fault, and `fault` says so afterwards.
    Each unpacked byte counts against the limits of `reading`.
    """

    def __init__(self, reopen: Callable[[], Stream], reading: Reading, packed: int = 0) -> None:
        self._reopen, self._reading, self._packed = reopen, reading, packed
        self._stream = reopen()
        self._reached = 0
        self._position = 0
        self._head = bytearray()
        self._recent = b""
        self._rewinds = 0
        self._held: io.BytesIO | None = None
        self.fault = ""
        """What is wrong with the member, as far as it was read; "" for nothing."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._read_at(self._position, min(len(view), CHUNK))
        view[: len(data)] = data
        self._position += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_END:
            offset += self._hold()
        elif whence == io.SEEK_CUR:
            offset += self._position
        if offset < 0:
            raise ValueError("a place before the beginning")
        self._position = offset
        return offset

    def readall(self) -> bytes:
        """Return the rest, as far as it may be held in memory; raise `Unreadable` when it is more."""
        parts, total = [], 0
        while data := self.read(CHUNK):
            parts.append(data)
            total += len(data)
            self._check_held(total)
        return b"".join(parts)

    def _read_at(self, start: int, size: int) -> bytes:
        if self._held is not None:
            self._held.seek(start)
            return self._held.read(size)
        if start < len(self._head):
            return bytes(self._head[start : start + size])
        if start < self._reached:
            behind = self._reached - start
            if behind <= len(self._recent):
                return self._recent[len(self._recent) - behind :][:size]
            return self._read_again(start, size)
        while self._reached < start:
            if not self._next(min(CHUNK, start - self._reached)):
                return b""
        return self._next(size)

    def _read_again(self, start: int, size: int) -> bytes:
        """Go back by unpacking anew, a bearable number of times."""
        self._rewinds += 1
        if self._rewinds > _REWINDS:
            raise Unreadable(self._too_large())
        self._stream, self._reached, self._recent = self._reopen(), 0, b""
        self._head.clear()
        return self._read_at(start, size)

    def _next(self, size: int) -> bytes:
        """The next bytes of the stream, remembered; b"" at its end."""
        try:
            data = b"" if self.fault else self._stream.read(size)
        except _FAULTS:
            self.fault, data = _DAMAGED, b""
        self._count(len(data))
        if len(self._head) == self._reached < _HEAD:
            self._head += data
        self._reached += len(data)
        self._recent = data
        return data

    def _count(self, count: int) -> None:
        self._reading.spend(count)
        ratio, so_far = self._reading.limits.ratio, self._reached + count
        if self._packed and so_far > _BOMB and so_far > ratio * self._packed:
            raise Unreadable(f"it unpacks to more than {ratio} times its size, as only a bomb does")

    def _hold(self) -> int:
        """Hold all of the member in memory, return its size."""
        if self._held is None:
            if self._reached > len(self._head):
                self._stream, self._reached = self._reopen(), 0
                self._head.clear()
            held = io.BytesIO()
            held.write(self._head)
            while data := self._next(CHUNK):
                held.write(data)
                self._check_held(held.tell())
            self._held, self._head, self._recent = held, bytearray(), b""
        return self._held.seek(0, io.SEEK_END)

    def _check_held(self, size: int) -> None:
        if size > self._reading.limits.held:
            raise Unreadable(self._too_large())

    def _too_large(self) -> str:
        return (
            f"larger than {self._reading.limits.held:,} bytes, too large to be read inside an archive: unpack it first"
        )


def read_member(
    reopen: Callable[[], Stream],
    source: Source,
    name: str,
    where: Where,
    reading: Reading,
    packed: int = 0,
    hidden: str | None = None,
) -> Iterator[Part]:
    """Yield the parts of a member of the archive `source`, whatever its format, and a `Problem` where it is damaged.

    `reopen`, `packed`: see `Unpacked`; `hidden` is the code of why the member would not be seen.
    """
    try:
        raw = Unpacked(reopen, reading, packed)
    except (*_FAULTS, NotImplementedError):
        yield Problem("damaged: the archive's list of members and the member itself disagree", where)
        return
    yield from reading.read(Source(io.BufferedReader(raw, CHUNK), name, where, source.depth + 1, hidden))
    if raw.fault:
        yield Problem(raw.fault, where)
