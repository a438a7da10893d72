"""Reads objects that lie in a PDF's bytes although no table of any version lists them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from guardbook.content import Part, Problem, Source, Text
from guardbook.readers.pdf.known import Known
from guardbook.readers.pdf.loose import loose_parts
from guardbook.readers.pdf.references import Number
from guardbook.readers.pdf.unlisted import loose_strings
from guardbook.readers.reading import Reading

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_TABLE = re.compile(rb"\s*<<[^>]{0,4000}/Type\s*/(?:XRef|ObjStm)\b")
MOST = 2_000
"""Buried objects that are read; more are told as not read."""
LARGEST = 1 << 25
"""Bytes of one of them."""


@dataclass(slots=True)
class Listed:
    """Where the objects stand in the file that some version's table lists."""

    places: set[int] = field(default_factory=set)
    encrypted: bool = False

    def add(self, pdf: Any) -> frozenset[Number]:
        """Take in a version, the newest first; return the objects that later ones have no longer, or elsewhere."""
        table = pdf.get_xref_table()
        own = {key: entry.offset for key, entry in table.items() if entry.type == 1}
        gone = {key for key, place in own.items() if place not in self.places}
        packs = {number for number, _ in gone}
        self.places |= set(own.values())
        self.encrypted |= pdf.is_encrypted
        return frozenset(
            gone | {key for key, entry in table.items() if entry.type == 2 and entry.obj_stream_number in packs}
        )


def buried_parts(source: Source, listed: Listed, known: Known, reading: Reading) -> Iterator[Part]:
    """Yield the text of objects that stand at none of the listed places; nothing where all is encrypted."""
    if listed.encrypted or not listed.places:
        return
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
        if not {match.start(), match.start() - start} & listed.places and not _TABLE.match(data, match.end())
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
        for text, code in loose_strings(pdf, numbers):
            if code != "orphaned-page" or known.new_lines(text):
                yield known.learn(Text(text, source.where.into("objects"), code))
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
