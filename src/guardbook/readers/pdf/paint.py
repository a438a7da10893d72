"""Lists what a page of a PDF paints, in its order: pieces of text, and the shapes that may lie over them."""

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from guardbook.readers.reading import Reading

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own units."""
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]

NESTED = 12
"""Levels of forms within forms."""
THIN = 1.5
"""Width of a stroke up to which it is a line: a box drawn with it covers nothing."""
LINE = 2
"""Corners of a line: many of them side by side may cover a text."""
SIMPLE = 8
"""Corners of a thin outline up to which it is a line or a frame; one with more may be a scribble over the text."""
INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Piece:
    """One text object: where it stands in the order of painting and what may make it unseen by itself."""

    handle: Any
    address: int
    order: int
    box: Box
    mode: int
    colour: Colour | None
    """Colour of its letters, None for a pattern."""
    doubtful: bool = False
    """Whether something of its own may hide it: transparency, a clipping path, a layer."""
    layered: bool = False
    """Whether it may belong to an optional layer."""
    size: float = 12.0
    """Height of its letters in points, or their width if that is less."""


@dataclass(slots=True)
class Shape:
    """Something painted that may lie over or under text."""

    handle: Any
    order: int
    box: Box
    picture: bool = False
    colour: Colour | None = None
    """Its one colour; None where it has several, or none that is known, or shines through."""
    nested: bool = False
    clip: Box | None = None
    """What a clipping path leaves of a picture; None for all of it."""


@dataclass(slots=True)
class Painting:
    """Everything a page paints."""

    pieces: list[Piece] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    objects: int = 0
    drawn: int = 0
    """How many of them are drawn shapes, those that cover nothing included."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What the forms around an object say of it."""

    matrix: Matrix = _PLAIN
    depth: int = 0
    doubtful: bool = False
    layered: bool = False
    clip: Box | None = None
    """What the clipping paths of the forms leave, in the page's units; None for everything."""


class Painter:
    """Goes through a page's objects; its buffers are made once since a page may have thousands of them."""

    def __init__(self, page: Any, layers: bool, reading: Reading) -> None:
        """`layers` tells whether the document has optional layers at all."""
        self._page, self._layers, self._reading = page, layers, reading
        self._floats = tuple(ctypes.c_float() for _ in range(4))
        self._colours = tuple(ctypes.c_uint() for _ in range(4))
        self._matrix = pdfium.FS_MATRIX()
        self.painting = Painting()

    def paint(self) -> Painting:
        """Return the page's pieces and shapes."""
        raw = self._page.raw
        for number in range(pdfium.FPDFPage_CountObjects(raw)):
            self._object(pdfium.FPDFPage_GetObject(raw, number), _Around())
        return self.painting

    def _object(self, handle: Any, around: _Around) -> None:
        painting = self.painting
        painting.objects += 1
        if painting.objects % 1024 == 0:
            self._reading.spend(1024)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            painting.pieces.append(self._piece(handle, around))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            self._form(handle, around)
        elif kind != pdfium.FPDF_PAGEOBJ_PATH:
            picture = kind == pdfium.FPDF_PAGEOBJ_IMAGE
            shape = Shape(handle, painting.objects, self._box(handle, around.matrix), picture)
            shape.clip = self._clip(handle, around)[0] if picture else None
            painting.shapes.append(shape)
        else:
            painting.drawn += 1
            if (path := self._path(handle, around)) is not None:
                painting.shapes.append(path)

    def _form(self, handle: Any, around: _Around) -> None:
        if around.depth >= NESTED:
            return
        matrix = combined(self._own_matrix(handle), around.matrix)
        layered = around.layered or self._layers
        clear = bool(pdfium.FPDFPageObj_HasTransparency(handle))
        clip, known = self._clip(handle, around)
        inner = _Around(matrix, around.depth + 1, around.doubtful or clear or self._layers or not known, layered, clip)
        for number in range(pdfium.FPDFFormObj_CountObjects(handle)):
            self._object(pdfium.FPDFFormObj_GetObject(handle, number), inner)

    def _piece(self, handle: Any, around: _Around) -> Piece:
        box = self._box(handle, around.matrix)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        stroked = mode == pdfium.FPDF_TEXTRENDERMODE_STROKE
        colour, alpha = self._colour(handle, stroked)
        doubtful = around.doubtful or alpha < 255 or colour is None
        layered = around.layered
        if self._layers and not layered:
            layered = self._is_layered(handle)
        if not doubtful:  # the page's own flag leaves out soft masks
            doubtful = bool(pdfium.FPDFPageObj_HasTransparency(handle))
        doubtful = doubtful or layered or not self._holds(handle, around, box)
        piece = Piece(
            handle, address(handle), self.painting.objects, box, mode, colour, doubtful=doubtful, layered=layered
        )
        if box[3] - box[1] < 4 or box[2] - box[0] < 4:
            piece.size = self._size(handle, around.matrix)
        return piece

    def _size(self, handle: Any, outer: Matrix) -> float:
        pdfium.FPDFTextObj_GetFontSize(handle, self._floats[0])
        a, b, c, d, *_ = combined(self._own_matrix(handle), outer)
        size: float = abs(self._floats[0].value) * min((a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5)
        return size

    def _path(self, handle: Any, around: _Around) -> Shape | None:
        """Return a path as a shape; None for what can cover nothing, such as the frame of a table."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
        if not fill.value:
            width = self._floats[0]
            pdfium.FPDFPageObj_GetStrokeWidth(handle, width)
            corners = pdfium.FPDFPath_CountSegments(handle)
            if not stroke.value or (width.value <= THIN and LINE < corners <= SIMPLE):
                return None
        colour, alpha = self._colour(handle, not fill.value)
        if not alpha:
            return None
        clear = around.doubtful or alpha < 255 or pdfium.FPDFPageObj_HasTransparency(handle)
        solid = fill.value and not clear
        box = self._box(handle, around.matrix)
        return Shape(handle, self.painting.objects, box, False, colour if solid else None, around.depth > 0)

    def _colour(self, handle: Any, stroked: bool) -> tuple[Colour | None, int]:
        red, green, blue, alpha = self._colours
        ask = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
        if not ask(handle, red, green, blue, alpha):
            return None, 255
        return (red.value, green.value, blue.value), alpha.value

    def _box(self, handle: Any, matrix: Matrix) -> Box:
        left, low, right, high = self._floats
        if not pdfium.FPDFPageObj_GetBounds(handle, left, low, right, high):
            return (0.0, 0.0, 0.0, 0.0)
        box = (left.value, low.value, right.value, high.value)
        return box if matrix is _PLAIN else moved(box, matrix)

    def _own_matrix(self, handle: Any) -> Matrix:
        at = self._matrix
        if not pdfium.FPDFPageObj_GetMatrix(handle, at):
            return _PLAIN
        return (at.a, at.b, at.c, at.d, at.e, at.f)

    def _is_layered(self, handle: Any) -> bool:
        """Tell whether an object is marked as part of an optional layer (ISO 32000-2, 8.11.3)."""
        size = ctypes.c_ulong()
        name = ctypes.create_string_buffer(16)
        letters = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
        for number in range(min(64, pdfium.FPDFPageObj_CountMarks(handle))):
            mark = pdfium.FPDFPageObj_GetMark(handle, number)
            if pdfium.FPDFPageObjMark_GetName(mark, letters, 16, size) and name.raw[:6] == b"O\0C\0\0\0":
                return True
        return False

    def _holds(self, handle: Any, around: _Around, box: Box) -> bool:
        """Tell whether the clipping paths leave all of an object to be seen; where in doubt, not."""
        clip, known = self._clip(handle, around)
        if clip is None or not known:
            return known
        return clip[0] <= box[0] + 1 and clip[1] <= box[1] + 1 and clip[2] >= box[2] - 1 and clip[3] >= box[3] - 1

    def _clip(self, handle: Any, around: _Around) -> tuple[Box | None, bool]:
        """Return the rectangle that clipping leaves (None: everything), and whether it is that simple."""
        path = pdfium.FPDFPageObj_GetClipPath(handle)
        count = pdfium.FPDFClipPath_CountPaths(path)
        found = around.clip
        for number in range(count):
            if count > 8 or pdfium.FPDFClipPath_CountPathSegments(path, number) not in (4, 5):
                return None, False
            one, other, two = (self._corner(path, number, corner) for corner in (0, 1, 2))
            if min(abs(other[0] - one[0]), abs(other[1] - one[1])) > 0.1:
                return None, False
            box = (min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))
            box = box if around.matrix is _PLAIN else moved(box, around.matrix)
            found = box if found is None else overlap(found, box)
        return found, True

    def _corner(self, path: Any, number: int, corner: int) -> tuple[float, float]:
        x, y = self._floats[0], self._floats[1]
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, corner), x, y)
        return x.value, y.value


def address(handle: Any) -> int:
    """Return what tells one object of a page from another."""
    return ctypes.addressof(handle.contents)


def combined(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies one and then another (ISO 32000-2, 8.3.4)."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(box: Box, matrix: Matrix) -> Box:
    """Return the bounds of a box that a matrix turned and moved."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return (min(xs), min(ys), max(xs), max(ys))


def overlap(one: Box, other: Box) -> Box:
    """Return what two boxes share; of no size where they share nothing."""
    left, low = max(one[0], other[0]), max(one[1], other[1])
    return (left, low, max(left, min(one[2], other[2])), max(low, min(one[3], other[3])))


def area(box: Box) -> float:
    """Return a box's size."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def is_rectangle(handle: Any) -> bool:
    """Tell whether a path is an upright rectangle that no clipping path cuts."""
    if pdfium.FPDFPath_CountSegments(handle) not in (4, 5):
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    corners = []
    for number in range(4):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(handle, number), x, y)
        corners.append((x.value, y.value))
    straight = all(abs(one[0] - two[0]) < 0.01 or abs(one[1] - two[1]) < 0.01 for one, two in pairwise(corners))
    return straight and pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(handle)) <= 0
