"""From text and tables to findings: `find` and `profile` for callers, `examine` for scan and release."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guardbook.detect.columns import ColumnProfile, profile
    from guardbook.detect.matches import Match, find

__all__ = ["ColumnProfile", "Match", "find", "profile"]


def __getattr__(name: str) -> Any:
    """Load text and table detection each only when asked for: their modules use one another's."""
    if name in ("Match", "find"):
        from guardbook.detect import matches

        return getattr(matches, name)
    if name in ("ColumnProfile", "profile"):
        from guardbook.detect import columns

        return getattr(columns, name)
    raise AttributeError(name)
