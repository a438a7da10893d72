"""Where a reader's walk becomes a draft: what the reader finds to show is written down, what it finds hidden is not."""

from dataclasses import replace

from guardbook.content import Where
from guardbook.readers.prose import Flow
from guardbook.release.clean.office.draft import Block, Counter, Letters, Paragraph, Piece, Run


class Desk:
    """The paragraph that is being written, how its letters look, and the blocks that it belongs to."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.paragraph: Paragraph | None = None
        self.letters = Letters()
        self.link = ""
        self.counter: Counter | None = None
        """The number of a page, while what it showed is read."""

    def put(self, piece: Piece) -> None:
        """Write a piece at the end of the paragraph; one that stands in none gets its own."""
        if self.counter is not None:
            self.counter.text += piece.text if isinstance(piece, Run) else ""
            return
        if self.paragraph is None:
            self.blocks.append(Paragraph([piece]))
            return
        pieces = self.paragraph.pieces
        last = pieces[-1] if pieces else None
        if (
            isinstance(piece, Run)
            and isinstance(last, Run)
            and (piece.letters, piece.link) == (last.letters, last.link)
        ):
            pieces[-1] = replace(last, text=last.text + piece.text)
        else:
            pieces.append(piece)

    def write(self, text: str) -> None:
        """Write letters as they look now."""
        if text:
            self.put(Run(text, self.letters, self.link))


class Pen(Flow):
    """A flow that writes on a desk what shows, and forgets the rest."""

    def __init__(self, where: Where, desk: Desk) -> None:
        super().__init__(where)
        self._desk = desk

    def add(self, text: str, hidden: str | None = None) -> None:
        """Write a piece of running text if it shows."""
        if hidden is None:
            self._desk.write(text)

    def aside(self, text: str, hidden: str) -> None:
        """Forget what stands beside the text."""

    def end_line(self) -> None:
        """Pass over the end of a line: the paragraphs of the draft say where lines end."""

    def inner(self) -> Flow:
        """Return this flow: the desk knows which cell is being written."""
        return self

    def absorb(self, other: Flow) -> None:
        """Pass over what an inner flow keeps: nothing."""
