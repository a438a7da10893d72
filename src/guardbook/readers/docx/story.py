"""Walks the XML of one story of a Word document: paragraphs, runs, tables, text boxes, revisions, fields."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from guardbook.content import Part, Where
from guardbook.readers.docx.visibility import OFF, hides_paragraph, why_hidden
from guardbook.readers.markup import attribute, child, local
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
        "fldData",
    }
)
TEXT_OF = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
REVISIONS = {"del": "tracked-change", "moveFrom": "tracked-change", "ins": None, "moveTo": None}


@dataclass(slots=True)
class Context:
    """What all stories of a document share."""

    hidden_styles: frozenset[str] = frozenset()
    """Ids of styles whose text does not show."""
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
        self._boxes: list[Any] = []
        self._seen: set[str] = set()
        self._walks: dict[str, Callable[[Any], None]] = {
            "p": self._paragraph, "r": self._run, "tbl": self._table, "t": self._text, "delText": self._deleted,
            "instrText": self._instruction, "delInstrText": self._instruction, "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink, "bookmarkStart": self._bookmark, "sym": self._symbol,
            "AlternateContent": self._alternate, "txbxContent": self._boxes.append, "docPr": self._description,
            "cNvPr": self._description, "shape": self._shape, "textpath": self._word_art, "sdtPr": self._control,
            "ffData": self._form_field,
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
        self.flow.add(text, hidden or (self._hidden[-1] if self._hidden else None))

    def _within(self, hidden: str | None, elements: Iterable[Any]) -> None:
        if hidden is None:
            self._below(elements)
            return
        self._hidden.append(hidden)
        self._below(elements)
        self._hidden.pop()

    def _paragraph(self, element: Any) -> None:
        hides = hides_paragraph(element, self.context.hidden_styles)
        self._within("hidden-text" if hides else None, element)
        self.flow.end_line()
        boxes, self._boxes[:] = list(self._boxes), []
        for box in boxes:
            self._below(box)

    def _run(self, element: Any) -> None:
        self._within(why_hidden(element, self.context.hidden_styles), element)

    def _text(self, element: Any) -> None:
        self._add(element.text or "")

    def _deleted(self, element: Any) -> None:
        self._add(element.text or "", "tracked-change")

    def _revision(self, element: Any, hidden: str | None) -> None:
        self.context.authors.add(attribute(element, "author"))
        self._within(hidden, element)

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
        if not name.startswith("_"):
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
        self._once(attribute(element, "alt"), "alt-text")
        self._below(element)

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
        said = words(choices[:1])
        for other in element:
            if other not in choices[:1] and (more := words([other])) and more != said:
                self._once(more, "alternate-content")

    def _table(self, element: Any) -> None:
        grid: dict[str | None, list[Cells]] = {}
        self._grids.append(grid)
        for row in rows_of(element):
            properties = child(row, "trPr")
            hidden = None
            for each in properties if properties is not None else ():
                if local(each) in ("del", "ins"):
                    self.context.authors.add(attribute(each, "author"))
                    hidden = "tracked-change" if local(each) == "del" else hidden
                elif local(each) == "hidden" and attribute(each, "val") not in OFF:
                    hidden = "hidden-text"
            cells = [self._cell(cell) for cell in row if local(cell) in ("tc", "sdt", "customXml", "ins", "del")]
            hidden = hidden or (self._hidden[-1] if self._hidden else None)
            grid.setdefault(hidden, []).append([text for cell in cells for text in cell])

    def _cell(self, element: Any) -> list[str | None]:
        """Return a cell's text, and one empty text for each further column that it spans."""
        span = child(element, "tcPr", "gridSpan")
        further = int(attribute(span, "val") or 1) - 1 if span is not None else 0
        outer, self.flow = self.flow, self.flow.inner()
        try:
            self._below(element)
            text = self.flow.take()
        finally:
            outer.absorb(self.flow)
            self.flow = outer
        return [text, *([None] * min(further, 63))]


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


def words(elements: Iterable[Any]) -> str:
    """Return the words of all text elements below, for comparing and for what has no order of its own."""
    texts = (each.text or "" for element in elements for each in element.iter() if local(each) == "t")
    return " ".join(" ".join(texts).split())
