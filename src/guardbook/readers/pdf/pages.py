"""Reads the text of a PDF's pages, line by line, and says which pages are pictures."""

import ctypes
import logging
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.pdf.known import Known
from guardbook.readers.pdf.notes import notes_over, text_of_notes
from guardbook.readers.pdf.paint import Box, Painter, Painting, Piece, Shape, area
from guardbook.readers.pdf.scans import checked, picture_boxes, read_pictures
from guardbook.readers.pdf.seen import Codes, Letters, unseen_letters, without_unseen
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
MEANINGLESS = "has letters that stand for nothing a program knows"
SCAN_TEXT = "scan-text"
for _library in ("pypdfium2", "pikepdf"):  # what they remark on a file is no news to who has it checked
    logging.getLogger(_library).setLevel(logging.CRITICAL)
HYPHEN = re.compile(r"[\x02\ufffe](?=(.?))")


def open_pages(source: Source) -> Any:
    """Return a PDF opened for its pages; raise `Unreadable` when it needs a password or is too damaged."""
    source.file.seek(0)
    try:
        document = pypdfium2.PdfDocument(source.file)
        document.init_forms()  # fields are drawn only then, and they may lie over text
        return document
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("it needs a password to open: save a copy without one and scan that") from error
        raise Unreadable("damaged: its pages cannot be read") from error


def page_parts(pages: Any, layers: bool, known: Known, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the text of each page, what is not seen apart; a problem where there is none to be had.

    `layers` tells whether the document has layers that can be switched off. What is yielded becomes `known`, and
    lines of which a part is hidden as a whole too, as a reader of an earlier version will find them.
    """
    for number in range(1, len(pages) + 1):
        where = source.where.into("page", number)
        try:
            yield from map(known.learn, _page(pages, number, layers, known, where, reading))
        except pypdfium2.PdfiumError:
            yield Problem(f"page {number} is damaged: it was not read", where)


def _page(pages: Any, number: int, layers: bool, known: Known, where: Where, reading: Reading) -> Iterator[Part]:
    page = pages[number - 1]
    words = page.get_textpage()
    try:
        own = pdfium.FPDFPage_CountObjects(page.raw)
        painting = Painter(page, layers, reading).paint()
        boxes = picture_boxes(painting, page.get_bbox())
        notes = notes_over(page, reading)
        meaningless = _is_meaningless(words)
        letters, codes = unseen_letters(page, words, painting, notes, reading)
        if codes:
            known.learn(Text(page_text(words), where))
        text = _told(page, painting, words, letters, codes)
        lost = any(_is_lost(piece, words) for piece in painting.pieces)
        reason = MEANINGLESS if meaningless else _unread(page, painting, text[None])
    finally:
        words.close()
        page.close()
    pictured: list[Part] = []
    if reading.pictures and (boxes or reason or any(shape.picture for shape in painting.shapes)):
        pictured = list(_pictured(pages, number, None if reason else boxes, notes.covers, where, reading))
    reading.spend(sum(map(len, text.values())))
    yield from _texts(text, pictured, where)
    if reason and (not reading.pictures or (meaningless and codes)):
        yield Problem(f"page {number} {reason}: its text was not read", where)
    if lost:
        yield Problem(f"page {number} has text of no size, which was not read: print the page to a new PDF", where)
    yield from pictured
    if notes.shown and (shown := text_of_notes(pages, number, own)).strip():
        yield Text(shown, where.into("notes"))


def _is_lost(piece: Piece, words: Any) -> bool:
    """Tell whether a text has no height or width at all: what it says is then left out of the page's words."""
    return piece.size < 1e-6 and pdfium.FPDFTextObj_GetText(piece.handle, words.raw, None, 0) <= 2


def _pictured(
    pages: Any, number: int, boxes: list[Box] | None, covers: list[Shape], where: Where, reading: Reading
) -> Iterator[Part]:
    """Yield the words of a page's pictures; of all that it shows where `boxes` is None."""
    page = pages[number - 1]
    try:
        painting = Painter(page, False, reading).paint()
        if boxes is None:
            boxes, painting.pieces = [page.get_bbox()], []
        yield from read_pictures(page, painting, boxes, covers, where, reading)
    finally:
        page.close()


def _texts(text: dict[str | None, str], pictured: list[Part], where: Where) -> Iterator[Part]:
    """Yield a page's text by its code; the invisible text of a scan apart where its picture says something else."""
    read = "\n".join(part.text for part in pictured if isinstance(part, Text) and not part.hidden)
    if read and (scan := text.get(SCAN_TEXT)):
        text[SCAN_TEXT], other = checked(scan, read)
        text["unseen-text"] = "\n".join(filter(None, (text.get("unseen-text"), other)))
    for code, lines in text.items():
        if lines.strip():
            yield Text(lines, where, code)


def _told(page: Any, painting: Painting, words: Any, letters: Letters | None, codes: Codes) -> dict[str | None, str]:
    """Return a page's text by the code of why it is not seen, the visible first.

    A line is a line; a gap as wide as a column's edge is a tab.
    """
    if letters is None or not codes:
        return {None: page_text(words)}
    hidden: dict[str | None, list[str]] = {code: [] for code in sorted(set(codes.values()))}
    for code, piece in _runs(_with_tabs(words, list(letters.text)), codes):
        hidden.get(code, []).append(f"{piece}\n")
    rest, text, left = without_unseen(page, painting, letters, codes)
    try:
        shown = "".join(piece for code, piece in _runs(_with_tabs(rest, text), left) if code is None)
    finally:
        rest.close()
    return {None: _clean(shown), **{code: _clean("".join(pieces)) for code, pieces in hidden.items()}}


def _runs(text: list[str], codes: Codes) -> Iterator[tuple[str | None, str]]:
    for code, run in groupby(range(len(text)), key=codes.get):
        yield code, "".join(text[number] for number in run)


def page_text(words: Any) -> str:
    """Return all text of a page."""
    text: str = words.get_text_range()
    if words.count_rects() > text.count("\n") + 1 and len(text) == words.count_chars():
        text = "".join(_with_tabs(words, list(text)))
    return HYPHEN.sub(_hyphen, text.replace("\r\n", "\n"))


def _clean(text: str) -> str:
    """Put the lines of a text in order from which pieces were taken."""
    text = HYPHEN.sub(_hyphen, text.replace("\r\n", "\n"))
    return "\n".join(line.strip(" ") for line in text.split("\n") if line.strip())


def _is_meaningless(words: Any) -> bool:
    """Tell whether most letters of a sample have no known meaning: the font says how they look and no more."""
    count = words.count_chars()
    sample = range(0, count, count // SAMPLE + 1)
    unknown: int = sum(pdfium.FPDFText_HasUnicodeMapError(words.raw, index) == 1 for index in sample)
    return 2 * unknown > len(sample)


def _hyphen(found: re.Match[str]) -> str:
    """A word cut at a line's end is joined again; a double-barrelled name cut there keeps its hyphen."""
    return "" if found[1].islower() else "-"


def _with_tabs(words: Any, letters: list[str]) -> list[str]:
    left, right, low, high = (ctypes.c_double() for _ in range(4))

    def edges(index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharBox(words.raw, index, left, right, low, high)
        return left.value, right.value

    for place in (number for number, letter in enumerate(letters) if letter == " "):
        if 0 < place < len(letters) - 1 and letters[place + 1] > " " and letters[place - 1] > " ":
            gap = edges(place + 1)[0] - edges(place - 1)[1]
            if gap > WIDE * max(1.0, pdfium.FPDFText_GetFontSize(words.raw, place - 1)):
                letters[place] = "\t"
    return letters


def _unread(page: Any, painting: Painting, text: str) -> str:
    """Return what a page without text is instead, or "" when it is empty or nearly so."""
    letters = sum(map(str.isalnum, text)) if len(text) < 20 * FEW else FEW
    if letters >= FEW:
        return ""
    width, height = page.get_size()
    pictures = sum(area(shape.box) for shape in painting.shapes if shape.picture)
    if pictures > PICTURE * width * height:
        return "is a picture"
    return "is drawn with shapes" if painting.drawn > STROKES and not letters else ""
