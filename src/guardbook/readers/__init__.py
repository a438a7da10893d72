"""From bytes to parts, visible and hidden alike; one line here and one module makes a format known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from guardbook.content import Limits, Part, Source


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how its bytes are told from others, and which module reads it.

    The module has `read(source, context) -> Iterator[Part]`.
    """

    name: str
    """As shown to people and written in evidence."""
    module: str
    """Module in this package."""
    extensions: tuple[str, ...]
    """Usual file name endings, without the dot; another ending on these bytes is worth a remark."""
    magic: tuple[bytes, ...] = ()
    """What the first bytes are, any of these."""
    member: str = ""
    """For formats that are ZIP files: a member (or its prefix) whose presence tells the format."""
    looks: Callable[[bytes], bool] | None = None
    """For text formats: whether the first 64 KB, decoded to UTF-8, look like it."""
