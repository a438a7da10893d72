"""Reads what a PDF holds beside the text of its pages: properties, notes, form fields, attachments, outlines."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree

from guardbook.content import Part, Problem, Source
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.package import parse_xml
from guardbook.readers.pdf.unpack import unpacked
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

Section = Callable[[Any, Source, Reading], Iterator[Part]]


def beside_pages(pdf: Any, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of each kind; a kind that is damaged becomes a problem and the others are read."""
    for name, section in SECTIONS.items():
        where = source.where.into(name)
        try:
            yield from section(pdf, source, reading)
        except LimitReached:
            raise
        except Unreadable as error:
            yield Problem(str(error), where)
        except Exception as error:  # pikepdf's own text may quote the file
            yield Problem(f"damaged ({type(error).__name__})", where)


def _properties(pdf: Any, source: Source, reading: Reading) -> Iterator[Part]:
    flow = Flow(source.where.into("properties"))
    info = pdf.trailer.get("/Info")
    for key, value in info.items() if info is not None else ():
        flow.aside(f"{key.lstrip('/')}: {value}", "document-properties")
    metadata = pdf.Root.get("/Metadata")
    if metadata is not None:
        for each in parse_xml(unpacked(metadata, reading)).iter(etree.Element):
            label = etree.QName(each).localname
            if (each.text or "").strip():
                flow.aside(f"{label}: {each.text}", "document-properties")
            for name, value in each.attrib.items():
                flow.aside(f"{etree.QName(name).localname}: {value}", "document-properties")
    yield from _given_out(flow, reading)


def _annotations(pdf: Any, source: Source, reading: Reading) -> Iterator[Part]:
    for number, page in enumerate(pdf.pages, 1):
        flow = Flow(source.where.into("page", number))
        for note in page.get("/Annots", ()):
            _annotation(note, flow)
        yield from _given_out(flow, reading)


def _annotation(note: Any, flow: Flow) -> None:
    kind = str(note.get("/Subtype", ""))
    if kind == "/Widget":
        return
    shown = kind == "/FreeText" and not int(note.get("/F", 0)) & 0x22
    for key in ("/Contents", "/RC"):
        if isinstance(value := note.get(key), pikepdf.String):
            flow.add(str(value), None if shown else "alt-text" if kind == "/Link" else "comment")
            flow.end_line()
    if isinstance(author := note.get("/T"), pikepdf.String):
        flow.aside(f"Author: {author}", "comment-person")
    action = note.get("/A")
    if action is not None and isinstance(target := action.get("/URI"), pikepdf.String):
        flow.aside(str(target), "link-target")


def _fields(pdf: Any, source: Source, reading: Reading) -> Iterator[Part]:
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    flow = Flow(source.where.into("form"))
    stack = [(field, 0) for field in form.get("/Fields", ())][::-1]
    while stack:
        field, depth = stack.pop()
        reading.spend(64)
        if depth < 50:
            stack.extend((child, depth + 1) for child in reversed(list(field.get("/Kids", ()))))
        label = field.get("/TU") or field.get("/T")
        if isinstance(value := field.get("/V"), pikepdf.String):
            hidden = "hidden-field" if int(field.get("/F", 0)) & 0x22 else None
            flow.add(f"{label}: {value}" if label else str(value), hidden)
            flow.end_line()
    yield from _given_out(flow, reading)


def _attachments(pdf: Any, source: Source, reading: Reading) -> Iterator[Part]:
    for number, (name, spec) in enumerate(pdf.attachments.items(), 1):
        reading.enter()
        where = source.where.into("member", number, name)
        data = BytesIO(unpacked(spec.get_file().obj, reading))
        yield from reading.read(Source(data, name, where, source.depth + 1, "embedded-file"))


def _outline(pdf: Any, source: Source, reading: Reading) -> Iterator[Part]:
    flow = Flow(source.where.into("outline"))
    with pdf.open_outline(max_depth=20) as outline:
        stack = list(outline.root)[::-1]
        while stack:
            item = stack.pop()
            flow.aside(item.title, "outline")
            stack.extend(reversed(item.children))
    yield from _given_out(flow, reading)


def _given_out(flow: Flow, reading: Reading) -> Iterator[Part]:
    for part in flow.parts():
        reading.spend(len(part.text))
        yield part


SECTIONS: dict[str, Section] = {
    "properties": _properties,
    "annotations": _annotations,
    "form": _fields,
    "attachments": _attachments,
    "outline": _outline,
}
"""Every kind of thing beside the pages and what reads it."""
