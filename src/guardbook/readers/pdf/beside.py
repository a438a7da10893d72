"""Reads what a PDF holds beside the text of its pages: properties, form fields, notes, outlines."""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from lxml import etree

from guardbook.content import Part, Problem, Source
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.markup import local
from guardbook.readers.package import parse_xml
from guardbook.readers.pdf.objects import Objects, hidden_code, string, strings
from guardbook.readers.pdf.pictures import pictures
from guardbook.readers.pdf.sweep import all_objects
from guardbook.readers.pdf.unlisted import unlisted
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

Section = Callable[[Objects, Source, Reading], Iterator[Part]]
PASSWORD = 1 << 13
"""Flag of a field whose letters are shown as stars (ISO 32000-2, table 231)."""
DEEPEST = 50
"""Levels of fields within fields."""


def beside_pages(objects: Objects, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of each kind; a kind that is damaged becomes a problem and the others are read."""
    for name, section in SECTIONS.items():
        where = source.where.into(name)
        try:
            for part in section(objects, source, reading):
                reading.spend(len(getattr(part, "text", "")))
                yield part
        except LimitReached:
            raise
        except Unreadable as error:
            yield Problem(str(error), where)
        except Exception as error:  # pikepdf's own text may quote the file
            yield Problem(f"damaged ({type(error).__name__})", where)


def _properties(objects: Objects, source: Source, reading: Reading) -> Iterator[Part]:
    flow = Flow(source.where.into("properties"))
    info = objects.pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        reading.spend(len(info))
        for key, value in info.items():
            flow.aside(f"{key.lstrip('/')}: {string(value)}" if string(value) else "", "document-properties")
    yield from flow.parts()


def read_fields(objects: Objects, source: Source, reading: Reading) -> Iterator[Part]:
    form = objects.pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    flow = Flow(source.where.into("form"))
    stack = [(field, 0) for field in reversed(list(form.get("/Fields", ())))]
    while stack:
        field, depth = stack.pop()
        if depth < DEEPEST and isinstance(field, pikepdf.Dictionary) and objects.first_time(field):
            reading.spend(16)
            stack.extend((each, depth + 1) for each in reversed(list(field.get("/Kids", ()))))
            write_field(field, flow)
    yield from flow.parts()
    xfa = form.get("/XFA")
    for each in xfa if isinstance(xfa, pikepdf.Array) else [xfa]:
        if isinstance(each, pikepdf.Stream):
            yield from _form_data(objects.unpacked(each, reading), source)


def write_field(field: Any, flow: Flow) -> None:
    """Write a form field: label and value on one line, a hidden value alone; its choices and default apart.

    A label that stands beside no value shows only while the pointer rests on the field.
    """
    label = string(field.get("/TU")) or string(field.get("/T"))
    hidden = _is_hidden(field)
    values = [value for value in strings(field.get("/V")) if value.strip()]
    if hidden or not values:
        flow.aside(label, "alt-text")
    for value in values:
        if hidden:
            flow.aside(value, "hidden-field")
        else:
            flow.add(f"{label}: {value}" if label else value)
            flow.end_line()
    for key in ("/Opt", "/DV"):
        for value in strings(field.get(key)):
            flow.aside(value, "validation-list")


def _is_hidden(field: Any) -> bool:
    """Tell whether a field's value shows nowhere: by its flags, its size, as a password, or so in all its places."""
    flags = field.get("/Ff", 0)
    if field.get("/FT") == "/Tx" and isinstance(flags, int) and flags & PASSWORD:
        return True
    places = [kid for kid in field.get("/Kids", ()) if isinstance(kid, pikepdf.Dictionary) and "/Rect" in kid]
    return all(hidden_code(place) or _is_empty(place.get("/Rect")) for place in places or [field])


def _is_empty(rectangle: Any) -> bool:
    if not isinstance(rectangle, pikepdf.Array) or len(rectangle) != 4:
        return False
    left, low, right, high = (float(edge) for edge in rectangle)
    return abs(right - left) < 1 or abs(high - low) < 1


def _form_data(data: bytes, source: Source) -> Iterator[Part]:
    """The data set of an XFA form: each element's text."""
    root = parse_xml(data)
    flow = Flow(source.where.into("form"))
    inside = [root] if local(root) == "datasets" else root.iter("{*}datasets")
    for datasets in inside:
        for each in datasets.iter(etree.Element):
            if (each.text or "").strip():
                flow.aside(each.text or "", "hidden-field")
    yield from flow.parts()


def read_annotations(objects: Objects, source: Source, reading: Reading) -> Iterator[Part]:
    for number, page in enumerate(objects.pdf.pages, 1):
        flow = Flow(source.where.into("page", number))
        notes = page.get("/Annots")
        if not isinstance(notes, pikepdf.Array):
            continue
        reading.spend(len(notes))
        for note in notes:
            if isinstance(note, pikepdf.Dictionary) and objects.first_time(note):
                _annotation(note, flow)
        yield from flow.parts()


def _annotation(note: Any, flow: Flow) -> None:
    kind = str(note.get("/Subtype", ""))
    if kind == "/Widget":
        write_field(note, flow)
        flow.aside(string(note.get("/Contents")), "alt-text")
        return
    shown = kind == "/FreeText" and not hidden_code(note)
    for key in ("/Contents", "/RC", "/Subj"):
        if text := string(note.get(key)):
            flow.add(text, None if shown and key == "/Contents" else "alt-text" if kind == "/Link" else "comment")
            flow.end_line()
    if author := string(note.get("/T")):
        flow.aside(f"Author: {author}", "comment-person")
    action = note.get("/A")
    if isinstance(action, pikepdf.Dictionary):
        for key in ("/URI", "/F"):
            flow.aside(string(action.get(key)), "link-target")


def _outline(objects: Objects, source: Source, reading: Reading) -> Iterator[Part]:
    flow = Flow(source.where.into("outline"))
    root = objects.pdf.Root.get("/Outlines")
    stack = [root.get("/First")] if isinstance(root, pikepdf.Dictionary) else []
    while stack:
        item = stack.pop()
        if isinstance(item, pikepdf.Dictionary) and objects.first_time(item):
            reading.spend(16)
            flow.aside(string(item.get("/Title")), "outline")
            stack += [item.get("/Next"), item.get("/First")]
    yield from flow.parts()


SECTIONS: dict[str, Section] = {
    "properties": _properties,
    "form": read_fields,
    "annotations": read_annotations,
    "outline": _outline,
    "objects": all_objects,
    "unlisted": unlisted,
    "pictures": pictures,
}
"""Every kind of thing beside the pages and what reads it."""
