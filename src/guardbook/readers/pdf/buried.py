"""Reads objects that lie in a PDF's bytes although no table of any version lists them."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from guardbook.content import Part, Problem, Source, Text
from guardbook.readers.pdf.known import Known
from guardbook.readers.pdf.loose import loose_parts
from guardbook.readers.pdf.unlisted import loose_strings
from guardbook.readers.reading import Reading

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_TABLE = re.compile(rb"\s*<<[^>]{0,4000}/Type\s*/(?:XRef|ObjStm)\b")
MOST = 2_000
"""Buried objects that are read; more are told as not read."""
LARGEST = 1 << 25
"""Bytes of one of them."""


def places(pdf: Any) -> set[int]:
    """Return where the objects stand in the file that a version's table lists."""
    return {entry.offset for entry in pdf.get_xref_table().values() if entry.type == 1}


def buried_parts(source: Source, listed: set[int], known: Known, reading: Reading) -> Iterator[Part]:
    """Yield the text of objects that stand at none of the listed places."""
    source.file.seek(0)
    data = source.file.read(reading.limits.held + 1)
    if len(data) > reading.limits.held:
        yield Problem(
            f"larger than {reading.limits.held:,} bytes: what no table of it lists was not read", source.where
        )
        return
    start = max(0, data[:1024].find(b"%PDF-"))
    found = [
        match.end() for match in _OBJECT.finditer(data)
        if not {match.start(), match.start() - start} & listed and not _TABLE.match(data, match.end())
    ]  # fmt: skip
    if len(found) > MOST:
        yield Problem(f"has more than {MOST:,} objects that no table lists: not all were read", source.where)
    if not found:
        return
    pdf, numbers = _dug_up(data, found[:MOST])
    if pdf is None:
        yield Problem("has objects that no table lists: they were not read; save a new copy", source.where)
        return
    with pdf:
        lines = [text for text in loose_strings(pdf, numbers) if known.new_lines(text)]
        if lines:
            yield known.learn(Text("\n".join(lines), source.where.into("objects"), "orphaned-page"))
        yield from loose_parts(pdf, source, known, reading, numbers)


def _dug_up(data: bytes, found: list[int]) -> tuple[Any, frozenset[tuple[int, int]]]:
    """Return a PDF in which the objects that begin at some places have numbers of their own, and these."""
    first = max(int(match[1]) for match in _OBJECT.finditer(data)) % 8_000_000 + 1
    pieces = [b"%PDF-1.7\n"]
    numbers = []
    for number, begin in enumerate(found, first):
        end = data.find(b"endobj", begin, begin + LARGEST)
        if end > 0:
            pieces.append(b"\n%d 0 obj" % number + data[begin:end] + b"endobj\n")
            numbers.append((number, 0))
    pieces.append(data.replace(b"startxref", b"startnone"))
    try:
        return pikepdf.open(BytesIO(b"".join(pieces)), suppress_warnings=True), frozenset(numbers)
    except Exception:  # qpdf's text may quote the file; the caller tells of it
        return None, frozenset()
