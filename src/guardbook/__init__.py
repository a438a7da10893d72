"""Guardbook finds personal data where it really is, and stops it leaving by mistake."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guardbook.detect import ColumnProfile, Match, find, profile

__all__ = ["ColumnProfile", "Match", "find", "profile"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load detection only when it is asked for, so that the command line starts quickly."""
    if name in __all__:
        from guardbook import detect

        return getattr(detect, name)
    raise AttributeError(name)
