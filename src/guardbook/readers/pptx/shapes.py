"""Walks the shapes of one slide: their paragraphs, tables and descriptions, and which of them cannot be seen."""

from collections.abc import Iterator
from typing import Any

from guardbook.readers.colours import Colour, drawing_colour
from guardbook.readers.docx.story import Story
from guardbook.readers.markup import OFF, attribute, child, children, local
from guardbook.readers.pptx.scene import SHAPES, drawing_of
from guardbook.readers.stage import Paint, Stage

TINY = 200
"""Hundredths of a point up to which letters cannot be read."""
FIXED = frozenset({"sldNum", "dt", "hdr", "ftr"})
"""Placeholders that the program itself fills: number, date, header and footer."""


class Shapes(Story):
    """A story whose text stands in shapes that may be hidden, covered or lie beside the slide."""

    stage: Stage | None = None
    theme: dict[str, Colour] = {}  # noqa: RUF012
    printed: bool = False
    """Whether this is a page of notes: its number, date, header and footer are no notes."""
    covered: float = 0.0
    """Share of the slide that pictures cover."""
    _shape_now: Any = None

    def walk(self, element: Any) -> None:
        """Write an element and all below it; a shape's text under the code of why it cannot be seen."""
        name = local(element)
        if name in SHAPES or name == "grpSp":
            self._shape_of_slide(element, name)
        elif name == "rPr":
            self._below(each for each in element if local(each).startswith("hlink"))
        else:
            super().walk(element)

    def why_cell_hidden(self, element: Any) -> str | None:
        """Return the code of a cell that another one covers since they were merged (21.1.3.16)."""
        merged = any(attribute(element, name) not in {"", *OFF} for name in ("hMerge", "vMerge"))
        return "covered-cell" if merged else None

    def _shape_of_slide(self, element: Any, name: str) -> None:
        outer, self._shape_now = self._shape_now, element
        hidden = self.stage.why_hidden(element) if self.stage else None
        if self.printed and any(attribute(each, "type") in FIXED for each in element.iter() if local(each) == "ph"):
            hidden = "header-footer"
        if name == "grpSp" and (drawing := drawing_of(element)) is not None:
            hidden = "hidden-shape" if attribute(drawing, "hidden") not in {"", *OFF} else None
        if name == "pic" and hidden is None and self.stage:
            self.covered += self.stage.share(element)
        self._within(hidden, element)
        self._shape_now = outer

    def _run(self, element: Any) -> None:
        self._within(self._why_run_hidden(element), element)

    def _why_run_hidden(self, run: Any) -> str | None:
        """Return the code of letters that are too small, transparent, piled up, or have the colour behind them."""
        own = child(run, "rPr")
        looks = [own, *self._list_looks(run)] if own is not None else list(self._list_looks(run))
        size = next((found for look in looks if (found := _number(attribute(look, "sz")))), 1800)
        scale = self._scale()
        spacing = next((found for look in looks if (found := _number(attribute(look, "spc")))), 0)
        if size * scale <= TINY or -spacing * 2 >= size:
            return "unseen-text"
        colour: Colour | None = None
        for fill in (each for look in looks for each in look if local(each) in ("solidFill", "noFill", "gradFill")):
            colour, opacity = drawing_colour(fill, self.theme)
            outlined = own is not None and child(own, "ln") is not None and child(own, "ln", "noFill") is None
            if (local(fill) == "noFill" or opacity <= 0.05) and not outlined:
                return "unseen-text"
            break
        else:
            reference = child(self._shape_now, "style", "fontRef") if self._shape_now is not None else None
            colour = None if reference is None else drawing_colour(reference, self.theme)[0]
        if colour is None or self.stage is None or self._shape_now is None:
            return None
        paper = _cell_paint(run, self.theme)
        return "unseen-text" if self.stage.blends(self._shape_now, colour, paper) else None

    def _list_looks(self, run: Any) -> Iterator[Any]:
        """Yield what the shape's own list style says of the run's level."""
        body = next((each for each in run.iterancestors() if local(each) == "txBody"), None)
        paragraph = run.getparent()
        properties = child(paragraph, "pPr") if paragraph is not None else None
        level = (_number(attribute(properties, "lvl")) if properties is not None else 0) + 1
        look = child(body, "lstStyle", f"lvl{level}pPr", "defRPr") if body is not None else None
        if look is not None:
            yield look

    def _scale(self) -> float:
        shrunk = child(self._shape_now, "txBody", "bodyPr", "normAutofit") if self._shape_now is not None else None
        scale = "" if shrunk is None else attribute(shrunk, "fontScale")
        return (_number(scale.removesuffix("%")) or 100_000) / 100_000 if scale else 1.0


def _cell_paint(run: Any, theme: dict[str, Colour]) -> Paint | None:
    """Return what a table's cell puts behind a run; "mixed" where the table's style may, None outside tables."""
    for above in run.iterancestors():
        if local(above) != "tc":
            continue
        for each in children(above, "tcPr"):
            if local(each) == "solidFill":
                colour, opacity = drawing_colour(each, theme)
                return colour if colour and opacity > 0.95 else "mixed"
        return "mixed"
    return None


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() and len(text) < 9 else 0
