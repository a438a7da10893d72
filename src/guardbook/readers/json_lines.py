"""Reads JSON lines: one record a line, however many."""

import json
from collections.abc import Iterator

from guardbook.content import Part, Problem, Source, Text
from guardbook.readers.encoding import open_text
from guardbook.readers.reading import Reading
from guardbook.readers.records import Records
from guardbook.readers.shadowed import Shadowed

LINE = 1 << 24
"""Characters of a line that are read at once; the rest of a longer line is read as text."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the records as tables; a line that is no JSON is yielded as text, and counted."""
    shadowed = Shadowed()
    decode = json.JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=shadowed.pairs).decode
    records = Records(source.where, reading)
    wrong = 0
    with open_text(source, newline="\n") as lines:
        while line := lines.readline(LINE):
            reading.spend(0)
            try:
                records.add("", decode(line))
            except (ValueError, RecursionError):
                if line.strip():
                    wrong += 1
                    yield Text(line, source.where)
            if records.full:
                yield from records.parts()
    yield from records.parts()
    yield from shadowed.parts(source.where)
    if wrong:
        lines_are = "line is" if wrong == 1 else "lines are"
        yield Problem(f"{wrong:,} {lines_are} not sound JSON: read as text", source.where)
