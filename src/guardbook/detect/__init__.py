"""From text and tables to findings: `find` and `profile` for callers, `examine` for scan and release."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guardbook.detect.columns import ColumnProfile, profile
    from guardbook.detect.labels import safe_label, safe_path
    from guardbook.detect.match import Match
    from guardbook.detect.matches import find
    from guardbook.detect.parts import examine

__all__ = ["ColumnProfile", "Match", "examine", "find", "profile", "safe_label", "safe_path"]

_MODULES = {
    "ColumnProfile": "columns",
    "Match": "match",
    "examine": "parts",
    "find": "matches",
    "profile": "columns",
    "safe_label": "labels",
    "safe_path": "labels",
}


def __getattr__(name: str) -> Any:
    """Load a part only when it is asked for: a look at one line of text needs nothing that tables do."""
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
