"""Puts the text of an RTF document where it belongs: paragraphs, table cells, notes, and what does not show."""

from collections.abc import Iterator

from guardbook.content import Part, Where
from guardbook.readers.prose import Flow, table
from guardbook.readers.rows import Cells


class Page:
    """Takes text piece by piece; parts that are complete wait in `ready`."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.ready: list[Part] = []
        self._flow = Flow(where)
        self._line: list[str] = []
        self._veiled: list[str] = []
        self._code = ""
        self._later: list[str] = []
        self._row: list[str] = []
        self._rows: list[Cells] = []
        self._tables = 0

    def add(self, text: str, hidden: str | None) -> None:
        """Add running text; pieces of hidden text that stand side by side stay together."""
        if hidden != (self._code or None):
            self._unveil()
        if hidden:
            self._code = hidden
            self._veiled.append(text)
        else:
            self._line.append(text)

    def aside(self, text: str, hidden: str) -> None:
        """Add a line that does not stand in the text."""
        self._flow.aside(text, hidden)

    def note(self, text: str) -> None:
        """Add a note or a text box: it follows the paragraph it hangs on."""
        self._later.append(text)

    def end_line(self, in_table: bool) -> None:
        """End a paragraph or a line of one."""
        if in_table:
            self._line.append("\n")
            return
        if self._rows and "".join(self._line).strip():
            self._end_table()
        self._unveil()
        self._flow.add("".join(self._line))
        self._flow.end_line()
        self._line.clear()
        self._end_notes()
        if self._flow.full:
            self.ready.extend(self._flow.parts())

    def end_cell(self) -> None:
        """End a table's cell: what was written since the one before belongs to it."""
        self._unveil()
        self._row.append("".join(self._line).strip("\n"))
        self._line.clear()

    def end_row(self) -> None:
        """End a table's row."""
        if not self._rows:
            self.ready.extend(self._flow.parts())
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def end(self) -> None:
        """End the document."""
        if self._row:
            self.end_row()
        self._end_table()
        self.end_line(in_table=False)
        self.ready.extend(self._flow.parts())

    def take(self) -> Iterator[Part]:
        """Yield the parts that are complete, and forget them."""
        ready, self.ready = self.ready, []
        yield from ready

    def _unveil(self) -> None:
        if self._veiled:
            self._flow.aside("".join(self._veiled), self._code)
            self._veiled.clear()
        self._code = ""

    def _end_notes(self) -> None:
        for text in self._later:
            self._flow.add(text.strip("\n"))
            self._flow.end_line()
        self._later.clear()

    def _end_table(self) -> None:
        if any(cell for row in self._rows for cell in row):
            self._tables += 1
            self.ready.append(table(self._rows, self.where.into("table", self._tables)))
        self._rows = []
