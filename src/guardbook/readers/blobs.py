"""Reads the binary values of a database or a columnar file as files of their own, and counts those it cannot read."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from guardbook.content import Part, Problem, Source, Where
from guardbook.errors import Unreadable
from guardbook.readers.reading import Reading
from guardbook.readers.sniff import tell_format

SMALL = 40
"""Bytes up to which a binary value that is no text is taken for a key or a hash, which holds nothing to read."""


@dataclass(slots=True)
class Blobs:
    """The binary values of one column."""

    source: Source
    reading: Reading
    where: Where
    """Where the column is."""
    unread: int = 0

    def read(self, data: bytes, row: int) -> Iterator[Part]:
        """Yield the parts of one value when its bytes are of a format that is known; else count it."""
        self.reading.spend(len(data))
        inner = Source(BytesIO(data), "", self.where.into("row", row), self.source.depth + 1)
        try:
            tell_format(inner)
        except Unreadable:
            self.unread += len(data) > SMALL
            return
        self.reading.enter()
        yield from self.reading.read(inner)

    def problems(self) -> Iterator[Part]:
        """Yield one remark for all values that could not be read."""
        if self.unread:
            values = "value is" if self.unread == 1 else "values are"
            yield Problem(f"{self.unread:,} binary {values} of no format Guardbook reads", self.where)
