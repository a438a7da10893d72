"""Tells which values a number format does not show: empty sections, sections of words only, letters like the paper."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from guardbook.readers.colours import BLACK, WHITE, Colour, blends

_TOKEN = re.compile(r'"([^"]*)"?|\\(.)|_.|\*(.)|\[([^\]]*)\]|(;)|(.)', re.DOTALL)
_TEST = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d*)?)$")
_COLOURS: dict[str, Colour] = {
    "black": BLACK,
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "green": (0, 255, 0),
    "magenta": (255, 0, 255),
    "red": (255, 0, 0),
    "white": WHITE,
    "yellow": (255, 255, 0),
    "color1": BLACK,
    "color2": WHITE,
}
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "=": lambda one, other: one == other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    "<>": lambda one, other: one != other,
}


@dataclass(slots=True)
class _Section:
    value: bool = False
    """Whether it draws the value."""
    words: str = ""
    """What it draws instead."""
    text: bool = False
    """Whether it is for texts ("@")."""
    colour: Colour | None = None
    test: Callable[[float], bool] | None = None


class NumberLook:
    """What a format code (ECMA-376 part 1, 18.8.31) leaves out on paper of some colours."""

    def __init__(self, code: str, paper: tuple[Colour, ...] = (WHITE,)) -> None:
        sections = _sections(code) if code else []
        self._text = sections.pop() if len(sections) > 3 or (len(sections) > 1 and sections[-1].text) else None
        self._numbers = sections[:3]
        self._paper = paper
        self._varied = len({section.words for section in self._numbers}) > 1
        self._empty = not any(section.value or section.words for section in self._numbers)

    def __bool__(self) -> bool:
        return any(section is not None and self._conceals(section) for section in (*self._numbers, self._text))

    def hides(self, text: str, *, numeric: bool) -> bool:
        """Tell whether a value is not shown; that a zero is left blank, or shown by a word, is ordinary."""
        if not numeric:
            return self._text is not None and self._conceals(self._text)
        try:
            number = float(text)
        except ValueError:
            return False
        section = self._section(number)
        if section is None or not self._conceals(section) or (number == 0 and not self._empty):
            return False
        sign = not any(map(str.isalnum, section.words)) and self._varied
        return not section.words or not (sign or abs(number) == 1)  # an arrow for more, a word for yes

    def _section(self, number: float) -> _Section | None:
        if any(section.test for section in self._numbers):
            return next((each for each in self._numbers if each.test is None or each.test(number)), None)
        place = 0 if number > 0 else 1 if number < 0 else 2
        if place < len(self._numbers):
            return self._numbers[place]
        return self._numbers[0] if self._numbers else None

    def _conceals(self, section: _Section) -> bool:
        colour = section.colour
        return not section.value or (colour is not None and all(blends(colour, paper) for paper in self._paper))


def _sections(code: str) -> list[_Section]:
    sections = [_Section()]
    for quoted, escaped, filler, bracket, end, other in _TOKEN.findall(code):
        section = sections[-1]
        if end:
            sections.append(_Section())
        elif bracket:
            _bracket(bracket, section)
        elif other and other not in " -/().:+,$£€%":
            section.value = section.value or other.isalnum() or other in "#?@"
            section.text = section.text or other == "@"
            section.words += other
        else:
            section.words += (quoted + escaped + filler + other).strip()
    return sections


def _bracket(inner: str, section: _Section) -> None:
    name = inner.casefold()
    if match := _TEST.match(name):
        compare, limit = _TESTS[match[1]], float(match[2])
        section.test = lambda number: compare(number, limit)
    elif name.strip("hms") == "":
        section.value = True
    else:
        section.colour = section.colour or _COLOURS.get(name.replace(" ", ""))
