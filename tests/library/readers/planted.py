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
    headers: list[tuple[str, ...] | None] = field(default_factory=list)
    """The declared headings of each table."""
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


def read_whole(data: bytes, name: str = "document", limits: Limits | None = None, *, pictures: bool = False) -> Seen:
    """Read bytes as a scan does (with `pictures` as a check does), format told from content; codes must be known."""
    reading, seen = Reading(limits or Limits(), pictures=pictures), Seen()
    for part in reading.read(Source(BytesIO(data), name)):
        if isinstance(part, Problem):
            seen.problems.append(part.reason)
            continue
        assert part.hidden is None or part.hidden in HIDDEN
        if isinstance(part, Text):
            seen.texts.append((part.text, part.hidden))
        elif isinstance(part, Table):
            rows = [list(row.values()) for batch in part.batches for row in batch.to_pylist()]
            for column, code in part.hidden_columns.items():
                seen.tables.append(([[row[column]] for row in rows], code))
                rows = [[*row[:column], None, *row[column + 1 :]] for row in rows]
            seen.tables.append((rows, part.hidden))
            seen.headers.append(part.header)
    seen.remarks, seen.format = reading.remarks, reading.format
    return seen


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file of the members."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def ole_file(name: str, content: bytes) -> bytes:
    """Return an OLE compound file (MS-CFB 2) with one stream: a header, a sector of chains, one of names, the data."""
    content = content.ljust(4096, b"\0")  # smaller ones would go into a stream of small sectors
    content += bytes(-len(content) % 512)
    sectors = len(content) // 512
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    header[44:48] = header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = END
    header[76:] = bytes(4) + b"\xff" * 432
    chain = [*range(3, sectors + 2), 0xFFFFFFFE]
    table = b"\xfd\xff\xff\xff" + END + b"".join(number.to_bytes(4, "little") for number in chain)
    names = _entry("Root Entry", 5, 1, END, 0) + _entry(name, 2, 0xFFFFFFFF, (2).to_bytes(4, "little"), len(content))
    return bytes(header) + table.ljust(512, b"\xff") + names.ljust(512, b"\0") + content


END = b"\xfe\xff\xff\xff"
"""The mark for the end of a chain of sectors."""


def _entry(name: str, kind: int, child: int, start: bytes, size: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    entry = letters.ljust(64, b"\0") + len(letters).to_bytes(2, "little") + bytes([kind, 1])
    return (entry + b"\xff" * 8 + child.to_bytes(4, "little")).ljust(116, b"\0") + start + size.to_bytes(8, "little")
