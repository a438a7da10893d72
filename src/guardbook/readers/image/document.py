"""Reads a picture: what it says of itself, what it holds beside what shows, and its words."""

import hashlib
import io
import logging
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.image.contents import Contents, printable
from guardbook.readers.image.exif import read_exif
from guardbook.readers.image.likeness import is_alike
from guardbook.readers.image.properties import read_iptc, read_photoshop, read_xmp
from guardbook.readers.image.structure import take_apart
from guardbook.readers.image.transparent import beneath
from guardbook.readers.image.words import SMALLEST, UNSURE, flattened, read_words
from guardbook.readers.reading import Reading
from guardbook.readers.sniff import tell_format

logging.getLogger("PIL").propagate = False  # a parser's text is not passed on

LARGEST = 120_000_000
"""Pixels of the largest picture that is opened: a sheet of A2 at 600 dpi."""
TOO_LARGE = f"a picture of more than {LARGEST:,} pixels: save it smaller"
DAMAGED = "a picture that is damaged, or of a kind Guardbook cannot open: save it as PNG or JPEG"
NOT_READ = "its pictures were not read"
COMPARED = 512
"""Pixels of a side at which small pictures are compared with the large one."""
GAIN_MAPS = (b"http://ns.adobe.com/hdr-gain-map/", b"urn:com:apple:photo:2020:aux:hdrgainmap", b"HDRGainMap")
"""Marks of the second picture that telephones add: how much brighter each place is on a better screen."""
FEW = 16
"""Bytes behind the end that are too few for words."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield a picture's properties, what is hidden in its file and, where `reading.pictures` says so, its words.

    A picture that occurs again in the same file is not read again.
    """
    source.file.seek(0)
    data = source.file.read(reading.limits.held + 1)
    if len(data) > reading.limits.held:
        raise Unreadable(f"a picture larger than {reading.limits.held:,} bytes: save it smaller")
    key = hashlib.blake2b(data + (source.hidden or "").encode(), digest_size=16).digest()
    if key in reading.pictures_read:
        return
    reading.pictures_read.add(key)
    contents = take_apart(data)
    _properties(contents)
    yield from _told(contents, source.where)
    if reading.pictures:
        yield from _looked_at(data, contents, source, reading)
    else:
        yield from _not_looked_at(data, source, reading)
        for number, behind in enumerate(contents.behind, 1):
            yield from _behind(behind, number, None, source, reading)


def _properties(contents: Contents) -> None:
    """Go through blocks until none holds another."""
    for _ in range(4):
        exif, contents.exif = contents.exif, []
        photoshop, contents.photoshop = contents.photoshop, []
        xmp, contents.xmp = contents.xmp, []
        iptc, contents.iptc = contents.iptc, []
        for blocks, reader in ((exif, read_exif), (photoshop, read_photoshop), (xmp, read_xmp), (iptc, read_iptc)):
            for block in blocks:
                reader(block, contents)


def _told(contents: Contents, where: Where) -> Iterator[Part]:
    if contents.notes:
        yield Text("\n".join(contents.notes), where, "picture-metadata")
    if contents.places:
        yield Text("\n".join(contents.places), where, "picture-location")
    for problem in dict.fromkeys(contents.problems):
        yield Problem(problem, where)


def _not_looked_at(data: bytes, source: Source, reading: Reading) -> Iterator[Part]:
    """Say that a picture's words were not read, when it is large enough for words; within a document by a remark."""
    reason = "a picture: its words were not read"
    try:
        with open_picture(data) as picture:
            if min(picture.size) < SMALLEST:
                return
    except Unreadable as error:
        reason = str(error)
    if not source.where.steps or source.where.steps[-1].kind != "picture":
        yield Problem(reason, source.where)
    elif NOT_READ not in reading.remarks:
        reading.remarks.append(NOT_READ)


def _looked_at(data: bytes, contents: Contents, source: Source, reading: Reading) -> Iterator[Part]:
    with open_picture(data) as picture:
        first: Image.Image | None = None
        count = getattr(picture, "n_frames", 1)
        for number, frame in enumerate(_frames(picture, reading), 1):
            where = source.where.into("page", number) if count > 1 else source.where
            hidden = "picture-frame" if number == 1 and getattr(picture, "default_image", False) else None
            yield from words_of(frame, where, reading, hidden)
            if first is None:
                first = flattened(frame)
                first.thumbnail((COMPARED, COMPARED), reducing_gap=2)
                yield from beneath(frame, where, reading)
    if first is None:
        raise Unreadable(DAMAGED)
    for number, thumbnail in enumerate(contents.thumbnails, 1):
        yield from _thumbnail(thumbnail, first, source.where.into("thumbnail", number), reading)
    for number, behind in enumerate(contents.behind, 1):
        yield from _behind(behind, number, first, source, reading)


def open_picture(data: bytes) -> Image.Image:
    """Return a picture, its pixels not yet unpacked; raise `Unreadable` when it is damaged or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that are refused below
            picture = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise Unreadable(TOO_LARGE) from error
    except Exception as error:  # Pillow raises many kinds
        raise Unreadable(DAMAGED) from error
    if picture.width * picture.height > LARGEST:
        raise Unreadable(TOO_LARGE)
    return picture


def _frames(picture: Image.Image, reading: Reading) -> Iterator[Image.Image]:
    """Yield each page or frame, turned as it should be seen; one that looks like the one before is left out."""
    last: bytes | None = None
    try:
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > LARGEST:
                raise Unreadable(TOO_LARGE)
            reading.spend(frame.width * frame.height)
            turned = ImageOps.exif_transpose(frame)
            digest = hashlib.blake2b(turned.tobytes()).digest()
            if digest != last:
                yield turned
            last = digest
    except (LimitReached, Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(DAMAGED) from error


def words_of(picture: Image.Image, where: Where, reading: Reading, hidden: str | None = None) -> Iterator[Part]:
    """Yield a picture's words, and a problem where some could not be read with certainty."""
    words = read_words(picture, reading)
    if words.lines:
        yield Text(words.text, where, hidden)
    if words.unsure:
        yield Problem(UNSURE, where)


def _thumbnail(data: bytes, large: Image.Image, where: Where, reading: Reading) -> Iterator[Part]:
    """Yield the size of a small picture that shows something else, and its words."""
    reading.spend(0)
    try:
        small = open_picture(data)
        small.load()
    except (Unreadable, OSError, SyntaxError, ValueError):
        return  # bytes that begin like a picture, in the middle of a maker's notes
    if min(small.size) < 16 or is_alike(flattened(small), large):
        return
    yield Text(
        f"a small picture of {small.width} × {small.height} that shows something else", where, "picture-thumbnail"
    )
    yield from words_of(small, where, reading, "picture-thumbnail")


def _behind(data: bytes, number: int, first: Image.Image | None, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield what stands behind a picture's end: another file, words, or a problem."""
    where = source.where.into("behind", number)
    rest = data.strip(b"\0\r\n\t ") if data.strip(b"\xff") else b""
    if len(rest) < FEW or (data.endswith(b"SEFT") and len(data) < 4096):
        if data:
            yield from _small(rest, where)
            reading.add_bulk(where, len(data), "padding")
        return
    file = io.BytesIO(data.lstrip(b"\0\r\n\t "))  # an archive ends in zeros
    inner = Source(file, "", where, source.depth + 1, "data-after-end")
    try:
        form = tell_format(inner)
    except Unreadable:
        form = None
    if first is not None and form is not None and form.module == "image":
        yield from _second(rest, first, where)
    reading.enter()
    if form is None and (found := printable(rest)):
        yield Text("\n".join(found), where, "data-after-end")
    yield from reading.read(inner)


def _small(rest: bytes, where: Where) -> Iterator[Part]:
    """Cameras leave their marks there (Samsung: when, and in which mode): words of them count as properties."""
    if found := printable(rest):
        yield Text("\n".join(found), where, "picture-metadata" if rest.endswith(b"SEFT") else "data-after-end")


def _second(data: bytes, first: Image.Image, where: Where) -> Iterator[Part]:
    """Say that there is a second picture, when it shows something else than the first, and is no map of its lights."""
    if any(mark in data[:65_536] for mark in GAIN_MAPS):
        return
    try:
        second = open_picture(data)
        if not is_alike(flattened(second), first):
            yield Text(f"a second picture of {second.width} × {second.height}", where, "data-after-end")
    except (Unreadable, OSError, SyntaxError, ValueError):
        return  # reading it tells
