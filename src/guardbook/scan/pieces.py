"""Cuts a large text or CSV file into pieces that can be read one by one, by several workers, within their limits."""

import csv
import io
import os
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from guardbook.content import Source
from guardbook.dialect import Dialect, tell_dialect
from guardbook.errors import Unreadable
from guardbook.readers.encoding import tell_encoding, text_decoder
from guardbook.readers.sniff import tell_format
from guardbook.scan.units import Piece

PIECE = 128 * 1024**2
"""Bytes in a piece, about."""
_SAMPLE = 1 << 18
_TRIES, _ROWS = 50, 20
"""How many lines' ends are tried near the place where a cut is due, and how many rows must follow one."""
_BY_LINES = {"text", "delimited", "json_lines"}
"""Readers of formats in which a line, or a row outside quotes, can be understood without those before it."""
_WIDE = ("utf-16", "utf-32", "cp037", "cp500", "cp1140", "iso2022", "utf-7")
"""Encodings in which the byte of a line's end may be part of something else."""


class PieceFile(io.RawIOBase):
    """A piece of an open file as a file of its own; it leaves the offset alone, which other workers share."""

    def __init__(self, descriptor: int, piece: Piece) -> None:
        """Take the descriptor of the whole file, which stays the caller's to close."""
        super().__init__()
        self._descriptor, self._at = descriptor, 0
        self._head = os.pread(descriptor, piece.head_end - piece.head_start, piece.head_start)
        self._start, self._size = piece.start, len(self._head) + piece.end - piece.start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = max(0, offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        wanted = max(0, min(len(buffer), self._size - self._at))
        if self._at < len(self._head):
            data = self._head[self._at : self._at + wanted]
        else:
            data = os.pread(self._descriptor, wanted, self._start + self._at - len(self._head))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def divide(file: BinaryIO, name: str) -> list[Piece]:
    """Return the pieces of a file, or nothing where it has to be read as a whole."""
    try:
        reader = tell_format(Source(file, name)).module
    except Unreadable:
        return []
    sample = os.pread(file.fileno(), _SAMPLE, 0)
    if reader not in _BY_LINES or tell_encoding(sample).startswith(_WIDE):
        return []
    head, dialect = (0, 0), None
    if reader == "delimited":
        dialect = tell_dialect(text_decoder(sample).decode(sample).removeprefix("\ufeff"))
        if dialect is None or not dialect.even or not dialect.delimiter.isascii() or len(dialect.delimiter) > 1:
            return []
        head = _heading(sample, dialect.preamble) if dialect.headings else head
    size = os.fstat(file.fileno()).st_size
    ends = [*_cuts(file.fileno(), size, dialect), size]
    starts = [0, *ends]
    pieces = [Piece(start, end, *(head if start else (0, 0))) for start, end in zip(starts, ends, strict=False)]
    return pieces if len(pieces) > 1 else []


def _heading(sample: bytes, preamble: int) -> tuple[int, int]:
    """Return where the first row after so many lines stands."""
    lines = io.BytesIO(sample)
    for _ in range(preamble):
        lines.readline()
    start = lines.tell()
    lines.readline()
    return start, lines.tell()


def _cuts(descriptor: int, size: int, dialect: Dialect | None) -> Iterator[int]:
    """Yield places behind the end of a line or row, each at least a piece behind the one before."""
    due = PIECE
    while size - due > PIECE // 4:
        data = os.pread(descriptor, _SAMPLE, due)
        cut = next(
            (cut for cut in islice(_line_ends(data), _TRIES) if dialect is None or _rows_follow(data[cut:], dialect)), 0
        )
        if cut:
            yield due + cut
        due += cut + PIECE


def _line_ends(data: bytes) -> Iterator[int]:
    at = 0
    while (at := data.find(b"\n", at) + 1) > 0:
        yield at


def _rows_follow(data: bytes, dialect: Dialect) -> bool:
    """Whether whole rows begin here: after a line's end inside a quoted cell the next row would be short or long."""
    lines = data.decode("latin-1").splitlines(keepends=True)[:-1]
    rows = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        escapechar=dialect.escape or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
    )
    try:
        widths = [len(row) for row in islice(rows, _ROWS)]
    except csv.Error:
        return False
    return len(widths) == _ROWS and set(widths) == {dialect.columns}
