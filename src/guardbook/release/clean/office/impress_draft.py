"""Gathers what shows in an OpenDocument presentation into a draft; what shows is for the reader to say."""

import re
from math import cos, sin
from typing import Any

from guardbook.errors import Unreadable
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.odp.document import is_switched_off
from guardbook.readers.odp.slides import PRESENTATION, stage_of
from guardbook.readers.odp.slides import Slide as ReaderSlide
from guardbook.readers.odt.document import refuse_locked
from guardbook.readers.odt.styles import points
from guardbook.readers.package import Package
from guardbook.readers.stage import Item as Place
from guardbook.readers.stage import has_no_holes
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.office.draft import Block, Grid, Item, Paragraph, Picture, Slide, Slides
from guardbook.release.clean.office.noting import CHARTS, GROUNDS, OUTLINES, note
from guardbook.release.clean.office.opendocument_draft import FORMULA, Writer
from guardbook.release.clean.office.pictures import DRAWN
from guardbook.release.clean.office.slides_draft import FAR, NO_PLACE

ROUND = {"ellipse": "ellipse", "circle": "ellipse", "round-rectangle": "round"}
MIDDLE = {"top": "top", "middle": "middle", "bottom": "bottom"}
_STEP = re.compile(r"(rotate|translate) \(([^)]*)\)")
BODIES = ("outline", "subtitle", "object", "text")


def draft_of(job: Job) -> Slides:
    """Return what shows in the presentation of a job; raises `Refused` and `Unreadable`."""
    package = Package(job.source, job.reading)
    if "content.xml" not in package:
        raise Unreadable("damaged: the part with its content is missing")
    refuse_locked(package)
    writer = _Writer(package, job)
    masters: dict[str, Any] = {}
    if "styles.xml" in package:
        root = package.xml("styles.xml")
        writer.take(root)
        masters = {attribute(each, "name"): each for each in root.iter("{*}master-page")}
        writer.layers_off = {
            attribute(each, "name") for each in root.iter("{*}layer") if attribute(each, "display") == "none"
        }
    root = package.xml("content.xml")
    writer.take(root)
    draft = Slides()
    for page in root.iter("{*}page"):
        if not is_switched_off(page, writer.styles):
            draft.slides.append(writer.page(page, masters.get(attribute(page, "master-page-name")), draft))
    draft.lists = writer.lists
    return draft


class _Writer(Writer, ReaderSlide):
    """Walks the shapes of slides as the reader does, and writes what shows as items."""

    def page(self, page: Any, master: Any, draft: Slides) -> Slide:
        """Return one slide; the size of its paper becomes that of all."""
        self.stage = stage = stage_of(page, master, self, self._is_solid)
        if all(stage.size):
            draft.width, draft.height = (min(max(side, 72.0), FAR) for side in stage.size)
        self.slide = Slide(ground=stage.ground if isinstance(stage.ground, tuple) else None)
        if stage.ground == "mixed" or any(each.paint == "mixed" for each in stage.below):
            note(self.job, GROUNDS)
        self.slide.items = [item for each in stage.below if (item := _area(each)) is not None]
        for each in page:
            if local(each) not in ("notes", "forms", "annotation"):
                self.walk(each)
        return self.slide

    def _is_solid(self, frame: Any) -> bool:
        target = next((attribute(each, "href") for each in frame if local(each) == "image"), "").removeprefix("./")
        if target not in self.package:
            return False
        with self.package.open(target) as stream:
            return has_no_holes(stream.read(4096))

    def _frame(self, element: Any) -> None:
        place = self.stage.place(element) if self.stage else None
        if place is None:
            ReaderSlide._frame(self, element)
            return
        if self.why_frame_hidden(element) or self._why:
            return
        desk, name = self.desk, element.get(f"{PRESENTATION}style-name")
        outer = desk.blocks, desk.paragraph, self.around
        desk.blocks, desk.paragraph = [], None
        self.around = ("presentation", name) if name else ("graphic", attribute(element, "style-name"))
        content = self._content(element)
        self._finish(element, place, content)
        desk.blocks, desk.paragraph, self.around = outer

    def _content(self, element: Any) -> list[Block] | Grid | Picture | None:
        images = [each for each in element if local(each) == "image"]
        objects = [each for each in element if local(each) in ("object", "object-ole", "plugin")]
        tables = [each for each in element if local(each) == "table"]
        if tables:
            self._shape, shape = element, self._shape
            self.walk(tables[0])
            self._shape = shape
            return next((block for block in self.desk.blocks if isinstance(block, Grid)), None)
        if objects:
            return self._chart(element, objects[0], images)
        if images:
            return self._first_picture(element, images)
        ReaderSlide._frame(self, element)
        blocks = self.desk.blocks
        return blocks if any(not isinstance(each, Paragraph) or each.pieces for each in blocks) else None

    def _first_picture(self, frame: Any, images: list[Any]) -> Picture | None:
        names = [attribute(each, "href").removeprefix("./") for each in images]
        found = [self.picture(frame, name) for name in names if name in self.package]
        if found and not any(found):
            raise Refused(DRAWN)
        return next((each for each in found if each is not None), None)

    def _chart(self, frame: Any, embedded: Any, images: list[Any]) -> list[Block] | Grid | Picture:
        content = attribute(embedded, "href").removeprefix("./").rstrip("/") + "/content.xml"
        chart = child(self.package.xml(content), "body", "chart") if content in self.package else None
        if chart is None:
            names = [attribute(each, "href").removeprefix("./") for each in images]
            found = (self.picture(frame, name) for name in names if name in self.package)
            picture = next((each for each in found if each is not None), None)
            if picture is None:
                raise Refused(FORMULA)
            return picture
        note(self.job, CHARTS)
        stage, self.stage = self.stage, None
        around, self.around = self.around, None
        blocks = self.apart(chart)
        self.stage, self.around = stage, around
        return blocks[0] if len(blocks) == 1 and isinstance(blocks[0], Grid) else blocks

    def _finish(self, element: Any, place: Place, content: list[Block] | Grid | Picture | None) -> None:
        own = element.get(f"{PRESENTATION}style-name")
        family, style = ("presentation", own) if own else ("graphic", attribute(element, "style-name"))
        said = self.looks.said(family, style, "graphic-properties")
        clear = said.get("opacity", "100%") != "100%"
        solid = place.opaque or (content is not None and not clear)
        fill = place.paint if isinstance(place.paint, tuple) and solid and not place.picture else None
        if content is None and fill is None:
            note(self.job, OUTLINES)
            return
        box = place.box or _turned_box(element)
        if box is None:
            raise Refused(NO_PLACE)
        left, top, width, height = (max(-FAR, min(length, FAR)) for length in box)
        item = Item(left, top, max(1.0, width), max(1.0, height), content, fill)
        kind = attribute(element, "class")
        if isinstance(content, list):
            item.role = "title" if kind == "title" else "body" if kind in BODIES else ""
        item.middle = MIDDLE.get(said.get("textarea-vertical-align", ""), "top")  # type: ignore[assignment]
        geometry = child(element, "enhanced-geometry")
        form = local(element) if geometry is None else attribute(geometry, "type")
        item.round = ROUND.get(form, "rectangle")  # type: ignore[assignment]
        self.slide.items.append(item)


def _turned_box(element: Any) -> tuple[float, float, float, float] | None:
    """Return the box of a shape that is turned or moved (draw:transform, ODF 1.3, 19.228) as if it stood upright."""
    width, height = (points(attribute(element, side)) for side in ("width", "height"))
    found = dict(_STEP.findall(attribute(element, "transform")))
    at = [points(each) for each in found.get("translate", "").split()]
    if width is None or height is None or len(at) != 2 or at[0] is None or at[1] is None:
        return None
    try:
        angle = float(found.get("rotate", "0"))
    except ValueError:
        return None
    across = at[0] + (width * cos(angle) + height * sin(angle)) / 2
    down = at[1] + (height * cos(angle) - width * sin(angle)) / 2
    return across - width / 2, down - height / 2, width, height


def _area(place: Place) -> Item | None:
    """Return a coloured area of the pattern behind a slide, as an item without words."""
    if place.box is None or place.hidden or not place.opaque or not isinstance(place.paint, tuple):
        return None
    left, top, width, height = place.box
    return Item(left, top, max(1.0, width), max(1.0, height), None, place.paint)
