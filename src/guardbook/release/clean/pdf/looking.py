"""Looks at a page that was written anew: which of its letters and which pixels of its pictures a person sees."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageFilter

from guardbook.readers.pdf.doubts import TINY
from guardbook.readers.pdf.notes import Notes
from guardbook.readers.pdf.paint import INVISIBLE, Box, Matrix, Painter, address, area, combined, moved, overlap
from guardbook.readers.pdf.render import Canvas
from guardbook.readers.pdf.seen import unseen_letters
from guardbook.readers.reading import Reading
from guardbook.release.clean.pdf.gear import Unsure

Mask = npt.NDArray[np.bool_]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
SCALE = 1.5
"""Pixels for each point at which pictures are looked at."""
CHANGE = 2
"""Difference, of 255, between a page with a black and with a white picture from which the picture shows."""
EDGE = 2.5
"""Pixels of the page that a picture keeps around what shows: it is smoothed there when it is drawn."""
COARSE = 24
"""Pixels of a page that one of a picture may take; one of larger pixels is no text to be read."""
ROUNDS = 40
"""Pictures over pictures that are looked at one by one."""
DEEPEST = 12
FAR = 10_000
"""Points between which it is asked how a page lies on its canvas: pixels are whole numbers."""


@dataclass(slots=True)
class Seen:
    """What is seen of a page's letters, by their number on the sheet."""

    starts: list[Matrix] = field(default_factory=list)
    """Where each letter stands."""
    codes: dict[int, str] = field(default_factory=dict)
    """Why letters are not seen."""
    boxes: dict[int, Box] = field(default_factory=dict)
    """Where those are."""
    nothing: set[int] = field(default_factory=set)
    """Letters of which no text page tells anything, such as gaps."""


def seen_letters(page: Any, count: int, reading: Reading) -> Seen:
    """Return what is seen of the letters of a page that shows `count` of them one by one.

    Raises `Unsure` where PDFium finds another number. The page is spoilt for drawing.
    """
    found = [(handle, matrix) for kind, handle, matrix in _things(page) if kind == pdfium.FPDF_PAGEOBJ_TEXT]
    if len(found) != count:
        raise Unsure
    numbers = {address(handle): number for number, (handle, _) in enumerate(found)}
    seen = Seen([matrix for _, matrix in found])
    with closing(page.get_textpage()) as words:
        painting = Painter(page, False, reading).paint()
        pieces = list(painting.pieces)
        told = _told(words, numbers)
        letters, codes = unseen_letters(page, words, painting, Notes(), reading)
    if len(pieces) != count:
        raise Unsure
    visible: Box = page.get_bbox()
    for piece in pieces:
        number = numbers[piece.address]
        if number not in told:
            outside = area(overlap(piece.box, visible)) < 0.2 * area(piece.box)
            if piece.mode in INVISIBLE or piece.size < TINY or outside or (letters and piece.address in letters.gone):
                seen.codes[number], seen.boxes[number] = "unseen-text", piece.box
            else:
                seen.nothing.add(number)
    shown: set[int] = set()
    for place, piece in letters.pieces.items() if letters else ():
        number = numbers[piece.address]
        if place in codes:
            seen.codes.setdefault(number, codes[place])
            seen.boxes[number] = letters.boxes[place] if letters else piece.box
        elif letters and letters.text[place].strip():
            shown.add(number)
    for number in shown & seen.codes.keys():
        del seen.codes[number]
    return seen


def _told(words: Any, numbers: dict[int, int]) -> set[int]:
    found: set[int] = set()
    for each in range(words.count_chars()):
        owner = pdfium.FPDFText_GetTextObject(words.raw, each)
        if owner and (number := numbers.get(address(owner))) is not None:
            found.add(number)
    return found


def _things(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """Yield every object of a page, those in forms too, with its kind and its matrix on the page."""
    at = pdfium.FS_MATRIX()

    def within(handle: Any, outer: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
        kind = pdfium.FPDFPageObj_GetType(handle)
        found = pdfium.FPDFPageObj_GetMatrix(handle, at)
        own: Matrix = (at.a, at.b, at.c, at.d, at.e, at.f) if found else PLAIN
        matrix = combined(own, outer)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            for number in range(pdfium.FPDFFormObj_CountObjects(handle)):
                yield from within(pdfium.FPDFFormObj_GetObject(handle, number), matrix, depth + 1)
        else:
            yield kind, handle, matrix

    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from within(pdfium.FPDFPage_GetObject(page.raw, number), PLAIN, 0)


class Pictures:
    """The pictures of a page, and where each of them shows."""

    def __init__(self, page: Any, count: int, reading: Reading) -> None:
        """Look at the `count` pictures of a page; raise `Unsure` where PDFium finds another number."""
        self._page, self._reading = page, reading
        found = [(handle, matrix) for kind, handle, matrix in _things(page) if kind == pdfium.FPDF_PAGEOBJ_IMAGE]
        if len(found) != count:
            raise Unsure
        self._handles = [handle for handle, _ in found]
        self._matrices = [matrix for _, matrix in found]
        self._canvas = Canvas(page, page.get_bbox(), SCALE)
        self._width, self._height = self._canvas.size
        self.shown: list[Mask] = [np.zeros(0, bool)] * count
        for group in self._groups():
            self._look(group)

    def _groups(self) -> Iterator[list[int]]:
        """Yield the pictures from the lowest to the highest, as many at once as lie beside one another."""
        boxes = [moved((0.0, 0.0, 1.0, 1.0), matrix) for matrix in self._matrices]
        group: list[int] = []
        rounds = 0
        for number, box in enumerate(boxes):
            if any(area(overlap(box, boxes[each])) for each in group):
                yield group
                group, rounds = [], rounds + 1
                if rounds > ROUNDS:
                    raise Unsure
            group.append(number)
        if group:
            yield group

    def _look(self, group: list[int]) -> None:
        black, white = (self._painted(group, shade) for shade in (0, 255))
        change = np.abs(black.astype(np.int16) - white).max(axis=2) > CHANGE
        for number in group:
            self.shown[number] = change

    def _painted(self, group: list[int], shade: int) -> npt.NDArray[np.uint8]:
        self._reading.spend(self._width * self._height)
        pages = (pdfium.FPDF_PAGE * 1)(self._page.raw)
        for number in group:
            with closing(pypdfium2.PdfBitmap.new_native(2, 2, pdfium.FPDFBitmap_BGR)) as bitmap:
                bitmap.fill_rect((shade, shade, shade, 255), 0, 0, 2, 2)
                if not pdfium.FPDFImageObj_SetBitmap(pages, 1, self._handles[number], bitmap.raw):
                    raise Unsure
        return self._canvas.draw(everything=False)

    def unseen(self, number: int, width: int, height: int) -> Mask | None:
        """Return which pixels of a picture do not show; None where all do."""
        change, matrix = self.shown[number], self._matrices[number]
        one = max(self._length(matrix[0], matrix[1]) / width, self._length(matrix[2], matrix[3]) / height)
        if one > COARSE:
            return None
        wider = 2 * int(one / 2 + EDGE) + 1
        around = Image.fromarray(change.astype(np.uint8) * 255).filter(ImageFilter.MaxFilter(wider))
        shows = np.array(around) > 0
        unseen = np.ones((height, width), bool)
        across = (np.arange(width) + 0.5) / width
        corners = [self._pixel(*point) for point in ((0, 0), (FAR, 0), (0, FAR))]
        for row in range(height):
            x, y = _device(corners, matrix, across, 1 - (row + 0.5) / height)
            inside = (x >= 0) & (x < self._width) & (y >= 0) & (y < self._height)
            unseen[row, inside] = ~shows[y[inside], x[inside]]
        return unseen if unseen.any() else None

    @staticmethod
    def _length(across: float, up: float) -> float:
        return SCALE * float(np.hypot(across, up))

    def _pixel(self, across: float, up: float) -> tuple[int, int]:
        x, y = pdfium.c_int(), pdfium.c_int()
        pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, self._width, self._height, 0, across, up, x, y)
        return x.value, y.value


def _device(corners: list[tuple[int, int]], matrix: Matrix, across: Any, up: float) -> tuple[Any, Any]:
    """Return the pixels of the canvas where points of a picture are painted."""
    a, b, c, d, e, f = matrix
    x, y = a * across + c * up + e, b * across + d * up + f
    (left, top), (right, low), (far, bottom) = corners
    return (
        np.floor(left + ((right - left) * x + (far - left) * y) / FAR).astype(int),
        np.floor(top + ((low - top) * x + (bottom - top) * y) / FAR).astype(int),
    )
