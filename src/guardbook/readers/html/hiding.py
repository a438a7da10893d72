"""Tells which elements of a web page are not shown: by themselves, or by a rule of the page's style sheets."""

import re
from collections.abc import Iterator
from typing import Any

_INLINE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}",
    re.I,
)
_RULE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SIMPLE = re.compile(r"[\w-]*([.#])([\w-]+)$")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


class Hiding:
    """What hides elements of one page."""

    def __init__(self) -> None:
        self._classes: set[str] = set()
        self._ids: set[str] = set()

    def learn(self, root: Any) -> None:
        """Take in the simple rules (one class or one id) of the page's style elements; not those of media queries."""
        for style in root.iter("style"):
            for selectors, body in _rules(_COMMENT.sub("", style.text or "")):
                if _RULE.search(body):
                    for selector in selectors.split(","):
                        if found := _SIMPLE.match(selector.strip()):
                            (self._classes if found[1] == "." else self._ids).add(found[2])

    def code(self, element: Any) -> str | None:
        """Return the code of why an element itself is not shown, or None."""
        if element.tag == "template" or element.get("hidden") is not None:
            return "html-hidden-element"
        if (style := element.get("style")) and _INLINE.search(style):
            return "html-hidden-element"
        if self._classes and not self._classes.isdisjoint((element.get("class") or "").split()):
            return "html-styled-away"
        return "html-styled-away" if self._ids and element.get("id") in self._ids else None


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and bodies of the outermost rules; what stands in @media and the like is passed over."""
    start, opened, depth = 0, 0, 0
    for brace in re.finditer(r"[{}]", sheet):
        if brace[0] == "{":
            depth += 1
            opened = brace.start() if depth == 1 else opened
        elif depth:
            depth -= 1
            if depth == 0:
                selectors = sheet[start:opened]
                if "@" not in selectors:
                    yield selectors, sheet[opened + 1 : brace.start()]
                start = brace.end()
