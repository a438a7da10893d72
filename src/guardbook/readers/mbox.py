"""Reads mailboxes (MBOX, RFC 4155): one message after another, each held in memory by itself."""

import io
import re
from collections.abc import Iterator

from guardbook.content import Part, Problem, Source
from guardbook.readers.reading import Reading

_CHUNK = 1 << 20
_BETWEEN = re.compile(rb"(?<=\n)From \S+ [^\n]*\d{4}[^\n]*\n")
_LINE = 1024
"""Bytes that a line between messages may have, so that one cut by the end of a chunk is still found."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of each message; one that is too large to be held is told of and passed over."""
    for number, data in enumerate(messages(source, reading), start=1):
        where = source.where.into("message", number)
        reading.enter()
        if data is None:
            yield Problem(f"larger than {reading.limits.held:,} bytes, too large for a message", where)
            continue
        yield from reading.read(Source(io.BytesIO(data), "message.eml", where, source.depth + 1))


def messages(source: Source, reading: Reading) -> Iterator[bytes | None]:
    """Yield the bytes of each message without the line before it; None for one that is too large."""
    source.file.seek(0)
    source.file.readline(_LINE)
    held, size, searched = bytearray(), 0, 0
    while chunk := source.file.read(_CHUNK):
        reading.spend(0)
        held += chunk
        start = 0
        for line in _BETWEEN.finditer(held, max(0, searched - _LINE)):
            yield None if size + line.start() - start > reading.limits.held else bytes(held[start : line.start()])
            start, size = line.end(), 0
        del held[:start]
        if len(held) > reading.limits.held:
            size += len(held) - _LINE
            del held[:-_LINE]
        searched = len(held)
    if held or size:
        yield None if size + len(held) > reading.limits.held else bytes(held)
