"""How letters, paragraphs and lists of a Word document look: their own properties over those of their styles."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from guardbook.readers.colours import Colour, parse_colour, word_colour
from guardbook.readers.docx.looks import shading
from guardbook.readers.markup import OFF, attribute, child, children, local
from guardbook.release.clean.job import Refused
from guardbook.release.clean.office.draft import DEEPEST, NUMBERED, Letters, Level, Shape

SIGNS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
"""Fonts whose letters are signs: another font would show other things."""
SWITCHES = {"b": "bold", "i": "italic", "strike": "strike", "dstrike": "strike", "caps": "caps"}
ALIGN = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "justify",
         "distribute": "justify"}  # fmt: skip
BULLETS = {"o": "◦", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓"}
"""Marks in fonts of signs, as signs that every font has."""
COUNTING = {"%1", "%2", "%3", "%4", "%5", "%6", "%7", "%8", "%9"}
TALLEST = 400.0
WIDEST = 1600.0
"""Points beyond which lengths are not taken over."""


def on(element: Any) -> bool:
    """Tell whether a switch is on."""
    return attribute(element, "val") not in OFF


def twips(element: Any, *names: str) -> float | None:
    """Return the first of some attributes as points, None where none is a number of twentieths."""
    for name in names:
        value = attribute(element, name).partition(".")[0]
        if value.lstrip("-").isdigit() and len(value) < 8:
            return int(value) / 20
    return None


def fold_letters(said: dict[str, Any], properties: Any, theme: dict[str, Colour]) -> None:
    """Take into `said` what run properties say."""
    for each in properties if properties is not None else ():
        name, value = local(each), attribute(each, "val")
        if name in SWITCHES:
            said[SWITCHES[name]] = on(each)
        elif name == "u":
            said["underline"] = value not in ("", "none")
        elif name == "vertAlign":
            said["raised"] = {"superscript": "super", "subscript": "sub"}.get(value, "")
        elif name == "sz" and value.isdigit() and 4 < int(value) < 2 * TALLEST:
            said["size"] = int(value) / 2
        elif name == "color":
            said["colour"] = word_colour(each, theme)
        elif name == "highlight":
            said["mark"] = parse_colour(value)
        elif name == "shd" and "mark" not in said:
            paint = shading(each, theme)
            said["mark"] = paint if isinstance(paint, tuple) else None
        elif name == "rFonts":
            said["symbols"] = next((sign for sign in SIGNS if sign == attribute(each, "ascii")), "")


class WordLooks:
    """The styles and lists of a document."""

    def __init__(self, styles: Any, numbering: Any, theme: dict[str, Colour]) -> None:
        """`styles` and `numbering` are the roots of those parts, or None."""
        self.theme = theme
        self.styles: dict[str, Any] = {}
        self.usual = ""
        self._defaults = None if styles is None else child(styles, "docDefaults")
        for each in styles if styles is not None else ():
            if local(each) == "style":
                self.styles[attribute(each, "styleId")] = each
                if attribute(each, "default") not in {"", *OFF} and attribute(each, "type") == "paragraph":
                    self.usual = attribute(each, "styleId")
        self._numbers = {attribute(each, "numId"): each for each in numbering if local(each) == "num"} if (
            numbering is not None) else {}  # fmt: skip
        self._abstract = {attribute(each, "abstractNumId"): each for each in numbering
                          if local(each) == "abstractNum"} if numbering is not None else {}  # fmt: skip
        self.lists: dict[str, list[Level]] = {}
        """The lists that were asked for."""
        self._folded = cache(self._fold_style)

    def chain(self, style: str) -> list[Any]:
        """Return a style and those it is based on, the lowest first."""
        found: list[Any] = []
        while style in self.styles and self.styles[style] not in found:
            found.insert(0, self.styles[style])
            based = child(self.styles[style], "basedOn")
            style = "" if based is None else attribute(based, "val")
        return found

    def letters(self, style: str, run: Any, below: Iterable[Any] = ()) -> Letters:
        """Return how a run looks in a paragraph of a style; `below` are run properties of the table around it."""
        said = dict(self._folded(style or self.usual))
        for each in below:
            fold_letters(said, each, self.theme)
        if run is not None:
            own = child(run, "rStyle")
            for each in self.chain(attribute(own, "val")) if own is not None else ():
                fold_letters(said, child(each, "rPr"), self.theme)
            fold_letters(said, run, self.theme)
        return Letters(**said)

    def _fold_style(self, style: str) -> dict[str, Any]:
        said: dict[str, Any] = {"size": 10.0}
        if self._defaults is not None:
            fold_letters(said, child(self._defaults, "rPrDefault", "rPr"), self.theme)
        for each in self.chain(style):
            fold_letters(said, child(each, "rPr"), self.theme)
        return said

    def heading(self, style: str, properties: Any) -> int:
        """Return which heading a paragraph is: by the name of its style, or by the level of the outline it gives."""
        level = None if properties is None else child(properties, "outlineLvl")
        for each in reversed(self.chain(style)):
            name = child(each, "name")
            word, _, number = ("" if name is None else attribute(name, "val").casefold()).rpartition(" ")
            if word == "heading" and number.isdecimal() and len(number) == 1:
                return int(number)
            level = child(each, "pPr", "outlineLvl") if level is None else level
        number = "" if level is None else attribute(level, "val")
        return int(number) + 1 if number.isdecimal() and int(number) < DEEPEST else 0

    def shape(self, style: str, properties: Any, below: Iterable[Any] = ()) -> tuple[Shape, tuple[str, int] | None]:
        """Return how a paragraph stands, and the list and level that it is a point of.

        `below` are paragraph properties of the table around it.
        """
        steps = [child(self._defaults, "pPrDefault", "pPr") if self._defaults is not None else None, *below]
        steps += [child(each, "pPr") for each in self.chain(style or self.usual)]
        steps.append(properties)
        number, level, said_at = "", "", 0
        for at, step in enumerate(steps):
            if (found := child(step, "numPr") if step is not None else None) is not None:
                own, depth = child(found, "numId"), child(found, "ilvl")
                number, said_at = (number if own is None else attribute(own, "val")), at
                level = level if depth is None else attribute(depth, "val")
        place = self._place(number, level, style)
        if place is not None:
            steps.insert(said_at, self._level_properties(number, place[1]))
        shape = Shape()
        stops: dict[float, tuple[str, bool]] = {}
        for step in steps:
            _fold_shape(shape, stops, step, self.theme)
        shape.stops = tuple((at, *stops[at]) for at in sorted(stops))
        return shape, place

    def _place(self, number: str, level: str, style: str) -> tuple[str, int] | None:
        levels = self._levels(number)
        if not levels:
            return None
        at = int(level) if level.isdecimal() and len(level) < 2 else None
        if at is None:
            by_style = (local_level for local_level, each in levels.items() if _styled(each) == style)
            at = next(by_style, 0)
        name = self._counted_with(number)
        if name not in self.lists:
            starts = self._starts(number)
            self.lists[name] = [self._level(levels.get(each), each, starts.get(each)) for each in range(DEEPEST)]
        return (name, at) if at in levels and self.lists[name][at].kind != "none" else None

    def _counted_with(self, number: str) -> str:
        """Return a name for what a list counts with: lists of one definition go on with each other (17.9.15)."""
        list_ = self._numbers[number]
        own = child(list_, "abstractNumId")
        changed = any(local(each) == "lvlOverride" for each in list_)
        return f"list {number}" if changed or own is None else f"definition {attribute(own, 'val')}"

    def _starts(self, number: str) -> dict[int, int]:
        """Return where the levels of a list begin, as far as it says so itself (`startOverride`, 17.9.26)."""
        starts: dict[int, int] = {}
        for each in self._numbers[number]:
            level, found = attribute(each, "ilvl"), child(each, "startOverride")
            start = "" if found is None else attribute(found, "val")
            if level.isdecimal() and start.isdecimal() and len(start) < 6:
                starts[int(level)] = int(start)
        return starts

    def _levels(self, number: str) -> dict[int, Any]:
        """Return the levels of a list by their numbers, its own over those it takes over."""
        if number not in self._numbers or number == "0":
            return {}
        own = child(self._numbers[number], "abstractNumId")
        found = self._abstract.get("" if own is None else attribute(own, "val"))
        link = None if found is None else child(found, "numStyleLink")
        if link is not None:
            named = (each for each in self._abstract.values() for name in each
                     if local(name) == "styleLink" and attribute(name, "val") == attribute(link, "val"))  # fmt: skip
            found = next(named, found)
        levels = dict(_numbered(found if found is not None else ()))
        for change in self._numbers[number]:
            if local(change) == "lvlOverride":
                levels.update(_numbered(change))
        return levels

    def _level(self, level: Any, at: int, own_start: int | None) -> Level:
        if level is None:
            return Level("none", "")
        kind, text, start = (("" if (found := child(level, name)) is None else attribute(found, "val"))
                             for name in ("numFmt", "lvlText", "start"))  # fmt: skip
        kind = {"": "decimal", "decimalZero": "decimal"}.get(kind, kind)
        if (gone := child(level, "rPr", "vanish")) is not None and on(gone):
            kind = "none"
        elif kind == "bullet":
            text = _bullet(text)
        elif kind not in NUMBERED and kind != "none":
            raise Refused("it counts a list in a way that is not known: choose usual numbers or letters")
        begin = int(start) if start.isdecimal() and len(start) < 6 else 1
        return Level(kind, text, begin if own_start is None else own_start, 18.0 * (at + 1), 18.0)

    def _level_properties(self, number: str, at: int) -> Any:
        return child(self._levels(number)[at], "pPr")

    def table_steps(self, style: str, kind: str) -> Iterator[Any]:
        """Yield what a table style and those it is based on say of a part of the table, such as "firstRow"."""
        for each in self.chain(style):
            if not kind:
                yield each
            yield from (part for part in each if local(part) == "tblStylePr" and attribute(part, "type") == kind)


def _numbered(levels: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    for each in levels:
        number = attribute(each, "ilvl") if local(each) == "lvl" else ""
        if number.isdecimal() and int(number) < DEEPEST:
            yield int(number), each


def _styled(level: Any) -> str:
    style = child(level, "pStyle")
    return "\0" if style is None else attribute(style, "val")


def _bullet(text: str) -> str:
    sign = text[:1]
    if sign in BULLETS:
        return BULLETS[sign]
    return "•" if not sign or "\ue000" <= sign <= "\uf8ff" or sign.isalnum() else sign


def _fold_shape(shape: Shape, stops: dict[float, tuple[str, bool]], properties: Any, theme: dict[str, Colour]) -> None:
    for each in properties if properties is not None else ():
        name, value = local(each), attribute(each, "val")
        if name == "jc" and value in ALIGN:
            shape.align = ALIGN[value]  # type: ignore[assignment]
        elif name == "ind":
            _fold_indent(shape, each)
        elif name == "spacing":
            _fold_spacing(shape, each)
        elif name == "shd":
            paint = shading(each, theme)
            shape.shade = paint if isinstance(paint, tuple) else None
        elif name == "pageBreakBefore":
            shape.new_page = on(each)
        elif name == "tabs":
            for stop in each:
                at, kind = twips(stop, "pos"), attribute(stop, "val")
                if at is not None and kind == "clear":
                    stops.pop(at, None)
                elif at is not None and 0 < at < WIDEST:
                    kind = {"start": "left", "end": "right", "num": "left"}.get(kind, kind)
                    dots = attribute(stop, "leader") in ("dot", "hyphen", "underscore", "middleDot")
                    stops[at] = (kind if kind in ("left", "center", "right", "decimal") else "left", dots)


def _fold_indent(shape: Shape, indent: Any) -> None:
    left, right = twips(indent, "left", "start"), twips(indent, "right", "end")
    hanging, first = twips(indent, "hanging"), twips(indent, "firstLine")
    shape.left = shape.left if left is None else _within(left)
    shape.right = shape.right if right is None else _within(right)
    if hanging is not None:
        shape.first = -_within(hanging)
    elif first is not None:
        shape.first = _within(first)


def _fold_spacing(shape: Shape, spacing: Any) -> None:
    before, after, line = twips(spacing, "before"), twips(spacing, "after"), twips(spacing, "line")
    shape.before = shape.before if before is None else max(0.0, min(before, TALLEST))
    shape.after = shape.after if after is None else max(0.0, min(after, TALLEST))
    if line is not None and attribute(spacing, "lineRule") in ("", "auto"):
        shape.line = max(0.8, min(line / 12, 4.0))
    elif line is not None:
        shape.line = 1.0


def _within(length: float) -> float:
    return max(-WIDEST, min(length, WIDEST)) if abs(length) < 400 else 0.0


def lines_drawn(borders: Any) -> bool | None:
    """Tell whether borders (`tblBorders`, `tcBorders`) draw any line; None where they say nothing."""
    if borders is None or not len(borders):
        return None
    return any(attribute(each, "val") not in ("nil", "none", "") for each in borders)


def table_lined(looks: WordLooks, table: Any) -> bool:
    """Tell whether a table draws lines: by itself, by one of its cells or by its style."""
    own = lines_drawn(child(table, "tblPr", "tblBorders"))
    if any(lines_drawn(each) for each in table.iter() if local(each) == "tcBorders"):
        return True
    if own is not None:
        return own
    style = child(table, "tblPr", "tblStyle")
    said = (lines_drawn(child(each, "tblPr", "tblBorders"))
            for each in looks.chain("" if style is None else attribute(style, "val")))  # fmt: skip
    return any(said)


def cell_shade(steps: Iterable[Any], theme: dict[str, Colour]) -> Colour | None:
    """Return the colour of a cell that the last of some elements with `tcPr` gives it."""
    colour: Colour | None = None
    for step in steps:
        for each in children(step, "tcPr"):
            if local(each) == "shd":
                paint = shading(each, theme)
                colour = paint if isinstance(paint, tuple) else None
    return colour
