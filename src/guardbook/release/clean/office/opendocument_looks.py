"""How letters, paragraphs and lists of an OpenDocument file look: by their styles and those that these build on."""

from typing import Any

from guardbook.readers.colours import parse_colour
from guardbook.readers.markup import OFF, attribute, child, local
from guardbook.readers.odt.styles import filling, points
from guardbook.release.clean.job import Refused
from guardbook.release.clean.office.draft import DEEPEST, NUMBERED, Letters, Level, Page, Shape

ALIGN = {"start": "left", "left": "left", "center": "center", "end": "right", "right": "right", "justify": "justify"}
COUNTED = {sign: word for word, sign in NUMBERED.items()}
SIGNS = ("Symbol", "OpenSymbol", "StarSymbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
"""Fonts whose letters are signs."""
TALLEST = 400.0


class OpenDocumentLooks:
    """The styles of a package; those of a part that comes later stand before those of the same name."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._lists: dict[str, Any] = {}
        self._pages: dict[str, Any] = {}

    def take(self, root: Any) -> None:
        """Take in the styles of a part."""
        for each in root.iter():
            name = local(each)
            if name in ("style", "default-style"):
                self._styles[attribute(each, "family"), attribute(each, "name")] = each
            elif name in ("list-style", "outline-style"):
                self._lists[attribute(each, "name") if name == "list-style" else ""] = each
            elif name == "page-layout":
                self._pages[attribute(each, "name")] = each

    def chain(self, family: str, name: str) -> list[Any]:
        """Return a style and those it builds on, the lowest first."""
        found: list[Any] = []
        while (style := self._styles.get((family, name))) is not None and style not in found and name:
            found.insert(0, style)
            name = attribute(style, "parent-style-name")
        usual = self._styles.get((family, ""))
        return found if usual is None else [usual, *found]

    def said(self, family: str, name: str, properties: str) -> dict[str, str]:
        """Return what a style says in its properties of a kind, by names without namespace."""
        said: dict[str, str] = {}
        for style in self.chain(family, name):
            found = child(style, properties)
            for key, value in found.attrib.items() if found is not None else ():
                said[key.rpartition("}")[2]] = value
        return said

    def letters(self, paragraph: str, *spans: str, around: tuple[str, str] | None = None) -> Letters:
        """Return how letters look in a paragraph of a style, within spans of styles; `around` is a shape's style."""
        folded: dict[str, Any] = {"size": 12.0}
        steps = self.chain(*around) if around else []
        steps += self._own("paragraph", paragraph) if around else self.chain("paragraph", paragraph)
        for span in spans:
            steps += self._own("text", span)
        _fold(folded, [child(style, "text-properties") for style in steps])
        return Letters(**folded)

    def _own(self, family: str, name: str) -> list[Any]:
        """Return a style and those it builds on, without what holds for all of its family."""
        found = self.chain(family, name)
        return found[1:] if (family, "") in self._styles else found

    def shape(self, style: str, around: tuple[str, str] | None = None) -> Shape:
        """Return how a paragraph of a style stands; `around` is the style of the shape it stands in."""
        said = self.said(*around, "paragraph-properties") if around else {}
        for each in self._own("paragraph", style) if around else self.chain("paragraph", style):
            found = child(each, "paragraph-properties")
            said |= {key.rpartition("}")[2]: value for key, value in found.attrib.items()} if found is not None else {}
        shape = Shape(align=ALIGN.get(said.get("text-align", ""), ""))  # type: ignore[arg-type]
        margin = said.get("margin", "")
        for name, key in (("left", "margin-left"), ("right", "margin-right"), ("first", "text-indent")):
            length = points(said.get(key, "" if name == "first" else margin)) or 0.0
            setattr(shape, name, length if abs(length) < TALLEST else 0.0)
        for name, key in (("before", "margin-top"), ("after", "margin-bottom")):
            setattr(shape, name, max(0.0, min(points(said.get(key, margin)) or 0.0, TALLEST)))
        line = said.get("line-height", "").removesuffix("%")
        shape.line = max(0.8, min(int(line) / 100, 4.0)) if line.isdigit() and len(line) < 4 else 1.0
        shape.shade = parse_colour(said.get("background-color", ""))
        shape.new_page = said.get("break-before") == "page"
        stops: dict[float, tuple[str, bool]] = {}
        for each in self.chain("paragraph", style):
            found = child(each, "paragraph-properties", "tab-stops")
            for stop in found if found is not None else ():
                if (at := points(attribute(stop, "position"))) and 0 < at < 1600:
                    kind = {"char": "decimal"}.get(attribute(stop, "type"), attribute(stop, "type") or "left")
                    dots = attribute(stop, "leader-style") not in ("", *OFF)
                    stops[at] = (kind if kind in ("left", "center", "right", "decimal") else "left", dots)
        shape.stops = tuple((at, *stops[at]) for at in sorted(stops))
        return shape

    def master(self, style: str) -> str:
        """Return the kind of page that begins with a paragraph or table of a style, "" for none."""
        own = self._styles.get(("paragraph", style))
        own = self._styles.get(("table", style)) if own is None else own
        return "" if own is None else attribute(own, "master-page-name")

    def list_of(self, style: str) -> str:
        """Return the list style of a paragraph style."""
        return next((found for each in reversed(self.chain("paragraph", style))
                     if (found := attribute(each, "list-style-name"))), "")  # fmt: skip

    def levels(self, name: str, start: int = 0) -> list[Level]:
        """Return the levels of a list style ("": of the outline); `start` is where the first one begins, if it says."""
        levels = [Level("none", "", 1, 18.0 * (at + 1)) for at in range(DEEPEST)]
        for each in self._lists.get(name, ()):
            number = attribute(each, "level")
            if number.isdecimal() and 0 < int(number) <= DEEPEST:
                levels[int(number) - 1] = _level(each, int(number), start)
        return levels

    def cell_shade(self, style: str) -> Any:
        """Return the colour of a cell's style, None for none."""
        return parse_colour(self.said("table-cell", style, "table-cell-properties").get("background-color", ""))

    def fill(self, family: str, name: str) -> Any:
        """Return the colour that fills shapes of a style; "mixed" for a pattern, None for nothing."""
        for style in reversed(self.chain(family, name)):
            for each in style:
                if local(each) in ("graphic-properties", "drawing-page-properties") and any(
                    attribute(each, key) for key in ("fill", "fill-color", "background-color")
                ):
                    return filling(each)
        return None

    def draws_lines(self, style: str) -> bool:
        """Tell whether a cell's style draws any line."""
        said = self.said("table-cell", style, "table-cell-properties")
        return any(key.startswith("border") and value not in ("", "none") for key, value in said.items())

    def width(self, column: str) -> float:
        """Return the width of a table's column, 0 where not said."""
        said = self.said("table-column", column, "table-column-properties")
        return min(points(said.get("column-width", "")) or 0.0, 1600.0)

    def page(self, name: str) -> Page:
        """Return the paper of a page layout."""
        page, look = Page(), child(self._pages[name], "page-layout-properties") if name in self._pages else None
        if look is None:
            return page
        width, height = points(attribute(look, "page-width")), points(attribute(look, "page-height"))
        page.width = width if width and 100 <= width <= 1600 else page.width
        page.height = height if height and 100 <= height <= 1600 else page.height
        for side in ("top", "right", "bottom", "left"):
            length = points(attribute(look, f"margin-{side}") or attribute(look, "margin"))
            if length is not None and 10 <= length < 0.4 * min(page.width, page.height):
                setattr(page, side, length)
        return page

    def paper(self, name: str) -> Any:
        """Return the colour of a page layout's paper, None for none."""
        look = child(self._pages[name], "page-layout-properties") if name in self._pages else None
        return None if look is None else parse_colour(attribute(look, "background-color"))


def _fold(folded: dict[str, Any], steps: list[Any]) -> None:
    for properties in steps:
        said = {key.rpartition("}")[2]: value for key, value in properties.attrib.items()} if (
            properties is not None) else {}  # fmt: skip
        if "font-weight" in said:
            weight = said["font-weight"]
            folded["bold"] = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        if "font-style" in said:
            folded["italic"] = said["font-style"] in ("italic", "oblique")
        if "text-underline-style" in said:
            folded["underline"] = said["text-underline-style"] != "none"
        if "text-line-through-style" in said:
            folded["strike"] = said["text-line-through-style"] != "none"
        if "text-transform" in said:
            folded["caps"] = said["text-transform"] == "uppercase"
        if "text-position" in said:
            folded["raised"] = _raised(said["text-position"])
        if said.get("use-window-font-color") == "true":
            folded["colour"] = None
        elif "color" in said:
            folded["colour"] = parse_colour(said["color"])
        if "background-color" in said:
            folded["mark"] = parse_colour(said["background-color"])
        if "font-name" in said or "font-family" in said:
            name = said.get("font-name") or said.get("font-family", "").strip("'\"")
            folded["symbols"] = name if name in SIGNS else ""
        if "font-size" in said:
            folded["size"] = _size(said["font-size"], folded.get("size", 12.0))


def _raised(position: str) -> str:
    first = position.split()[0] if position.split() else ""
    if first in ("super", "sub"):
        return first
    share = first.removesuffix("%")
    if share.lstrip("-").isdigit() and int(share):
        return "sub" if int(share) < 0 else "super"
    return ""


def _size(size: str, below: float) -> float:
    length = points(size)
    if length is not None:
        return length if 2 < length < TALLEST else below
    share = size.removesuffix("%")
    return below * int(share) / 100 if share.isdigit() and 20 < int(share) < 500 else below


def _level(level: Any, number: int, start: int) -> Level:
    left, hanging = _indent(level, number)
    if local(level) == "list-level-style-bullet":
        sign = attribute(level, "bullet-char")[:1]
        sign = "•" if sign == "·" else sign
        usable = sign and not "\ue000" <= sign <= "\uf8ff" and not sign.isalnum()
        return Level("bullet", sign if usable else "•", 1, left, hanging)
    if local(level) == "list-level-style-image":
        return Level("bullet", "•", 1, left, hanging)
    form = attribute(level, "num-format")
    if not form:
        return Level("none", "", 1, left, hanging)
    if form not in COUNTED:
        raise Refused("it counts a list in a way that is not known: choose usual numbers or letters")
    shown = attribute(level, "display-levels")
    first = number - int(shown) + 1 if shown.isdecimal() and 0 < int(shown) <= number else number
    marks = ".".join(f"%{each}" for each in range(first, number + 1))
    own = attribute(level, "start-value")
    begin = start if start and number == 1 else int(own) if own.isdecimal() and len(own) < 6 else 1
    text = f"{attribute(level, 'num-prefix')}{marks}{attribute(level, 'num-suffix')}"
    return Level(COUNTED[form], text, begin, left, hanging)


def _indent(level: Any, number: int) -> tuple[float, float]:
    aligned = child(level, "list-level-properties", "list-level-label-alignment")
    if aligned is None:  # as slides and older texts say it
        old = child(level, "list-level-properties")
        before, wide = (points(attribute(old, name)) if old is not None else None
                        for name in ("space-before", "min-label-width"))  # fmt: skip
        wide = 18.0 if wide is None or not 0 <= wide < TALLEST / 2 else wide
        before = 18.0 * (number - 1) if before is None or not 0 <= before < TALLEST / 2 else before
        return before + wide, wide
    left, first = points(attribute(aligned, "margin-left")), points(attribute(aligned, "text-indent"))
    left = 18.0 * number if left is None or not 0 <= left < TALLEST else left
    return left, min(max(0.0, -(first or 0.0)), left)
