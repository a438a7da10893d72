"""How letters of a Word document look, as far as it decides whether they show: by themselves and by their styles."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from guardbook.readers.colours import Colour, parse_colour, word_colour
from guardbook.readers.markup import OFF, attribute, child, local

Paint = Colour | Literal["auto", "mixed"]
"""A colour; "auto" is what the program picks so that letters show, "mixed" a pattern or what is not known."""
TINY = 4
"""Half-points up to which letters cannot be read."""
NARROW = 5
"""Per cent of their width up to which letters cannot be read."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is said about letters; None where nothing is said."""

    vanish: bool | None = None
    colour: Paint | None = None
    size: int | None = None
    """In half-points."""
    scale: int | None = None
    """Width in per cent."""
    spacing: int | None = None
    """What stands between letters, in twentieths of a point."""
    clear: bool | None = None
    """Whether they are drawn without any colour."""
    highlight: Paint | None = None
    shade: Paint | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look where it says something, elsewhere the one below."""
        if below is PLAIN:
            return self
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(below, **{name: value for name, value in said.items() if value is not None})

    @property
    def unreadable(self) -> bool:
        """Whether letters are too small, too narrow, on top of each other or without colour."""
        size = 20 if self.size is None else self.size
        piled = self.spacing is not None and -self.spacing >= 5 * size > 0
        narrow = self.scale is not None and self.scale <= NARROW
        return bool(self.clear) or size <= TINY or narrow or piled


PLAIN = Look()


def look_of(properties: Any, theme: dict[str, Colour]) -> Look:
    """Return what run properties (`rPr`, 17.3.2) say by themselves; None says nothing."""
    said: dict[str, Any] = {}
    for each in properties if properties is not None else ():
        name, value = local(each), attribute(each, "val")
        if name in ("vanish", "specVanish"):
            said["vanish"] = value not in OFF
        elif name == "color":
            said["colour"] = word_colour(each, theme) or "auto"
        elif name in ("sz", "w", "spacing"):
            said[{"sz": "size", "w": "scale"}.get(name, name)] = _number(value)
        elif name == "highlight":
            said["highlight"] = parse_colour(value) or "auto"
        elif name == "shd":
            said["shade"] = shading(each, theme)
        elif name == "textFill":
            said["clear"] = _is_clear(each)
    return Look(**said) if said else PLAIN


def shading(element: Any, theme: dict[str, Colour]) -> Paint:
    """Return the colour of a shading (17.3.5): "auto" for none."""
    kind = attribute(element, "val")
    if kind == "solid":
        return word_colour(element, theme, "color") or "mixed"
    fill = word_colour(element, theme, "fill", "themeFill")
    return ("auto" if fill is None else fill) if kind in ("clear", "nil", "") else "mixed"


def _number(value: str) -> int | None:
    digits = value.removesuffix("%").removesuffix("pt").partition(".")[0]
    return int(digits) if digits.lstrip("-").isdigit() and len(digits) < 9 else None


def _is_clear(fill: Any) -> bool:
    """Tell whether a text effect (w14:textFill) draws nothing; its `alpha` says how much shines through."""
    if child(fill, "noFill") is not None:
        return True
    return any(local(each) == "alpha" and (_number(attribute(each, "val")) or 0) >= 95_000 for each in fill.iter())


@dataclass(slots=True)
class _Style:
    kind: str
    based: str
    look: Look
    shade: Paint | None
    shaded: bool
    """Whether a table style puts any colour behind letters."""


class Styles:
    """The styles of a document and the colours of its theme."""

    def __init__(self, theme: dict[str, Colour]) -> None:
        self.theme = theme
        self._styles: dict[str, _Style] = {}
        self._defaults = PLAIN
        self._usual = ""
        self._looks: dict[str, Look] = {}

    def take(self, root: Any) -> None:
        """Take in a styles part."""
        self._defaults = look_of(child(root, "docDefaults", "rPrDefault", "rPr"), self.theme)
        for each in root:
            if local(each) != "style":
                continue
            key, based = attribute(each, "styleId"), child(each, "basedOn")
            shade = child(each, "pPr", "shd")
            self._styles[key] = _Style(
                attribute(each, "type"),
                "" if based is None else attribute(based, "val"),
                look_of(child(each, "rPr"), self.theme),
                None if shade is None else shading(shade, self.theme),
                any(shading(fill, self.theme) != "auto" for fill in each.iter() if local(fill) == "shd"),
            )
            if attribute(each, "default") not in OFF | {""} and attribute(each, "type") == "paragraph":
                self._usual = key

    def paragraph_look(self, style: str) -> Look:
        """Return how a paragraph style's letters look; "" is the style that the document uses without saying."""
        key = style or self._usual
        if key not in self._looks:
            self._looks[key] = self._whole(key).over(self._defaults)
        return self._looks[key]

    def run_look(self, properties: Any, paragraph: Look) -> Look:
        """Return how a run looks: its own properties over its style over its paragraph's look."""
        if properties is None:
            return paragraph
        style = child(properties, "rStyle")
        look = look_of(properties, self.theme)
        if style is not None:
            look = look.over(self._whole(attribute(style, "val")))
        return paragraph if look is PLAIN else look.over(paragraph)

    def paragraph_shade(self, style: str) -> Paint | None:
        """Return what a paragraph style puts behind its letters."""
        return next((each.shade for each in self._chain(style or self._usual) if each.shade is not None), None)

    def shades_tables(self, style: str) -> bool:
        """Tell whether a table style puts a colour behind letters anywhere; one that is not known may."""
        return style not in self._styles or any(each.shaded for each in self._chain(style))

    def _whole(self, key: str) -> Look:
        look = PLAIN
        for each in reversed(list(self._chain(key))):
            look = each.look.over(look)
        return look

    def _chain(self, key: str) -> Iterator[_Style]:
        seen = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = self._styles[key].based
