"""Looks at every object of a PDF for what may hang anywhere in it: files, scripts, metadata, descriptions."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree

from guardbook.content import Part, Problem, Source
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.markup import local
from guardbook.readers.package import parse_xml
from guardbook.readers.pdf.objects import Objects, string
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

DESCRIPTIONS = ("/Alt", "/ActualText", "/E")
_FORMAT = re.compile(r"(?:AF[A-Z]\w+\((?:[^()\"']|\"[^\"]{0,40}\"|\([^()]*\))*\);?\s*)+")
PARTLY = "one of its objects is damaged: it was not read"


def all_objects(objects: Objects, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield embedded files, scripts, metadata and descriptions, wherever they hang; also what nothing refers to."""
    flow = Flow(source.where.into("objects"))
    damaged = members = 0
    for spec in _file_specifications(objects, flow, reading):
        try:
            for name, stream in _files(spec):
                if objects.first_time(stream):
                    members += 1
                    reading.enter()
                    where = source.where.into("member", members, name)
                    data = BytesIO(objects.unpacked(stream, reading))
                    yield from reading.read(Source(data, name, where, source.depth + 1, "embedded-file"))
        except LimitReached:
            raise
        except Unreadable as error:
            yield Problem(str(error), source.where.into("member", members))
        except pikepdf.PdfError:
            damaged += 1
    yield from flow.parts()
    if damaged:
        yield Problem(PARTLY, source.where)


def _file_specifications(objects: Objects, flow: Flow, reading: Reading) -> Iterator[Any]:
    """Yield what specifies an embedded file; write everything else that was found on the way into the flow."""
    yield from _named_files(objects)
    loose = []
    for each in objects.each(reading):
        if not isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        if "/EF" in each:
            yield each
        if each.get("/Type") == "/EmbeddedFile" and isinstance(each, pikepdf.Stream):
            loose.append({"/EF": pikepdf.Dictionary({"/F": each})})
        if isinstance(nested := each.get("/FS"), pikepdf.Dictionary) and "/EF" in nested:
            yield nested
        for key in DESCRIPTIONS:
            if text := string(each.get(key)):
                flow.aside(text, "alt-text")
        _scripts(each, objects, flow, reading)
        if each.get("/Type") == "/Metadata" and isinstance(each, pikepdf.Stream) and objects.first_time(each):
            _metadata(objects.unpacked(each, reading), flow)
    yield from loose  # last: most were specified, and so are known by their names


def _named_files(objects: Objects) -> Iterator[Any]:
    """Yield the files of the catalogue's list, which need not be objects of their own."""
    yield from _own_documents(objects.pdf.trailer.get("/AdditionalStreams"))
    names = objects.pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        for _, spec in pikepdf.NameTree(names.EmbeddedFiles).items():
            if isinstance(spec, pikepdf.Dictionary):
                yield spec


def _own_documents(listed: Any) -> Iterator[Any]:
    """Yield, as if they were attached, the documents that LibreOffice packs into a PDF: pairs of kind and stream."""
    for each in listed if isinstance(listed, pikepdf.Array) else ():
        if isinstance(each, pikepdf.Stream):
            yield {"/EF": pikepdf.Dictionary({"/F": each})}


def _files(spec: Any) -> Iterator[tuple[str, Any]]:
    name = string(spec.get("/UF")) or string(spec.get("/F")) or "attachment"
    files = spec.get("/EF")
    for key in ("/UF", "/F", "/DOS", "/Mac", "/Unix"):
        if isinstance(files, pikepdf.Dictionary) and isinstance(files.get(key), pikepdf.Stream):
            yield name, files.get(key)


def _scripts(thing: Any, objects: Objects, flow: Flow, reading: Reading) -> None:
    triggers = thing.get("/AA")
    triggered = list(triggers.values()) if isinstance(triggers, pikepdf.Dictionary) else []
    for action in (thing, thing.get("/OpenAction"), thing.get("/A"), *triggered):
        script = action.get("/JS") if isinstance(action, (pikepdf.Dictionary, pikepdf.Stream)) else None
        if isinstance(script, pikepdf.Stream) and objects.first_time(script):
            text = objects.unpacked(script, reading).decode("utf-8", "replace")
            flow.aside(text, script_code(text))
        elif isinstance(script, pikepdf.String):
            flow.aside(string(script), script_code(string(script)))


def script_code(script: str) -> str:
    """Return the code of a script: the format of a field, as Acrobat writes it, is no program that somebody wrote."""
    return "formula" if _FORMAT.fullmatch(script.strip()) else "macro"


def _metadata(data: bytes, flow: Flow) -> None:
    """Write an XMP packet: each property's name and value, whether an element or an attribute."""
    try:
        root = parse_xml(data.strip(b"\0 \r\n\t"))
    except Unreadable:  # loosely written packets are common: what stands in them is text all the same
        flow.aside(data.decode("utf-8", "replace"), "document-properties")
        return
    for each in root.iter(etree.Element):
        if (each.text or "").strip():
            flow.aside(f"{_label(each)}: {each.text}", "document-properties")
        for key, value in each.attrib.items():
            if not key.startswith("{http://www.w3.org/"):
                flow.aside(f"{key.rpartition('}')[2]}: {value}", "document-properties")


def _label(element: Any) -> str:
    """Return a property's name: that of the element around a list where the element is an item of one."""
    while local(element) in ("li", "Alt", "Seq", "Bag") and element.getparent() is not None:
        element = element.getparent()
    return local(element)
