"""What every store can do: list its items, open one as a local seekable file, and say what an item's identity is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from guardbook.errors import StoreError, UsageError


@dataclass(frozen=True, slots=True)
class Item:
    """One object of a store: a file, a blob or a database table."""

    location: str
    """Full URL or path as a user would type it; holds no password."""
    path: str
    """The part below what the user asked for; may itself be personal, so it is masked before it is shown."""
    size: int | None
    """Bytes, or None where the store does not say."""
    identity: str
    """Changes when the content does: an etag, or size and time; "" when the store has none (read every time)."""


class Store(Protocol):
    """A place that holds items; four of them: local, S3, Azure, SQL."""

    def list(self) -> Iterator[Item | StoreError]:
        """Yield every item; a folder or prefix that cannot be listed is yielded as an error, and the rest goes on."""
        ...

    def open(self, item: Item) -> BinaryIO:
        """Return the item as a real, seekable, read-only file with a descriptor (an unlinked temporary file for what is
        remote); raise `StoreError` with a sentence for the user."""
        ...


def open_store(location: str) -> Store:
    """Return the store a location names; raise `UsageError` where it has a password in it or its kind is unknown."""
    raise UsageError(f"{location}: no such kind of store")
