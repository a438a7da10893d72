"""What a reader yields: parts of a file, where each part is, and why a person would not see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way into a file: `kind` is "member", "sheet", "page", "table", "key" and so on.

    `name` comes from the file and may itself be personal, so it is shown only through `Where.label`;
    `number` (from 1) is always safe to show.
    """

    kind: str
    number: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The way from the outermost file to a part: a tuple of steps, empty for the file itself."""

    steps: tuple[Step, ...] = ()

    def into(self, kind: str, number: int | None = None, name: str | None = None) -> "Where":
        """Return the place one step further in."""
        return Where((*self.steps, Step(kind, number, name)))


@dataclass(frozen=True, slots=True)
class Text:
    """Running text. `hidden` is the code of why a person would not see it, or None when they would."""

    text: str
    where: Where = Where()
    hidden: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns, streamed.

    `header` holds the column names where the format itself says so (Parquet, SQL, a declared Excel table);
    None means the first row may or may not be headings and detection decides.
    `batches` yields `pyarrow.RecordBatch` with string columns only (null for an empty cell); all batches of a table
    have the same number of columns; column names in the batches carry no meaning.
    `hidden` is a code for the whole table (a hidden sheet); `hidden_columns` gives codes by column number (from 0).
    Hidden rows are yielded as a table of their own with the same header and `hidden` set.
    """

    batches: Iterator[Any]
    where: Where = Where()
    header: tuple[str, ...] | None = None
    hidden: str | None = None
    hidden_columns: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """A place inside a file that could not be read: the file is then partly read."""

    reason: str
    where: Where = Where()


Part = Text | Table | Problem


@dataclass(frozen=True, slots=True)
class Bulk:
    """Bytes of a file in which nothing is to be read: a font, a printer's settings, padding, what nothing refers to."""

    what: str
    """What they are, in words: "a font"."""
    size: int
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost before reading it stops."""

    seconds: float = 300.0
    """Wall-clock seconds for one object."""
    memory: int = 2 * 1024**3
    """Bytes of address space a reading process may use beyond what it starts with."""
    output: int = 20 * 1024**3
    """Bytes that one object may unpack to, all its members together."""
    held: int = 256 * 1024**2
    """Bytes of one member that may be held in memory at a time (formats that cannot be streamed)."""
    depth: int = 6
    """How many containers may stand within one another."""
    members: int = 100_000
    """How many members one object may hold, all levels together."""
    ratio: int = 250
    """How many times its packed size something may unpack to, once that is more than some 64 MB."""


@dataclass(slots=True)
class Source:
    """Bytes to be read: a seekable binary file, the name it goes by, and how deep inside others it lies."""

    file: BinaryIO
    name: str
    where: Where = Where()
    depth: int = 0
    hidden: str | None = None
    """Code handed down when the whole file is itself hidden (an embedded workbook)."""
