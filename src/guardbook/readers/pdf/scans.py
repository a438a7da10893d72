"""Reads the words in the pictures of a page by drawing it, and compares them with the invisible text of a scan."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from PIL import Image
from pypdfium2 import PdfBitmap

from guardbook.content import Part, Problem, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.image.words import UNSURE, read_words
from guardbook.readers.pdf.paint import INVISIBLE, Box, Painting, Shape, area, overlap
from guardbook.readers.pdf.render import Canvas, Pixels
from guardbook.readers.reading import Reading

SCALE = 200 / 72
"""Pixels for each point at which letters are large enough to be read."""
SMALL = (24.0, 8.0)
"""Width and height, in points, below which a picture holds no words."""
MOST = 40
"""Pictures of a page that are read one by one; a page with more is read whole."""
APART = 4
"""Covers of a page's pictures that are looked under one by one; more are looked under at once."""
ROUGH = 0.75
"""Pixels for each point at which two drawings are compared."""
WHOLE = 0.5
"""Share of a page that its pictures cover from which the page is read whole."""
PART = 0.9
"""Share of a picture below which it counts as cropped."""
WRITTEN = 0.05
"""Share of a picture that text must take for the picture to be its background."""
VISIBLE = 24
"""Difference of colour, of 255, from which something lies over a picture."""
_WORD = re.compile(r"\w{3,}")
FEW = 3
"""Words of a line from which it can be compared."""
ALIKE = 3
"""One word in so many must be read alike."""


def picture_boxes(painting: Painting, page: Box) -> list[Box]:
    """Return where a page's pictures are that may hold words: the whole page where they cover much of it."""
    boxes = [overlap(shape.box, page) for shape in painting.shapes if shape.picture]
    if sum(map(area, boxes)) > WHOLE * area(page) or len(boxes) > MOST:
        return [page]
    return [box for box in boxes if box[2] - box[0] > SMALL[0] and box[3] - box[1] > SMALL[1]]


def read_pictures(
    page: Any, painting: Painting, boxes: list[Box], covers: list[Shape], where: Where, reading: Reading
) -> Iterator[Part]:
    """Yield the words of parts of a page, its text left out; a problem where they cannot be read for certain.

    `covers` are the notes over the page. What they and drawn shapes hide of the pictures follows under its code.
    """
    _switch_off(piece.handle for piece in painting.pieces)
    shown: list[str] = []
    for number, box in enumerate(boxes, 1):
        if _is_known(Canvas(page, box, ROUGH).draw(), reading):
            continue
        parts = list(_words(Canvas(page, box, SCALE).draw(), where.into("picture", number), reading))
        if _is_background(painting, box):
            parts = _without_texture(parts)
        for part in parts:
            shown.append(part.text if isinstance(part, Text) else "")
            yield part
    yield from _cropped(page, painting, "\n".join(shown), where, reading)
    if hiding := _hiding(painting, covers):
        largest = max(area(shape.box) for shape in painting.shapes if shape.picture)
        shapes = [shape for shape in painting.shapes if not shape.picture or area(shape.box) < 0.5 * largest]
        before = [Canvas(page, box, ROUGH).draw() for box in hiding]
        _switch_off(shape.handle for shape in shapes)
        for number, (box, old) in enumerate(zip(hiding, before, strict=True), 1):
            new = Canvas(page, box, ROUGH).draw(everything=False)
            if np.abs(new.astype(np.int16) - old).max(initial=0) > VISIBLE and not _is_known(new, reading):
                place = where.into("picture", number)
                pixels = Canvas(page, box, SCALE).draw(everything=False)
                yield from _unshown(_words(pixels, place, reading), "\n".join(shown), place, "covered-text")


def _is_background(painting: Painting, box: Box) -> bool:
    """Tell whether text is written over all larger pictures of a part of a page, more than a stamp on a scan takes."""
    found = False
    for shape in painting.shapes:
        part = overlap(shape.box, box)
        if shape.picture and part[2] - part[0] > SMALL[0] and part[3] - part[1] > SMALL[1]:
            over = [each for each in painting.pieces if each.order > shape.order and each.mode not in INVISIBLE]
            if sum(area(overlap(each.box, part)) for each in over) < WRITTEN * area(part):
                return False
            found = True
    return found


def _without_texture(parts: list[Part]) -> list[Part]:
    """Leave out the doubt about a background in which hardly a word was read: leaves and grass look like writing."""
    words = [word for part in parts if isinstance(part, Text) for word in _WORD.findall(part.text)]
    doubtless = [part for part in parts if not (isinstance(part, Problem) and part.reason == UNSURE)]
    return doubtless if len(words) < FEW else parts


def _cropped(page: Any, painting: Painting, shown: str, where: Where, reading: Reading) -> Iterator[Part]:
    """Yield the words of pictures that are painted in part, or too small to be read, where they do not show."""
    visible: Box = page.get_bbox()
    for number, shape in enumerate(painting.shapes, 1):
        part = overlap(overlap(shape.box, shape.clip or shape.box), visible)
        small = part[2] - part[0] < SMALL[0] or part[3] - part[1] < SMALL[1]
        if not shape.picture or not (small or area(part) < PART * area(shape.box)):
            continue
        bitmap = pdfium.FPDFImageObj_GetBitmap(shape.handle)
        if not bitmap:
            continue
        try:
            pixels = np.array(PdfBitmap.from_raw(bitmap).to_pil().convert("RGB"))[:, :, ::-1]
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        if min(pixels.shape[:2]) >= SMALL[0] and not _is_known(pixels, reading):
            place = where.into("picture", number)
            yield from _unshown(_words(pixels, place, reading), shown, place, "cropped-picture")


def _switch_off(handles: Iterable[Any]) -> None:
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, False)


def _is_known(pixels: Pixels, reading: Reading) -> bool:
    """Tell whether the same was looked at before: a background occurs on every page."""
    digest = hashlib.blake2b(pixels.tobytes(), digest_size=16).digest()
    known = digest in reading.pictures_read
    reading.pictures_read.add(digest)
    return known


def _words(pixels: Pixels, place: Where, reading: Reading) -> Iterator[Part]:
    try:
        words = read_words(Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1])), reading)
    except Unreadable as error:
        yield Problem(str(error), place)
        return
    if words.lines:
        yield Text(words.text, place)
    if words.unsure:
        yield Problem(UNSURE, place)


def _hiding(painting: Painting, covers: list[Shape]) -> list[Box]:
    """Return what of a page's pictures lies under something else, such as a box or a smaller picture."""
    found: list[Box] = []
    for picture in painting.shapes:
        if not picture.picture:
            continue
        for shape in (*painting.shapes, *covers):
            part = overlap(picture.box, shape.box)
            wide, high = part[2] - part[0], part[3] - part[1]
            smaller = not shape.picture or area(shape.box) < 0.5 * area(picture.box)
            if shape.order > picture.order and smaller and wide > SMALL[0] and high > SMALL[1]:
                found.append((part[0] - 2, part[1] - 2, part[2] + 2, part[3] + 2))
    found = list(dict.fromkeys(found))
    return found if len(found) <= APART else [_around(found)]


def _around(boxes: list[Box]) -> Box:
    left, low, right, high = zip(*boxes, strict=True)
    return (min(left), min(low), max(right), max(high))


def _unshown(parts: Iterator[Part], shown: str, place: Where, code: str) -> Iterator[Part]:
    """Yield the lines with words that do not stand in what shows."""
    known = {word.casefold() for word in _WORD.findall(shown)}
    for part in parts:
        if isinstance(part, Text):
            lines = [
                line for line in part.text.split("\n")
                if any(word.casefold() not in known for word in _WORD.findall(line))
            ]  # fmt: skip
            if lines:
                yield Text("\n".join(lines), place, code)
        else:
            yield part


def checked(scan: str, seen: str) -> tuple[str, str]:
    """Return which lines of a scan's invisible text say what was read in its picture, and which say something else.

    Two programs never read a scan alike: only a line of which hardly a word was read counts as another.
    """
    known = {word.casefold() for word in _WORD.findall(seen)}
    like: list[str] = []
    other: list[str] = []
    for line in scan.split("\n"):
        words = [word.casefold() for word in _WORD.findall(line)]
        read = sum(word in known for word in words)
        (other if len(words) >= FEW and ALIKE * read < len(words) else like).append(line)
    return "\n".join(like), "\n".join(other)
