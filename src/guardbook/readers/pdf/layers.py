"""Finds the text of a PDF's layers that are switched off (optional content, ISO 32000-2, 8.11)."""

import ctypes
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium

from guardbook.readers.pdf.objects import string

LONGEST = 65536
"""Bytes of one text object's letters, or of a layer's name."""


def hidden_layers(pdf: Any) -> frozenset[str]:
    """Return the names of the layers that are off when the document opens."""
    properties = pdf.Root.get("/OCProperties")
    start = properties.get("/D") if isinstance(properties, pikepdf.Dictionary) else None
    if not isinstance(start, pikepdf.Dictionary):
        return frozenset()
    everything, on, off = (
        _names(place.get(key)) for place, key in ((properties, "/OCGs"), (start, "/ON"), (start, "/OFF"))
    )
    return frozenset(off | (everything - on) if start.get("/BaseState") == "/OFF" else off)


def _names(groups: Any) -> set[str]:
    if not isinstance(groups, pikepdf.Array):
        return set()
    return {string(each.get("/Name")) for each in groups if isinstance(each, pikepdf.Dictionary)} - {""}


def take_hidden_text(page: Any, layers: frozenset[str]) -> str:
    """Take the text of hidden layers off an open page and return it, a line for each piece."""
    words = page.get_textpage()
    pieces, hidden = [], []
    try:
        for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
            shape = pdfium.FPDFPage_GetObject(page.raw, number)
            if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_TEXT and _layer(shape) & layers:
                hidden.append(shape)
                pieces.append(_letters(shape, words))
    finally:
        words.close()
    for shape in hidden:
        if pdfium.FPDFPage_RemoveObject(page.raw, shape):
            pdfium.FPDFPageObj_Destroy(shape)
    return "\n".join(piece for piece in pieces if piece.strip())


def _layer(shape: Any) -> set[str]:
    """Return the names of the layers a shape is marked as belonging to."""
    found = set()
    for number in range(pdfium.FPDFPageObj_CountMarks(shape)):
        mark = pdfium.FPDFPageObj_GetMark(shape, number)
        buffer, size = ctypes.create_string_buffer(LONGEST), ctypes.c_ulong()
        letters = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", letters, LONGEST, size):
            found.add(buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0"))
    return found


def _letters(shape: Any, words: Any) -> str:
    size = min(LONGEST, pdfium.FPDFTextObj_GetText(shape, words.raw, None, 0))
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(shape, words.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
