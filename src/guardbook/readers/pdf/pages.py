"""Reads the text of a PDF's pages, line by line, and says which pages are pictures."""

import ctypes
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.pdf.seen import Codes, Letters, unseen_letters
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


def page_parts(pages: Any, layers: bool, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the text of each page, what is not seen apart; a problem where there is none to be had.

    `layers` tells whether the document has layers that can be switched off.
    """
    for number in range(1, len(pages) + 1):
        where = source.where.into("page", number)
        try:
            page = pages[number - 1]
        except pypdfium2.PdfiumError:
            yield Problem(f"page {number} is damaged: it was not read", where)
            continue
        try:
            yield from _page(page, number, layers, where, reading)
        finally:
            page.close()


def _page(page: Any, number: int, layers: bool, where: Where, reading: Reading) -> Iterator[Part]:
    words = page.get_textpage()
    try:
        meaningless = _is_meaningless(words)
        letters, codes = unseen_letters(page, words, layers, reading)
        text = _told(words, letters, codes)
    finally:
        words.close()
    reading.spend(sum(map(len, text.values())))
    for code, lines in text.items():
        if lines.strip():
            yield Text(lines, where, code)
    if meaningless:
        yield Problem(f"page {number} has letters that stand for nothing a program knows: its text was not read", where)
        return
    letters_seen = sum(map(str.isalnum, text[None])) if len(text[None]) < 20 * FEW else FEW
    if letters_seen < FEW and (reason := _unread(page, letters_seen)):
        yield Problem(f"page {number} {reason}: its text was not read", where)


def _told(words: Any, letters: Letters | None, codes: Codes) -> dict[str | None, str]:
    """Return a page's text by the code of why it is not seen, the visible first.

    A line is a line; a gap as wide as a column's edge is a tab.
    """
    if letters is None or not codes:
        return {None: page_text(words)}
    text = _with_tabs(words, letters.text)
    lines: dict[str | None, list[str]] = {None: [], **{code: [] for code in sorted(set(codes.values()))}}
    for code, run in groupby(range(len(text)), key=codes.get):
        piece = "".join(text[number] for number in run)
        lines[code].append(piece if code is None else f"{piece}\n")
    return {code: _clean("".join(pieces)) for code, pieces in lines.items()}


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
