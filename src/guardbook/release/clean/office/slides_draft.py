"""Gathers what shows in a PPTX presentation into a draft; what shows is for the reader to say."""

from dataclasses import replace
from typing import Any

from guardbook.content import Where
from guardbook.readers.colours import Colour, drawing_colour
from guardbook.readers.docx.story import Context, rows_of
from guardbook.readers.image.placed import crop_of, why_not_shown
from guardbook.readers.markup import OFF, attribute, child, children, lines, local
from guardbook.readers.ooxml import main_part
from guardbook.readers.package import Package, Relationship
from guardbook.readers.pptx.deck import Deck
from guardbook.readers.pptx.patterns import Patterns
from guardbook.readers.pptx.scene import SHAPES, drawing_of, set_stage
from guardbook.readers.pptx.shapes import Shapes
from guardbook.readers.stage import Item as Place
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.office.charted import chart_blocks
from guardbook.release.clean.office.desk import Desk, Pen
from guardbook.release.clean.office.draft import (
    Block,
    Cell,
    Grid,
    Item,
    Letters,
    Paragraph,
    Picture,
    Run,
    Slide,
    Slides,
)
from guardbook.release.clean.office.noting import CHARTS, GROUNDS, OUTLINES, PACKED, note
from guardbook.release.clean.office.pictures import remade
from guardbook.release.clean.office.slide_looks import SlideLooks, role_of
from guardbook.release.clean.office.word_places import points_of, turned_by

EMU = 12_700
FAR = 4000.0
"""Points beyond which nothing is placed."""
FORMULA = "a slide has a formula, which cannot be written anew: make a picture of it"
NO_PLACE = "a slide has a shape of which nothing says where it stands: move it a little and save the slides again"
ROUND = {"ellipse": "ellipse", "roundRect": "round"}


def draft_of(job: Job) -> Slides:
    """Return what shows in the presentation of a job; raises `Refused` and `Unreadable`."""
    package = Package(job.source, job.reading)
    deck = Deck(package, job.source, job.reading)
    main = main_part(package, "ppt/presentation.xml")
    root = package.xml(main)
    draft = Slides()
    size = child(root, "sldSz")
    if size is not None and attribute(size, "cx").isdecimal() and attribute(size, "cy").isdecimal():
        deck.size = int(attribute(size, "cx")), int(attribute(size, "cy"))
        draft.width, draft.height = (min(max(length / EMU, 72.0), FAR) for length in deck.size)
    for name in deck.slides(main, root):
        if name in deck.listed:
            slide = package.xml(name)
            if slide.get("show", "1") not in OFF:
                draft.slides.append(_slide(package, job, name, slide, deck.size, draft))
    return draft


def _slide(package: Package, job: Job, name: str, root: Any, size: tuple[int, int], draft: Slides) -> Slide:
    patterns = Patterns(package, name)
    writer = _Writer(package, job, package.relationships(name), draft)
    roots = [root, *patterns.roots]
    writer.theme, writer.roots = patterns.theme, roots
    stage = set_stage(roots, size, patterns.theme, patterns.is_solid)
    writer.stage = stage
    slide = Slide(ground=stage.ground if isinstance(stage.ground, tuple) else None)
    if stage.ground == "mixed" or any(each.paint == "mixed" for each in stage.below):
        note(job, GROUNDS)
    slide.items = [item for each in stage.below if (item := _area(each)) is not None]
    writer.slide = slide
    writer.walk(root)
    return slide


def _area(place: Place) -> Item | None:
    """Return a coloured area of the pattern behind a slide, as an item without words."""
    if place.box is None or place.hidden or not place.opaque or not isinstance(place.paint, tuple):
        return None
    return Item(*_box(place), None, place.paint)


def _box(place: Place) -> tuple[float, float, float, float]:
    if place.box is None:
        raise Refused(NO_PLACE)
    left, top, width, height = (max(-FAR, min(length / EMU, FAR)) for length in place.box)
    return left, top, max(1.0, width), max(1.0, height)


class _Writer(Shapes):
    """Walks the shapes of a slide as the reader does, and writes what shows as items."""

    roots: list[Any]
    slide: Slide

    def __init__(self, package: Package, job: Job, arrows: dict[str, Relationship], draft: Slides) -> None:
        self.desk = Desk()
        super().__init__(Pen(Where(), self.desk), Context(), arrows)
        self.package, self.job, self.draft = package, job, draft
        self.looks: SlideLooks | None = None
        self._paragraph_now: Any = None
        self._content: list[Block] | Grid | Picture | None = None
        self._walks |= {"oMath": self._formula, "oMathPara": self._formula}

    def walk(self, element: Any) -> None:
        if local(element) == "fld" and self.looks is not None:
            outer = self.desk.letters
            self.desk.letters = self.looks.letters(self._paragraph_now, child(element, "rPr"))
            super().walk(element)
            self.desk.letters = outer
        else:
            super().walk(element)

    def _shape_of_slide(self, element: Any, name: str) -> None:
        place = self.stage.place(element) if self.stage else None
        if name not in SHAPES or place is None or name == "cxnSp":
            if name == "cxnSp":
                note(self.job, OUTLINES)
            super()._shape_of_slide(element, name)
            return
        hidden = self._why or (self.stage.why_hidden(element) if self.stage else None)
        if hidden is not None:
            return
        desk = self.desk
        outer = desk.blocks, desk.paragraph, self.looks, self._content
        desk.blocks, desk.paragraph, self._content = [], None, None
        self.looks = SlideLooks(element, place.models, self.roots, self.theme)
        at = len(self.slide.items)
        super()._shape_of_slide(element, name)
        icon = any(attribute(each, "showAsIcon") not in {"", *OFF} for each in element.iter())
        if icon:
            note(self.job, PACKED)
        elif name == "pic" or (name == "graphicFrame" and self._content is None and not desk.blocks):
            self._content = self._picture(element)
        self._finish(element, place, at)
        desk.blocks, desk.paragraph, self.looks, self._content = outer

    def _finish(self, element: Any, place: Place, at: int) -> None:
        """Add the item of a shape, if there is anything in it to see."""
        blocks, looks = self.desk.blocks, self.looks
        content = self._content
        if content is None and any(not isinstance(each, Paragraph) or each.pieces for each in blocks):
            content = blocks
        clear = any(local(each) == "alpha" for each in element.iter())
        solid = place.opaque or (content is not None and not clear)
        fill = place.paint if isinstance(place.paint, tuple) and solid else None
        if content is None and fill is None:
            note(self.job, OUTLINES)
            return
        item = Item(*_box(place), content, fill)
        item.role = role_of(element) if isinstance(content, list) else ""  # type: ignore[assignment]
        item.middle = looks.middle if looks is not None else "top"  # type: ignore[assignment]
        form = next((attribute(each, "prst") for each in children(element, "spPr") if local(each) == "prstGeom"), "")
        item.round = ROUND.get(form, "rectangle")  # type: ignore[assignment]
        item.line = self._line(element)
        self.slide.items.insert(at, item)

    def _line(self, element: Any) -> Colour | None:
        fill = child(element, "spPr", "ln", "solidFill")
        return None if fill is None else drawing_colour(fill, self.theme)[0]

    def _paragraph(self, element: Any) -> None:
        looks, desk = self.looks, self.desk
        if looks is None:
            super()._paragraph(element)
            return
        outer, self._paragraph_now = self._paragraph_now, element
        written = Paragraph([], looks.shape(element))
        mark = looks.mark(element)
        level = attribute(properties, "lvl") if (properties := child(element, "pPr")) is not None else ""
        if mark is not None:
            self._point(written, *mark, int(level) if level.isdecimal() and len(level) == 1 else 0)
        desk.paragraph, desk.letters = written, looks.letters(element, None)
        desk.blocks.append(written)
        super()._paragraph(element)
        desk.paragraph, self._paragraph_now = None, outer

    def _point(self, paragraph: Paragraph, name: str, mark: Any, level: int) -> None:
        levels = self.draft.lists.setdefault(name, [])
        while len(levels) <= min(level, 8):
            levels.append(replace(mark, left=18.0 * (len(levels) + 1)))
        paragraph.list = name, min(level, 8)

    def _run(self, element: Any) -> None:
        desk = self.desk
        outer = desk.letters, desk.link
        if self.looks is not None and self._paragraph_now is not None:
            desk.letters = self.looks.letters(self._paragraph_now, child(element, "rPr"))
        for link in children(element, "rPr"):
            if local(link) == "hlinkClick":
                arrow = self.relationships.get(attribute(link, "id"))
                desk.link = arrow.target if arrow is not None and arrow.external else ""
        super()._run(element)
        desk.letters, desk.link = outer

    def _table(self, element: Any) -> None:
        desk, grid = self.desk, Grid()
        outer = desk.blocks, desk.paragraph
        columns = (each for each in children(element, "tblGrid") if local(each) == "gridCol")
        grid.widths = [points_of(each, "w") for each in columns]
        for row in rows_of(element):
            cells: list[Cell | None] = []
            for cell in (each for each in row if local(each) == "tc"):
                cells.append(self._cell_of(cell))
            grid.rows.append(cells)
        desk.blocks, desk.paragraph = outer
        if self._why is None:
            self._content = grid

    def _cell_of(self, element: Any) -> Cell | None:
        if self.why_cell_hidden(element) is not None:
            return None
        self.desk.blocks, self.desk.paragraph = [], None
        self._below(element)
        spans = [attribute(element, name) for name in ("gridSpan", "rowSpan")]
        across, down = (max(1, min(int(span), 500)) if span.isdecimal() else 1 for span in spans)
        fill = next((each for each in children(element, "tcPr") if local(each) == "solidFill"), None)
        return Cell(self.desk.blocks, across, down, None if fill is None else drawing_colour(fill, self.theme)[0])

    def _placed(self, element: Any) -> None:
        super()._placed(element)
        arrow = self.relationships.get(attribute(element, "dm") or attribute(element, "id"))
        name = self.package.find(arrow.target) if arrow is not None and not arrow.external else None
        if name is None or self._why:
            return
        letters = Letters(size=14.0, colour=self.theme.get("dk1"))
        if local(element) == "relIds":
            self._content = [Paragraph([Run(line, letters)]) for line in lines(self.package.xml(name))]
        elif name.rpartition("/")[2].startswith("chart"):
            note(self.job, CHARTS)
            blocks = chart_blocks(self.package, name, letters)
            grids = [block for block in blocks if isinstance(block, Grid)]
            self._content = grids[0] if grids and len(blocks) == 1 else blocks

    def _formula(self, _: Any) -> None:
        if self._why is None:
            raise Refused(FORMULA)

    def _picture(self, element: Any) -> Picture | None:
        blip = next((each for each in element.iter() if local(each) == "blip"), None)
        arrow = self.relationships.get(attribute(blip, "embed")) if blip is not None else None
        name = self.package.find(arrow.target) if arrow is not None and not arrow.external else None
        if blip is None or name is None or why_not_shown(blip):
            return None
        turn = child(element, "spPr", "xfrm")
        turned, flipped = turned_by(turn)
        data = self.package.read(name)
        picture = remade(data, 0, 0, self.job.reading, crop_of(blip), turned, flipped)
        described = drawing_of(element)
        picture.alternative = attribute(described, "descr") if described is not None else ""
        return picture
