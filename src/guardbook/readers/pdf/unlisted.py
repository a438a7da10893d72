"""Reads what else a PDF's objects hold: strings and streams of private kinds."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from guardbook.content import Part, Source
from guardbook.readers.image.contents import printable
from guardbook.readers.pdf.objects import Objects, string
from guardbook.readers.pdf.references import Number, plain, reachable_from, references
from guardbook.readers.pdf.sweep import script_code
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

NOTES = ("/Contents", "/RC", "/V", "/DV")
"""Entries that hold what people wrote."""
TOLD = frozenset(
    "/A /AA /Alt /ActualText /E /T /TU /V /DV /Opt /RC /Contents /Subj /Title /URI /F /UF /Author /Creator "
    "/Producer /Keywords /Subject".split()
)
"""Entries whose strings are read where they belong, as long as something refers to them."""
GEAR = frozenset(
    "/ID /DA /DS /Registry /Ordering /CharSet /Panose /FontFamily /Style /Lookup /O /U /OE /UE /Perms /CheckSum /Lang "
    "/M /CreationDate /ModDate /LastModified /NM /Matte /Cert /TM /OutputConditionIdentifier /OutputCondition /Info "
    "/RegistryName /Headers /Tabs /Limits /Prefix"
    " /Filter /Trapped /IDTree /S /V4 /CS /ColorSpace /Reference /DigestMethod /ID2".split()
)
"""Entries whose strings are the format's own: keys, dates, names of fonts and colours."""
_USED = re.compile(
    rb"/(?:Contents|ToUnicode|FontFile[23]?|CIDToGIDMap|CIDSet|Encoding|ICCBased|Indexed|JS|XFA|SMask|Mask|EF|AP|"
    rb"CharProcs|Function|TR2?|HT|BG2?|UCR2?|DestOutputProfile|Thumb|Metadata|UF|F|N|D|R|G|Off|On|Yes)\s*"
    rb"(\[[^\]]*\]|\d{1,10} \d{1,5} R|<<[^>]*>>|/\w+\s+\d+\s+\d+ \d+ R)"
)
_WORDY = re.compile(r"[^\W\d_]{3}|\d{6}")
_HAS_STRING = re.compile(rb"\(|[^<]<[0-9a-fA-F]{2}")
_MARKED = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_KINDS = ("/XObject", "/ObjStm", "/XRef", "/Metadata", "/EmbeddedFile", "/CMap", "/Pattern")
_GEAR_STREAMS = ("/FunctionType", "/PatternType", "/ShadingType", "/Length1", "/N", "/HalftoneType")
_FILES = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How ZIP archives (documents of Office among them), PDFs and old documents of Office begin."""
_TEXTLIKE = 0.9
DEEPEST = 12


def unlisted(objects: Objects, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield strings and streams that belong to no known part of a document."""
    flow = Flow(source.where.into("objects"))
    used, reachable = _used(objects, reading), reachable_from(objects.pdf, reading)
    found: dict[tuple[str, str], None] = {}
    for thing in objects.each(reading):
        if isinstance(thing, pikepdf.Stream):
            _strings(thing.stream_dict, thing.objgen not in reachable, found)
            if thing.get("/Subtype") != "/Image" and thing.objgen not in used and not _is_gear(thing):
                yield from _stream(thing, objects, flow, source, reading)
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Array)):
            _strings(thing, thing.objgen not in reachable, found)
    for text, code in found:
        flow.aside(text, code)
    _marks(objects, flow, reading)
    yield from flow.parts()


def _used(objects: Objects, reading: Reading) -> set[Number]:
    """Return the objects that known entries refer to, straight or through a list."""
    found: set[Number] = set(references(plain(objects.pdf.trailer.get("/AdditionalStreams"))))
    for thing in objects.pdf.objects:
        for match in _USED.finditer(plain(thing)):
            found.update(references(match[1]))
    for number, key in enumerate(list(found)):
        thing = objects.pdf.get_object(key)
        if number % 256 == 0:
            reading.spend(0)
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Array)):
            found.update(references(plain(thing)))
    return found


def _strings(thing: Any, loose: bool, found: dict[tuple[str, str], None]) -> None:
    """Keep the strings that stand in an object itself and are read nowhere else, each once under its code."""
    if not _HAS_STRING.search(plain(thing)):
        return
    for key, text in _spelt(thing, "", 0):
        if key in GEAR or (key in TOLD and not loose) or not text.isprintable() or not _WORDY.search(text):
            continue
        if loose and key in NOTES:
            found[text, "orphaned-page"] = None
        elif key == "/JS":
            found[text, script_code(text)] = None
        else:
            found[f"{key.lstrip('/')}: {text}" if key else text, "structure"] = None


def loose_strings(pdf: Any, numbers: frozenset[Number]) -> list[tuple[str, str]]:
    """Return the strings of objects that nothing refers to and their codes: notes and values, and what is usual."""
    found: dict[tuple[str, str], None] = {}
    for number in sorted(numbers):
        thing = pdf.get_object(number)
        if isinstance(thing, pikepdf.Dictionary):
            _strings(thing, True, found)
    return list(found)


def _spelt(thing: Any, key: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield each string of an object with the name of its entry."""
    if isinstance(thing, pikepdf.String):
        yield key, string(thing)
    elif depth < DEEPEST and (depth == 0 or not thing.is_indirect):
        pairs = thing.items() if isinstance(thing, pikepdf.Dictionary) else ((key, value) for value in thing)
        for name, value in pairs:
            if isinstance(value, (pikepdf.String, pikepdf.Dictionary, pikepdf.Array)):
                yield from _spelt(value, str(name), depth + 1)


def _is_gear(stream: Any) -> bool:
    return str(stream.get("/Type", "")) in _KINDS or any(key in stream for key in _GEAR_STREAMS)


def _stream(stream: Any, objects: Objects, flow: Flow, source: Source, reading: Reading) -> Iterator[Part]:
    """Read a stream of a private kind that is a file; of another write what reads like words, the rest is bulk."""
    data = objects.unpacked(stream, reading)
    if data.startswith(_FILES):
        reading.enter()
        yield from reading.read(
            Source(BytesIO(data), "", source.where.into("objects"), source.depth + 1, "embedded-file")
        )
        return
    words = printable(data)
    for text in words:
        flow.aside(text, "private-data")
    if sum(map(len, words)) < _TEXTLIKE * len(data):
        reading.add_bulk(source.where, len(stream.read_raw_bytes()), "what a program stored for itself")


def _marks(objects: Objects, flow: Flow, reading: Reading) -> None:
    """Write what the content of pages says that its passages mean (ISO 32000-2, 14.9.4)."""
    found: dict[str, None] = {}
    for page in objects.pdf.pages:
        contents = page.get("/Contents")
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(stream, pikepdf.Stream):
                for match in _MARKED.finditer(objects.unpacked(stream, reading)):
                    found[string(pikepdf.Object.parse(match[1]))] = None
    for text in found:
        flow.aside(text, "alt-text")
