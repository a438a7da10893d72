"""The release check: what a file may hold is declared, every byte of it is read, and the difference is the verdict."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guardbook.release.checking import check_file
    from guardbook.release.declaration import Declaration, read_declaration
    from guardbook.release.verdict import Reason, Verdict

__all__ = ["Declaration", "Reason", "Verdict", "check_file", "read_declaration"]

_MODULES = {
    "Declaration": "declaration",
    "Reason": "verdict",
    "Verdict": "verdict",
    "check_file": "checking",
    "read_declaration": "declaration",
}


def __getattr__(name: str) -> Any:
    """Load a part only when it is asked for: the command line reads no file itself, so it needs no detection."""
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
