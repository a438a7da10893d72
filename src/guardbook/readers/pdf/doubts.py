"""Tells which pieces of a page's text may not be seen: what is painted over or under them, and how they are written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from guardbook.readers.pdf.paint import INVISIBLE, Box, Painting, Piece, Shape, area, is_rectangle, overlap

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TINY = 2.0
"""Height or width of letters, in points, below which nobody reads them."""
SCAN = 0.5
"""Share of a page that its pictures must cover for it to be a scan."""
CLOSE = 60
"""Difference of colour (of 255) from which text stands out from what is beneath it without being drawn to see."""
_PAIRS = 2_000_000


@dataclass(slots=True)
class Doubts:
    """Pieces of text by their address: what must be looked at, and what is known without looking."""

    look: dict[int, Piece] = field(default_factory=dict)
    unseen: dict[int, Piece] = field(default_factory=dict)
    """Invisible or tiny."""
    outside: dict[int, Piece] = field(default_factory=dict)
    """At least in part beside the page."""
    scans: list[Box] = field(default_factory=list)
    """The pictures of a page that is a scan."""

    def __bool__(self) -> bool:
        return bool(self.look or self.unseen or self.outside)


def doubts_of(painting: Painting, covers: Sequence[Shape], page: Box) -> Doubts:
    """Return which pieces of a page may be unseen; `covers` are what lies over the page, such as its notes."""
    doubts = Doubts(scans=_scans(painting, page))
    shapes = [*painting.shapes, *covers]
    plain = []
    for piece in painting.pieces:
        if area(overlap(piece.box, page)) < 0.97 * area(piece.box):
            doubts.outside[piece.address] = piece
        if piece.mode in INVISIBLE or piece.size < TINY:
            doubts.unseen[piece.address] = piece
        elif piece.doubtful:
            doubts.look[piece.address] = piece
        else:
            plain.append(piece)
    step = max(1, _PAIRS // max(1, len(shapes)))
    for start in range(0, len(plain), step):
        for piece in _overpainted(plain[start : start + step], shapes):
            doubts.look[piece.address] = piece
    return doubts


def _scans(painting: Painting, page: Box) -> list[Box]:
    pictures = [overlap(shape.box, page) for shape in painting.shapes if shape.picture]
    return pictures if sum(map(area, pictures)) >= SCAN * area(page) else []


def _overpainted(pieces: list[Piece], shapes: list[Shape]) -> list[Piece]:
    """Return the pieces that something was painted over, or that do not stand out from what is beneath."""
    colours = np.array([piece.colour for piece in pieces], float).reshape(-1, 3)
    light = (255 - colours).max(axis=1, initial=0) < CLOSE
    if not shapes:
        return [piece for piece, pale in zip(pieces, light, strict=True) if pale]
    wide, high = _shared(_boxes(pieces), _boxes(shapes))
    boxes = _boxes(pieces)
    size = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])[:, None]
    meets = (wide > 0.25 * size) & (high > 0.25 * size)
    later = np.array([shape.order for shape in shapes]) > np.array([piece.order for piece in pieces])[:, None]
    whole = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    lines = (np.clip(wide, 0, None) * np.clip(high, 0, None) * (later & ~meets)).sum(axis=1) > 0.4 * whole
    covered = (meets & later).any(axis=1) | lines
    beneath = meets & ~later
    near = beneath & _near(colours, shapes)
    found = []
    for number in np.flatnonzero(covered | light | near.any(axis=1)):
        if covered[number] or _merges(pieces[number], shapes, beneath[number], near[number], bool(light[number])):
            found.append(pieces[number])
    return found


def _boxes(things: Sequence[Piece] | Sequence[Shape]) -> Floats:
    return np.array([thing.box for thing in things], float).reshape(-1, 4)


def _shared(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Return width and height of what each of one side shares with each of the other; negative for nothing."""
    wide = np.minimum(one[:, None, 2], other[:, 2]) - np.maximum(one[:, None, 0], other[:, 0])
    high = np.minimum(one[:, None, 3], other[:, 3]) - np.maximum(one[:, None, 1], other[:, 1])
    return wide, high


def _near(colours: Floats, shapes: list[Shape]) -> Mask:
    """Tell which shapes are of nearly a piece's colour, or of one that is not known."""
    known = np.array([shape.colour or (-999, 0, 0) for shape in shapes], float)
    distance = np.abs(colours[:, None, :] - known).max(axis=2)
    result: Mask = (distance < CLOSE) | (known[:, 0] < 0)
    return result


def _merges(piece: Piece, shapes: list[Shape], beneath: Mask, near: Mask, light: bool) -> bool:
    """Go down through what is beneath a piece, until something stands out from it or the paper is reached."""
    for number in sorted(np.flatnonzero(beneath), key=lambda each: -shapes[each].order):
        shape = shapes[number]
        if near[number]:
            return True
        holds = area(overlap(shape.box, piece.box)) > 0.95 * area(piece.box)
        if holds and not shape.nested and is_rectangle(shape.handle):
            return False
    return light
