"""Reads a Word document's package: the body first, then every other part by what it is."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.charts import placed_parts
from guardbook.readers.colours import USUAL, theme_colours
from guardbook.readers.docx.looks import Styles
from guardbook.readers.docx.sections import Sections
from guardbook.readers.docx.sheet import Sheet
from guardbook.readers.docx.story import Context, Story
from guardbook.readers.markup import OFF, attribute, child, local
from guardbook.readers.ooxml import guarded, is_picture, main_part, other_parts
from guardbook.readers.package import Package, Relationship
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

AUTHORS = etree.XPath("descendant-or-self::*/@*[local-name()='author']")
MERGE = {
    **dict.fromkeys(("connectString", "query", "table", "udl", "mailSubject", "addressFieldName"), "connection"),
    **dict.fromkeys(("name", "mappedName"), "structure"),
}
"""Elements of a mail merge's settings (17.14) that hold words of a person's making, and the code of each."""
W = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
TAGS = tuple(f"{space}{tag}" for space in W for tag in ("p", "tbl", "sdtPr", "sectPr", "altChunk", "customXmlPr"))
STORIES = {
    "header": "header-footer",
    "footer": "header-footer",
    "footnotes": None,
    "endnotes": None,
    "comments": "comment",
}
"""Relationship kinds of the document's stories and the code of each."""
FEW = 40
"""Letters below which a document with pictures counts as a picture."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the text, tables and hidden content of a Word document; raise `Unreadable` when it cannot be opened."""
    package = Package(source, reading)
    document = Document(package, source, reading)
    yield from document.parts()


class Document:
    def __init__(self, package: Package, source: Source, reading: Reading) -> None:
        self.package, self.source, self.reading = package, source, reading
        self.context = Context()
        self.sections = Sections()
        self.done: set[str] = set()
        self.letters = 0

    def parts(self) -> Iterator[Part]:
        main = main_part(self.package, "word/document.xml")
        self.context = self.context_of(main)
        self.done.add(main)
        yield from guarded(self.body(main, self.source.where, None), self.source.where)
        if not self.reading.pictures and self.letters < FEW and any(map(is_picture, self.package.names)):
            yield Problem("it holds pictures and hardly a word: their text was not read", self.source.where)
        for kind, hidden in STORIES.items():
            for number, name in enumerate(self.related(main, kind), 1):
                self.done.add(name)
                where = self.source.where.into(kind, number if kind in ("header", "footer") else None)
                switched_off = hidden == "header-footer" and not self.sections.shows(self.arrow_to(main, name))
                yield from guarded(self.body(name, where, "hidden-text" if switched_off else hidden), where)
        yield from self.chunks(main)
        yield from self.settings(main)
        yield from self.glossary(main)
        yield from self.people()
        yield from placed_parts(self.package, self.source.where, self.context.placed, self.done)
        yield from other_parts(self.package, self.source, self.reading, self.done)

    def context_of(self, main: str) -> Context:
        """Return what decides of the looks of letters: styles, theme and settings, as far as they can be read."""
        theme = next(map(theme_colours, self.roots(main, "theme")), USUAL)
        styles = Styles(theme)
        for root in self.roots(main, "styles"):
            styles.take(root)
        settings = {
            local(each): attribute(each, "val") not in OFF for root in self.roots(main, "settings") for each in root
        }
        self.sections.even_pages = settings.get("evenAndOddHeaders", False)
        stories = [main, *self.related(main, "header"), *self.related(main, "footer")]
        sheet = Sheet(self.package, stories, theme, settings.get("displayBackgroundShape", False))
        return Context(styles=styles, sheet=sheet)

    def roots(self, main: str, kind: str) -> Iterator[Any]:
        for name in self.related(main, kind):
            try:
                yield self.package.xml(name)
            except LimitReached:
                raise
            except Unreadable:
                continue

    def related(self, name: str, kind: str) -> list[str]:
        parts = (
            self.package.find(each.target) for each in self.arrows(name) if each.kind == kind and not each.external
        )
        return [part for part in parts if part is not None]

    def arrows(self, name: str) -> list[Relationship]:
        try:
            return list(self.package.relationships(name).values())
        except LimitReached:
            raise
        except Unreadable:
            return []

    def arrow_to(self, main: str, part: str) -> str:
        return next((each.id for each in self.arrows(main) if self.package.find(each.target) == part), "")

    def body(self, name: str, where: Where, hidden: str | None) -> Iterator[Part]:
        flow = Flow(where, hidden)
        story = Story(flow, self.context, self.package.relationships(name))
        failure = None
        try:
            for block in self.package.iterparse(name, *TAGS):
                self.context.authors.update(map(str, AUTHORS(block)))  # type: ignore[arg-type]
                self.sections.take(block)
                why = self.why_block_hidden(block)
                story.block(block, why)
                if story.has_tables:
                    self.letters += FEW
                    yield from self.spend(flow.parts())
                    yield from story.tables(where, why or hidden)
                elif flow.full:
                    yield from self.spend(flow.parts())
        except Unreadable as error:  # what stands before the damage is read all the same
            failure = error
        yield from self.spend(flow.parts())
        if failure:
            raise failure

    def why_block_hidden(self, block: Any) -> str | None:
        """Return the code of the comment, note or building block that a block stands in, if not that of its story."""
        for above in block.iterancestors():
            name = local(above)
            if name == "comment":
                self.context.authors.update((attribute(above, "author"), attribute(above, "initials")))
            elif name in ("footnote", "endnote") and (number := attribute(above, "id")):
                usual = "hidden-text" if attribute(above, "type") in ("", "normal") else None
                return self.context.notes.get((name, number), usual)
            elif name == "docPart" and _is_prompt(above):
                return "validation-list"
        return None

    def spend(self, parts: Iterator[Text]) -> Iterator[Part]:
        for part in parts:
            self.reading.spend(len(part.text))
            self.letters += len(part.text)
            yield part

    def chunks(self, main: str) -> Iterator[Part]:
        """Yield whole documents that stand in the text (altChunk, 17.17.2.1): Word shows them as if they were typed."""
        for number, arrow in enumerate(self.arrows(main), 1):
            name = self.package.find(arrow.target) if arrow.kind == "aFChunk" and not arrow.external else None
            if name is None or name in self.done:
                continue
            self.done.add(name)
            self.reading.enter()
            base = name.rpartition("/")[2]
            hidden = None if arrow.id in self.context.chunks else "embedded-file"
            where = self.source.where.into("member", number, base)
            data = BytesIO(self.package.read(name))
            yield from self.reading.read(Source(data, base, where, self.source.depth + 1, hidden))

    def settings(self, main: str) -> Iterator[Part]:
        for name in self.related(main, "settings"):
            self.done.add(name)
            where = self.source.where.into("settings")
            yield from guarded(self.settings_of(name, where), where)

    def settings_of(self, name: str, where: Where) -> Iterator[Part]:
        flow = Flow(where)
        root = self.package.xml(name)
        for each in root.iter():
            if local(each) == "docVar":
                flow.aside(attribute(each, "name"), "structure")
                flow.aside(attribute(each, "val"), "document-variable")
        if (merge := child(root, "mailMerge")) is not None:
            for each in merge.iter():
                if code := MERGE.get(local(each)):
                    flow.aside(attribute(each, "val"), code)
        for arrow in self.arrows(name):
            if arrow.external:
                flow.aside(arrow.target, "template-path" if arrow.kind == "attachedTemplate" else "connection")
        yield from self.spend(flow.parts())

    def glossary(self, main: str) -> Iterator[Part]:
        for name in self.related(main, "glossaryDocument"):
            where = self.source.where.into("building blocks")
            for part in (name, *(each for kind in STORIES for each in self.related(name, kind))):
                self.done.add(part)
                yield from guarded(self.body(part, where, "building-block"), where)

    def people(self) -> Iterator[Part]:
        flow = Flow(self.source.where.into("people"))
        for author in sorted(self.context.authors):
            if author:
                flow.aside(f"Author: {author}", "comment-person")
        yield from self.spend(flow.parts())


def _is_prompt(part: Any) -> bool:
    """Tell whether a building block is what an empty content control shows (type "bbPlcHdr", 17.12.15)."""
    kinds = child(part, "docPartPr", "types")
    return kinds is not None and any(attribute(each, "val") == "bbPlcHdr" for each in kinds)
