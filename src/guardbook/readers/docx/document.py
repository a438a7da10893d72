"""Reads a Word document's package: the body first, then every other part by what it is."""

from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.docx.story import Context, Story
from guardbook.readers.docx.visibility import OFF
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.ooxml import guarded, is_picture, main_part, other_parts
from guardbook.readers.package import Package
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

W = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
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
    document = _Document(package, source, reading)
    yield from document.parts()


class _Document:
    def __init__(self, package: Package, source: Source, reading: Reading) -> None:
        self.package, self.source, self.reading = package, source, reading
        self.context = Context()
        self.done: set[str] = set()
        self.letters = 0

    def parts(self) -> Iterator[Part]:
        main = main_part(self.package, "word/document.xml")
        styles = self.related(main, "styles")
        self.context = Context(hidden_styles=_hidden_styles(self.package, styles))
        self.done.update((main, *styles))
        yield from guarded(self.body(main, self.source.where, None), self.source.where)
        if self.letters < FEW and any(map(is_picture, self.package.names)):
            yield Problem("it holds pictures and hardly a word: their text was not read", self.source.where)
        for kind, hidden in STORIES.items():
            for number, name in enumerate(self.related(main, kind), 1):
                self.done.add(name)
                where = self.source.where.into(kind, number if kind in ("header", "footer") else None)
                yield from guarded(self.body(name, where, hidden), where)
        yield from self.settings(main)
        yield from self.glossary(main)
        yield from self.people()
        yield from other_parts(self.package, self.source, self.reading, self.done)

    def related(self, name: str, kind: str) -> list[str]:
        try:
            found = self.package.relationships(name).values()
        except LimitReached:
            raise
        except Unreadable:
            return []
        parts = (self.package.find(each.target) for each in found if each.kind == kind and not each.external)
        return [part for part in parts if part is not None]

    def body(self, name: str, where: Where, hidden: str | None) -> Iterator[Part]:
        flow = Flow(where, hidden)
        story = Story(flow, self.context, self.package.relationships(name))
        tags = [f"{space}{tag}" for space in W for tag in ("p", "tbl", "sdtPr")]
        note = failure = None
        try:
            for block in self.package.iterparse(name, *tags):
                note = self.author(block, note)
                story.walk(block)
                if story.has_tables:
                    self.letters += FEW
                    yield from self.spend(flow.parts())
                    yield from story.tables(where, hidden)
                elif flow.full:
                    yield from self.spend(flow.parts())
        except Unreadable as error:  # what stands before the damage is read all the same
            failure = error
        yield from self.spend(flow.parts())
        if failure:
            raise failure

    def author(self, block: Any, note: Any) -> Any:
        """Note who wrote a comment when its first block comes."""
        above = block.getparent()
        if above is not None and above is not note and local(above) == "comment":
            self.context.authors.add(attribute(above, "author"))
            self.context.authors.add(attribute(above, "initials"))
        return above

    def spend(self, parts: Iterator[Text]) -> Iterator[Part]:
        for part in parts:
            self.reading.spend(len(part.text))
            self.letters += len(part.text)
            yield part

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
                flow.aside(f"{attribute(each, 'name')}: {attribute(each, 'val')}", "document-variable")
        if (merge := child(root, "mailMerge")) is not None:
            for each in merge.iter():
                flow.aside(attribute(each, "val"), "connection")
        for each in self.package.relationships(name).values():
            if each.external:
                flow.aside(each.target, "template-path" if each.kind == "attachedTemplate" else "connection")
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


def _hidden_styles(package: Package, names: list[str]) -> frozenset[str]:
    """Return the ids of styles whose text does not show, by themselves or by the style they are based on."""
    hides: dict[str, bool] = {}
    based: dict[str, str] = {}
    for name in names:
        try:
            root = package.xml(name)
        except LimitReached:
            raise
        except Unreadable:
            continue
        for style in root:
            if local(style) == "style":
                _note_style(style, hides, based)
    return frozenset(style for style in hides if _inherits(style, hides, based))


def _note_style(style: Any, hides: dict[str, bool], based: dict[str, str]) -> None:
    key = attribute(style, "styleId")
    vanish = child(style, "rPr", "vanish")
    hides[key] = vanish is not None and attribute(vanish, "val") not in OFF
    if vanish is None and (parent := child(style, "basedOn")) is not None:
        based[key] = attribute(parent, "val")


def _inherits(style: str, hides: dict[str, bool], based: dict[str, str]) -> bool:
    seen = set()
    while style in based and style not in seen:
        seen.add(style)
        style = based[style]
    return hides.get(style, False)
