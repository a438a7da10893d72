"""Gathers what shows in an OpenDocument text into a draft; what shows is for the reader to say."""

from typing import Any

from guardbook.content import Where
from guardbook.errors import Unreadable
from guardbook.readers.image.opendocument import crop_of, lengths_of
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.odt.document import refuse_locked
from guardbook.readers.odt.story import SHAPES, Story
from guardbook.readers.odt.styles import points
from guardbook.readers.package import Package
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.office.charted import DAMAGED
from guardbook.release.clean.office.desk import Desk, Pen
from guardbook.release.clean.office.draft import (
    Block,
    Cell,
    Counter,
    Draft,
    Grid,
    Note,
    Paragraph,
    Picture,
    Section,
)
from guardbook.release.clean.office.noting import CHARTS, note
from guardbook.release.clean.office.opendocument_looks import OpenDocumentLooks
from guardbook.release.clean.office.pictures import DRAWN, remade

FORMULA = "it has a formula or an embedded document, which cannot be written anew: make a picture of it"
COVER = (
    "a drawn shape stands in front of its text, and what it covers cannot be told: take the shape away, and the words "
    "below it"
)
COUNTED_ANEW = "a point deep in a list begins to count anew: make it a list of its own"
MARGINS = {
    "header": ("header", "default"),
    "header-left": ("header", "even"),
    "header-first": ("header", "first"),
    "footer": ("footer", "default"),
    "footer-left": ("footer", "even"),
    "footer-first": ("footer", "first"),
}
MANY = 1024
"""Columns or rows that one of them may stand for."""
SMALL = 6.0
"""Points of the side up to which a drawn shape is a line."""


def draft_of(job: Job) -> Draft:
    """Return what shows in the OpenDocument text of a job; raises `Refused` and `Unreadable`."""
    package = Package(job.source, job.reading)
    if "content.xml" not in package:
        raise Unreadable("damaged: the part with its content is missing")
    refuse_locked(package)
    return _Book(package, job).draft()


class _Book:
    def __init__(self, package: Package, job: Job) -> None:
        self.package, self.job = package, job
        self.masters: dict[str, Section] = {}
        self.following: dict[str, str] = {}
        self.paper: Any = None
        self.writer = Writer(package, job)

    def draft(self) -> Draft:
        writer = self.writer
        if "styles.xml" in self.package:
            root = self.package.xml("styles.xml")
            writer.take(root)
            for each in root.iter("{*}master-page"):
                self._master(each)
        root = self.package.xml("content.xml")
        writer.take(root)
        text = child(root, "body", "text")
        writer.desk.blocks = []
        writer.below(text if text is not None else ())
        sections = self._sections(writer.desk.blocks)
        return Draft("", sections, writer.lists, self.paper)

    def _master(self, master: Any) -> None:
        writer, name = self.writer, attribute(master, "name")
        layout = attribute(master, "page-layout-name")
        section = Section(writer.looks.page(layout))
        self.paper = self.paper or writer.looks.paper(layout)
        for each in master:
            place = MARGINS.get(local(each))
            if place is not None and attribute(each, "display") != "false":
                writer.desk.blocks = []
                writer.below(each)
                section.margins[place] = writer.desk.blocks
        self.masters[name] = section
        self.following[name] = attribute(master, "next-style-name")

    def _sections(self, blocks: list[Block]) -> list[Section]:
        """Cut the text where another kind of page begins."""
        usual = "Standard" if "Standard" in self.masters else next(iter(self.masters), "")
        sections: list[Section] = []
        for block in blocks:
            name = self.writer.masters.get(id(block), "")
            if not sections or name in self.masters:
                sections.append(self._begun(name if name in self.masters else usual))
                if isinstance(block, Paragraph):
                    block.shape.new_page = False
            sections[-1].blocks.append(block)
        return sections or [Section()]

    def _begun(self, name: str) -> Section:
        own = self.masters.get(name, Section())
        later = self.masters.get(self.following.get(name, ""), own)
        margins = dict(own.margins)
        if later is not own:
            margins = {place: blocks for place, blocks in later.margins.items() if place[1] != "first"}
            for kind in ("header", "footer"):
                margins[kind, "first"] = own.margins.get((kind, "default"), [])
        return Section(own.page, [], margins)


class Writer(Story):
    """Walks OpenDocument content as the reader does, and writes what shows on a desk."""

    def __init__(self, package: Package, job: Job) -> None:
        self.desk = Desk()
        super().__init__(Pen(Where(), self.desk))
        self.package, self.job = package, job
        self.looks = OpenDocumentLooks()
        self.lists: dict[str, Any] = {}
        self.masters: dict[int, str] = {}
        """Kinds of pages by the identity of the block that each begins with."""
        self.around: tuple[str, str] | None = None
        """Family and name of the style of the shape that words stand in, where they take their looks from it."""
        self._style = ""
        self._spans: list[str] = []
        self._list: list[str] = []
        self._point = False
        """Whether the next paragraph begins a point of a list."""
        self._walks |= {
            "list": self._whole_list, "list-item": self._item, "list-header": self._header, "note": self._note,
            "tracked-changes": self._nothing, "annotation": self._nothing, "page-number": self._counter,
            "page-count": self._counter, "forms": self._nothing, "change-info": self._nothing,
        }  # fmt: skip

    def take(self, root: Any) -> None:
        """Take in the styles of a part."""
        for each in root.iter("{*}default-style", "{*}style", "{*}page-layout"):
            self.styles.take(each)
        self.looks.take(root)

    def _paragraph(self, element: Any) -> None:
        if self._inline:
            super()._paragraph(element)
            return
        desk, style = self.desk, attribute(element, "style-name")
        outer = desk.paragraph, self._style, desk.letters
        self._style = style
        written = Paragraph([], self.looks.shape(style, self.around))
        level = attribute(element, "outline-level")
        if local(element) == "h":
            written.heading = min(9, max(1, int(level) if level.isdecimal() else 1))
        self._mark(written, element)
        desk.paragraph, desk.letters = written, self.letters()
        desk.blocks.append(written)
        if master := self.looks.master(style):
            self.masters[id(written)] = master
        super()._paragraph(element)
        if not written.pieces and (self._hides(element) or any((each.text or "").strip() for each in element.iter())):
            desk.blocks[:] = [block for block in desk.blocks if block is not written]
        desk.paragraph, self._style, desk.letters = outer

    def letters(self) -> Any:
        """Return how letters look here."""
        return self.looks.letters(self._style, *self._spans, around=self.around)

    def _hides(self, element: Any) -> bool:
        return self._why is not None or any(local(each) == "hidden-paragraph" for each in element)

    def _mark(self, paragraph: Paragraph, element: Any) -> None:
        """Note of a paragraph which point of which list it is."""
        if self._list and self._point:
            self._point = False
            paragraph.list = self._list[0], min(len(self._list), 9) - 1
        elif paragraph.heading and not self._list and attribute(element, "is-list-header") != "true":
            levels = self.looks.levels("")
            if levels[paragraph.heading - 1].kind != "none":
                self.lists.setdefault("outline", levels)
                paragraph.list = "outline", paragraph.heading - 1
        if paragraph.list is not None and self.lists[paragraph.list[0]][paragraph.list[1]].kind == "none":
            paragraph.list = None

    def _whole_list(self, element: Any) -> None:
        style = attribute(element, "style-name")
        if self._list:
            self._list.append(self._list[0])
        else:
            going_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
            same = [name for name in self.lists if name.rpartition("#")[0] == style]
            name = same[-1] if going_on and same else f"{style}#{len(self.lists)}"
            if name not in self.lists:
                first = next((attribute(each, "start-value") for each in element if local(each) == "list-item"), "")
                self.lists[name] = self.looks.levels(style, int(first) if first.isdecimal() and len(first) < 6 else 0)
            self._list.append(name)
        self.below(element)
        self._list.pop()

    def _item(self, element: Any) -> None:
        start = attribute(element, "start-value")
        if start.isdecimal() and element.getprevious() is not None:
            self._begin_again(attribute(element.getparent(), "style-name"), int(start[:6]))
        self._point = True
        self.below(element)
        self._point = False

    def _begin_again(self, style: str, start: int) -> None:
        """Go on with a list that counts from another number."""
        if len(self._list) > 1:
            raise Refused(COUNTED_ANEW)
        self._list = [f"{style}#{len(self.lists)}"]
        self.lists[self._list[0]] = self.looks.levels(style, start)

    def _header(self, element: Any) -> None:
        self._point = False
        self.below(element)

    def _span(self, element: Any) -> None:
        self._spans.append(attribute(element, "style-name"))
        outer, self.desk.letters = self.desk.letters, self.letters()
        super()._span(element)
        self.desk.letters = outer
        self._spans.pop()

    def _link(self, element: Any) -> None:
        outer, self.desk.link = self.desk.link, attribute(element, "href")
        self._mixed(element)
        self.desk.link = outer

    def _counter(self, element: Any) -> None:
        if self._why is None:
            kind = "page" if local(element) == "page-number" else "pages"
            shown = "".join(element.itertext())
            self.desk.put(Counter(kind, self.desk.letters, shown))  # type: ignore[arg-type]

    def _note(self, element: Any) -> None:
        if self._why is not None:
            return
        note = Note("endnote" if attribute(element, "note-class") == "endnote" else "footnote")
        body = child(element, "note-body")
        self.desk.put(note)
        note.blocks = self.apart(body if body is not None else ())

    def apart(self, elements: Any) -> list[Block]:
        """Return the blocks of what stands within a paragraph without being part of it."""
        desk = self.desk
        outer = (desk.blocks, desk.paragraph, desk.letters, self._inline, self._later, self._style, self._spans,
                 self._list, self._point)  # fmt: skip
        desk.blocks, desk.paragraph, self._inline, self._later = [], None, 0, []
        self._style, self._spans, self._list, self._point = "", [], [], False
        self.below(elements)
        blocks = desk.blocks
        (desk.blocks, desk.paragraph, desk.letters, self._inline, self._later, self._style, self._spans,
         self._list, self._point) = outer  # fmt: skip
        return blocks

    def _frame(self, element: Any) -> None:
        images = [each for each in element if local(each) == "image"]
        objects = [each for each in element if local(each) in ("object", "object-ole", "plugin")]
        hidden = self.why_frame_hidden(element) or self._why
        if objects and hidden is None:
            self._embedded(element, objects[0], images)
        elif images and hidden is None:
            self.put_picture(element, images)
        elif hidden is None and local(element) in SHAPES and self._covers(element):
            raise Refused(COVER)
        else:
            super()._frame(element)

    def put_picture(self, frame: Any, images: list[Any]) -> None:
        """Write the first of a frame's pictures that can be made anew."""
        names = [attribute(each, "href").removeprefix("./") for each in images]
        pictures = [self.picture(frame, name) for name in names if name in self.package]
        picture = next((each for each in pictures if each is not None), None)
        if picture is not None:
            self.desk.put(picture)
        elif pictures:
            raise Refused(DRAWN)

    def picture(self, frame: Any, name: str) -> Picture | None:
        """Return a picture as a frame shows it; None for one that cannot be made anew."""
        data = self.package.read(name)
        width, height = (min(points(attribute(frame, side)) or 0.0, 1600.0) for side in ("width", "height"))
        style = attribute(frame, "style-name")
        clip = self.looks.said("graphic", style, "graphic-properties").get("clip", "")
        try:
            picture = remade(data, width, height, self.job.reading, crop_of(data, lengths_of(clip)))
        except (Refused, Unreadable):
            return None
        described = next((each for tag in ("desc", "title") for each in frame if local(each) == tag), None)
        picture.alternative = "".join(described.itertext()) if described is not None else ""
        return picture

    def _embedded(self, frame: Any, embedded: Any, images: list[Any]) -> None:
        """Write the table and the words of a chart; of another object the picture of it, if there is one."""
        name = attribute(embedded, "href").removeprefix("./").rstrip("/")
        content = f"{name}/content.xml"
        chart = child(self.package.xml(content), "body", "chart") if content in self.package else None
        if chart is None:
            names = [attribute(each, "href").removeprefix("./") for each in images]
            picture = next((found for each in names if each in self.package
                            and (found := self.picture(frame, each)) is not None), None)  # fmt: skip
            if picture is None:
                raise Refused(FORMULA)
            self.desk.put(picture)
            return
        blocks = self.apart(chart)
        if not any(isinstance(block, Grid) for block in blocks):
            raise Refused(DAMAGED)
        note(self.job, CHARTS)
        self.desk.blocks.extend(blocks)

    def _covers(self, shape: Any) -> bool:
        if local(shape) in ("line", "connector", "polyline", "g", "path") or self._words_in(shape):
            return False
        sides = [points(attribute(shape, side)) or 0.0 for side in ("width", "height")]
        style = attribute(shape, "style-name")
        said = self.looks.said("graphic", style, "graphic-properties")
        behind = said.get("run-through") == "background" or said.get("wrap", "run-through") != "run-through"
        return min(sides) > SMALL and not behind and self.looks.fill("graphic", style) is not None

    def _words_in(self, shape: Any) -> bool:
        return any(("".join(each.itertext())).strip() for each in shape.iter("{*}p", "{*}h"))

    def _table(self, element: Any) -> None:
        desk, grid = self.desk, Grid()
        outer = desk.blocks, desk.paragraph, self._list, self._point
        self._list, self._point = [], False
        for column in element.iter("{*}table-column"):
            times = attribute(column, "number-columns-repeated")
            count = min(int(times) if times.isdecimal() else 1, MANY)
            grid.widths += [self.looks.width(attribute(column, "style-name"))] * count
        self._rows(element, grid, heading=False)
        desk.blocks, desk.paragraph, self._list, self._point = outer
        cells = [attribute(each, "style-name") for each in element.iter("{*}table-cell")]
        grid.lined = any(map(self.looks.draws_lines, set(cells))) or not any(cells)
        if grid.rows:
            if master := self.looks.master(attribute(element, "style-name")):
                self.masters[id(grid)] = master
            desk.blocks.append(grid)

    def _rows(self, element: Any, grid: Grid, *, heading: bool) -> None:
        for row in element:
            if local(row) == "table-header-rows":
                self._rows(row, grid, heading=True)
            elif local(row) in ("table-rows", "table-row-group"):
                self._rows(row, grid, heading=heading)
            elif local(row) == "table-row":
                shown = attribute(row, "visibility") not in ("collapse", "filter") and self._why is None
                if shown:
                    grid.headings += heading and len(grid.rows) == grid.headings
                    self._row(row, grid)

    def _row(self, row: Any, grid: Grid) -> None:
        cells: list[Cell | None] = []
        for each in row:
            times = attribute(each, "number-columns-repeated")
            count = min(int(times) if times.isdecimal() else 1, MANY)
            if local(each) == "covered-table-cell":
                cells += [None] * count
            elif local(each) == "table-cell":
                cells += [self._cell_of(each) for _ in range(count)]
        grid.rows.append(cells)

    def _cell_of(self, element: Any) -> Cell:
        desk = self.desk
        desk.blocks, desk.paragraph = [], None
        self.below(element)
        across, down = (attribute(element, f"number-{name}-spanned") for name in ("columns", "rows"))
        style = attribute(element, "style-name")
        return Cell(
            desk.blocks,
            max(1, min(int(across), MANY)) if across.isdecimal() else 1,
            max(1, min(int(down), 100_000)) if down.isdecimal() else 1,
            self.looks.cell_shade(style),
        )
