"""Reads an OpenDocument presentation's package: the slides here, all other parts as for OpenDocument text."""

import re
from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.markup import attribute, local
from guardbook.readers.odp.slides import Slide, stage_of
from guardbook.readers.odt.document import FORM, STYLE, Document, refuse_locked, write_form
from guardbook.readers.odt.styles import Styles
from guardbook.readers.package import Package
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading
from guardbook.readers.stage import has_no_holes

AUTOMATIC = re.compile(r"\D{0,12}\d+|")
"""Names that programs give slides by themselves: "page1", "Slide 2"."""
TAGS = tuple("{*}" + name for name in ("style", "default-style", "page", "settings", "header-decl", "footer-decl",
                                       "date-time-decl", "form", "script"))  # fmt: skip
FIXED = frozenset({"page-number", "date-time", "header", "footer", "page"})


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the slides and the hidden content of a presentation; raise `Unreadable` when it cannot be opened."""
    package = Package(source, reading)
    if "content.xml" not in package:
        raise Unreadable("damaged: the part with its content is missing")
    refuse_locked(package)
    yield from Presentation(package, source, reading).parts()


def is_switched_off(page: Any, styles: Styles) -> bool:
    """Tell whether a slide is left out when the slides are shown."""
    chain = styles.chain("drawing-page", attribute(page, "style-name"))
    return any(attribute(each, "visibility") == "hidden" for style in chain for each in style)


class Presentation(Document):
    """An OpenDocument text whose content is slides."""

    pattern = "slide-master"

    def __init__(self, package: Package, source: Source, reading: Reading) -> None:
        super().__init__(package, source, reading)
        self.story: Slide = Slide(Flow(source.where))
        self.masters: dict[str, Any] = {}

    def styles(self, name: str) -> Iterator[Part]:
        """Take in styles, layers and masters, and yield what stands on the masters."""
        root = self.package.xml(name)
        self.story.layers_off = {
            attribute(each, "name") for each in root.iter("{*}layer") if attribute(each, "display") == "none"
        }
        for each in root.iter(f"{STYLE}master-page"):
            self.masters[attribute(each, "name")] = each
        yield from super().styles(name)

    def content(self, name: str, where: Where, hidden: str | None) -> Iterator[Part]:
        """Yield the slides, or the content of an embedded object."""
        if name != "content.xml":
            self.story.stage = None
            yield from super().content(name, where, hidden)
            return
        number = 0
        beside = Flow(self.source.where)
        for block in self.package.iterparse(name, *TAGS):
            kind = local(block)
            if kind == "page":
                number += 1
                yield from self.slide(block, self.source.where.into("slide", number))
            elif kind.endswith("decl"):
                beside.aside("".join(block.itertext()), "header-footer")
            elif kind == "settings":
                for each in block.iter("{*}show"):
                    beside.aside(attribute(each, "name"), "structure")
            else:
                self.story.flow = beside
                self.story.walk(block)
        yield from self.spend(beside.parts())

    def slide(self, page: Any, where: Where) -> Iterator[Part]:
        """Yield a slide, its notes and its comments."""
        story = self.story
        hidden = "hidden-slide" if is_switched_off(page, story.styles) else None
        story.flow = Flow(where, hidden)
        master = self.masters.get(attribute(page, "master-page-name"))
        story.stage = stage_of(page, master, story, self.is_solid)
        notes = [each for each in page if local(each) == "notes"]
        for each in page:
            if each not in notes:
                story.walk(each)
        for each in page.iter(f"{FORM}form"):
            write_form(each, story.flow)
        name = attribute(page, "name")
        lines: set[str] = set()
        for part in self.told(hidden):
            lines.update(part.text.splitlines() if isinstance(part, Text) else ())
            yield part
        if name not in lines and not AUTOMATIC.fullmatch(name):  # LibreOffice names slides by their titles
            yield Text(name, where, "structure")
        story.stage, story.flow = None, Flow(where, "speaker-notes")
        for each in (shape for note in notes for shape in note):
            fixed = local(each) == "page-thumbnail" or attribute(each, "class") in FIXED
            story.within("header-footer" if fixed else None, each)
        yield from self.told("speaker-notes")

    def told(self, hidden: str | None) -> Iterator[Part]:
        """Yield what the story holds."""
        where = self.story.flow.where
        yield from self.spend(self.story.flow.parts())
        yield from self.story.tables(where, hidden)

    def is_solid(self, frame: Any) -> bool:
        """Tell whether a frame's picture surely has no holes."""
        target = next((attribute(each, "href") for each in frame if local(each) == "image"), "").removeprefix("./")
        if target not in self.package:
            return False
        with self.package.open(target) as stream:
            return has_no_holes(stream.read(4096))
