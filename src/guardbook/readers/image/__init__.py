"""Reads pictures: what they say of themselves, what they hold unseen, and their words."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guardbook.readers.image.document import read

__all__ = ["read"]


def __getattr__(name: str) -> Any:
    """Load Pillow where there is a picture, and not for every document that could hold one."""
    if name == "read":
        from guardbook.readers.image.document import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
