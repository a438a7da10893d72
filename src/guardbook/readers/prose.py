"""Gathers a document's text in reading order, what is visible apart from what is not, and makes tables of its rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from guardbook.content import Table, Text, Where
from guardbook.readers.rows import Cells, to_batch

FULL = 1 << 16
"""Characters after which text is given out at the next empty line, and at twice as many at any line."""
ROWS = 4096
"""Rows of a record batch."""


class Flow:
    """Text of one story (a body, a header, a note …) as it is read: one stream for what shows, one for each code.

    Pieces of hidden text that do not stand side by side are put on lines of their own.
    """

    def __init__(self, where: Where, hidden: str | None = None) -> None:
        """`hidden` is the code of what would otherwise be visible."""
        self.where = where
        self._hidden = hidden
        self._streams: dict[str | None, list[str]] = {}
        self._last: str | None = hidden
        self._size = 0
        self._blank = False

    @property
    def usual(self) -> str | None:
        """The code of what has none of its own."""
        return self._hidden

    def add(self, text: str, hidden: str | None = None) -> None:
        """Add a piece of running text."""
        if not text:
            return
        hidden = hidden or self._hidden
        stream = self._streams.setdefault(hidden, [])
        if self._last != hidden and hidden != self._hidden and stream and not stream[-1].endswith("\n"):
            stream.append("\n")
        stream.append(text)
        self._last = hidden
        self._size += len(text)
        self._blank = False

    def end_line(self) -> None:
        """End a line in the visible stream and in the one that was written last."""
        for hidden in {self._hidden, self._last}:
            if stream := self._streams.get(hidden):
                self._blank = hidden == self._hidden and stream[-1].endswith("\n")
                stream.append("\n")

    def aside(self, text: str, hidden: str) -> None:
        """Add a line of its own: something that goes with the text without being part of it (a link's target)."""
        if text := text.strip():
            last = self._last
            self.add(text, hidden)
            self._streams[hidden].append("\n")
            self._last = last

    def take(self) -> str:
        """Return the visible text so far and forget it; hidden text stays."""
        self._blank = False
        return "".join(self._streams.pop(self._hidden, ())).rstrip("\n")

    def inner(self) -> "Flow":
        """Return a flow for something that stands inside this one, such as a table's cell."""
        return Flow(self.where, self._hidden)

    def absorb(self, other: "Flow") -> None:
        """Take over the hidden text of an inner flow, as lines of their own."""
        for hidden, stream in other._streams.items():
            if hidden is not None:
                self.aside("".join(stream), hidden)

    @property
    def full(self) -> bool:
        """Whether there is so much text that it should be given out."""
        return self._size > 2 * FULL or (self._size > FULL and self._blank)

    def parts(self) -> Iterator[Text]:
        """Yield all text so far, the visible first, and forget it."""
        streams, self._streams, self._size, self._blank = self._streams, {}, 0, False
        for hidden in sorted(streams, key=lambda code: (code != self._hidden, code or "")):
            text = "".join(streams[hidden])
            if text.strip():
                yield Text(text.rstrip("\n"), self.where, hidden)


def table(rows: Sequence[Cells], where: Where, hidden: str | None = None) -> Table:
    """Return rows (padded to the longest) as a `Table` without declared headings."""
    return Table(_batches(rows), where, None, hidden)


def _batches(rows: Sequence[Cells]) -> Iterator[Any]:
    width = max((len(row) for row in rows), default=0)
    for start in range(0, len(rows), ROWS):
        yield to_batch(rows[start : start + ROWS], width)
