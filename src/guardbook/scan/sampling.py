"""Looks at the first rows of each table and the first lines of each text, when a sample is all that is asked for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from guardbook.content import Part, Table, Text, Where


class Sampling:
    """Cuts parts down to `most` rows or lines in each place."""

    def __init__(self, most: int) -> None:
        """Begin a sample of one object."""
        self._most = most
        self._lines: dict[Where, int] = {}

    def of(self, parts: Iterator[Part]) -> Iterator[Part]:
        """Yield the parts, each cut down; what lies beyond the sample of its place is left out."""
        for part in parts:
            if isinstance(part, Table):
                yield replace(part, batches=self._rows(part.batches))
            elif isinstance(part, Text):
                yield from self._text(part)
            else:
                yield part

    def _text(self, part: Text) -> Iterator[Part]:
        before = self._lines.get(part.where, 0)
        if before >= self._most:
            return
        lines = part.text.splitlines(keepends=True)
        self._lines[part.where] = before + len(lines)
        yield replace(part, text="".join(lines[: self._most - before]))

    def _rows(self, batches: Iterator[Any]) -> Iterator[Any]:
        left = self._most
        for batch in batches:
            if left > 0:
                yield batch.slice(0, left)
            left -= batch.num_rows
