"""Reads a planted file whole and says under which codes its markers were found."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from guardbook.content import Limits, Problem, Source, Table, Text
from guardbook.readers import Reading
from guardbook.readers.hidden import HIDDEN


@dataclass
class Seen:
    """Everything a reading yielded: texts and tables with their codes, problems, remarks."""

    texts: list[tuple[str, str | None]] = field(default_factory=list)
    tables: list[tuple[list[list[str | None]], str | None]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    format: str = ""

    def codes(self, marker: str) -> set[str | None]:
        """Return the codes of all parts that hold the marker, None for where it shows; empty when nobody read it."""
        found = {code for text, code in self.texts if marker in text}
        for rows, code in self.tables:
            found |= {code for row in rows for cell in row if cell and marker in cell}
        return found

    @property
    def visible(self) -> str:
        """All visible running text."""
        return "\n".join(text for text, code in self.texts if code is None)

    @property
    def visible_rows(self) -> list[list[str | None]]:
        """All rows of visible tables."""
        return [row for rows, code in self.tables if code is None for row in rows]


def read_whole(data: bytes, name: str = "document", limits: Limits | None = None) -> Seen:
    """Read bytes as a scan does, format told from content; every code must be one of the table's."""
    reading, seen = Reading(limits or Limits()), Seen()
    for part in reading.read(Source(BytesIO(data), name)):
        if isinstance(part, Problem):
            seen.problems.append(part.reason)
            continue
        assert part.hidden is None or part.hidden in HIDDEN
        if isinstance(part, Text):
            seen.texts.append((part.text, part.hidden))
        elif isinstance(part, Table):
            rows = [list(row.values()) for batch in part.batches for row in batch.to_pylist()]
            seen.tables.append((rows, part.hidden))
    seen.remarks, seen.format = reading.remarks, reading.format
    return seen


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file of the members."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()
