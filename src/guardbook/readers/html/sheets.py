"""Tells how a web page's elements look, where the page's own style elements say all that there is to say."""

import re
from collections.abc import Iterable
from typing import Any

_SIMPLE = re.compile(r"(?:[a-z]\w*|[.#][\w-]+|[a-z]\w*[.#][\w-]+)$", re.I)
_COLOURS = re.compile(r"(?:^|[;\s{])(?:color|background[\w-]*|mix-blend-mode)\s*:", re.I)
_IMPORT = re.compile(r"@import(?![^;]*font)", re.I)
_CONDITION = re.compile(r"@(?:media|supports|layer|container)\b", re.I)
_PASSING = re.compile(r":{1,2}(?:hover|focus|active|visited|before|after|marker|selection)\b", re.I)
"""What holds only while somebody points at an element, or adds to it."""
_NAMES, _LONG = 8, 1000
"""Classes of an element, and letters said of each, that are looked at."""


class Sheet:
    """What a page's own style elements say of elements of a class, an id or a name."""

    def __init__(self, root: Any, text: str, rules: Iterable[tuple[str, str]]) -> None:
        """`text` is that of all style elements, `rules` are the selectors and bodies of its outermost rules."""
        linked = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
        other = linked or _IMPORT.search(text) or _CONDITION.search(text) or "position" in text
        self.is_whole = bool(text.strip()) and not other
        """Whether all colours come from rules that are simple: no other sheet, nothing placed over anything else."""
        self._said: dict[str, str] = {}
        for selectors, body in rules if self.is_whole else ():
            for selector in map(str.strip, selectors.split(",")):
                if _SIMPLE.match(selector):
                    self._said[selector] = f"{body};{self._said.get(selector, '')}"[:_LONG]
                elif _COLOURS.search(body) and not _PASSING.search(selector):
                    self.is_whole = False

    def __call__(self, element: Any) -> str:
        """Return what is said of an element, what counts most first."""
        tag = element.tag if isinstance(element.tag, str) else ""
        classes = (element.get("class") or "").split()[:_NAMES]
        names = [f"#{element.get('id')}", *(f".{name}" for name in classes[::-1])]
        said = (self._said.get(key, "") for name in names for key in (f"{tag}{name}", name))
        return ";".join((element.get("style") or "", *said, self._said.get(tag, "")))[: 4 * _LONG]
