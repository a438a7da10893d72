"""The names under which a drawing knows its fonts, colours and pictures: new ones, since the old may tell something."""

from collections.abc import Callable
from typing import Any

from pikepdf import Dictionary, Name

from guardbook.release.clean.pdf.gear import Unsure

LETTERS = {"Font": "F", "XObject": "X", "ExtGState": "G", "ColorSpace": "C", "Pattern": "P", "Shading": "S"}
"""Their first letters."""


class Names:
    """What a drawing of the old document knows by name, and what its copy does."""

    def __init__(self, old: Any, new: Any) -> None:
        """Both are resources (ISO 32000-2, 7.8.3)."""
        self.old, self._new = old, new
        self._known: dict[tuple[str, str], str] = {}

    def thing(self, category: str, name: Any) -> Any:
        """Return what the old drawing calls so; None for nothing."""
        things = self.old.get(f"/{category}")
        return things.get(str(name)) if isinstance(things, Dictionary) and isinstance(name, Name) else None

    def put_once(self, category: str, old: Any, make: Callable[[], Any]) -> str:
        """Return the new name of a thing that has an old one; `make` makes its copy the first time."""
        key = category, str(old)
        if key not in self._known:
            made = make()
            if made is None:
                raise Unsure
            self._known[key] = self.put(category, made)
        return self._known[key]

    def put(self, category: str, thing: Any, name: str = "") -> str:
        """Return the name under which the copy knows a thing from now on."""
        if f"/{category}" not in self._new:
            self._new[f"/{category}"] = Dictionary()
        things = self._new[f"/{category}"]
        name = name or f"/{LETTERS[category]}{len(things)}"
        things[name] = thing
        return name
