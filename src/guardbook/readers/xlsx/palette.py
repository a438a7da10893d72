"""Works out the colours of a workbook, which it gives directly, by theme and tint, or by a number in a palette."""

from dataclasses import dataclass, field
from typing import Any

from guardbook.readers.colours import BLACK, USUAL, WHITE, Colour, lightened, parse_colour
from guardbook.readers.markup import child, children, local

_SLOTS = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""The theme's colours in the order of their numbers (ECMA-376 part 1, 18.8.3)."""
_EIGHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_INDEXED = (
    f"{_EIGHT} {_EIGHT} 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 "
    "FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF "
    "FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 "
    "993366 333399 333333"
).split()
"""The palette of 64 colours (18.8.27)."""
_FOREGROUND, _BACKGROUND = "64", "65"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a workbook's numbers stand for."""

    theme: dict[str, Colour] = field(default_factory=lambda: dict(USUAL))
    indexed: tuple[Colour | None, ...] = tuple(map(parse_colour, _INDEXED))

    def colour(self, element: Any) -> Colour | None:
        """Return the colour of an element (`color`, `fgColor` …), None where there is none or it is automatic."""
        if element is None:
            return None
        if rgb := element.get("rgb"):
            base = parse_colour(rgb[-6:])
        elif number := element.get("theme"):
            base = self.theme.get(_SLOTS[int(number)]) if number.isdigit() and int(number) < len(_SLOTS) else None
        else:
            base = self._by_number(element.get("indexed", ""))
        return base if base is None else _tinted(base, element.get("tint"))

    def _by_number(self, number: str) -> Colour | None:
        if number in (_FOREGROUND, _BACKGROUND):
            return BLACK if number == _FOREGROUND else WHITE
        return self.indexed[int(number)] if number.isdigit() and int(number) < len(self.indexed) else None


def custom_palette(styles: Any) -> tuple[Colour | None, ...] | None:
    """Return the palette that a workbook's styles define, or None."""
    for each in styles.iter():
        if local(each) == "indexedColors":
            return tuple(parse_colour(colour.get("rgb", "")[-6:]) for colour in each)
    return None


def paper_of(fill: Any, palette: Palette) -> tuple[Colour, ...]:
    """Return the colours of a cell's background; a cell without one is white."""
    pattern, gradient = child(fill, "patternFill"), child(fill, "gradientFill")
    if gradient is not None:
        stops = [palette.colour(colour) for stop in children(fill, "gradientFill") for colour in stop]
        return tuple(colour for colour in stops if colour is not None) or (WHITE,)
    kind = "none" if pattern is None else pattern.get("patternType", "none")
    if kind == "none":
        return (WHITE,)
    front = palette.colour(child(pattern, "fgColor")) or BLACK
    return (front,) if kind == "solid" else (front, palette.colour(child(pattern, "bgColor")) or WHITE)


def _tinted(colour: Colour, tint: str | None) -> Colour:
    try:
        share = max(-1.0, min(1.0, float(tint or "0")))
    except ValueError:
        return colour
    if not share:
        return colour
    return lightened(colour, factor=1 + share) if share < 0 else lightened(colour, factor=1 - share, by=share)
