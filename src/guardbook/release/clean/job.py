"""What a cleaner is given: the file, what was declared of it, and where the copy goes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from guardbook.content import Part, Problem, Source
from guardbook.errors import GuardbookError
from guardbook.readers.hidden import HIDDEN
from guardbook.readers.reading import Reading
from guardbook.release.declaration import Declaration


class Refused(GuardbookError):
    """A clean copy cannot be made with certainty; the text says why, fit for a user, without values."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be cleaned."""

    source: Source
    out: BinaryIO
    """Where the copy is written; seekable, empty."""
    ending: str
    """The ending that the copy will have, in lower case without the dot: it says the format of the copy."""
    declaration: Declaration
    reading: Reading
    """Counts what cleaning costs; its limits hold."""
    notes: list[str] = field(default_factory=list)
    """Sentences, without values, on what a person might miss in the copy: "Its charts were left out."."""

    def shows(self, code: str | None) -> bool:
        """Tell whether content of this code stays: it shows, or was declared to stay."""
        return code is None or code in self.declaration.hidden

    def visible_parts(self) -> Iterator[Part]:
        """Yield the texts and tables that stay, columns that do not show still in them.

        Raises `Refused` for what could not be read: what nobody has seen cannot be left out with certainty.
        """
        for part in self.reading.read(self.source):
            if isinstance(part, Problem):
                raise Refused(f"it could not be read in full ({part.reason})")
            if self.shows(part.hidden):
                yield part
            elif part.hidden is not None and part.hidden not in HIDDEN:
                raise Refused("it holds something of an unknown kind")
