"""Finds where notes, stamps and marks for redaction lie over a page: they are painted after everything else."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from guardbook.readers.pdf.objects import UNSEEN
from guardbook.readers.pdf.paint import Box, Shape
from guardbook.readers.reading import Reading

LAST = 1 << 40
"""Where in the order of painting a note stands: behind everything on the page."""
BARE = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
"""Kinds that paint nothing on the page."""


@dataclass(slots=True)
class Notes:
    """What lies over a page."""

    covers: list[Shape] = field(default_factory=list)
    shown: bool = False
    """Whether any of them is shown."""
    redactions: list[Box] = field(default_factory=list)
    """What somebody marked to be taken out, and is still there."""


def notes_over(page: Any, reading: Reading) -> Notes:
    """Return the notes over a page that are shown."""
    notes = Notes()
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        reading.spend(64)
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if note:
            _note(note, notes)
            pdfium.FPDFPage_CloseAnnot(note)
    return notes


def text_of_notes(pages: Any, number: int, objects: int) -> str:
    """Return what the notes and fields of a page show, as one reads it; the page must not be open.

    `objects` is how many things the page itself paints: the notes are painted into it, behind them.
    """
    page = pages[number - 1]
    done = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    if done != pdfium.FLATTEN_SUCCESS:
        return ""
    page = pages[number - 1]
    for each in range(min(objects, pdfium.FPDFPage_CountObjects(page.raw))):
        pdfium.FPDFPageObj_SetIsActive(pdfium.FPDFPage_GetObject(page.raw, each), False)
    words = page.get_textpage()
    try:
        return str(words.get_text_range()).replace("\r\n", "\n")
    finally:
        words.close()
        page.close()


def _note(note: Any, notes: Notes) -> None:
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    rectangle = pdfium.FS_RECTF()
    if kind in BARE or not pdfium.FPDFAnnot_GetRect(note, rectangle):
        return
    left, right = sorted((rectangle.left, rectangle.right))
    low, high = sorted((rectangle.bottom, rectangle.top))
    if kind == pdfium.FPDF_ANNOT_REDACT:
        notes.redactions += list(_marked(note)) or [(left, low, right, high)]
    elif not pdfium.FPDFAnnot_GetFlags(note) & UNSEEN:
        notes.shown = True
        notes.covers.append(Shape(None, LAST, (left, low, right, high)))


def _marked(note: Any) -> Iterator[Box]:
    """Yield the bounds of the passages that are marked (ISO 32000-2, 12.5.6.23)."""
    points = pdfium.FS_QUADPOINTSF()
    for number in range(min(10_000, pdfium.FPDFAnnot_CountAttachmentPoints(note))):
        if pdfium.FPDFAnnot_GetAttachmentPoints(note, ctypes.c_size_t(number), points):
            xs = (points.x1, points.x2, points.x3, points.x4)
            ys = (points.y1, points.y2, points.y3, points.y4)
            yield (min(xs), min(ys), max(xs), max(ys))
