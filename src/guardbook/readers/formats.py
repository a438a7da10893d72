"""Every format Guardbook reads, in the order they are tried: one line here and one module make a format known."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how its bytes are told from others, and which module reads it.

    The module has `read(source: Source, reading: Reading) -> Iterator[Part]` and may raise `Unreadable`.
    """

    name: str
    """As shown to people and written in evidence."""
    module: str
    """Module of `guardbook.readers`."""
    extensions: tuple[str, ...]
    """Usual file name endings, without the dot."""
    magic: tuple[bytes, ...] = ()
    """What the first bytes are: any of these."""
    member: str = ""
    """For formats that are ZIP files: the member whose presence tells the format."""
    looks: Callable[[bytes, str], bool] | None = None
    """For the rest: told from the first 64 KB (as they are) and the extension, which only breaks ties."""


FORMATS: tuple[Format, ...] = ()
