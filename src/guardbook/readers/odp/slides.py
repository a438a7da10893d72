"""Walks the shapes of one OpenDocument slide, and sets its stage: what is off, beside it, covered or in its colour."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from guardbook.readers.docx.looks import Look
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.odt.story import SHAPES, Story
from guardbook.readers.odt.styles import Styles, points
from guardbook.readers.stage import Box, Item, Paint, Stage

PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
SQUARE = frozenset({"rectangle", "round-rectangle", "flowchart-process", "mso-spt1", "ooxml-rect", "ooxml-roundRect"})
"""Outlines of drawn shapes that fill their box but for the corners."""


class Slide(Story):
    """A story whose text stands in shapes that may be switched off, covered or lie beside the slide."""

    stage: Stage | None = None
    layers_off: set[str] = set()  # noqa: RUF012
    _shape: Any = None

    def within(self, hidden: str | None, element: Any) -> None:
        """Write an element under a code."""
        self._within(hidden, lambda: self.walk(element))

    def _frame(self, element: Any) -> None:
        outer, self._shape = self._shape, element
        super()._frame(element)
        self._shape = outer

    def why_frame_hidden(self, element: Any) -> str | None:
        """Return the code of why a shape cannot be seen, None when it can."""
        if attribute(element, "placeholder") == "true":  # what it holds is a prompt that no audience sees
            return "slide-master"
        if local(element) == "g" and attribute(element, "display") == "none":
            return "hidden-shape"
        return self.stage.why_hidden(element) if self.stage else None

    def why_letters_hidden(self, look: Look, element: Any) -> str | None:
        """Return the code of why letters of a look do not show, None when they may show."""
        if look.vanish:
            return "hidden-text"
        if look.unreadable:
            return "unseen-text"
        if self.stage is None or self._shape is None or not isinstance(look.colour, tuple):
            return None
        own: Paint | None = look.shade if look.shade not in (None, "auto") else None  # type: ignore[assignment]
        own = own or self._cell_paint(element)
        return "unseen-text" if self.stage.blends(self._shape, look.colour, own) else None

    def _cell_paint(self, element: Any) -> Paint | None:
        for above in element.iterancestors():
            if local(above) == "table-cell":
                paint = self.styles.fill("table-cell", attribute(above, "style-name"))
                return "mixed" if paint in (None, "auto") else paint  # type: ignore[return-value]
        return None


def stage_of(page: Any, master: Any | None, story: Slide, is_solid: Callable[[Any], bool]) -> Stage:
    """Return the stage of a slide before its master."""
    styles = story.styles
    size, ground = (0.0, 0.0), styles.fill("drawing-page", attribute(page, "style-name"))
    if master is not None:
        size = styles.pages.get(attribute(master, "page-layout-name"), size)
        ground = ground or styles.fill("drawing-page", attribute(master, "style-name"))
    below = [] if master is None else [each for each in master if attribute(each, "placeholder") != "true"]
    moving = {attribute(each, "targetElement") for each in page.iter()} - {""}
    return Stage(
        list(_items(page, styles, story.layers_off)),
        [item for item in _items(below, styles, set()) if not attribute(item.element, "class")],
        size,
        (255, 255, 255) if ground in (None, "auto") else ground,  # type: ignore[arg-type]
        moving,
        is_solid,
    )


def _items(shapes: Iterable[Any], styles: Styles, layers_off: set[str]) -> Iterator[Item]:
    for each in shapes:
        name = local(each)
        if name == "g":
            yield from _items(each, styles, layers_off)
        elif name == "frame" or name in SHAPES:
            yield _item(each, styles, layers_off)


def _item(element: Any, styles: Styles, layers_off: set[str]) -> Item:
    own = element.get(f"{PRESENTATION}style-name")
    paint = styles.fill("presentation", own) if own else styles.fill("graphic", attribute(element, "style-name"))
    picture = child(element, "image") is not None and child(element, "object") is None
    geometry = child(element, "enhanced-geometry")
    square = local(element) in ("frame", "rect") or (geometry is not None and attribute(geometry, "type") in SQUARE)
    hidden = "hidden-shape" if attribute(element, "display") == "none" else None
    if attribute(element, "layer") in layers_off:
        hidden = "hidden-layer"
    return Item(
        element,
        _box(element),
        "mixed" if picture or child(element, "object") is not None else paint,  # type: ignore[arg-type]
        picture or (square and isinstance(paint, tuple)),
        hidden,
        element.get("{http://www.w3.org/XML/1998/namespace}id") or attribute(element, "id"),
        picture,
    )


def _box(element: Any) -> Box | None:
    if attribute(element, "transform"):
        return None
    left, top, width, height = (points(attribute(element, name)) for name in ("x", "y", "width", "height"))
    if left is None or top is None or width is None:
        return None
    return left, top, width, height or 0.0
