"""Walks the XML of one story of a Word document: paragraphs, runs, tables, text boxes, revisions, fields."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from guardbook.content import Part, Where
from guardbook.readers.docx.covers import covered_by_boxes
from guardbook.readers.docx.looks import PLAIN, Look, Styles
from guardbook.readers.docx.sheet import Sheet
from guardbook.readers.docx.visibility import is_flat, why_hidden, why_paragraph_hidden
from guardbook.readers.markup import OFF, attribute, child, children, lines, local
from guardbook.readers.package import Relationship
from guardbook.readers.prose import Flow, table
from guardbook.readers.rows import Cells

SKIPPED = frozenset(
    {
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "tcPr",
        "trPr",
        "sectPr",
        "sdtEndPr",
        "footnoteRef",
        "annotationRef",
    }
)
TEXT_OF = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
AUTOMATIC = re.compile(r"_(GoBack|PictureBullets|(Toc|Ref|Hlk|MON_)\d*|Int_\w*|heading=h\.\w*)?")
"""Bookmarks that programs set by themselves."""
WORDS = re.compile(rb"(?:[\x20-\x7e]\0){6,}|[\x20-\x7e]{6,}")
REVISIONS = {"del": "tracked-change", "moveFrom": "tracked-change", "ins": None, "moveTo": None}


@dataclass(slots=True)
class Context:
    """What all stories of a document share."""

    styles: Styles | None = None
    sheet: Sheet | None = None
    notes: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """Footnotes and endnotes that the text refers to, each with the code of why its number does not show."""
    chunks: set[str] = field(default_factory=set)
    """Ids of the arrows to whole documents that stand in the text."""
    placed: dict[str, str | None] = field(default_factory=dict)
    """Charts and diagrams that stand in the text, by their parts' names, each with the code of why it does not show."""
    authors: set[str] = field(default_factory=set)
    """Who made revisions and comments."""
    tables: int = 0
    """How many tables were given out, for numbering them."""


class Story:
    """Writes one story's text into a flow and keeps its tables until they are taken."""

    def __init__(self, flow: Flow, context: Context, relationships: dict[str, Relationship]) -> None:
        self.flow = flow
        self.context = context
        self.relationships = relationships
        self._grids: list[dict[str | None, list[Cells]]] = []
        self._hidden: list[str] = []
        self._boxes: list[tuple[str | None, Any]] = []
        self._covered: list[Any] = []
        """The contents of text boxes that other boxes cover."""
        self._seen: set[str] = set()
        self._fields: list[bool] = []
        """For each field that is open whether its instruction has ended."""
        self._look: Look = PLAIN
        self._walks: dict[str, Callable[[Any], None]] = {
            "p": self._paragraph, "r": self._run, "tbl": self._table, "t": self._text, "delText": self._deleted,
            "instrText": self._instruction, "delInstrText": self._instruction, "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink, "bookmarkStart": self._bookmark, "sym": self._symbol,
            "AlternateContent": self._alternate, "txbxContent": self._box, "docPr": self._description,
            "cNvPr": self._description, "shape": self._shape, "rect": self._shape, "roundrect": self._shape,
            "oval": self._shape, "imagedata": self._shape, "textpath": self._word_art, "sdtPr": self._control,
            "ffData": self._form_field, "fldChar": self._field_mark, "fldData": self._field_data,
            "FieldCodes": self._instruction, "anchor": self._anchor, "inline": self._below, "attr": self._mark_up,
            "footnoteReference": self._note_mark, "endnoteReference": self._note_mark, "altChunk": self._chunk,
            "hlinkClick": self._hyperlink, "hlinkHover": self._hyperlink, "subDoc": self._hyperlink,
            "chart": self._placed, "relIds": self._placed,
        }  # fmt: skip

    def walk(self, element: Any) -> None:
        """Write an element and all below it."""
        name = local(element)
        if name in SKIPPED:
            return
        if walk := self._walks.get(name):
            walk(element)
        elif name in REVISIONS:
            self._revision(element, REVISIONS[name])
        elif name in TEXT_OF:
            self._add(TEXT_OF[name])
        else:
            self._below(element)

    def block(self, element: Any, hidden: str | None = None) -> None:
        """Write an outermost block under a code; a revision that it stands in may hide it too."""
        for above in element.iterancestors():
            name = local(above)
            if REVISIONS.get(name):
                hidden = REVISIONS[name]
            elif name == "Fallback" or (name == "Choice" and above.getprevious() is not None):
                hidden = "alternate-content"
        self._within(hidden, [element])

    @property
    def has_tables(self) -> bool:
        """Whether there are tables to take."""
        return bool(self._grids)

    def tables(self, where: Where, hidden: str | None) -> Iterator[Part]:
        """Yield the tables so far and forget them: rows that do not show as a table of their own."""
        for grid in self._grids:
            self.context.tables += 1
            for code, rows in grid.items():
                if any(text for row in rows for text in row):
                    yield table(rows, where.into("table", self.context.tables), code or hidden)
        self._grids.clear()

    def _below(self, elements: Iterable[Any]) -> None:
        for element in elements:
            self.walk(element)

    def _add(self, text: str, hidden: str | None = None) -> None:
        if hidden is None and False in self._fields:  # an inner field's result is part of the outer one's instruction
            hidden = "field-code"
        self.flow.add(text, hidden or self._why)

    @property
    def _why(self) -> str | None:
        return self._hidden[-1] if self._hidden else None

    def _within(self, hidden: str | None, elements: Iterable[Any]) -> None:
        if hidden is None:
            self._below(elements)
            return
        self._hidden.append(hidden)
        self._below(elements)
        self._hidden.pop()

    def _paragraph(self, element: Any) -> None:
        outer, self._look = self._look, PLAIN
        hidden = None
        properties = child(element, "pPr")
        if self.context.styles is not None:
            style = child(properties, "pStyle") if properties is not None else None
            self._look = self.context.styles.paragraph_look("" if style is None else attribute(style, "val"))
        if self.context.sheet is not None:
            hidden = why_paragraph_hidden(properties, self.context.sheet)
        above, self._covered = self._covered, []
        if self.context.styles is not None:
            covered, self._covered = covered_by_boxes(element, self.context.styles.theme)
            hidden = hidden or ("covered-text" if covered else None)
        self._within(hidden, element)
        self._look, self._covered = outer, above
        self.flow.end_line()
        boxes, self._boxes[:] = list(self._boxes), []
        for why, box in boxes:
            self._within(why, box)

    def _run(self, element: Any) -> None:
        hidden, styles, sheet = None, self.context.styles, self.context.sheet
        if styles is not None and sheet is not None:
            look = styles.run_look(child(element, "rPr"), self._look)
            hidden = why_hidden(element, look, styles, sheet)
        self._within(hidden, element)

    def _box(self, element: Any) -> None:
        """Put a text box aside until the paragraph that it hangs on has ended."""
        why = None if self._why == "covered-text" else self._why  # that is of the paragraph's own lines
        self._boxes.append(("covered-text" if element in self._covered else why, element))

    def _text(self, element: Any) -> None:
        self._add(element.text or "")

    def _deleted(self, element: Any) -> None:
        self._add(element.text or "", "tracked-change")

    def _revision(self, element: Any, hidden: str | None) -> None:
        self._within(hidden, element)

    def _field_mark(self, element: Any) -> None:
        """Note where a field begins, where its instruction ends and its result begins, and where it ends."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()
        self._below(element)

    def _field_data(self, element: Any) -> None:
        """Write the words among the data that a program keeps in a field (17.16.4.1): base64, mostly of UTF-16."""
        try:
            data = b64decode("".join((element.text or "").split()), validate=True)
        except ValueError:
            return
        for found in WORDS.finditer(data):
            piece = found[0]
            self._once(piece.decode("utf-16-le" if piece[1] == 0 else "latin-1"), "field-code")

    def _note_mark(self, element: Any) -> None:
        key = local(element).removesuffix("Reference"), attribute(element, "id")
        self.context.notes[key] = self._why

    def _chunk(self, element: Any) -> None:
        self.context.chunks.add(attribute(element, "id"))

    def _placed(self, element: Any) -> None:
        """Note where a chart or a diagram stands."""
        arrow = self.relationships.get(attribute(element, "dm") or attribute(element, "id"))
        if arrow is not None:
            self.context.placed[arrow.target] = self._why or self.flow.usual

    def _mark_up(self, element: Any) -> None:
        """Write a property of custom markup or of a smart tag."""
        if local(element.getparent()) in ("customXmlPr", "smartTagPr"):
            self._once(attribute(element, "val"), "custom-xml")

    def _anchor(self, element: Any) -> None:
        off = self.context.sheet is not None and self.context.sheet.is_off(element)
        self._within("unseen-text" if off else None, element)

    def _instruction(self, element: Any) -> None:
        self._add(element.text or "", "field-code")

    def _simple_field(self, element: Any) -> None:
        self._once(attribute(element, "instr"), "field-code")
        self._below(element)

    def _hyperlink(self, element: Any) -> None:
        relationship = self.relationships.get(attribute(element, "id"))
        if relationship is not None and relationship.external:
            self._once(relationship.target, "link-target")
        self._once(attribute(element, "tooltip"), "link-target")
        self._below(element)

    def _bookmark(self, element: Any) -> None:
        name = attribute(element, "name")
        if not AUTOMATIC.fullmatch(name):
            self._once(name, "structure")

    def _symbol(self, element: Any) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        self._add(chr(code & 0xFF if 0xF020 <= code <= 0xF0FF else code) if code < 0xD800 or code > 0xDFFF else "")

    def _once(self, text: str, hidden: str) -> None:
        if text and text not in self._seen:
            self._seen.add(text)
            self.flow.aside(text, hidden)

    def _description(self, element: Any) -> None:
        for name in ("descr", "title"):
            self._once(attribute(element, name), "alt-text")
        if not _is_automatic(attribute(element, "name"), attribute(element, "id")):
            self._once(attribute(element, "name"), "alt-text")
        self._below(element)

    def _shape(self, element: Any) -> None:
        for name in ("alt", "title"):
            self._once(attribute(element, name), "alt-text")
        self._once(attribute(element, "href"), "link-target")
        sheet = self.context.sheet
        off = sheet is not None and sheet.is_off_by_style(attribute(element, "style"))
        self._within("unseen-text" if off else None, element)

    def _word_art(self, element: Any) -> None:
        self._add(attribute(element, "string"))
        self.flow.end_line()

    def _control(self, element: Any) -> None:
        for each in element.iter():
            if local(each) in ("alias", "tag"):
                self._once(attribute(each, "val"), "structure")
            elif local(each) == "listItem":
                self._once(attribute(each, "displayText") or attribute(each, "value"), "validation-list")

    def _form_field(self, element: Any) -> None:
        for each in element.iter():
            if local(each) in (
                "name",
                "helpText",
                "statusText",
                "default",
                "listEntry",
                "entryMacro",
                "exitMacro",
            ):
                self._once(attribute(each, "val"), "validation-list")

    def _alternate(self, element: Any) -> None:
        """Write the first choice; the fallback for old programs too where its words are not the same."""
        choices = [each for each in element if local(each) == "Choice"] or list(element)
        self._below(choices[:1])
        said = {line for each in choices[:1] for line in lines_of(each)}
        for other in element:
            for line in lines_of(other) if other not in choices[:1] else ():
                if line not in said:
                    self._once(line, self._why or "alternate-content")

    def _table(self, element: Any) -> None:
        grid: dict[str | None, list[Cells]] = {}
        self._grids.append(grid)
        for row in rows_of(element):
            hidden = why_row_hidden(row)
            cells = [self._cell(cell) for cell in row if local(cell) in ("tc", "sdt", "customXml", "ins", "del")]
            hidden = hidden or self._why
            grid.setdefault(hidden, []).append([text for cell in cells for text in cell])

    def _cell(self, element: Any) -> list[str | None]:
        """Return a cell's text, and one empty text for each further column that it spans."""
        span = attribute(found, "val") if (found := child(element, "tcPr", "gridSpan")) is not None else ""
        further = int(span) - 1 if span.isdecimal() and len(span) < 4 else 0
        outer, self.flow = self.flow, self.flow.inner()
        try:
            self._within(self.why_cell_hidden(element), element)
            text = self.flow.take()
        finally:
            outer.absorb(self.flow)
            self.flow = outer
        return [text, *([None] * min(further, 63))]

    def why_cell_hidden(self, element: Any) -> str | None:
        """Return the code of a cell that was deleted, or that another one covers since they were merged."""
        for each in children(element, "tcPr"):
            if local(each) == "cellDel":
                return "tracked-change"
            if local(each) in ("vMerge", "hMerge") and attribute(each, "val") in ("", "continue"):
                return "covered-cell"
        return None


def why_row_hidden(row: Any) -> str | None:
    """Return the code of a table's row that was deleted, is hidden or has no height."""
    properties = child(row, "trPr")
    hidden = "unseen-text" if is_flat(properties) else None
    for each in properties if properties is not None else ():
        if local(each) == "del":
            hidden = "tracked-change"
        elif local(each) == "hidden" and attribute(each, "val") not in OFF:
            hidden = "hidden-text"
    return hidden


def _is_automatic(name: str, number: str) -> bool:
    """Tell whether a shape's name is the one the program gave it: a kind and its number ("Text Box 4")."""
    _, _, last = name.rpartition(" ")
    return last.isdecimal() and number.isdecimal() and int(number) - int(last) in (0, 1)


def rows_of(element: Any) -> Iterable[Any]:
    """Yield a table's own rows, not those of tables within it."""
    for each in element:
        if local(each) == "tr":
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml"):
            yield from rows_of(each)


def lines_of(element: Any) -> list[str]:
    """Return the words below an element, a line for each paragraph."""
    found = list(lines(element))
    texts = [] if found else [each.text or "" for each in element.iter() if local(each) == "t"]
    return found or [line for line in (" ".join(" ".join(texts).split()),) if line]
