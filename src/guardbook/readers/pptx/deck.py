"""Reads a presentation: slides in the order they are shown, what belongs to each, then all other parts."""

import re
from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.readers.charts import placed_parts
from guardbook.readers.docx.story import Context
from guardbook.readers.markup import OFF, attribute, child, local
from guardbook.readers.ooxml import guarded, main_part, other_parts
from guardbook.readers.package import Package
from guardbook.readers.pptx.patterns import Patterns
from guardbook.readers.pptx.scene import set_stage
from guardbook.readers.pptx.shapes import Shapes
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

BESIDE = {"notesSlide": "speaker-notes", "comments": "comment", "comment": "comment"}
"""Kinds of parts that belong to a slide, and the code of each."""
MASTERS = re.compile(r"ppt/\w*(Masters|Layouts)/[^/]*\.xml$")
FEW = 20
"""Letters below which a slide with a large picture counts as a picture."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the text, tables and hidden content of a presentation; raise `Unreadable` when it cannot be opened."""
    yield from Deck(Package(source, reading), source, reading).parts()


class Deck:
    """A presentation while it is read."""

    def __init__(self, package: Package, source: Source, reading: Reading) -> None:
        self.package, self.source, self.reading = package, source, reading
        self.context = Context()
        self.size = (0, 0)
        self.done: set[str] = set()

    def parts(self) -> Iterator[Part]:
        main = main_part(self.package, "ppt/presentation.xml")
        root = self.package.xml(main)
        self.done.add(main)
        if (size := child(root, "sldSz")) is not None:
            self.size = int(size.get("cx", 0)), int(size.get("cy", 0))
        for number, name in enumerate(self.slides(main, root), 1):
            where = self.source.where.into("slide", number)
            yield from guarded(self.slide(name, number, where), where)
        yield from self.masters()
        yield from self.names(root)
        yield from placed_parts(self.package, self.source.where, self.context.placed, self.done)
        yield from other_parts(self.package, self.source, self.reading, self.done)

    def names(self, root: Any) -> Iterator[Part]:
        """Yield the names of sections and of shows for certain audiences."""
        flow = Flow(self.source.where.into("presentation"))
        for each in root.iter():
            if local(each) in ("custShow", "section"):
                flow.aside(attribute(each, "name"), "structure")
        yield from flow.parts()

    def slides(self, main: str, root: Any) -> Iterator[str]:
        """Yield the slides' parts in their order, then those that no list names any more."""
        relationships = self.package.relationships(main)
        names = []
        for each in root.iter():
            if local(each) == "sldId":
                arrow = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
                target = relationships.get(arrow)
                names.append(self.package.find(target.target) if target else None)
        self.listed = {name for name in names if name}
        yield from (name for name in names if name)
        for name in self.package.names:
            if name.startswith("ppt/slides/") and name.endswith(".xml") and name not in self.listed:
                yield name

    def slide(self, name: str, number: int, where: Where) -> Iterator[Part]:
        self.done.add(name)
        root = self.package.xml(name)
        hidden = None if name in self.listed else "orphaned-slide"
        if root.get("show", "1") in OFF:
            hidden = "hidden-slide"
        shapes = Shapes(Flow(where, hidden), self.context, self.package.relationships(name))
        patterns = Patterns(self.package, name)
        shapes.theme = patterns.theme
        shapes.stage = set_stage([root, *patterns.roots], self.size, patterns.theme, patterns.is_solid)
        shapes.walk(root)
        letters = 0
        for part in self.given_out(shapes, where, hidden):
            letters += len(getattr(part, "text", " " * FEW))
            yield part
        if not self.reading.pictures and letters < FEW and shapes.covered > 0.3:
            yield Problem(f"slide {number} is a picture: its text was not read", where)
        for each in shapes.relationships.values():
            target = self.package.find(each.target)
            if each.kind in BESIDE and target and target not in self.done:
                yield from guarded(self.beside(target, where, BESIDE[each.kind]), where)

    def beside(self, name: str, where: Where, hidden: str) -> Iterator[Part]:
        self.done.add(name)
        root = self.package.xml(name)
        shapes = Shapes(Flow(where, hidden), self.context, self.package.relationships(name))
        shapes.printed = hidden == "speaker-notes"
        if hidden == "comment":
            for each in root.iter():
                if local(each) == "text":
                    shapes.flow.aside(each.text or "", hidden)
        shapes.walk(root)
        yield from self.given_out(shapes, where, hidden)

    def masters(self) -> Iterator[Part]:
        """Yield the words of masters and layouts: prompts mostly, but also what somebody put on every slide."""
        flow = Flow(self.source.where.into("master"))
        seen: set[tuple[str, str]] = set()
        for name in self.package.names:
            if MASTERS.match(name):
                self.done.add(name)
                for part in guarded(self.beside(name, flow.where, "slide-master"), flow.where):
                    if not isinstance(part, Text):
                        yield part
                        continue
                    for line in part.text.splitlines():
                        if part.hidden and (line, part.hidden) not in seen:
                            seen.add((line, part.hidden))
                            flow.aside(line, part.hidden)
        yield from flow.parts()

    def given_out(self, shapes: Shapes, where: Where, hidden: str | None) -> Iterator[Part]:
        for part in shapes.flow.parts():
            self.reading.spend(len(part.text))
            yield part
        yield from shapes.tables(where, hidden)
