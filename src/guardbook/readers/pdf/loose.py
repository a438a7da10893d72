"""Finds the objects of a PDF that nothing refers to any more, and reads the pages and drawings among them."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import Unreadable
from guardbook.readers.pdf.known import Known
from guardbook.readers.pdf.objects import Objects, saved
from guardbook.readers.pdf.pages import page_text
from guardbook.readers.pdf.references import Number, inherited, reachable_from
from guardbook.readers.reading import Reading

_FONT = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+[-\d.]+\s+Tf\b")
_SHOWS = re.compile(rb"\b(?:Tj|TJ)\b|[)\]>]\s*(?:Tj|TJ|'|\")")
MOST = 500
"""Loose pages and drawings that are read; more are told as not read."""
NO_DRAWING = ("/Length1", "/N", "/FunctionType", "/PieceInfo", "/Width", "/CMapName")
"""Entries of streams that are fonts, packed objects, colours, pictures."""
TREE = ("/Names", "/Outlines", "/AcroForm", "/StructTreeRoot", "/OCProperties", "/OpenAction", "/Metadata")


def loose_parts(
    pdf: Any, source: Source, known: Known, reading: Reading, only: frozenset[Number] | None = None
) -> Iterator[Part]:
    """Yield the text of pages and drawings that no page shows; the PDF is spoilt for everything else.

    What nothing refers to counts by its lines, what a page could draw and does not by its words: a drawing's lines
    stand in one line with the page's own. `only` leaves out all objects but those of some numbers.
    """
    drawings = list(islice(_drawings(pdf, only, reading), MOST + 1))
    if len(drawings) > MOST:
        yield Problem(f"has more than {MOST} drawings that pages may use: not all were read", source.where)
    if drawings:
        yield from _drawn(pdf, drawings[:MOST], source, known, reading)


def _drawings(pdf: Any, only: frozenset[Number] | None, reading: Reading) -> Iterator[tuple[Any, bool]]:
    """Yield what holds text that no page need show: pages and drawings, and whether they are loose."""
    reachable = reachable_from(pdf, reading)
    listed = {page.obj.objgen for page in pdf.pages}
    objects = Objects(pdf)
    for thing in pdf.objects:
        if not isinstance(thing, (Dictionary, pikepdf.Stream)) or (only is not None and thing.objgen not in only):
            continue
        loose = thing.objgen not in reachable
        if isinstance(thing, pikepdf.Stream):
            form = thing.get("/Subtype") == "/Form" or "/PatternType" in thing
            if (form or (loose and not any(key in thing for key in NO_DRAWING))) and _shows(thing, objects, reading):
                yield thing, loose
        elif thing.objgen not in listed and thing.get("/Type") in ("/Page", "/Template"):
            yield thing, True  # a bookmark may still lead to a page that was taken out


def _shows(stream: Any, objects: Objects, reading: Reading) -> bool:
    try:
        return _SHOWS.search(objects.unpacked(stream, reading)) is not None
    except (Unreadable, pikepdf.PdfError):
        return False


def _drawn(
    pdf: Any, drawings: list[tuple[Any, bool]], source: Source, known: Known, reading: Reading
) -> Iterator[Part]:
    """Make pages of drawings and yield their text."""
    usual = pdf.pages[0].obj.get("/Resources") if len(pdf.pages) else None
    pages = [pdf.make_indirect(_page(thing, usual)) for thing, _ in drawings]
    for key in TREE:
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.Root.Pages = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(pages), Count=len(pages)))
    document = pypdfium2.PdfDocument(saved(pdf, static_id=True))
    try:
        for number, (_, loose) in enumerate(drawings):
            text = _text(document, number)
            reading.spend(len(text))
            where = source.where.into("object", number + 1)
            if loose and (lines := known.new_lines(text)):
                yield known.learn(Text(lines, where, "orphaned-page"))
            elif not loose and (lines := known.new_words(text)):
                pattern = "/PatternType" in drawings[number][0]  # a text page leaves out what a pattern shows
                yield known.learn(Text(lines, where, None if pattern else "unseen-text"))
    finally:
        document.close()


def _page(thing: Any, usual: Any) -> Any:
    is_page = not isinstance(thing, pikepdf.Stream)
    resources = inherited(thing, "/Resources")
    resources = _copy(resources if isinstance(resources, Dictionary) else usual)
    contents = thing.get("/Contents", Array()) if is_page else thing
    fonts = resources.get("/Font")
    fonts = _copy(fonts)
    for stream in contents if isinstance(contents, Array) else [contents]:
        for name in _fonts(stream) if isinstance(stream, pikepdf.Stream) else ():
            if (key := f"/{name.decode('latin-1')}") not in fonts:
                fonts[key] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources["/Font"] = fonts
    return Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, 1000, 1000]), Resources=resources, Contents=contents
    )  # fmt: skip


def _fonts(stream: Any) -> set[bytes]:
    try:
        return set(_FONT.findall(stream.read_bytes()))
    except pikepdf.PdfError:  # a damaged drawing, of which the drawing library shows what it can
        return set()


def _copy(entries: Any) -> Any:
    return Dictionary(dict(entries.items()) if isinstance(entries, Dictionary) else {})


def _text(document: Any, number: int) -> str:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    words = page.get_textpage()
    try:
        return page_text(words)
    finally:
        words.close()
        page.close()
