"""Draws a page with and without some of its text, to tell which letters a person really sees."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from guardbook.readers.pdf.paint import Box, Painting, Piece

Pixels = npt.NDArray[np.uint8]
SCALE = 2.0
"""Pixels for each point: 144 in an inch."""
COARSE = 1.0
"""Pixels for each point where all letters are large."""
ENOUGH = 14.0
"""Pixels of a letter's height at which it can be judged."""
MOST = 8_000_000
"""Pixels of one drawing; a larger part of a page is drawn more coarsely."""
INK = 64
"""Blackness of 255 from which a pixel belongs to a letter."""
FAINT = 16
"""Difference of 255 below which a letter does not stand out from what is around it: grey 240 on white."""


class Canvas:
    """A part of a page that is drawn again and again, always alike."""

    def __init__(self, page: Any, box: Box, scale: float = SCALE) -> None:
        """`box` is the part, in the page's units; `scale` how many pixels a point takes at most."""
        self._page = page
        width, height = page.get_size()
        wide, high = max(1.0, min(box[2] - box[0], width)), max(1.0, min(box[3] - box[1], height))
        scale = min(scale, (MOST / (wide * high)) ** 0.5)
        self._full = (max(1, round(width * scale)), max(1, round(height * scale)))
        self._origin = (0, 0)
        left, top, right, low = self.pixels(box)
        self._origin = (left, top)
        self.size = (max(1, min(right, self._full[0]) - left), max(1, min(low, self._full[1]) - top))

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Return where a box of the page is drawn: left, top, right and bottom, cut at the canvas's edge above."""
        x, y = pdfium.c_int(), pdfium.c_int()
        corners = []
        for across, up in ((box[0], box[1]), (box[2], box[3])):
            pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, *self._full, 0, across, up, x, y)
            corners.append((x.value - self._origin[0], y.value - self._origin[1]))
        (one, two), (three, four) = corners
        return max(0, min(one, three)), max(0, min(two, four)), max(one, three) + 1, max(two, four) + 1

    def draw(self, everything: bool = True) -> Pixels:
        """Return the part's pixels, height by width by three colours; notes and fields too if `everything`."""
        bitmap = pypdfium2.PdfBitmap.new_native(*self.size, pdfium.FPDFBitmap_BGR)
        try:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, *self.size)
            place = (-self._origin[0], -self._origin[1], *self._full, 0)
            flags = pdfium.FPDF_ANNOT if everything else 0
            pdfium.FPDF_RenderPageBitmap(bitmap.raw, self._page.raw, *place, flags)
            if everything and self._page.formenv:
                pdfium.FPDF_FFLDraw(self._page.formenv.raw, bitmap.raw, self._page.raw, *place, flags)
            return np.array(bitmap.to_numpy(), copy=True)
        finally:
            bitmap.close()


class Eye:
    """What can be seen of some pieces of text: asked letter by letter."""

    def __init__(self, page: Any, painting: Painting, pieces: list[Piece], box: Box) -> None:
        """Draw the page three times: whole, without the pieces, and the pieces alone in black on white.

        Afterwards the page is no longer what it was.
        """
        self._canvas = Canvas(page, box, _scale(pieces))
        self._whole = whole = self._canvas.draw()
        _switch((piece.handle for piece in pieces), False)
        change = _strongest(whole, self._canvas.draw())
        ink = self._ink(painting, pieces)
        letters = ink > INK
        self._letters = _summed(letters)
        self._seen = _summed(letters & (change.astype(np.uint16) * (255 // FAINT) > ink))
        self._changed = _summed(change > FAINT)

    def picture(self) -> "Picture":
        """Return what is seen of this part of the page."""
        return Picture(self._canvas, self._whole)

    def _ink(self, painting: Painting, pieces: list[Piece]) -> Pixels:
        _switch((*(piece.handle for piece in painting.pieces), *(shape.handle for shape in painting.shapes)), False)
        _switch((piece.handle for piece in pieces), True)
        for piece in pieces:
            pdfium.FPDFPageObj_SetFillColor(piece.handle, 0, 0, 0, 255)
            pdfium.FPDFTextObj_SetTextRenderMode(piece.handle, pdfium.FPDF_TEXTRENDERMODE_FILL)
        drawn: Pixels = 255 - _least(self._canvas.draw(everything=False))
        return drawn

    def ink(self, box: Box) -> int:
        """Return how many pixels a letter takes when nothing lies over it; none where it is clipped or switched off."""
        return _sum(self._letters, self._canvas.pixels(box))

    def share(self, box: Box) -> float:
        """Return how much of a letter can be seen, from 0 to 1."""
        place = self._canvas.pixels(box)
        if ink := self.ink(box):
            return _sum(self._seen, place) / ink
        return 1.0 if _sum(self._changed, place) else 0.0


class Picture:
    """A page as it is seen, asked whether there is anything where invisible text says that there is."""

    EVEN = 24
    """Difference of brightness of 255 up to which a place holds nothing but its colour."""

    def __init__(self, canvas: Canvas, drawn: Pixels | None = None) -> None:
        self._canvas = canvas
        pixels = canvas.draw() if drawn is None else drawn
        self._light: Pixels = (pixels[:, :, 0] >> 2) + (pixels[:, :, 1] >> 1) + (pixels[:, :, 2] >> 2)

    def brightness(self, box: Box) -> int | None:
        """Return the brightness of a place that is of one colour, None where there is something to be seen."""
        left, top, right, low = self._canvas.pixels(box)
        place = self._light[top:low, left:right]
        if not place.size:
            return None
        dark, light = np.percentile(place, (3, 97))
        return int(place.mean()) if light - dark < self.EVEN else None


def _switch(handles: Iterable[Any], on: bool) -> None:
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, on)


def _scale(pieces: list[Piece]) -> float:
    """Return how many pixels a point must take for all but the smallest letters to be drawn well."""
    heights = [min(piece.box[2] - piece.box[0], piece.box[3] - piece.box[1]) for piece in pieces]
    return COARSE if COARSE * float(np.percentile(heights, 10)) >= ENOUGH else SCALE


def _strongest(one: Pixels, other: Pixels) -> Pixels:
    change: Pixels = np.maximum(one, other) - np.minimum(one, other)
    strongest: Pixels = np.maximum(np.maximum(change[:, :, 0], change[:, :, 1]), change[:, :, 2])
    return strongest


def _least(pixels: Pixels) -> Pixels:
    least: Pixels = np.minimum(np.minimum(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])
    return least


def _summed(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    total = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), np.int32)
    np.cumsum(np.cumsum(mask, axis=0, dtype=np.int32), axis=1, out=total[1:, 1:])
    return total


def _sum(total: npt.NDArray[np.int32], place: tuple[int, int, int, int]) -> int:
    left, top, right, low = place
    height, width = total.shape
    right, low = min(right, width - 1), min(low, height - 1)
    if right <= left or low <= top:
        return 0
    return int(total[low, right] - total[top, right] - total[low, left] + total[top, left])
