"""Finds bytes of a Parquet file that belong to no column, no index and no filter: rows that its list does not name."""

from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Problem, Source, Text
from guardbook.readers.printable import printable_runs
from guardbook.readers.reading import Reading
from guardbook.readers.thrift import Thrift

_MAGIC = b"PAR1"
_HEADER = 128
"""Bytes that a filter's own header takes at most."""
Span = tuple[int, int]


def read_gaps(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the words between the parts of a file, its footer the last of them, and a problem for each such place."""
    size = source.file.seek(0, 2)
    source.file.seek(size - 8)
    length = int.from_bytes(source.file.read(4), "little")
    footer = size - 8 - length
    source.file.seek(footer)
    data = source.file.read(length)
    reading.spend(length)
    try:
        groups = Thrift(data, step=lambda _: reading.spend(0)).struct().get(4, [])
        spans = sorted(span for group in groups for chunk in group.get(1, []) for span in _spans(chunk, source))
    except (ValueError, IndexError, TypeError, AttributeError):
        yield Problem("its footer is damaged: whether it holds more than its columns could not be told", source.where)
        return
    reached = len(_MAGIC)
    for start, end in (*spans, (footer, size)):
        if reached < start:
            yield from _gap(reached, min(start, footer), source, reading)
        reached = max(reached, end)


def _spans(chunk: dict[int, Any], source: Source) -> Iterator[Span]:
    """Yield where a column of a group of rows, its indexes and its filter stand (parquet.thrift, ColumnChunk)."""
    if chunk.get(1):  # its bytes are in another file
        return
    about = chunk.get(3, {})
    places = [place for place in (about.get(9), about.get(11)) if place]
    if places:
        yield min(places), min(places) + about[7]
    for start, length in ((4, 5), (6, 7)):
        if chunk.get(start):
            yield chunk[start], chunk[start] + chunk.get(length, 0)
    if place := about.get(14):
        yield place, place + (about.get(15) or _filter_length(place, source))


def _filter_length(place: int, source: Source) -> int:
    """Return the length of a filter, its header included, where only the header says it (BloomFilterHeader)."""
    source.file.seek(place)
    header = Thrift(source.file.read(_HEADER))
    size: int = header.struct()[1]
    return header.at + size


def _gap(start: int, end: int, source: Source, reading: Reading) -> Iterator[Part]:
    source.file.seek(start)
    data = source.file.read(min(end - start, reading.limits.held))
    reading.spend(len(data))
    if data.strip(b"\0"):
        if runs := printable_runs(data):
            yield Text("\n".join(runs), source.where.into("gap"), "archive-gap")
        yield Problem("bytes between its columns that belong to none: write the file anew", source.where)
