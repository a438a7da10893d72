"""Knows the styles of an OpenDocument spreadsheet as far as they hide cells: colours, sizes, formats, protection."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from guardbook.readers.colours import BLACK, WHITE, Colour, blends, parse_colour
from guardbook.readers.markup import attribute, child, local

TINY = 3.0
"""Points below which letters cannot be read."""
_UNITS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75, "pc": 12.0}
_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*([a-z]+)\s*$")
_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_DRAWN = frozenset(
    "number scientific-number fraction day month year era day-of-week week-of-year quarter hours minutes seconds am-pm "
    "boolean text-content currency-symbol".split()
)


def points(length: str) -> float | None:
    """Return a length in points, None when it is none.

    >>> points("1in"), points("auto")
    (72.0, None)
    """
    match = _LENGTH.match(length)
    return float(match[1]) * _UNITS[match[2]] if match and match[2] in _UNITS else None


@dataclass(frozen=True, slots=True)
class CellLook:
    """How cells of a style look."""

    ink: Colour = BLACK
    paper: Colour = WHITE
    size: float = 10.0
    format: str = ""
    locked_away: bool = False
    """Whether protecting the sheet hides what the cells hold."""

    @property
    def unseen(self) -> bool:
        """Whether no letter can be seen."""
        return self.size < TINY or blends(self.ink, self.paper)


@dataclass(slots=True)
class _Format:
    element: Any = None
    draws: bool = False
    is_text: bool = False
    maps: list[tuple[str, float, str]] = field(default_factory=list)


class CellStyles:
    """The styles of cells and of runs within them, by name; those they build on must be taken in as well."""

    def __init__(self) -> None:
        self._elements: dict[tuple[str, str], Any] = {}
        self._looks: dict[str, CellLook] = {}
        self._formats: dict[str, _Format] = {}

    def take(self, element: Any) -> None:
        """Take in an element `style`, `default-style` or one that describes a number's format."""
        kind = local(element)
        if kind in ("style", "default-style"):
            name = attribute(element, "name") if kind == "style" else ""
            self._elements[attribute(element, "family"), name] = deepcopy(
                element
            )  # the document it comes from is emptied on the way
            self._looks.clear()
        else:
            self._formats[attribute(element, "name")] = _format(element)

    def look(self, name: str) -> CellLook:
        """Return how cells of a style look."""
        if name not in self._looks:
            look = CellLook()
            for element in self._line("table-cell", name):
                look = _changed(look, element)
            self._looks[name] = look
        return self._looks[name]

    def look_of_box(self, name: str) -> CellLook | None:
        """Return how the letters in a box of a style look, None when it is not known what is behind them."""
        look, fill, paper = CellLook(), "", WHITE
        for element in self._line("graphic", name):
            look = _changed(look, element)
            drawn = child(element, "graphic-properties")
            if drawn is not None:
                fill = attribute(drawn, "fill") or fill
                paper = parse_colour(attribute(drawn, "fill-color")) or paper
        return replace(look, paper=WHITE if fill == "none" else paper) if fill in ("none", "solid") else None

    def run_is_unseen(self, style: str, look: CellLook) -> bool:
        """Tell whether a run of a text style cannot be seen in a cell of a look."""
        for element in self._line("text", style):
            look = _changed(look, element)
        return look.unseen

    def leaves_out(self, style: str, value: str, *, numeric: bool) -> bool:
        """Tell whether the format of a style draws nothing for a value; a zero left blank is ordinary."""
        form = self._formats.get(self.look(style).format)
        if form is None:
            return False
        if not numeric:
            return form.is_text and not form.draws
        try:
            number = float(value)
        except ValueError:
            return False
        for sign, limit, target in form.maps:
            if _holds(number, sign, limit):
                form = self._formats.get(target, _Format(draws=True))
                break
        return number != 0 and not form.draws

    def format_of(self, style: str) -> Any:
        """Return the element that describes how the values of a style are written, for values above nought; or None."""
        form = self._formats.get(self.look(style).format)
        above = next((target for sign, _, target in form.maps if sign[0] == ">"), "") if form else ""
        form = self._formats.get(above, form)
        return form.element if form else None

    def _line(self, family: str, name: str) -> Iterator[Any]:
        """Yield a style's elements, the one that all build on first."""
        line: list[Any] = []
        while name and len(line) < 20:
            element = self._elements.get((family, name))
            if element is None:
                break
            line.append(element)
            name = attribute(element, "parent-style-name")
        default = self._elements.get((family, ""))
        yield from reversed([*line, default] if default is not None else line)


def _changed(look: CellLook, element: Any) -> CellLook:
    text, cell = child(element, "text-properties"), child(element, "table-cell-properties")
    if text is not None:
        if colour := parse_colour(attribute(text, "color")):
            look = replace(look, ink=colour)
        if attribute(text, "use-window-font-color") == "true":  # dark on light, light on dark
            look = replace(look, ink=WHITE if sum(look.paper) < 300 else BLACK)
        if (size := points(attribute(text, "font-size"))) is not None:
            look = replace(look, size=size)
    if cell is not None:
        paper = attribute(cell, "background-color")
        if paper:
            look = replace(look, paper=parse_colour(paper) or WHITE)
        if protect := attribute(cell, "cell-protect"):
            look = replace(look, locked_away="hidden-and-protected" in protect)
    if name := attribute(element, "data-style-name"):
        look = replace(look, format=name)
    return look


def _format(element: Any) -> _Format:
    form = _Format(deepcopy(element), is_text=local(element) == "text-style")
    for each in element:
        name = local(each)
        if name in _DRAWN or (name == "text" and any(map(str.isalnum, each.text or ""))):
            form.draws = True
        elif name == "map" and (match := _CONDITION.match(attribute(each, "condition"))):
            form.maps.append((match[1], float(match[2]), attribute(each, "apply-style-name")))
    return form


def _holds(number: float, sign: str, limit: float) -> bool:
    if sign == "=":
        return number == limit
    if sign == "!=":
        return number != limit
    less, more = (
        number < limit or ("=" in sign and number == limit),
        number > limit or ("=" in sign and number == limit),
    )
    return less if sign[0] == "<" else more


FORMATS = (
    "number-style", "currency-style", "percentage-style", "date-style", "time-style", "boolean-style", "text-style",
)  # fmt: skip
"""Elements that describe how values are written."""
