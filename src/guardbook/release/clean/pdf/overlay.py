"""Prepares what lies over the pages of a PDF: shown notes and fields, marks for redaction; the rest is taken off."""

import io
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Stream

from guardbook.content import Source
from guardbook.readers.pdf.objects import UNSEEN
from guardbook.readers.pdf.render import Canvas
from guardbook.release.clean.job import Refused
from guardbook.release.clean.pdf.layers import Layers

PAINTED = frozenset(
    "/Widget /FreeText /Highlight /Underline /StrikeOut /Squiggly /Square /Circle /Line /Polygon /PolyLine /Ink "
    "/Stamp /Watermark".split()
)
"""Kinds of annotations that are part of how a page looks; notes, attached files and links are not."""
LINK = "/Link"
Numbers = list[float]


def opened(source: Source) -> Any:
    """Return a PDF; raise `Refused` when it needs a password or is too damaged."""
    source.file.seek(0)
    try:
        return pikepdf.open(source.file, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused("it needs a password to open: save a copy without one and clean that") from None
    except Exception:  # qpdf's text may quote the file
        raise Refused("it is damaged: save it anew with the program that made it") from None


def prepared(source: Source) -> tuple[Any, io.BytesIO]:
    """Return the PDF as its pages look, and its bytes: what marks for redaction lie over is painted black."""
    pdf = opened(source)
    bare = False
    for page in pdf.pages:
        bare |= _tidy(pdf, page)
    file = io.BytesIO()
    pdf.save(file)
    if bare:  # a viewer draws what no appearance is stored of
        pdf.close()
        file = _drawn_by_pdfium(file)
        pdf = pikepdf.open(file, suppress_warnings=True)
    return pdf, file


def _tidy(pdf: Any, page: Any) -> bool:
    """Take off a page what does not show; return whether something shows of which no appearance is stored."""
    notes = page.obj.get("/Annots")
    kept, black = [], list[Numbers]()
    for note in notes if isinstance(notes, Array) else ():
        if not isinstance(note, Dictionary):
            continue
        if note.get("/Subtype") == "/Redact":
            black += list(_marked(note))
        elif (note.get("/Subtype") == "/Link" or str(note.get("/Subtype")) in PAINTED) and not int(
            note.get("/F", 0)
        ) & UNSEEN:
            kept.append(note)
    page.obj["/Annots"] = Array(kept)
    if black:
        boxes = " ".join(
            f"{left:.2f} {low:.2f} {right - left:.2f} {high - low:.2f} re" for left, low, right, high in black
        )
        page.contents_add(pdf.make_stream(b"q"), prepend=True)
        page.contents_add(pdf.make_stream(f"Q q 0 g {boxes} f Q".encode()))
    return any("/AP" not in note and note.get("/Subtype") != LINK for note in kept)


def _marked(note: Any) -> Iterator[Numbers]:
    """Yield the boxes that a mark for redaction covers (ISO 32000-2, 12.5.6.23)."""
    quads = note.get("/QuadPoints")
    points = [float(each) for each in quads] if isinstance(quads, Array) else []
    for start in range(0, len(points) - 7, 8):
        xs, ys = points[start : start + 8 : 2], points[start + 1 : start + 8 : 2]
        yield [min(xs), min(ys), max(xs), max(ys)]
    if not points:
        yield _box(note.get("/Rect"))


def _box(rectangle: Any) -> Numbers:
    one, low, other, high = (float(each) for each in rectangle)
    return [min(one, other), min(low, high), max(one, other), max(low, high)]


def _drawn_by_pdfium(file: io.BytesIO) -> io.BytesIO:
    saved = io.BytesIO()
    with closing(pypdfium2.PdfDocument(file)) as document:
        document.init_forms()
        for number in range(len(document)):
            with closing(document[number]) as page:
                Canvas(page, page.get_bbox(), 0.1).draw()
        document.save(saved, flags=pdfium.FPDF_REMOVE_SECURITY)
    return saved


def appearances(page: Any, layers: Layers) -> list[tuple[Any, Numbers]]:
    """Return the appearances of a page's annotations, each with the matrix that puts it in its place (12.5.5)."""
    found = []
    for note in page.obj.get("/Annots", ()):
        if note.get("/Subtype") == LINK or not layers.shows(note.get("/OC")):
            continue
        look = note.get("/AP", Dictionary()).get("/N")
        if isinstance(look, Dictionary) and not isinstance(look, Stream):
            look = look.get(str(note.get("/AS", "/Off")))
        if isinstance(look, Stream) and (matrix := _fitted(look, _box(note.Rect))):
            found.append((look, matrix))
    return found


def _fitted(look: Any, place: Numbers) -> Numbers | None:
    box = _box(look.get("/BBox", Array([0, 0, 1, 1])))
    a, b, c, d, e, f = (float(each) for each in look.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if not wide or not high:
        return None
    across, up = (place[2] - place[0]) / wide, (place[3] - place[1]) / high
    return [across, 0, 0, up, place[0] - min(xs) * across, place[1] - min(ys) * up]
