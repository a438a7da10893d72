"""Reads the text of a PDF's pages, line by line, and says which pages are pictures."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.pdf.layers import take_hidden_text
from guardbook.readers.reading import Reading

FEW = 40
"""Letters below which a page with a large picture counts as a picture: a scan often has a page number printed on it."""
PICTURE = 0.1
"""Share of a page that its pictures must cover to matter; logos and lines are smaller."""
STROKES = 300
"""Drawn shapes on a page without a letter from which it is taken for text turned into shapes, or a drawing."""
SAMPLE = 100
"""Letters of a page that are asked whether they stand for anything."""
WIDE = 1.5
"""Gap between two words, in ems, from which it stands for a column's edge; justified text stays below one."""
HYPHEN = re.compile(r"[\x02\ufffe](?=(.?))")


def open_pages(source: Source) -> Any:
    """Return a PDF opened for its pages; raise `Unreadable` when it needs a password or is too damaged."""
    source.file.seek(0)
    try:
        return pypdfium2.PdfDocument(source.file)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("it needs a password to open: save a copy without one and scan that") from error
        raise Unreadable("damaged: its pages cannot be read") from error


def page_parts(pages: Any, layers: frozenset[str], source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the text of each page, that of hidden `layers` apart; a problem where there is none to be had."""
    for number in range(1, len(pages) + 1):
        where = source.where.into("page", number)
        try:
            page = pages[number - 1]
        except pypdfium2.PdfiumError:
            yield Problem(f"page {number} is damaged: it was not read", where)
            continue
        try:
            if layers and (text := take_hidden_text(page, layers)):
                yield Text(text, where, "hidden-layer")
            yield from _page(page, number, where, reading)
        finally:
            page.close()


def _page(page: Any, number: int, where: Where, reading: Reading) -> Iterator[Part]:
    text, meaningless = page_text(page)
    reading.spend(len(text))
    if text.strip():
        yield Text(text, where)
    if meaningless:
        yield Problem(f"page {number} has letters that stand for nothing a program knows: its text was not read", where)
        return
    letters = sum(map(str.isalnum, text)) if len(text) < 20 * FEW else FEW
    if letters < FEW and (reason := _unread(page, letters)):
        yield Problem(f"page {number} {reason}: its text was not read", where)


def page_text(page: Any) -> tuple[str, bool]:
    """Return a page's text, and whether its letters stand for nothing.

    A line is a line; a gap as wide as a column's edge is a tab.
    """
    words = page.get_textpage()
    try:
        text: str = words.get_text_range()
        if words.count_rects() > text.count("\n") + 1 and len(text) == words.count_chars():
            text = _with_tabs(words, text)
        meaningless = _is_meaningless(words)
    finally:
        words.close()
    return HYPHEN.sub(_hyphen, text.replace("\r\n", "\n")), meaningless


def _is_meaningless(words: Any) -> bool:
    """Tell whether most letters of a sample have no known meaning: the font says how they look and no more."""
    count = words.count_chars()
    sample = range(0, count, count // SAMPLE + 1)
    unknown: int = sum(pdfium.FPDFText_HasUnicodeMapError(words.raw, index) == 1 for index in sample)
    return 2 * unknown > len(sample)


def _hyphen(found: re.Match[str]) -> str:
    """A word cut at a line's end is joined again; a double-barrelled name cut there keeps its hyphen."""
    return "" if found[1].islower() else "-"


def _with_tabs(words: Any, text: str) -> str:
    letters = list(text)
    left, right, low, high = (ctypes.c_double() for _ in range(4))

    def edges(index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharBox(words.raw, index, left, right, low, high)
        return left.value, right.value

    start = text.find(" ")
    while 0 < start < len(text) - 1:
        if letters[start + 1] > " " and letters[start - 1] > " ":
            gap = edges(start + 1)[0] - edges(start - 1)[1]
            if gap > WIDE * max(1.0, pdfium.FPDFText_GetFontSize(words.raw, start - 1)):
                letters[start] = "\t"
        start = text.find(" ", start + 1)
    return "".join(letters)


def _unread(page: Any, letters: int) -> str:
    """Return what a page without text is instead, or "" when it is empty or nearly so."""
    width, height = page.get_size()
    covered = shapes = 0.0
    for shape in page.get_objects(max_depth=5):
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, low, right, high = shape.get_bounds()
            covered += abs((right - left) * (high - low))
        elif shape.type in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING):
            shapes += 1
    if covered > PICTURE * width * height:
        return "is a picture"
    return "is drawn with shapes" if shapes > STROKES and not letters else ""
