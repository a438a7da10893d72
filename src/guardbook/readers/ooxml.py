"""Reads what any OOXML document may hold beside its content: properties, charts, embedded files, macros, custom XML."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.image.placed import ENDINGS, package_pictures
from guardbook.readers.markup import attribute, child, lines, local
from guardbook.readers.mashup import is_mashup, mashup_parts
from guardbook.readers.number_formats import show_plain, show_with
from guardbook.readers.ole import embedded_files, streams_of, words_in
from guardbook.readers.package import Package
from guardbook.readers.prose import Flow, table
from guardbook.readers.reading import Reading
from guardbook.readers.rows import Cells
from guardbook.readers.vba import macro_sources
from guardbook.readers.wrapping import around_parts, parser_notes

PICTURES = tuple(sorted(ENDINGS))
FONTS = ("odttf", "ttf", "otf", "fntdata")
PLAYED = tuple("mp4 m4v m4a mov avi wmv wma asf mpg mpeg mp3 wav aac aif aiff mid midi ogg oga ogv webm flac".split())
NOT_PLAYED = "sound or film inside it was not read: remove it or publish it apart"
LOOKS = re.compile(
    r".*\.rels$|\[Content_Types\]\.xml$"
    r"|.*/(theme\d*|themeOverride\d*|fontTable|webSettings|numbering|styles|stylesWithEffects|presProps|viewProps"
    r"|tableStyles|itemProps\d*|layout\d+|quickStyle\d+|colors\d+|style\d+)\.xml$",
    re.IGNORECASE,
)
"""Parts that hold looks and settings: little in them is of a person's making."""
MODEL = (
    "it holds a data model (Power Pivot), whose tables were not read: copy the sheets that are to be released "
    "into a new workbook as values"
)
NAMING = frozenset(
    "author name initials userid username displayname email title descr tooltip val url href src path".split()
)
"""Attributes of unknown parts that may hold words of a person's making."""


def guarded(parts: Iterator[Part], where: Where) -> Iterator[Part]:
    """Turn one part's failure into a problem of its own; the rest of the document is read."""
    try:
        yield from parts
    except LimitReached:
        raise
    except Unreadable as error:
        yield Problem(str(error), where)


@dataclass(frozen=True, slots=True)
class Inside:
    """One part of a package and where it is."""

    package: Package
    name: str
    number: int
    where: Where
    source: Source
    reading: Reading
    hidden: str | None = None
    """Code of why what would show in it does not, such as a chart on a hidden sheet."""


def main_part(package: Package, usual: str) -> str:
    """Return the name of the part with the document's own content; raise `Unreadable` when there is none."""
    for each in package.relationships().values():
        if each.kind == "officeDocument" and (name := package.find(each.target)):
            return name
    if name := package.find(usual):
        return name
    raise Unreadable("damaged: the part with its content is missing")


def is_picture(name: str) -> bool:
    """Tell from a part's name whether it is a picture of the document (not the one of its first page)."""
    return "/media/" in name and name.rpartition(".")[2].casefold() in PICTURES


def other_parts(
    package: Package, source: Source, reading: Reading, done: set[str], hidden_of: Mapping[str, str] | None = None
) -> Iterator[Part]:
    """Yield the content of every part of a package that its own reader has not `done`, and what lies around the parts.

    `hidden_of` gives codes of parts that would show where they are, but for that place.
    """
    yield from package_pictures(package, source, reading, hidden_of or {})
    number = 0
    for name in package.names:
        if name in done or name.rpartition(".")[2].casefold() in PICTURES or not package.size(name):
            continue
        number += 1
        where = source.where.into("part", number, name)
        inside = Inside(package, name, number, where, source, reading, (hidden_of or {}).get(name))
        yield from guarded(_counted(inside), where)
    yield from guarded(parser_notes(package, source), source.where)
    yield from guarded(around_parts(package, source, reading), source.where)


def _counted(inside: Inside) -> Iterator[Part]:
    for part in _reader_of(inside.name)(inside):
        inside.reading.spend(len(getattr(part, "text", "")))
        yield part


def member(package: Package, name: str, number: int, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of a file embedded in a package, whatever its format."""
    base = name.rpartition("/")[2]
    for inner, data in embedded_files(package.read(name)):
        reading.enter()
        label = base if inner == "object" else inner
        where = source.where.into("member", number, label)
        yield from reading.read(Source(BytesIO(data), label, where, source.depth + 1, "embedded-file"))


def _reader_of(name: str) -> Callable[[Inside], Iterator[Part]]:
    return next((reader for pattern, reader in READERS if re.match(pattern, name, re.IGNORECASE)), _member)


def _properties(inside: Inside) -> Iterator[Part]:
    flow = Flow(inside.where)
    code = "custom-properties" if "custom" in inside.name else "document-properties"
    for each in inside.package.xml(inside.name):
        value = " ".join(text for text in each.itertext() if text.strip())
        if value:
            flow.aside(f"{each.get('name') or local(each)}: {value}", code)
    yield from flow.parts()


def _custom_xml(inside: Inside) -> Iterator[Part]:
    """Data of programs: every text and every attribute, with the name it goes by."""
    flow = Flow(inside.where)
    root = inside.package.xml(inside.name)
    if is_mashup(root):
        yield from mashup_parts(root, inside.where, inside.reading)
        return
    for each in root.iter():
        if each.text and each.text.strip():
            flow.aside(f"{local(each)}: {each.text}", "custom-xml")
        for key, value in each.attrib.items():
            flow.aside(f"{key.rpartition('}')[2]}: {value}", "custom-xml")
    yield from flow.parts()


def _people(inside: Inside) -> Iterator[Part]:
    flow = Flow(inside.where)
    for each in inside.package.xml(inside.name).iter():
        for key in ("author", "name", "initials", "userId"):
            value = attribute(each, key)
            flow.aside(f"Author: {value}" if value else "", "comment-person")
    yield from flow.parts()


def _chart(inside: Inside) -> Iterator[Part]:
    """A chart's title shows; its cache may hold more than is drawn: a column for each series, its names or values."""
    root = inside.package.xml(inside.name)
    flow = Flow(inside.where, inside.hidden)
    for line in lines(root):
        flow.add(line)
        flow.end_line()
    yield from flow.parts()
    since_1904 = any(local(each) == "date1904" and each.get("val", "1") in ("1", "true") for each in root.iter())
    series = [_series(cache, since_1904) for cache in root.iter() if local(cache) in _CACHES]
    if any(series):
        yield table(_columns(series), inside.where.into("table", 1), inside.hidden or "chart-cache")


_CACHES = ("strCache", "numCache", "lvl", "strLit", "numLit", "dlblRangeCache")


def _series(cache: Any, since_1904: bool) -> Cells:
    """Return the values of a chart's cache, numbers and dates as cells write them."""
    code = child(cache, "formatCode")
    show = show_with(0, cache.get("formatCode") or (code.text if code is not None else "") or "", since_1904=since_1904)
    values = []
    for point in cache:
        if local(point) == "pt":
            value = child(point, "v")  # in the newer kind of chart the point holds its value itself
            text = (point.text if value is None else value.text) or ""
            numeric = local(cache).startswith("num") or bool(cache.get("formatCode"))
            values.append((show or show_plain)(text) if numeric else text)
    return values


def _columns(rows: list[Cells]) -> list[Cells]:
    """Turn series into columns, so that what belongs together is judged together."""
    longest = max(map(len, rows))
    return [[row[number] if number < len(row) else None for row in rows] for number in range(longest)]


def _diagram(inside: Inside) -> Iterator[Part]:
    """The words of SmartArt; the drawing made from them only where its words are others."""
    own = list(lines(inside.package.xml(inside.name)))
    code = None
    if "/drawing" in inside.name:
        code = "alternate-content"
        twin = inside.name.replace("/drawing", "/data")
        said = set(lines(inside.package.xml(twin))) if twin in inside.package else set()
        own = [line for line in own if line not in said]
    flow = Flow(inside.where, inside.hidden or code)
    for line in own:
        flow.add(line)
        flow.end_line()
    yield from flow.parts()


def _signature(inside: Inside) -> Iterator[Part]:
    flow = Flow(inside.where)
    for each in inside.package.xml(inside.name).iter():
        if "Name" in local(each) or "Comments" in local(each):
            flow.aside(each.text or "", "other-part")
    yield from flow.parts()


def _macro(inside: Inside) -> Iterator[Part]:
    for text in macro_sources(inside.package.read(inside.name)):
        flow = Flow(inside.where)
        flow.aside(text, "macro")
        yield from flow.parts()


def _other(inside: Inside) -> Iterator[Part]:
    """Any other XML: its lines, and attributes that may hold words of a person's making."""
    root = inside.package.xml(inside.name)
    flow = Flow(inside.where)
    for line in lines(root, everything=True):
        flow.aside(line, "other-part")
    for each in root.iter():
        for key, value in each.attrib.items():
            if key.rpartition("}")[2].casefold() in NAMING and sum(map(str.isalpha, value)) > 2:
                flow.aside(value, "other-part")
    yield from flow.parts()


def _looks(inside: Inside) -> Iterator[Part]:
    """Looks and settings: texts, which they have none of, and the names that people give to styles and themes."""
    flow = Flow(inside.where)
    for each in inside.package.xml(inside.name).iter():
        if each.text and each.text.strip():
            flow.aside(each.text, "other-part")
        flow.aside(_given_name(each), "structure")
        if each.get("TargetMode") == "External" and not each.get("Type", "").endswith("/attachedTemplate"):
            flow.aside(each.get("Target", ""), "link-target")
        for key in ("title", "desc", "descr"):
            flow.aside(attribute(each, key), "other-part")
    yield from flow.parts()


def _given_name(element: Any) -> str:
    """Return the name of a style, theme or list, where it is not one that programs give."""
    kind = local(element)
    if kind in ("theme", "clrScheme", "fontScheme", "fmtScheme", "custClr", "extraClrScheme"):
        name = element.get("name", "")
        return "" if name.startswith("Office") else name
    if kind == "style" and attribute(element, "customStyle") in ("1", "true"):
        return attribute(child(element, "name"), "val") if child(element, "name") is not None else ""
    if kind == "cellStyle" and element.get("builtinId") is None:
        return str(element.get("name", ""))
    if kind == "lvlText":
        text = attribute(element, "val")
        return text if sum(map(str.isalpha, text)) > 2 else ""
    if kind == "schemaRef":
        uri = attribute(element, "uri")
        return "" if _STANDARD.match(uri) else uri
    return ""


_STANDARD = re.compile(r"(https?://)?(schemas\.(microsoft|openxmlformats)|www\.w3|purl\.o(clc|rg))\.?[a-z]*(/|$)")


def _bulk(what: str) -> Callable[[Inside], Iterator[Part]]:
    """Return what takes note of a part in which nothing is to be read."""

    def read(inside: Inside) -> Iterator[Part]:
        inside.reading.add_bulk(inside.where, inside.package.size(inside.name), what)
        yield from ()

    return read


def _words(code: str) -> Callable[[Inside], Iterator[Part]]:
    """Return a reader of the words in bytes of no known form."""

    def read(inside: Inside) -> Iterator[Part]:
        if text := "\n".join(words_in(inside.package.read(inside.name))):
            yield Text(text, inside.where, code)

    return read


def _control(inside: Inside) -> Iterator[Part]:
    """An old control: what it says and holds stands somewhere in its streams."""
    data = inside.package.read(inside.name)
    text = "\n".join(dict.fromkeys(word for stream in streams_of(data) for word in words_in(stream)))
    if text:
        yield Text(text, inside.where, "other-part")


def _model(inside: Inside) -> Iterator[Part]:
    yield Problem(MODEL, inside.where)


def _played(inside: Inside) -> Iterator[Part]:
    yield Problem(NOT_PLAYED, inside.where)


def _member(inside: Inside) -> Iterator[Part]:
    if not any(inside.package.read(inside.name)):
        inside.reading.add_bulk(inside.where, inside.package.size(inside.name), "zeros")
        return
    yield from member(inside.package, inside.name, inside.number, inside.source, inside.reading)


READERS: tuple[tuple[str, Callable[[Inside], Iterator[Part]]], ...] = (
    (LOOKS.pattern, _looks),
    (rf".*\.({'|'.join(FONTS)})$", _bulk("a font")),
    (rf".*\.({'|'.join(PLAYED)})$", _played),
    (r".*/printerSettings[^/]*\.bin$", _bulk("settings of a printer")),
    (r".*/customProperty\d*\.bin$", _words("custom-properties")),
    (r".*/activeX\d*\.bin$", _control),
    (r".*vbaProjectSignature[^/]*\.bin$", _words("other-part")),
    (r"(.*/)?model/item[^/]*\.data$", _model),
    (r"docProps/.*\.xml$", _properties),
    (r"customXml/.*\.xml$", _custom_xml),
    (r".*/(people|persons/.*|commentAuthors|authors)\.xml$", _people),
    (r".*/charts/chart[^/]*\.xml$", _chart),
    (r".*/diagrams/(data|drawing)\d*\.xml$", _diagram),
    (r"_xmlsignatures/.*\.xml$", _signature),
    (r".*/tags/.*\.xml$", _custom_xml),
    (r".*vbaProject[^/]*\.bin$", _macro),
    (r".*\.(xml|vml)$", _other),
)
"""What reads a part, by its name: the first that fits; anything else is a file of its own."""
