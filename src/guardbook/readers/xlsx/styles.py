"""Reads a workbook's styles as far as they decide how numbers are written, and whether cells can be seen at all."""

from dataclasses import dataclass, field
from typing import Any

from guardbook.readers.blank_formats import NumberLook
from guardbook.readers.colours import BLACK, WHITE, Colour, blends, theme_colours
from guardbook.readers.markup import child, children, local
from guardbook.readers.number_formats import Show, show_with, words_of
from guardbook.readers.package import Package
from guardbook.readers.xlsx.palette import Palette, custom_palette, paper_of

TINY = 3.0
"""Points below which letters cannot be read."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters look."""

    colour: Colour = BLACK
    tiny: bool = False

    def shows_on(self, paper: tuple[Colour, ...]) -> bool:
        """Tell whether letters can be seen on paper of some colours."""
        return not self.tiny and not all(blends(self.colour, each) for each in paper)


@dataclass(frozen=True, slots=True)
class Look:
    """How the cells of a style look."""

    ink: Ink = field(default_factory=Ink)
    paper: tuple[Colour, ...] = (WHITE,)
    numbers: NumberLook | None = None
    """Where the number format leaves something out."""

    @property
    def unseen(self) -> bool:
        """Whether no letter can be seen."""
        return not self.ink.shows_on(self.paper)


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule for cells (conditional formatting) changes in how they look: a differential format."""

    colour: Colour | None = None
    paper: Colour | None = None
    number_format: str = ""

    def hides(self, look: Look, text: str, *, numeric: bool) -> bool:
        """Tell whether a cell of a look, so changed, does not show."""
        paper = look.paper if self.paper is None else (self.paper,)
        ink = look.ink if self.colour is None else Ink(self.colour, look.ink.tiny)
        if not ink.shows_on(paper):
            return True
        return bool(self.number_format) and NumberLook(self.number_format, paper).hides(text, numeric=numeric)


@dataclass(frozen=True, slots=True)
class Styles:
    """What the sheets need of styles.xml."""

    shows: dict[str, Show] = field(default_factory=dict)
    """By style number, as cells have it (a string): how numbers are written; plainly where absent."""
    codes: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By style number: the number and the code of the format."""
    since_1904: bool = False
    """Whether days are counted from 1904."""
    words: tuple[str, ...] = ()
    """Words that number formats hold."""
    looks: dict[str, Look] = field(default_factory=dict)
    """By style number: how its cells look."""
    changes: tuple[Change, ...] = ()
    """The differential formats, in order."""
    palette: Palette = field(default_factory=Palette)

    @property
    def hiding(self) -> dict[str, Look]:
        """Return the looks that leave something out of sight."""
        return {number: look for number, look in self.looks.items() if look.unseen or look.numbers}


def read_styles(package: Package, name: str | None, theme: str | None, *, since_1904: bool) -> Styles:
    """Return the styles of a workbook, `theme` being the part of its theme; `since_1904` is its date system."""
    if name is None:
        return Styles()
    root = package.xml(name)
    palette = Palette(theme_colours(package.xml(theme))) if theme else Palette()
    if indexed := custom_palette(root):
        palette = Palette(palette.theme, indexed)
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter() if local(each) == "numFmt"}
    inks = [ink_of(each, palette) for each in children(root, "fonts")] or [Ink()]
    papers = [paper_of(each, palette) for each in children(root, "fills")] or [(WHITE,)]
    shows, looks, styled = {}, {}, {}
    for number, style in enumerate(children(root, "cellXfs")):
        kind = style.get("numFmtId", "0")
        styled[str(number)] = (int(kind) if kind.isdigit() else 0, codes.get(kind, ""))
        show = show_with(*styled[str(number)], since_1904=since_1904)
        if show:
            shows[str(number)] = show
        paper = _nth(papers, style.get("fillId"))
        numbers = NumberLook(codes.get(kind, ""), paper)
        looks[str(number)] = Look(_nth(inks, style.get("fontId")), paper, numbers if numbers else None)
    changes = tuple(change_of(each, palette) for each in children(root, "dxfs"))
    words = tuple(dict.fromkeys(word for code in codes.values() for word in words_of(code)))
    return Styles(shows, styled, since_1904, words, looks, changes, palette)


def ink_of(font: Any, palette: Palette) -> Ink:
    """Return how the letters of a font, or of a run's properties, look; a colour that is not given is black."""
    if font is None:
        return Ink()
    size = child(font, "sz")
    return Ink(palette.colour(child(font, "color")) or BLACK, size is not None and _is_tiny(size.get("val", "")))


def change_of(element: Any, palette: Palette) -> Change:
    """Return what a differential format changes; in it a solid background is the second colour (18.8.14)."""
    pattern = child(element, "fill", "patternFill")
    paper = None
    if pattern is not None and pattern.get("patternType", "solid") != "none":
        paper = palette.colour(child(pattern, "bgColor")) or palette.colour(child(pattern, "fgColor"))
    code = child(element, "numFmt")
    format_code = "" if code is None else code.get("formatCode", "")
    return Change(palette.colour(child(element, "font", "color")), paper, format_code)


def _is_tiny(size: str) -> bool:
    try:
        return float(size) < TINY
    except ValueError:
        return False


def _nth(items: list[Any], number: str | None) -> Any:
    place = int(number) if number and number.isdigit() else 0
    return items[place] if place < len(items) else items[0]
