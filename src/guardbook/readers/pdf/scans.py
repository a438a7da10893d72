"""Reads the words in the pictures of a page by drawing it, and compares them with the invisible text of a scan."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from guardbook.content import Part, Problem, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.image.words import UNSURE, read_words
from guardbook.readers.pdf.paint import Box, Painting, area, overlap
from guardbook.readers.pdf.render import Canvas
from guardbook.readers.reading import Reading

SCALE = 200 / 72
"""Pixels for each point at which letters are large enough to be read."""
SMALL = (24.0, 8.0)
"""Width and height, in points, below which a picture holds no words."""
MOST = 40
"""Pictures of a page that are read one by one; a page with more is read whole."""
WHOLE = 0.5
"""Share of a page that its pictures cover from which the page is read whole."""
_WORD = re.compile(r"\w{3,}")
FEW = 3


def picture_boxes(painting: Painting, page: Box) -> list[Box]:
    """Return where a page's pictures are that may hold words: the whole page where they cover much of it."""
    boxes = [overlap(shape.box, page) for shape in painting.shapes if shape.picture]
    if sum(map(area, boxes)) > WHOLE * area(page) or len(boxes) > MOST:
        return [page]
    return [box for box in boxes if box[2] - box[0] > SMALL[0] and box[3] - box[1] > SMALL[1]]


def read_pictures(page: Any, painting: Painting, boxes: list[Box], where: Where, reading: Reading) -> Iterator[Part]:
    """Yield the words of parts of a page, its text left out; a problem where they cannot be read for certain."""
    for piece in painting.pieces:
        pdfium.FPDFPageObj_SetIsActive(piece.handle, False)
    for number, box in enumerate(boxes, 1):
        pixels = Canvas(page, box, SCALE).draw()[:, :, ::-1]
        digest = hashlib.blake2b(pixels.tobytes(), digest_size=16).digest()
        if digest in reading.pictures_read:
            continue
        reading.pictures_read.add(digest)
        place = where.into("picture", number)
        try:
            words = read_words(Image.fromarray(pixels), reading)
        except Unreadable as error:
            yield Problem(str(error), place)
            continue
        if words.lines:
            yield Text(words.text, place)
        if words.unsure:
            yield Problem(UNSURE, place)


def checked(scan: str, seen: str) -> tuple[str, str]:
    """Return which lines of a scan's invisible text say what was read in its picture, and which say something else.

    Two programs never read a scan alike: only a line of which no word was read counts as another.
    """
    known = {word.casefold() for word in _WORD.findall(seen)}
    like: list[str] = []
    other: list[str] = []
    for line in scan.split("\n"):
        words = [word.casefold() for word in _WORD.findall(line)]
        (other if len(words) >= FEW and not known.intersection(words) else like).append(line)
    return "\n".join(like), "\n".join(other)
