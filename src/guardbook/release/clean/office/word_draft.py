"""Gathers what shows in a Word document into a draft; what shows is for the reader to say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from guardbook.content import Where
from guardbook.readers.docx.document import Document
from guardbook.readers.docx.sections import Sections
from guardbook.readers.docx.story import Context, Story, rows_of, why_row_hidden
from guardbook.readers.docx.visibility import box_fill
from guardbook.readers.image.placed import crop_of, why_not_shown
from guardbook.readers.markup import attribute, child, children, lines, local
from guardbook.readers.ooxml import main_part
from guardbook.readers.package import Package, Relationship
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.office.charted import chart_blocks
from guardbook.release.clean.office.desk import Desk, Pen
from guardbook.release.clean.office.draft import (
    Block,
    Break,
    Cell,
    Counter,
    Draft,
    Grid,
    Note,
    Paragraph,
    Run,
    Section,
)
from guardbook.release.clean.office.noting import CHARTS, OUTLINES, PACKED, note
from guardbook.release.clean.office.pictures import remade
from guardbook.release.clean.office.word_looks import SIGNS, WordLooks, cell_shade, on, table_lined, twips
from guardbook.release.clean.office.word_places import (
    cell_reaching_down,
    cells_of,
    covers_text,
    form_state,
    has_look,
    is_continuous,
    is_icon,
    old_shape_covers_text,
    page_of,
    points_in_style,
    points_of,
    turned_by,
)

COUNTERS = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}
UNKNOWN = frozenset({"EQ", "SYMBOL", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "ADVANCE", "DISPLAYBARCODE"})
"""Fields that show what the file does not say."""
FIELD = "it has a field whose result is not in the file: replace the field by its result (Ctrl+Shift+F9 in Word)"
FORMULA = "it has a formula, which cannot be written anew: make a picture of it"
CHUNK = "another document stands in it that a program takes in when it opens it: open it in Word and save it once"
COVER = (
    "a drawn shape stands in front of its text, and what it covers cannot be told: take the shape away, and the words "
    "below it"
)
STRUCTURED = frozenset({"f", "rad", "sSup", "sSub", "sSubSup", "sPre", "nary", "m", "eqArr", "acc", "bar", "limLow",
                        "limUpp", "func", "groupChr", "box", "borderBox", "phant", "d"})  # fmt: skip


def draft_of(job: Job) -> Draft:
    """Return what shows in the Word document of a job; raises `Refused` and `Unreadable`."""
    package = Package(job.source, job.reading)
    return _Book(package, job).draft()


@dataclass(slots=True)
class _Field:
    code: str = ""
    shown: bool = True
    ended: bool = False
    form: Any = None


class _Book:
    """What all stories of one document share."""

    def __init__(self, package: Package, job: Job) -> None:
        self.package, self.job = package, job
        self.main = main_part(package, "word/document.xml")
        reader = Document(package, job.source, job.reading)
        self.context: Context = reader.context_of(self.main)
        self.related, self.roots = reader.related, reader.roots
        theme = {} if self.context.styles is None else self.context.styles.theme
        styles, numbering = (next(iter(self.roots(self.main, kind)), None) for kind in ("styles", "numbering"))
        self.looks = WordLooks(styles, numbering, theme)
        self.sections = Sections()
        self.sections.even_pages = reader.sections.even_pages
        self.arrows = package.relationships(self.main)
        self.notes = {kind: self._notes(f"{kind}s") for kind in ("footnote", "endnote")}
        self.found: list[Section] = []

    def draft(self) -> Draft:
        root = self.package.xml(self.main)
        body = child(root, "body")
        if any(local(each) == "altChunk" for each in root.iter()):
            raise Refused(CHUNK)
        writer = _Writer(self, self.arrows)
        for each in body if body is not None else ():
            writer.walk(each)
            if (properties := each if local(each) == "sectPr" else child(each, "pPr", "sectPr")) is not None:
                self._end_section(each, properties, writer)
        if writer.desk.blocks or not self.found:
            self.found.append(Section(blocks=writer.desk.blocks))
        paper = self.context.sheet.colour if self.context.sheet is not None else None
        return Draft("", self.found, self.looks.lists, None if paper == (255, 255, 255) else paper)

    def _end_section(self, block: Any, properties: Any, writer: "_Writer") -> None:
        shown = self.sections.take(block) or {}
        section = Section(page_of(properties), writer.desk.blocks, goes_on=is_continuous(properties))
        title = child(properties, "titlePg")
        if title is not None and on(title):
            section.margins = {("header", "first"): [], ("footer", "first"): []}
        if self.sections.even_pages:
            section.margins |= {("header", "even"): [], ("footer", "even"): []}
        for (reference, kind), arrow in shown.items():
            section.margins[reference.removesuffix("Reference"), kind] = self._margin(arrow)
        self.found.append(section)
        writer.desk.blocks = []

    def _margin(self, arrow: str) -> list[Block]:
        target = self.arrows.get(arrow)
        name = self.package.find(target.target) if target is not None and not target.external else None
        if name is None:
            return []
        writer = _Writer(self, self.package.relationships(name))
        writer.below(self.package.xml(name))
        return writer.desk.blocks

    def _notes(self, kind: str) -> dict[str, tuple[Any, dict[str, Relationship]]]:
        """Return the notes of a kind by their numbers, each with the arrows of its part."""
        return {
            attribute(each, "id"): (each, self.package.relationships(name))
            for name in self.related(self.main, kind)
            for each in self.package.xml(name)
            if attribute(each, "type") in ("", "normal")
        }

    def note(self, kind: str, number: str) -> Note:
        """Return a footnote or an endnote."""
        found = self.notes[kind].get(number)
        if found is None:
            return Note(kind)  # type: ignore[arg-type]
        element, arrows = found
        writer = _Writer(self, arrows)
        writer.below(element)
        return Note(kind, writer.desk.blocks)  # type: ignore[arg-type]


class _Writer(Story):
    """Walks one story as the reader does, and writes what shows on a desk."""

    def __init__(self, book: _Book, arrows: dict[str, Relationship]) -> None:
        self.desk = Desk()
        super().__init__(Pen(Where(), self.desk), book.context, arrows)
        self.book = book
        self._style = ""
        self._codes: list[_Field] = []
        self._table_looks: list[Any] = []
        self._table_shapes: list[Any] = []
        self._joined = False
        self._fill: Any = None
        self._walks |= {"pic": self._picture, "imagedata": self._old_picture, "oMath": self._formula}

    def below(self, element: Iterable[Any]) -> None:
        """Write all below an element."""
        self._below(element)

    def walk(self, element: Any) -> None:
        """Write an element and all below it; a page's end is none of a line."""
        if local(element) == "br" and attribute(element, "type") in ("page", "column"):
            if self._why is None:
                self.desk.put(Break() if attribute(element, "type") == "page" else Run("\n", self.desk.letters))
        else:
            super().walk(element)

    def _paragraph(self, element: Any) -> None:
        desk, properties = self.desk, child(element, "pPr")
        outer = desk.paragraph, self._style
        found = child(properties, "pStyle") if properties is not None else None
        self._style = "" if found is None else attribute(found, "val")
        shape, place = self.book.looks.shape(self._style, properties, self._table_shapes)
        if self._joined and desk.blocks and isinstance(desk.blocks[-1], Paragraph):
            desk.paragraph = desk.blocks[-1]
        else:
            heading = self.book.looks.heading(self._style, properties)
            desk.paragraph = Paragraph([], shape, heading, place)
            desk.blocks.append(desk.paragraph)
        if shape.shade is None and isinstance(self._fill, tuple):
            shape.shade = self._fill
        self._joined = False
        written = desk.paragraph
        desk.letters = self.book.looks.letters(self._style, None, self._table_looks)
        super()._paragraph(element)
        deleted = properties is not None and any(
            child(properties, "rPr", mark) is not None for mark in ("del", "moveFrom")
        )
        emptied = not written.pieces and any(local(each) in ("t", "delText") and each.text for each in element.iter())
        if emptied or (deleted and not written.pieces):
            desk.blocks[:] = [block for block in desk.blocks if block is not written]
        else:
            self._joined = deleted
        desk.paragraph, self._style = outer

    def _run(self, element: Any) -> None:
        properties = child(element, "rPr")
        outer = self.desk.letters
        self.desk.letters = self.book.looks.letters(self._style, properties, self._table_looks)
        super()._run(element)
        self.desk.letters = outer

    def _form_field(self, element: Any) -> None:
        if self._codes:
            self._codes[-1].form = element

    def _within(self, hidden: str | None, elements: Iterable[Any]) -> None:
        outer = self._fill
        if getattr(elements, "tag", "") and local(elements) == "txbxContent":
            self._fill = box_fill(elements, self.book.looks.theme)
        super()._within(hidden, elements)
        self._fill = outer

    def _hyperlink(self, element: Any) -> None:
        arrow = self.relationships.get(attribute(element, "id"))
        outer = self.desk.link
        if arrow is not None and arrow.external:
            self.desk.link = arrow.target
        super()._hyperlink(element)
        self.desk.link = outer

    def _symbol(self, element: Any) -> None:
        font = attribute(element, "font")
        if font not in SIGNS:
            super()._symbol(element)
            return
        code = attribute(element, "char")
        if self._why is None and len(code) <= 4 and False not in self._fields:
            try:
                sign = chr(int(code, 16))
            except ValueError:
                return
            self.desk.put(Run(sign, replace(self.desk.letters, symbols=font)))

    def _note_mark(self, element: Any) -> None:
        super()._note_mark(element)
        if self._why is None:
            self.desk.put(self.book.note(local(element).removesuffix("Reference"), attribute(element, "id")))

    def _field_mark(self, element: Any) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._codes.append(_Field(shown=self._why is None and False not in self._fields))
        super()._field_mark(element)
        if kind == "separate" and self._codes:
            self._codes[-1].ended = True
            self._result(self._codes[-1])
        elif kind == "end" and self._codes:
            field_ = self._codes.pop()
            if not field_.ended:
                self._result(field_)
                self._unknown(field_)
            self.desk.counter = None

    def _result(self, field_: _Field) -> None:
        """Write what a field of a page or of a form shows."""
        word = field_.code.split()[0].upper() if field_.code.split() else ""
        if not field_.shown:
            return
        if word in COUNTERS:
            counter = Counter(COUNTERS[word], self.desk.letters)  # type: ignore[arg-type]
            self.desk.put(counter)
            self.desk.counter = counter if field_.ended else None
        elif word in ("FORMCHECKBOX", "FORMDROPDOWN") and field_.form is not None:
            self.desk.write(form_state(field_.form, word))

    def _unknown(self, field_: _Field) -> None:
        if field_.shown and field_.code.split() and field_.code.split()[0].upper() in UNKNOWN:
            raise Refused(FIELD)

    def _instruction(self, element: Any) -> None:
        if self._codes and not self._codes[-1].ended:
            self._codes[-1].code += element.text or ""
        super()._instruction(element)

    def _simple_field(self, element: Any) -> None:
        word = (attribute(element, "instr").split() or [""])[0].upper()
        if word in COUNTERS and self._why is None:
            run = next((each for each in element if local(each) == "r"), None)
            properties = None if run is None else child(run, "rPr")
            letters = self.book.looks.letters(self._style, properties, self._table_looks)
            shown = "".join(each.text or "" for each in element.iter() if local(each) == "t")
            self.desk.put(Counter(COUNTERS[word], letters, shown))  # type: ignore[arg-type]
            return
        if word in UNKNOWN:
            raise Refused(FIELD)
        super()._simple_field(element)

    def _formula(self, element: Any) -> None:
        if any(local(each) in STRUCTURED for each in element.iter()) and self._why is None:
            raise Refused(FORMULA)
        self._below(element)

    def _anchor(self, element: Any) -> None:
        if self._why is None and covers_text(element):
            raise Refused(COVER)
        if self._why is None and not any(local(each) in ("txbxContent", "pic", "chart") for each in element.iter()):
            note(self.book.job, OUTLINES)
        super()._anchor(element)

    def _shape(self, element: Any) -> None:
        if self._why is None and old_shape_covers_text(element):
            raise Refused(COVER)
        super()._shape(element)

    def _picture(self, element: Any) -> None:
        blip = next((each for each in element.iter() if local(each) == "blip"), None)
        if blip is not None:
            frame = next((each for each in element.iterancestors() if local(each) in ("inline", "anchor")), None)
            extent = child(element, "spPr", "xfrm", "ext")
            if extent is None and frame is not None:
                extent = child(frame, "extent")
            width, height = (0.0, 0.0) if extent is None else (points_of(extent, "cx"), points_of(extent, "cy"))
            self._put_picture(blip, attribute(blip, "embed"), (width, height), element, frame)
        self._below(element)

    def _old_picture(self, element: Any) -> None:
        style = attribute(element.getparent(), "style")
        size = (points_in_style(style, "width"), points_in_style(style, "height"))
        self._put_picture(element, attribute(element, "id"), size, None, element.getparent())

    def _put_picture(self, blip: Any, arrow: str, size: tuple[float, float], pic: Any, frame: Any) -> None:
        target = self.relationships.get(arrow)
        name = self.book.package.find(target.target) if target is not None and not target.external else None
        if name is None or self._why or why_not_shown(blip) or False in self._fields:
            return
        if is_icon(blip):
            note(self.book.job, PACKED)
            return
        turn = child(pic, "spPr", "xfrm") if pic is not None else None
        turned, flipped = turned_by(turn)
        data = self.book.package.read(name)
        picture = remade(data, *size, self.book.job.reading, crop_of(blip), turned, flipped)
        described = child(frame, "docPr") if frame is not None else None
        picture.alternative = attribute(described, "descr") if described is not None else ""
        self.desk.put(picture)

    def _placed(self, element: Any) -> None:
        """Write the words of a chart, and the table of what it shows; of a diagram its words."""
        super()._placed(element)
        arrow = self.relationships.get(attribute(element, "dm") or attribute(element, "id"))
        name = self.book.package.find(arrow.target) if arrow is not None and not arrow.external else None
        if name is None or self._why:
            return
        if local(element) == "relIds":
            said = list(lines(self.book.package.xml(name)))
            self._later([Paragraph([Run(line, self.desk.letters)]) for line in said])
        elif name.rpartition("/")[2].startswith("chart"):
            note(self.book.job, CHARTS)
            self._later(chart_blocks(self.book.package, name, self.desk.letters))

    def _later(self, blocks: list[Block]) -> None:
        """Put blocks after the paragraph that is being written."""
        self.desk.blocks.extend(blocks)

    def _table(self, element: Any) -> None:
        desk = self.desk
        grid = Grid(lined=table_lined(self.book.looks, element))
        grid.widths = [twips(each, "w") or 0.0 for each in children(element, "tblGrid") if local(each) == "gridCol"]
        outer = desk.blocks, desk.paragraph, self._table_looks, self._table_shapes, self._joined
        self._joined = False
        for row in rows_of(element):
            hidden = why_row_hidden(row) or self._why
            if hidden is None:
                self._row(row, grid, element)
        desk.blocks, desk.paragraph, self._table_looks, self._table_shapes, self._joined = outer
        if grid.rows:
            desk.blocks.append(grid)

    def _row(self, row: Any, grid: Grid, table: Any) -> None:
        cells: list[Cell | None] = []
        properties = child(row, "trPr")
        before = child(properties, "gridBefore") if properties is not None else None
        if before is not None and attribute(before, "val").isdecimal():
            cells += [Cell() for _ in range(min(int(attribute(before, "val")), 63))]
        if properties is not None and (repeats := child(properties, "tblHeader")) is not None and on(repeats):
            grid.headings += len(grid.rows) == grid.headings
        steps = self._steps_of_table(table, len(grid.rows))
        for cell in cells_of(row):
            self._write_cell(cell, cells, grid, steps, table)
        grid.rows.append(cells)

    def _steps_of_table(self, table: Any, number: int) -> list[Any]:
        """Return what the table's style says of the cells of a row."""
        found, look = child(table, "tblPr", "tblStyle"), child(table, "tblPr", "tblLook")
        style = "" if found is None else attribute(found, "val")
        steps = list(self.book.looks.table_steps(style, ""))
        if number == 0 and (look is None or has_look(look, "firstRow", 0x20)):
            steps += self.book.looks.table_steps(style, "firstRow")
        return steps

    def _write_cell(self, cell: Any, cells: list[Cell | None], grid: Grid, steps: list[Any], table: Any) -> None:
        desk, column = self.desk, len(cells)
        span = child(cell, "tcPr", "gridSpan")
        across = int(attribute(span, "val")) if span is not None and attribute(span, "val").isdecimal() else 1
        across = max(1, min(across, 63))
        why = self.why_cell_hidden(cell)
        desk.blocks, desk.paragraph = [], None
        look = child(table, "tblPr", "tblLook")
        if column == 0 and grid.rows and look is not None and has_look(look, "firstColumn", 0x80):
            style = child(table, "tblPr", "tblStyle")
            steps = [*steps, *self.book.looks.table_steps("" if style is None else attribute(style, "val"), "firstCol")]
        self._table_looks = [found for each in steps if (found := child(each, "rPr")) is not None]
        self._table_shapes = [found for each in steps if (found := child(each, "pPr")) is not None]
        self._within(why, cell)
        blocks, self._joined = desk.blocks, False
        above = cell_reaching_down(grid, column) if why == "covered-cell" else None
        if why == "covered-cell" and child(cell, "tcPr", "hMerge") is not None:
            cells.append(None)
            left = next((each for each in reversed(cells[:-1]) if each is not None), None)
            if left is not None:
                left.across += 1
        elif above is not None and above.across == across:
            above.down += 1
            cells += [None] * across
        else:
            shade = cell_shade((*steps, cell), self.book.looks.theme)
            cells += [Cell(blocks if why is None else [], across, 1, shade), *([None] * (across - 1))]
