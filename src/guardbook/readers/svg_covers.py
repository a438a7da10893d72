"""Tells which lines of a drawing lie under a filled rectangle that is drawn after them (SVG 2, 3.3)."""

import re
from typing import Any

from guardbook.readers.markup import local

_STEM = 0.45
"""Width of a letter by the size of its type, rather too small than too large."""
_USUAL = 16.0
_MOST = 10_000_000
"""How often a line is compared with a rectangle before no more are."""
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?(?:px)?\s*")
_CLEAR = ("none", "transparent", "url", "rgba", "hsla", "context")
"""How a colour begins through which something may shine."""
Box = tuple[float, float, float, float]
Frame = tuple[str, ...]
"""The transforms around an element: only what has the same ones is compared."""


class Covers:
    """The lines that show so far, and which of them were covered since."""

    def __init__(self, root: Any) -> None:
        sheets = " ".join("".join(style.itertext()) for style in root.iter("{*}style"))
        self._styled = bool(sheets)
        self._unsure = "rect" in sheets
        """Whether a style sheet may say that rectangles are not filled."""
        self._boxes: dict[str, list[tuple[Frame, Box | None]]] = {}
        self._asked = 0

    def add_line(self, line: str, element: Any) -> None:
        """Keep where a line of text stands, as far as that can be told."""
        self._boxes.setdefault(line, []).append((_frame(element), _text_box(line, element)))

    def cover(self, element: Any) -> None:
        """Take away the lines that a rectangle covers."""
        named = self._styled and (element.get("class") or element.get("id"))
        box = None if self._unsure or named or self._asked > _MOST else _filled_box(element)
        if box is None:
            return
        self._asked += len(self._boxes)
        frame = _frame(element)
        for line, places in self._boxes.items():
            self._boxes[line] = [place for place in places if place[0] != frame or not _holds(box, place[1])]

    def covered(self) -> list[str]:
        """Return the lines that stand nowhere else."""
        return [line for line, places in self._boxes.items() if not places]


def inherited(element: Any, name: str) -> str:
    """Return what an element, or the nearest one around it, says of a property; "" for nothing."""
    return next((value for each in (element, *element.iterancestors()) if (value := property_of(each, name))), "")


def property_of(element: Any, name: str) -> str:
    """Return what an element's style, or its attribute, says of a property; "" for nothing."""
    found = re.search(rf"(?:^|[;\s]){name}\s*:\s*([^;!]+)", element.get("style") or "")
    value: str = found[1] if found else element.get(name) or ""
    return value.strip().lower()


def _frame(element: Any) -> Frame:
    return tuple(each.get("transform") or "" for each in (element, *element.iterancestors()) if each.get("transform"))


def _text_box(line: str, element: Any) -> Box | None:
    place = next((each for each in element.iter("{*}text", "{*}tspan") if each.get("x") and each.get("y")), None)
    if place is None or local(element) != "text":
        return None
    x, y = _plain(place.get("x")), _plain(place.get("y"))
    told = inherited(place, "font-size")
    size = _plain(told) if told else _USUAL
    if x is None or y is None or not size:
        return None
    width = _STEM * size * len(line)
    left = x - {"middle": width / 2, "end": width}.get(inherited(place, "text-anchor"), 0)
    return left, y - 0.6 * size, left + width, y


def _filled_box(element: Any) -> Box | None:
    """Return the edges of a rectangle that nothing shines through; None where that is not sure."""
    fill = inherited(element, "fill")
    if fill.startswith(("none", "transparent", "url", "rgba", "hsla", "context")) or any(
        _moves(child) for child in element
    ):
        return None
    for each in (element, *element.iterancestors()):
        if each.get("clip-path") or each.get("mask") or each.get("filter"):
            return None
        if any((value := property_of(each, key)) and _plain(value) != 1 for key in ("opacity", "fill-opacity")):
            return None
    x, y, width, height = (_plain(element.get(key) or "0") for key in ("x", "y", "width", "height"))
    return None if x is None or y is None or not width or not height else (x, y, x + width, y + height)


def _moves(element: Any) -> bool:
    return isinstance(element.tag, str) and local(element).startswith(("animate", "set"))


def _holds(outer: Box, inner: Box | None) -> bool:
    if inner is None:
        return False
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _plain(value: str) -> float | None:
    return float(value.replace("px", "")) if _NUMBER.fullmatch(value) else None
