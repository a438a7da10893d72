"""The styles of an OpenDocument file, as far as they decide whether text shows: colours, sizes, fillings, switches."""

import re
from collections.abc import Iterator
from typing import Any

from guardbook.readers.colours import WHITE, blends, parse_colour
from guardbook.readers.docx.looks import PLAIN, Look, Paint
from guardbook.readers.markup import attribute, child, local

_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt|pc|px)$")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
FAMILIES = {"p": "paragraph", "h": "paragraph", "table-cell": "table-cell", "covered-table-cell": "table-cell",
            "table": "table", "section": "section", "table-row": "table-row"}  # fmt: skip
"""Elements that may put a colour behind text, and the family of their styles."""
USUAL_PAGE = (595.0, 842.0)
"""Width and height of a page of A4, in points."""


def points(length: str) -> float | None:
    """Return a length in points, None for what is none."""
    found = _LENGTH.match(length.strip())
    return float(found[1]) * _POINTS[found[2]] if found else None


class Styles:
    """Styles by family and name; what one does not say, its parent says (ODF 1.3, 16.2)."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self.pages: dict[str, tuple[float, float]] = {}
        """Width and height of pages by the names of their layouts, in points."""
        self.page = (0.0, 0.0)
        """Width and height of the largest page, in points, as far as any layout says."""
        self.ground: Paint = WHITE
        """The colour of the paper."""

    def take(self, element: Any) -> None:
        """Take in a style or the looks of a page."""
        name = local(element)
        if name == "page-layout":
            self._take_page(element)
        elif name in ("style", "default-style"):
            key = attribute(element, "family"), attribute(element, "name")
            self._styles[key] = _copied(element)
            self._looks.clear()
            if any(attribute(each, "run-through") == "background" for each in element):
                self.ground = "mixed"

    def _take_page(self, element: Any) -> None:
        look = child(element, "page-layout-properties")
        if look is None:
            return
        width, height = (points(attribute(look, name)) or 0.0 for name in ("page-width", "page-height"))
        self.pages[attribute(element, "name")] = width, height
        self.page = max(self.page[0], width), max(self.page[1], height)
        paint = filling(look)
        if paint is not None:
            self.ground = paint if self.ground in (WHITE, paint) else "mixed"

    def chain(self, family: str, name: str) -> Iterator[Any]:
        """Yield a style and those it takes over from, the nearest first, the default last."""
        seen: set[str] = set()
        while (style := self._styles.get((family, name))) is not None and name not in seen:
            seen.add(name)
            yield style
            name = attribute(style, "parent-style-name") or ""
            if not name:
                break
        if (usual := self._styles.get((family, ""))) is not None:
            yield usual

    def look(self, family: str, name: str) -> Look:
        """Return how letters of a style look."""
        key = family, name
        if key not in self._looks:
            look = PLAIN
            for style in reversed(list(self.chain(family, name))):
                properties = child(style, "text-properties")
                look = _look(properties, look) if properties is not None else look
            self._looks[key] = look
        return self._looks[key]

    def fill(self, family: str, name: str) -> Paint | None:
        """Return what a style puts behind text; None for nothing."""
        for style in self.chain(family, name):
            for properties in style:
                if local(properties) != "text-properties" and (said := _said(properties)):
                    return filling(properties) if said else None
        return None

    def why_hidden(self, look: Look, element: Any) -> str | None:
        """Return the code of why letters of a look do not show where they stand, None when they may show."""
        if look.vanish:
            return "hidden-text"
        if look.unreadable:
            return "unseen-text"
        if not isinstance(look.colour, tuple):
            return None
        paper = look.shade if look.shade not in (None, "auto") else self._behind(element)
        return "unseen-text" if isinstance(paper, tuple) and blends(look.colour, paper) else None

    def _behind(self, element: Any) -> Paint:
        for above in (element, *element.iterancestors()):
            name = local(above)
            style = attribute(above, "style-name")
            if name in FAMILIES and (paint := self.fill(FAMILIES[name], style)) is not None:
                return paint
            if name in ("frame", "custom-shape", "rect", "ellipse", "page"):
                return self.fill("graphic", style) or self.ground
        return self.ground


def _copied(element: Any) -> Any:
    """Return a copy, since what was read of a large part is emptied."""
    copy = element.makeelement(element.tag, dict(element.attrib))
    for each in element:
        if isinstance(each.tag, str) and local(each).endswith("-properties"):
            copy.append(copy.makeelement(each.tag, dict(each.attrib)))
    return copy


def _said(properties: Any) -> bool:
    return any(attribute(properties, name) for name in ("fill", "fill-color", "background-color"))


def filling(properties: Any) -> Paint | None:
    """Return what properties fill an area with: a colour, "mixed" for a picture or a pattern, None for nothing."""
    kind, opacity = attribute(properties, "fill"), attribute(properties, "opacity")
    if kind == "none":
        return None
    if kind not in ("", "solid") or opacity not in ("", "100%"):
        return "mixed"
    text = attribute(properties, "fill-color") or attribute(properties, "background-color")
    if not text or text == "transparent":
        return "mixed" if kind == "solid" else None
    return parse_colour(text) or "mixed"


def _look(properties: Any, below: Look) -> Look:
    """Return what text properties (16.29.28) say over the look below."""
    said: dict[str, Any] = {}
    if display := attribute(properties, "display"):
        said["vanish"] = display == "none"
    if attribute(properties, "use-window-font-color") == "true":
        said["colour"] = "auto"
    elif text := attribute(properties, "color"):
        said["colour"] = parse_colour(text) or "auto"
    if size := attribute(properties, "font-size"):
        said["size"] = _half_points(size, below.size)
    if scale := attribute(properties, "text-scale").removesuffix("%"):
        said["scale"] = int(scale) if scale.isdigit() and len(scale) < 6 else None
    if (gap := points(attribute(properties, "letter-spacing"))) is not None:
        said["spacing"] = round(gap * 20)
    if isinstance(said.get("colour"), tuple):  # LibreOffice writes an opacity of 0% beside its automatic colour
        opacity = attribute(properties, "opacity").removesuffix("%")
        said["clear"] = opacity.isdigit() and int(opacity[:3]) <= 5
    if background := attribute(properties, "background-color"):
        said["shade"] = parse_colour(background) or "auto"
    return Look(**said).over(below) if said else below


def _half_points(size: str, below: int | None) -> int | None:
    if (found := points(size)) is not None:
        return max(1, round(found * 2))
    share = size.removesuffix("%")
    return max(1, (below or 24) * int(share) // 100) if share.isdigit() and len(share) < 5 else None
