"""What every store can do: list its items, open one as a local seekable file, and say what an item's identity is."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from guardbook.errors import StoreError


@dataclass(frozen=True, slots=True)
class Item:
    """One object of a store: a file, a blob or a database table."""

    path: str
    """The part below what the user asked for; may itself be personal, so it is masked before it is shown."""
    size: int | None
    """Bytes, or None where the store does not say."""
    identity: str
    """Changes when the content does: an etag, or size and time; "" when the store has none (read every time)."""


class Store(Protocol):
    """A place that holds items; there are three kinds: local, object (S3, Azure) and SQL."""

    location: str
    """What the user asked for; holds no password."""

    def list(self) -> Iterator[Item | StoreError]:
        """Yield every item; a folder or prefix that cannot be listed is yielded as an error, and the rest goes on."""
        ...

    def open(self, item: Item) -> BinaryIO:
        """Return the item as a real, seekable, read-only file with a descriptor.

        What is remote is fetched into an unlinked temporary file, which is gone when it is closed, however the process
        ends. Raises `StoreError` with a sentence for the user.
        """
        ...


def unlinked_file(folder: Path | None) -> BinaryIO:
    """Return a temporary file that has no name on disk; `folder` is where its blocks lie (None: the system's)."""
    return cast(BinaryIO, tempfile.TemporaryFile(dir=folder))
