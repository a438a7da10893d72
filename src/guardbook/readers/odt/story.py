"""Walks the XML of OpenDocument text: paragraphs, lists, tables, notes, comments, revisions, hidden sections."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from guardbook.content import Part, Where
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.prose import Flow, table
from guardbook.readers.rows import Cells

SPACE = re.compile(r"[ \t\r\n]+")
WIDEST = 1024
"""Columns a row is filled up to by repeated cells; beyond that they only fill the paper."""


class Story:
    """Writes OpenDocument content into a flow and keeps its tables until they are taken."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.authors: set[str] = set()
        self.hidden_styles: set[str] = set()
        self._grids: list[dict[str | None, list[Cells]]] = []
        self._count = 0
        self._hidden: list[str] = []
        self._later: list[Any] = []
        self._seen: set[tuple[str, str]] = set()
        self._inline = 0
        self._walks: dict[str, Callable[[Any], None]] = {
            "p": self._paragraph, "h": self._paragraph, "span": self._span, "s": self._spaces, "tab": self._tab,
            "line-break": self._line_break, "a": self._link, "note": self._later.append, "table": self._table,
            "text-box": self._later.append, "annotation": self._annotation, "section": self._section,
            "tracked-changes": self._revisions, "hidden-text": self._hidden_text, "bookmark": self._bookmark,
            "bookmark-start": self._bookmark, "title": self._alternative, "desc": self._alternative,
            "user-field-decl": self._variable, "variable-set": self._variable, "style": self._style,
            "note-citation": self._citation, "frame": self._frame, "custom-shape": self._frame,
            "conditional-text": self._condition,
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
        hides = any(_is_hidden_section(above) for above in element.iterancestors())
        self._within("hidden-text" if hides else None, lambda: self.walk(element))

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
            self.flow.add(SPACE.sub(" ", text), hidden or (self._hidden[-1] if self._hidden else None))

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

    def _paragraph(self, element: Any) -> None:
        if self._inline:  # a shape's paragraph stands inside the one the shape is anchored to
            self._later.append([element])
            return
        self._inline = 1
        hides = attribute(element, "style-name") in self.hidden_styles
        self._within("hidden-text" if hides else None, lambda: self._mixed(element))
        self._inline = 0
        self.flow.end_line()
        later, self._later[:] = list(self._later), []
        for each in later:
            self.below(each)

    def _span(self, element: Any) -> None:
        hides = attribute(element, "style-name") in self.hidden_styles
        self._within("hidden-text" if hides else None, lambda: self._mixed(element))

    def _spaces(self, element: Any) -> None:
        count = attribute(element, "c")
        self._raw(" " * min(int(count) if count.isdigit() else 1, 100))

    def _tab(self, _: Any) -> None:
        self._raw("\t")

    def _line_break(self, _: Any) -> None:
        self._raw("\n")

    def _raw(self, text: str) -> None:
        self.flow.add(text, self._hidden[-1] if self._hidden else None)

    def _citation(self, _: Any) -> None:
        """The number of a note is no part of its text."""

    def _link(self, element: Any) -> None:
        self._once(attribute(element, "href"), "link-target")
        self._mixed(element)

    def _annotation(self, element: Any) -> None:
        outer, self.flow = self.flow, Flow(self.flow.where, "comment")
        inline, self._inline = self._inline, 0
        for each in element:
            if local(each) in ("creator", "creator-initials", "sender-initials"):
                self.authors.add(each.text or "")
            elif local(each) in ("p", "list"):
                self.walk(each)
        self._inline = inline
        outer.absorb(self.flow)
        self.flow = outer

    def _revisions(self, element: Any) -> None:
        """Tracked changes: what was deleted stands here, what was inserted stands in the text."""
        for each in element.iter():
            if local(each) == "creator":
                self.authors.add(each.text or "")
            elif local(each) == "deletion":
                for block in each:
                    if local(block) != "change-info":
                        self._within("tracked-change", lambda block=block: self.walk(block))  # type: ignore[misc]

    def _section(self, element: Any) -> None:
        hides = _is_hidden_section(element)
        self._within("hidden-text" if hides else None, lambda: self.below(element))

    def _hidden_text(self, element: Any) -> None:
        self._add(attribute(element, "string-value") or element.text, "hidden-text")

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
        self._mixed(element)

    def _variable(self, element: Any) -> None:
        value = attribute(element, "string-value") or attribute(element, "value")
        if value and value != (element.text or ""):
            self._once(f"{attribute(element, 'name')}: {value}", "document-variable")
        self._mixed(element)

    def _style(self, element: Any) -> None:
        properties = child(element, "text-properties")
        parent = attribute(element, "parent-style-name")
        own = attribute(properties, "display") if properties is not None else ""
        if own == "none" or (not own and parent in self.hidden_styles):
            self.hidden_styles.add(attribute(element, "name"))

    def _table(self, element: Any) -> None:
        grid: dict[str | None, list[Cells]] = {}
        self._grids.append(grid)
        for row in _rows(element):
            hides = attribute(row, "visibility") in ("collapse", "filter")
            hidden = "hidden-rows" if hides else self._hidden[-1] if self._hidden else None
            grid.setdefault(hidden, []).append([text for cell in row for text in self._cell(cell)])

    def _cell(self, element: Any) -> list[str | None]:
        if local(element) not in ("table-cell", "covered-table-cell"):
            return []
        outer, self.flow = self.flow, self.flow.inner()
        self.below(element)
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
