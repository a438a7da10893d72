"""Reads pictures that no page paints, the small pictures of pages, and what pictures say of themselves."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.image.words import LARGEST, UNSURE, read_words
from guardbook.readers.pdf.objects import Objects, saved
from guardbook.readers.pdf.references import Number, inherited, plain, references
from guardbook.readers.reading import Reading

CODE = "orphaned-picture"
MOST = 100
"""Pictures that no page paints and whose words are read; more are told as not read."""
_NOTES = (b"Exif\0\0", b"http://ns.adobe.com/", b"Photoshop 3.0\0", b"\xff\xfe")
_PAINTED = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s*Do\b")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def pictures(objects: Objects, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the words of pictures that are not seen, and the notes of all.

    Where only some objects are to be read, since others took their place, none of them is seen.
    """
    painted = _painted(objects, reading) if objects.only is None else set()
    small = _thumbnails(objects)
    found = [each for each in objects.each(reading) if isinstance(each, pikepdf.Stream) and _is_picture(each)]
    parts = {key for each in found for key in references(plain(each))}
    unseen = 0
    for number, picture in enumerate(found, 1):
        where = source.where.into("picture", number)
        hidden = None if picture.objgen in painted | parts or picture.objgen in small else CODE
        yield from _notes_of(picture, Source(BytesIO(), "", where, source.depth + 1, hidden), reading)
        if hidden and reading.pictures:
            unseen += 1
            if unseen <= MOST:
                yield from _words_of(picture, where, reading)
    if unseen > MOST:
        yield Problem(f"has more than {MOST} pictures that no page shows: not all were read", source.where)
    for key, page in small.items():
        where = source.where.into("page", page).into("thumbnail")
        stream = objects.pdf.get_object(key)
        reading.add_bulk(where, len(stream.read_raw_bytes()), "a small picture of a page")
        if reading.pictures:
            for part in _words_of(stream, where, reading):
                if isinstance(part, Text):  # what is too small to be read there is too small for everybody
                    yield Text(part.text, where, "document-thumbnail")


def _is_picture(stream: Any) -> bool:
    return bool(stream.get("/Subtype") == "/Image")


def _thumbnails(objects: Objects) -> dict[Number, int]:
    """Return the small pictures of pages, which may show an older state (ISO 32000-2, 12.3.4), and their pages."""
    found: dict[Number, int] = {}
    for number, page in enumerate(objects.pdf.pages, 1):
        if isinstance(small := page.get("/Thumb"), pikepdf.Stream) and objects.first_time(small):
            found.setdefault(small.objgen, number)
    return found


def _painted(objects: Objects, reading: Reading) -> set[Number]:
    """Return the pictures that a page, a drawing, a pattern or a letter of a drawn font paints by name.

    What a drawing without resources of its own paints counts wherever a picture has that name.
    """
    found: set[Number] = set()
    anywhere: set[bytes] = set()
    shelves: list[Any] = []
    """Lists of pictures by their names."""
    for contents, resources in _contents(objects):
        names: set[bytes] = set()
        for stream in contents if isinstance(contents, list | Array) else [contents]:
            if isinstance(stream, pikepdf.Stream):
                names.update(_HEX.sub(_letter, name) for name in _PAINTED.findall(_content(stream, objects, reading)))
        shelf = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        if isinstance(shelf, Dictionary):
            shelves.append(shelf)
            found.update(_named(shelf, names))
        else:
            anywhere |= names
    for shelf in shelves if anywhere else ():
        found.update(_named(shelf, anywhere))
    return found


def _contents(objects: Objects) -> Iterator[tuple[Any, Any]]:
    """Yield what paints, and its resources."""
    for page in objects.pdf.pages:
        yield page.obj.get("/Contents"), inherited(page.obj, "/Resources")
    for thing in objects.pdf.objects:
        if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or "/PatternType" in thing):
            yield thing, thing.get("/Resources")
        elif isinstance(thing, Dictionary) and isinstance(letters := thing.get("/CharProcs"), Dictionary):
            yield list(letters.values()), thing.get("/Resources")


def _content(stream: Any, objects: Objects, reading: Reading) -> bytes:
    try:
        return objects.unpacked(stream, reading)
    except (Unreadable, pikepdf.PdfError):
        return b""


def _letter(found: re.Match[bytes]) -> bytes:
    return bytes((int(found[1], 16),))


def _named(shelf: Any, names: set[bytes]) -> Iterator[Number]:
    for key, thing in shelf.items():
        if isinstance(thing, pikepdf.Stream) and str(key)[1:].encode("utf-8", "surrogateescape") in names:
            yield thing.objgen


def _notes_of(stream: Any, source: Source, reading: Reading) -> Iterator[Part]:
    """Read a picture that carries notes of its own, as a camera writes them, as the file it is."""
    if not str(stream.get("/Filter", "")).endswith(("/DCTDecode", "/JPXDecode")):
        return
    data = stream.read_raw_bytes()
    if any(mark in data[:65536] for mark in _NOTES) or not data.rstrip(b"\0\r\n").endswith(b"\xff\xd9"):
        reading.enter()
        source.file = BytesIO(data)
        yield from reading.read(source)


def _words_of(stream: Any, where: Where, reading: Reading) -> Iterator[Part]:
    digest = hashlib.blake2b(plain(stream) + stream.read_raw_bytes(), digest_size=16).digest()
    if digest in reading.pictures_read:
        return
    reading.pictures_read.add(digest)
    try:
        words = read_words(_drawn(stream, reading), reading)
    except LimitReached:
        raise
    except Unreadable as error:
        yield Problem(str(error), where)
        return
    except Exception:  # the drawing library's text may quote the file
        yield Problem("a picture that no page shows is damaged: it was not read", where)
        return
    if words.lines:
        yield Text(words.text, where, CODE)
    if words.unsure:
        yield Problem(UNSURE, where)


def _drawn(stream: Any, reading: Reading) -> Image.Image:
    """Return a picture as a page would show it, drawn alone on a page of its own."""
    wide, high = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    if wide < 1 or high < 1:
        return Image.new("L", (1, 1))
    reading.spend(wide * high)
    scale = min(1.0, (LARGEST / (wide * high)) ** 0.5, 10_000 / max(wide, high))
    size = max(1, round(wide * scale)), max(1, round(high * scale))
    with pikepdf.new() as pdf:
        picture = pdf.copy_foreign(stream)
        picture.Type, picture.Subtype = Name.XObject, Name.Image
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
        page.obj.Contents = pdf.make_stream(b"q %d 0 0 %d 0 0 cm /P Do Q" % size)
        file = saved(pdf)
    with closing(pypdfium2.PdfDocument(file)) as document:
        drawn: Image.Image = document[0].render(scale=1, rev_byteorder=True).to_pil().convert("RGB")
        return drawn
