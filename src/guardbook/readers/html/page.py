"""Walks a web page's tree and gathers what shows and what does not, each in the page's order."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from guardbook.content import Part, Source
from guardbook.readers.html.attributes import Attributes
from guardbook.readers.html.hiding import Hiding
from guardbook.readers.html.tables import STRUCTURE, is_data, read_table
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre section article form fieldset header footer hr address"
    " main nav aside figure details".split()
)
_LINES = frozenset(
    "div li tr caption option dd dt br legend summary figcaption button title thead tbody center".split()
)
_VERBATIM = frozenset(("pre", "textarea", "xmp", "plaintext"))
_RAW = frozenset(("script", "style"))
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


class Page:
    """One web page on its way from a tree to parts."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self.where = source.where
        self._flow = Flow(source.where)
        self._attributes = Attributes(source, reading)
        self._hiding = Hiding()
        self._tables = 0

    def parts(self, root: Any) -> Iterator[Part]:
        """Yield the page's parts, its tables where they stand."""
        self._hiding.learn(root)
        yield from self._walk(root.getroottree(), self._flow)
        yield from self._flow.parts()
        yield from self._attributes.embedded()

    def cell(self, element: Any) -> str:
        """Return what a table's cell shows; what it hides goes with the rest of the page."""
        inner = self._flow.inner()
        for _ in self._walk(element, inner):
            pass
        text = inner.take().strip()
        self._flow.absorb(inner)
        return text

    def hides(self, row: Any) -> str | None:
        """Return the code of why a table's row is not shown, or None."""
        return self._hiding.code(row)

    def _walk(self, root: Any, flow: Flow) -> Iterator[Part]:
        line = _Line(flow)
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        concealed: list[str | None] = [None]
        for event, element in walker:
            if event == "start":
                hidden = self._hiding.within(element, concealed[-1])
                concealed.append(hidden)
                if element.tag == "table" and flow is self._flow and is_data(element):
                    yield from self._table(element, hidden)
                    walker.skip_subtree()
                elif element.tag in _RAW:
                    flow.aside(element.text or "", "html-script")
                    self._attributes.add_inlined(element.text or "")
                    walker.skip_subtree()
                else:
                    line.open(element, hidden)
                self._attributes.add(element, flow)
            elif event == "end":
                concealed.pop()
                line.close(element, concealed[-1])
                if flow is self._flow and flow.full:
                    yield from flow.parts()
            else:
                flow.aside(element.text or "", "html-comment")
            if event != "start" and element is not root:
                line.text(element.tail, concealed[-1], verbatim=False)

    def _table(self, element: Any, hidden: str | None) -> Iterator[Part]:
        for inner in element.iter("caption", "thead", "tbody", "tfoot", "tr", "colgroup", "col", etree.Comment):
            if inner.tag == "caption":
                self._flow.add(self.cell(inner), hidden)
                self._flow.end_line()
            elif isinstance(inner.tag, str):
                self._attributes.add(inner, self._flow)
            elif inner.getparent().tag in STRUCTURE:
                self._flow.aside(inner.text or "", "html-comment")
        self._tables += 1
        found = list(read_table(element, self, self.where.into("table", self._tables), hidden))
        yield from self._flow.parts()
        yield from found


class _Line:
    """Puts text into a flow as a browser would: spaces run together, blocks begin and end lines."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._fresh, self._blank = True, True
        self._last = ""

    def open(self, element: Any, hidden: str | None) -> None:
        tag = element.tag
        if tag != "dd":
            self._break(tag)
        if tag == "input":
            self.text(f" {shown_value(element)} ", hidden)
        self.text(element.text, hidden, verbatim=tag in _VERBATIM)

    def close(self, element: Any, hidden: str | None) -> None:
        tag = element.tag
        if tag in ("dt", "label") or (tag == "th" and (after := element.getnext()) is not None and after.tag == "td"):
            self.text(" " if self._last.endswith((":", "?", " ", ".")) else ": ", hidden)
        elif tag in ("td", "th"):
            self.text(" ", hidden)
        else:
            self._break(tag)

    def text(self, text: str | None, hidden: str | None, verbatim: bool = False) -> None:
        """Add text; outside of preformatted elements spaces and line ends count as one space."""
        if not text:
            return
        if not verbatim:
            text = _SPACES.sub(" ", text)
            text = text.lstrip(" ") if self._fresh else text
        if text:
            self._flow.add(text, hidden)
            self._fresh = self._blank = False
            self._last = text[-2:]

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS or tag in _LINES:
            if not self._fresh:
                self._flow.end_line()
            if tag in _PARAGRAPHS and not self._blank:
                self._flow.end_line()
                self._blank = True
            self._fresh = True


def shown_value(element: Any) -> str:
    """The value of a form's field as a browser shows it."""
    kind = (element.get("type") or "text").lower()
    if kind in ("hidden", "checkbox", "radio", "image", "file", "password"):
        return ""
    return element.get("value") or ""
