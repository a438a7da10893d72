"""Walks the shapes of one slide: their paragraphs, tables and descriptions, and which of them cannot be seen."""

from typing import Any

from guardbook.readers.docx.story import Story
from guardbook.readers.docx.looks import OFF
from guardbook.readers.markup import attribute, child, local

Box = tuple[int, int, int, int]
SHAPES = frozenset({"sp", "grpSp", "pic", "graphicFrame", "cxnSp"})


class Shapes(Story):
    """A story whose text stands in shapes that may be hidden or lie beside the slide."""

    size: tuple[int, int] = (0, 0)
    """Width and height of the slides, in the file's own units; (0, 0) when not known."""
    covered: float = 0.0
    """Share of the slide that pictures cover."""

    def walk(self, element: Any) -> None:
        """Write an element and all below it; a shape's text under the code of why it cannot be seen."""
        name = local(element)
        if name in SHAPES:
            self._shape_of_slide(element, name)
        elif name == "rPr":
            self._link(element)
        else:
            super().walk(element)

    def _shape_of_slide(self, element: Any, name: str) -> None:
        box = _box(element)
        hidden = None
        if _is_hidden(element):
            hidden = "hidden-shape"
        elif box and self.size[0] and not self._on_slide(box):
            hidden = "off-slide"
        if name == "pic" and box and hidden is None and self.size[0]:
            self.covered += box[2] * box[3] / (self.size[0] * self.size[1])
        self._within(hidden, element)

    def _on_slide(self, box: Box) -> bool:
        left, top, width, height = box
        return left < self.size[0] and top < self.size[1] and left + width > 0 and top + height > 0

    def _link(self, properties: Any) -> None:
        for each in properties:
            if local(each) in ("hlinkClick", "hlinkMouseOver"):
                self._hyperlink(each)


def _is_hidden(element: Any) -> bool:
    for each in element:
        if local(each).startswith("nv") and (drawing := child(each, "cNvPr")) is not None:
            value = attribute(drawing, "hidden")
            return bool(value) and value not in OFF
    return False


def _box(element: Any) -> Box | None:
    """Return left, top, width and height of a shape where it has them itself (others stand where the layout says)."""
    transform = child(element, "xfrm")
    for properties in ("spPr", "grpSpPr"):
        transform = child(element, properties, "xfrm") if transform is None else transform
    if transform is None:
        return None
    at, size = child(transform, "off"), child(transform, "ext")
    if at is None or size is None:
        return None
    try:
        return int(at.get("x")), int(at.get("y")), int(size.get("cx")), int(size.get("cy"))
    except (TypeError, ValueError):
        return None
