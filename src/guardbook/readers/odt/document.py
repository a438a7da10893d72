"""Reads an OpenDocument text's package: content, headers and footers, properties, embedded objects, macros."""

import re
from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Problem, Source, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.image.opendocument import opendocument_pictures
from guardbook.readers.markup import attribute, local
from guardbook.readers.odt.story import Story
from guardbook.readers.ooxml import FONTS, NOT_PLAYED, PICTURES, PLAYED, member
from guardbook.readers.package import LOCKED, Package
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading
from guardbook.readers.wrapping import around_parts, parser_notes

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}"
BLOCKS = (
    f"{TEXT}p", f"{TEXT}h", f"{TABLE}table", f"{TEXT}tracked-changes", f"{TEXT}user-field-decls", f"{STYLE}style",
    f"{FORM}form", f"{STYLE}default-style", f"{TEXT}section-source", f"{TEXT}dde-connection-decl",
    f"{TEXT}variable-decls", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}script",
)  # fmt: skip
WORDY = frozenset(("creator", "title", "comment", "label", "author"))
"""Attributes of other parts, such as the list of versions, that hold words of a person's making."""
DULL = re.compile(r"mimetype$|META-INF/(manifest|documentsignatures)")


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the text, tables and hidden content of a document; raise `Unreadable` when it cannot be opened."""
    package = Package(source, reading)
    if "content.xml" not in package:
        raise Unreadable("damaged: the part with its content is missing")
    refuse_locked(package)
    yield from Document(package, source, reading).parts()


def refuse_locked(package: Package) -> None:
    if "META-INF/manifest.xml" in package:
        for each in package.xml("META-INF/manifest.xml").iter():
            if local(each) == "encryption-data":
                raise Unreadable(LOCKED)


class Document:
    """An OpenDocument text; other kinds of document take over what is the same in them."""

    pattern = "header-footer"
    """The code of what stands on the pattern behind the pages."""
    unused: str | None = "hidden-text"
    """The code of headers and footers that are switched off."""

    def __init__(self, package: Package, source: Source, reading: Reading) -> None:
        self.package, self.source, self.reading = package, source, reading
        self.story = Story(Flow(source.where))

    def parts(self) -> Iterator[Part]:
        for number, name in enumerate(("styles.xml", "content.xml", *self.package.names)):
            if number > 1 and name in ("styles.xml", "content.xml"):
                continue
            if (
                name not in self.package
                or not self.package.size(name)
                or DULL.match(name)
                or name.rpartition(".")[2].casefold() in PICTURES + FONTS
            ):
                continue
            where = self.source.where if name == "content.xml" else self.source.where.into("part", number, name)
            try:
                yield from self.part(name, number, where)
            except LimitReached:
                raise
            except Unreadable as error:
                yield Problem(str(error), where)
        yield from opendocument_pictures(self.package, self.source, self.reading)
        yield from parser_notes(self.package, self.source)
        yield from around_parts(self.package, self.source, self.reading)
        people = Flow(self.source.where.into("people"))
        for author in sorted(self.story.authors):
            people.aside(f"Author: {author}" if author else "", "comment-person")
        yield from people.parts()

    def part(self, name: str, number: int, where: Where) -> Iterator[Part]:
        base = name.rpartition("/")[2]
        if name == "content.xml":
            yield from self.content(name, where, None)
        elif base == "content.xml":
            yield from self.content(name, where, "embedded-file")
        elif base == "styles.xml":
            yield from self.styles(name)
        elif base == "meta.xml":
            yield from self.meta(name, where)
        elif base == "settings.xml":
            yield from self.settings(name, where)
        elif base.endswith((".xml", ".rdf", ".xba", ".xlb", ".xlc")):
            code = "macro" if name.startswith(("Basic/", "Scripts/", "Dialogs/")) else "other-part"
            yield from self.words(name, where, code)
        elif base.endswith(".svm"):
            self.reading.add_bulk(where, self.package.size(name), "the look of a table, in a form of the program's own")
        elif base.rpartition(".")[2].casefold() in PLAYED:
            yield Problem(NOT_PLAYED, where)
        elif base == "layout-cache":
            self.reading.add_bulk(where, self.package.size(name), "where lines break")
        elif not name.startswith("ObjectReplacements/"):
            yield from member(self.package, name, number, self.source, self.reading)

    def content(self, name: str, where: Where, hidden: str | None) -> Iterator[Part]:
        story = self.story
        story.flow = Flow(where, hidden)
        failure = None
        try:
            for block in self.package.iterparse(name, *BLOCKS):
                if hidden == "embedded-file" and _is_chart(block):
                    hidden = story.placed.get(name.rpartition("/")[0], "chart-cache")
                    story.flow = Flow(where, hidden)
                if local(block) == "form":
                    write_form(block, story.flow)
                else:
                    story.block(block)
                if story.has_tables:
                    yield from self.spend(story.flow.parts())
                    yield from story.tables(where, hidden)
                elif story.flow.full:
                    yield from self.spend(story.flow.parts())
        except Unreadable as error:  # what stands before the damage is read all the same
            failure = error
        yield from self.spend(story.flow.parts())
        if failure:
            raise failure

    def styles(self, name: str) -> Iterator[Part]:
        """Take in which styles hide their text, and yield headers and footers."""
        root = self.package.xml(name)
        where = self.source.where.into("header and footer")
        for each in root.iter(f"{STYLE}default-style", f"{STYLE}style", f"{STYLE}page-layout"):
            self.story.walk(each)
        self.story.flow = Flow(where, self.pattern)
        for each in root.iter(f"{STYLE}master-page"):
            for part in each:
                off = self.unused if attribute(part, "display") == "false" else None
                self.story.under(off, part)
        yield from self.spend(self.story.flow.parts())
        yield from self.story.tables(where, self.pattern)

    def meta(self, name: str, where: Where) -> Iterator[Part]:
        flow = Flow(where)
        for each in self.package.xml(name).iter():
            label = attribute(each, "name") or local(each)
            code = "custom-properties" if local(each) == "user-defined" else "document-properties"
            flow.aside(f"{label}: {each.text}" if (each.text or "").strip() else "", code)
            if local(each) == "template":
                flow.aside(f"{attribute(each, 'title')} {attribute(each, 'href')}", "template-path")
        yield from self.spend(flow.parts())

    def settings(self, name: str, where: Where) -> Iterator[Part]:
        flow = Flow(where)
        for each in self.package.xml(name).iter():
            if attribute(each, "type") == "string" and each.text and attribute(each, "name") != "PrinterSetup":
                address = "Database" in attribute(each, "name") and any(sign in each.text for sign in "/:\\;")
                code = "connection" if address else "other-part"
                flow.aside(each.text, code)
        yield from self.spend(flow.parts())

    def words(self, name: str, where: Where, code: str) -> Iterator[Part]:
        flow = Flow(where)
        for each in self.package.xml(name).iter():
            flow.aside(each.text or "", code)
            for key, value in each.attrib.items():
                if key.rpartition("}")[2] in WORDY:
                    flow.aside(value, code)
        yield from self.spend(flow.parts())

    def spend(self, parts: Iterator[Any]) -> Iterator[Part]:
        for part in parts:
            self.reading.spend(len(part.text))
            yield part


def _is_chart(block: Any) -> bool:
    return any(local(above) == "chart" for above in block.iterancestors())


def write_form(element: Any, flow: Flow) -> None:
    """Write what a form's fields hold; a label and its value stand on one line."""
    for each in element.iter():
        if local(each) in ("hidden", "option", "item"):
            code = "hidden-field" if local(each) == "hidden" else "validation-list"
            flow.aside(attribute(each, "value") or attribute(each, "label"), code)
            continue
        if command := attribute(each, "command") or attribute(each, "datasource"):
            flow.aside(command, "connection")
        label = attribute(each, "label") or attribute(each, "title") or attribute(each, "name")
        value = attribute(each, "current-value") or attribute(each, "value")
        if value or attribute(each, "label"):
            flow.add(f"{label}: {value}" if label and value else value or label)
            flow.end_line()
