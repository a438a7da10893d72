"""Unpacks one stream of a PDF without letting a bomb fill the memory."""

import zlib
from typing import Any

from guardbook.errors import Unreadable
from guardbook.readers.reading import Reading

CHUNK = 1 << 20
RATIO = 1032
"""The most that deflate can save: a byte of it stands for at most so many."""


def unpacked(stream: Any, reading: Reading) -> bytes:
    """Return a stream's bytes; raise `Unreadable` when it is damaged or too large to be held."""
    limit = reading.limits.held
    too_much = f"one of its streams unpacks to more than {limit:,} bytes"
    raw = stream.read_raw_bytes()
    if str(stream.get("/Filter", "")) == "/FlateDecode" and "/DecodeParms" not in stream:
        return _inflated(raw, reading, too_much)
    if len(raw) * RATIO > limit and "/Filter" in stream:
        raise Unreadable(too_much)
    data: bytes = stream.read_bytes()
    reading.spend(len(data))
    return data


def _inflated(raw: bytes, reading: Reading, too_much: str) -> bytes:
    engine, pieces, size = zlib.decompressobj(), [], 0
    rest = raw
    try:
        while rest and not engine.eof:
            piece = engine.decompress(rest, CHUNK)
            rest = engine.unconsumed_tail
            reading.spend(len(piece))
            size += len(piece)
            if size > reading.limits.held:
                raise Unreadable(too_much)
            pieces.append(piece)
    except zlib.error as error:
        raise Unreadable("one of its streams is damaged") from error
    return b"".join(pieces)
