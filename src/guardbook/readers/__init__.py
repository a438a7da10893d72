"""From bytes to parts, visible and hidden alike."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guardbook.readers.reading import Reading, read_all

__all__ = ["Reading", "read_all"]


def __getattr__(name: str) -> Any:
    """Load readers only when they are asked for: a declaration needs the codes of hidden content alone."""
    if name in __all__:
        return getattr(import_module(f"{__name__}.reading"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
