"""Walks the XML of OpenDocument text: paragraphs, lists, tables, notes, comments, revisions, hidden sections."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from guardbook.content import Part, Where
from guardbook.readers.docx.looks import PLAIN, Look
from guardbook.readers.markup import attribute, local
from guardbook.readers.odt.styles import USUAL_PAGE, Styles, points
from guardbook.readers.prose import Flow, table
from guardbook.readers.rows import Cells

SPACE = re.compile(r"[ \t\r\n]+")
SHAPES = (
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polygon",
    "polyline",
    "path",
    "connector",
    "caption",
    "g",
)
"""Drawn shapes, which stand where frames do."""
SAYING = {
    **dict.fromkeys(("database-display", "database-name"), ("database-name", "table-name", "column-name")),
    "placeholder": ("description",),
    "text-input": ("description",),
    "user-index-mark": ("string-value", "index-name"),
    "toc-mark": ("string-value",),
    "alphabetical-index-mark": ("string-value", "key1", "key2"),
    "bibliography-mark": ("identifier", "author", "title", "editor", "note", "annote", "url", "custom1"),
    "dde-connection-decl": ("dde-application", "dde-topic", "dde-item"),
    "dde-source": ("dde-application", "dde-topic", "dde-item"),
    "database-row-select": ("database-name", "table-name", "condition"),
    "database-next": ("database-name", "table-name", "condition"),
}
"""Fields and marks with words in their attributes (ODF 1.3, 7.3 to 7.7)."""
WIDEST = 1024
"""Columns a row is filled up to by repeated cells; beyond that they only fill the paper."""


class Story:
    """Writes OpenDocument content into a flow and keeps its tables until they are taken."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.authors: set[str] = set()
        self.styles = Styles()
        self.placed: dict[str, str | None] = {}
        """Objects that stand in the text, by the names of their parts, each with the code of why it does not show."""
        self._grids: list[dict[str | None, list[Cells]]] = []
        self._count = 0
        self._hidden: list[str] = []
        self._later: list[tuple[str | None, Any]] = []
        self._look: Look = PLAIN
        self._unseen: str | None = None
        self._seen: set[tuple[str, str]] = set()
        self._inline = 0
        self._walks: dict[str, Callable[[Any], None]] = {
            "p": self._paragraph, "h": self._paragraph, "span": self._span, "s": self._spaces, "tab": self._tab,
            "line-break": self._line_break, "a": self._link, "note": self._put_aside, "table": self._table,
            "text-box": self._put_aside, "annotation": self._annotation, "section": self._section,
            "tracked-changes": self._revisions, "hidden-text": self._hidden_text, "bookmark": self._bookmark,
            "bookmark-start": self._bookmark, "title": self._alternative, "desc": self._alternative,
            "user-field-decl": self._variable, "variable-set": self._variable, "variable-get": self._variable,
            "user-field-get": self._variable, "expression": self._variable, "style": self.styles.take,
            "default-style": self.styles.take, "page-layout": self.styles.take, "note-citation": self._nothing,
            "hidden-paragraph": self._nothing, "frame": self._frame, "conditional-text": self._condition,
            **dict.fromkeys(SHAPES, self._frame), **dict.fromkeys(SAYING, self._saying),
            "script": self._script, "dropdown": self._choices, "drop-down": self._choices, "object": self._object,
            "object-ole": self._object, "image": self._object, "plugin": self._object, "section-source": self._object,
        }  # fmt: skip

    def walk(self, element: Any) -> None:
        """Write an element and all below it, not what follows it."""
        if walk := self._walks.get(local(element)):
            walk(element)
        elif self._inline:
            self._mixed(element)
        else:
            self.below(element)

    def below(self, element: Any) -> None:
        """Write all elements below one, but no text between them."""
        for each in element:
            self.walk(each)

    def block(self, element: Any) -> None:
        """Write one outermost block; what its sections hide is hidden."""
        hidden = None
        for above in element.iterancestors():
            if _is_hidden_section(above):
                hidden = "hidden-text"
            elif local(above) in (*SHAPES, "frame"):
                hidden = self.why_frame_hidden(above) or hidden
        self._within(hidden, lambda: self.walk(element))

    def under(self, hidden: str | None, element: Any) -> None:
        """Write all below an element under a code."""
        self._within(hidden, lambda: self.below(element))

    @property
    def has_tables(self) -> bool:
        """Whether there are tables to take."""
        return bool(self._grids)

    def tables(self, where: Where, hidden: str | None) -> Iterator[Part]:
        """Yield the tables so far and forget them: rows that do not show as a table of their own."""
        for grid in self._grids:
            self._count += 1
            for code, rows in grid.items():
                if any(text for row in rows for text in row):
                    yield table(rows, where.into("table", self._count), code or hidden)
        self._grids.clear()

    def _within(self, hidden: str | None, write: Callable[[], None]) -> None:
        if hidden is None:
            write()
            return
        self._hidden.append(hidden)
        write()
        self._hidden.pop()

    def _add(self, text: str | None, hidden: str | None = None) -> None:
        if text:
            self.flow.add(SPACE.sub(" ", text), hidden or self._why)

    def _once(self, text: str, hidden: str) -> None:
        if text and (text, hidden) not in self._seen:
            self._seen.add((text, hidden))
            self.flow.aside(text, hidden)

    def _mixed(self, element: Any) -> None:
        """Write text and elements as they alternate inside a paragraph."""
        self._add(element.text)
        for each in element:
            self.walk(each)
            self._add(each.tail)

    @property
    def _why(self) -> str | None:
        return self._hidden[-1] if self._hidden else self._unseen

    def _put_aside(self, element: Any) -> None:
        """Keep a note or a box until the paragraph that it hangs on has ended."""
        if self._inline:
            self._later.append((self._why, element))
        else:
            self.below(element)

    def _paragraph(self, element: Any) -> None:
        if self._inline:  # a shape's paragraph stands inside the one the shape is anchored to
            self._later.append((self._why, [element]))
            return
        self._inline = 1
        look = self.styles.look("paragraph", attribute(element, "style-name"))
        hides = any(local(each) == "hidden-paragraph" and attribute(each, "is-hidden") != "false" for each in element)
        self._within("hidden-text" if hides else None, lambda: self._dressed(look, element))
        self._inline = 0
        self.flow.end_line()
        later, self._later[:] = list(self._later), []
        for why, each in later:
            self._within(why, lambda each=each: self.below(each))  # type: ignore[misc]

    def _span(self, element: Any) -> None:
        self._dressed(self.styles.look("text", attribute(element, "style-name")).over(self._look), element)

    def _dressed(self, look: Look, element: Any) -> None:
        """Write text and elements under the code of why a look does not show, whatever that around them is."""
        outer = self._look, self._unseen
        self._look, self._unseen = look, self.why_letters_hidden(look, element)
        self._mixed(element)
        self._look, self._unseen = outer

    def _spaces(self, element: Any) -> None:
        count = attribute(element, "c")
        self._raw(" " * min(int(count) if count.isdigit() else 1, 100))

    def _tab(self, _: Any) -> None:
        self._raw("\t")

    def _line_break(self, _: Any) -> None:
        self._raw("\n")

    def _raw(self, text: str) -> None:
        self.flow.add(text, self._why)

    def _nothing(self, _: Any) -> None:
        """Pass over what is no part of the text, such as the number of a note."""

    def _link(self, element: Any) -> None:
        self._once(attribute(element, "href"), "link-target")
        self._mixed(element)

    def _annotation(self, element: Any) -> None:
        outer, self.flow = self.flow, Flow(self.flow.where, "comment")
        inline, self._inline = self._inline, 0
        unseen, self._unseen = self._unseen, None
        for each in element:
            if local(each) in ("creator", "creator-initials", "sender-initials"):
                self.authors.add(each.text or "")
            elif local(each) in ("p", "list"):
                self.walk(each)
        self._inline, self._unseen = inline, unseen
        outer.absorb(self.flow)
        self.flow = outer

    def _revisions(self, element: Any) -> None:
        """Tracked changes: what was deleted stands here, what was inserted stands in the text."""
        for each in element.iter():
            if local(each) == "creator":
                self.authors.add(each.text or "")
            elif local(each) == "change-info":
                self._once("\n".join("".join(p.itertext()) for p in each if local(p) == "p"), "comment")
            elif local(each) == "deletion":
                for block in each:
                    if local(block) != "change-info":
                        self._within("tracked-change", lambda block=block: self.walk(block))  # type: ignore[misc]

    def _section(self, element: Any) -> None:
        hides = _is_hidden_section(element)
        self._within("hidden-text" if hides else None, lambda: self.below(element))

    def _hidden_text(self, element: Any) -> None:
        shown = attribute(element, "is-hidden") == "false"
        self._add(attribute(element, "string-value") or element.text, None if shown else "hidden-text")

    def _condition(self, element: Any) -> None:
        shown = element.text or ""
        for name in ("string-value-if-true", "string-value-if-false"):
            if (other := attribute(element, name)) != shown:
                self._once(other, "hidden-text")
        self._add(shown)

    def _bookmark(self, element: Any) -> None:
        self._once(attribute(element, "name"), "structure")

    def _alternative(self, element: Any) -> None:
        if "svg" in element.tag:
            self._once("".join(element.itertext()), "alt-text")
        else:  # a field that shows the document's title
            self._mixed(element)

    def _frame(self, element: Any) -> None:
        self._once(attribute(element, "name"), "alt-text")
        self._within(
            self.why_frame_hidden(element), lambda: self._mixed(element) if self._inline else self.below(element)
        )

    def why_letters_hidden(self, look: Look, element: Any) -> str | None:
        """Return the code of why letters of a look do not show where they stand, None when they may show."""
        return self.styles.why_hidden(look, element)

    def why_frame_hidden(self, element: Any) -> str | None:
        """Return the code of a frame or shape that is switched off, has no size or stands beside the page."""
        if attribute(element, "display") == "none":
            return "hidden-shape"
        width, height = (known or usual for known, usual in zip(self.styles.page, USUAL_PAGE, strict=True))
        left, top, across, down = (points(attribute(element, name)) for name in ("x", "y", "width", "height"))
        if across is not None and down is not None and max(across, down) < 0.1:
            return "unseen-text"
        if left is not None and (left >= width or left + (across or width) <= -144):
            return "unseen-text"
        return "unseen-text" if top is not None and (top >= height or top + (down or height) <= -height) else None

    def _object(self, element: Any) -> None:
        """Note where an embedded object stands, and what an outside one is fetched from."""
        target = attribute(element, "href")
        name = target.removeprefix("./").removesuffix("/")
        if name.startswith("Object"):
            self.placed[name] = self._why or self.flow.usual
        elif ":" in target or target.startswith(("/", "..")):
            self._once(target, "link-target")
        self._mixed(element)

    def _variable(self, element: Any) -> None:
        """Write a variable where it shows; its value is told where it does not, or shows as something else."""
        shown = "".join(element.itertext())
        for name in ("string-value", "value"):
            value = attribute(element, name)
            if value and value not in shown and not (name == "value" and any(map(str.isdigit, shown))):
                self._once(value, "document-variable")
        if attribute(element, "display") == "none":
            self._once(shown, "document-variable")
        else:
            self._mixed(element)

    def _saying(self, element: Any) -> None:
        """Write a field or a mark of an index, and what is said in its attributes."""
        for name in SAYING[local(element)]:
            self._once(attribute(element, name), "field-code")
        self._mixed(element)

    def _script(self, element: Any) -> None:
        self._once(element.text or attribute(element, "href"), "macro")

    def _choices(self, element: Any) -> None:
        for each in element:
            self._once(attribute(each, "value"), "validation-list")
        self._mixed(element)

    def _table(self, element: Any) -> None:
        grid: dict[str | None, list[Cells]] = {}
        self._grids.append(grid)
        for row in _rows(element):
            hides = attribute(row, "visibility") in ("collapse", "filter")
            hidden = "hidden-rows" if hides else self._why
            grid.setdefault(hidden, []).append([text for cell in row for text in self._cell(cell)])

    def _cell(self, element: Any) -> list[str | None]:
        if local(element) not in ("table-cell", "covered-table-cell"):
            return []
        outer, self.flow = self.flow, self.flow.inner()
        covered = local(element) == "covered-table-cell"
        self._within("covered-cell" if covered else None, lambda: self.below(element))
        text = self.flow.take()
        outer.absorb(self.flow)
        self.flow = outer
        times = attribute(element, "number-columns-repeated")
        return [text or None] * min(int(times) if times.isdigit() else 1, WIDEST)


def _is_hidden_section(element: Any) -> bool:
    return local(element) == "section" and attribute(element, "display") in ("none", "condition")


def _rows(element: Any) -> Iterable[Any]:
    for each in element:
        if local(each) == "table-row":
            yield each
        elif local(each) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows(each)
