"""Decides letter by letter which text of a page a person cannot see, and why."""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from guardbook.readers.pdf.doubts import Doubts, doubts_of
from guardbook.readers.pdf.notes import Notes
from guardbook.readers.pdf.paint import INVISIBLE, Box, Painting, Piece, Shape, address, area, overlap
from guardbook.readers.pdf.render import Canvas, Eye, Picture
from guardbook.readers.reading import Reading

BLOCKS = re.compile("[\u2580-\u259f\u25a0\u25a3-\u25ad\u25ae\u25fc\u25fe\u2b1b]")
"""Letters that are boxes: typed over text they cover it like any other box."""
VISIBLE = 0.35
"""Share of a letter that must be seen for it to be read."""
INSIDE = 0.2
"""Share of a letter that must stand on the page."""
AWAY = 100_000
"""Points that are far from every page."""
DARK = 128
MISFIT = 0.25
"""Share of a scan's words that stand where the picture is empty, from which its text is only badly placed."""

Codes = dict[int, str]
"""For the number of each letter that is not seen, why."""


@dataclass(slots=True)
class Letters:
    """The letters of a page as the text page numbers them; those of doubtful pieces with their place."""

    text: list[str]
    pieces: dict[int, Piece] = field(default_factory=dict)
    boxes: dict[int, Box] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    """Pieces that are not seen and have no letters of their own, since others say the same in the same place."""


def unseen_letters(
    page: Any, words: Any, painting: Painting, notes: Notes, reading: Reading
) -> tuple[Letters | None, Codes]:
    """Return a page's letters and which of them a person cannot see; no letters where there is nothing to hide any.

    It may leave the page changed: `words`, its text, has to be loaded before, and nothing may be drawn from it later.
    """
    if not painting.pieces:
        return None, {}
    blocks = _blocks(words, painting) if BLOCKS.search(words.get_text_range()) else []
    visible: Box = page.get_bbox()
    doubts = doubts_of(painting, [*notes.covers, *blocks], visible)
    if not doubts and not notes.redactions:
        return None, {}
    everything = {piece.address: piece for piece in painting.pieces} if notes.redactions else {}
    letters = _letters(words, doubts, everything, reading)
    codes = _codes(page, letters, doubts, [*painting.shapes, *notes.covers, *blocks], painting, visible)
    for number, box in letters.boxes.items():
        if any(_centre_in(box, marked) for marked in notes.redactions):
            codes[number] = "unapplied-redaction"
    return letters, smoothed(letters.text, codes)


def without_unseen(page: Any, painting: Painting, letters: Letters, codes: Codes) -> tuple[Any, list[str], Codes]:
    """Return the text of a page without the pieces of which nothing is seen: its letters, and which are still unseen.

    A text page leaves out what stands twice in the same place, and it may leave out the one that is seen. The first
    value is that text page, to be closed by who asked.
    """
    marks: dict[int, list[str | None]] = {}
    for number, piece in letters.pieces.items():
        marks.setdefault(piece.address, []).append(codes.get(number))
    for piece in painting.pieces:
        gone = piece.address in letters.gone or all(marks.get(piece.address, [None]))
        pdfium.FPDFPageObj_SetIsActive(piece.handle, not gone)
        if gone:  # switched off, it would still be compared
            pdfium.FPDFPageObj_Transform(piece.handle, 1, 0, 0, 1, AWAY, AWAY)
    words = page.get_textpage()
    text, left = [""] * words.count_chars(), {}
    met: dict[int, int] = {}
    for number in range(len(text)):
        text[number] = _letter(words, number)
        owner = pdfium.FPDFText_GetTextObject(words.raw, number)
        if owner and (own := marks.get(key := address(owner))) is not None:
            place = met[key] = met.get(key, -1) + 1
            if place < len(own) and (code := own[place]):
                left[number] = code
    return words, text, smoothed(text, left)


def _letter(words: Any, number: int) -> str:
    code = pdfium.FPDFText_GetUnicode(words.raw, number)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _letters(words: Any, doubts: Doubts, everything: dict[int, Piece], reading: Reading) -> Letters:
    count = words.count_chars()
    reading.spend(count)
    wanted = {**everything, **doubts.look, **doubts.unseen, **doubts.outside}
    letters = Letters([""] * count)
    edges = tuple(ctypes.c_double() for _ in range(4))
    for number in range(count):
        letters.text[number] = _letter(words, number)
        owner = pdfium.FPDFText_GetTextObject(words.raw, number)
        if owner and (piece := wanted.get(address(owner))) is not None:
            left, right, low, high = edges
            pdfium.FPDFText_GetCharBox(words.raw, number, left, right, low, high)
            letters.pieces[number] = piece
            letters.boxes[number] = (left.value, low.value, right.value, high.value)
    return letters


def _blocks(words: Any, painting: Painting) -> list[Shape]:
    """Take the pieces that are typed boxes out of a painting's text and return them as shapes."""
    boxes: set[int] = set()
    for number in range(words.count_chars()):
        if BLOCKS.match(chr(min(0x10FFFF, pdfium.FPDFText_GetUnicode(words.raw, number)))):
            owner = pdfium.FPDFText_GetTextObject(words.raw, number)
            boxes |= {address(owner)} if owner else set()
    found = [piece for piece in painting.pieces if piece.address in boxes]
    painting.pieces = [piece for piece in painting.pieces if piece.address not in boxes]
    return [Shape(piece.handle, piece.order, piece.box) for piece in found]


def _codes(page: Any, letters: Letters, doubts: Doubts, shapes: list[Shape], painting: Painting, visible: Box) -> Codes:
    codes: Codes = {}
    look: list[int] = []
    scanned: list[int] = []
    for number, piece in letters.pieces.items():
        box = letters.boxes[number]
        if piece.address in doubts.outside and area(overlap(box, visible)) < INSIDE * area(box):
            codes[number] = "outside-page"
        elif piece.address in doubts.look:
            look.append(number)
        elif piece.address in doubts.unseen:
            codes[number] = "unseen-text"
            if piece.mode in INVISIBLE and _on_scan(box, doubts):
                scanned.append(number)
    picture = Picture(Canvas(page, visible)) if scanned else None
    if eye := _eye(page, letters, look, doubts, painting):
        for number in look:
            if letters.text[number].strip() and eye.share(letters.boxes[number]) < VISIBLE:
                cover = _cover(letters.boxes[number], letters.pieces[number], shapes)
                codes[number] = "unseen-text" if cover is None else "covered-text"
                if letters.pieces[number].layered and not eye.ink(letters.boxes[number]):
                    codes[number] = "hidden-layer"
                elif cover is not None and cover.picture and _on_scan(letters.boxes[number], doubts):
                    scanned.append(number)
        picture = picture or (eye.picture() if scanned else None)
    if scanned and picture:
        codes |= _beneath_scan(picture, letters, sorted(scanned), shapes, doubts)
    return codes


def _eye(page: Any, letters: Letters, look: list[int], doubts: Doubts, painting: Painting) -> Eye | None:
    """Draw the page to look at the doubtful pieces; note those that are not seen and have no letters of their own."""
    told = {piece.address for piece in letters.pieces.values()}
    untold = [piece for piece in doubts.look.values() if piece.address not in told]
    boxes = [*(letters.boxes[number] for number in look), *(piece.box for piece in untold)]
    if not boxes:
        return None
    eye = Eye(page, painting, list(doubts.look.values()), _around(boxes))
    letters.gone.update(piece.address for piece in untold if eye.share(piece.box) < VISIBLE)
    return eye


def _beneath_scan(picture: Picture, letters: Letters, scanned: list[int], shapes: list[Shape], doubts: Doubts) -> Codes:
    """Text beneath or over a scan says what the picture shows, unless the picture shows nothing there."""
    codes: Codes = {}
    empty: list[list[int]] = []
    words = list(_words(letters, scanned))
    for word in words:
        box = _around([letters.boxes[number] for number in word])
        brightness = picture.brightness(box)
        covered = brightness is not None and (
            brightness < DARK or any(_centre_in(box, shape.box) for shape in shapes if not _is_scan(shape, doubts))
        )
        codes |= dict.fromkeys(word, "covered-text" if covered else "scan-text")
        if brightness is not None and not covered and sum(letters.text[number].isalnum() for number in word) > 1:
            empty.append(word)
    if len(empty) < MISFIT * len(words):
        codes |= {number: "covered-text" for word in empty for number in word}
    return codes


def _words(letters: Letters, numbers: list[int]) -> Iterator[list[int]]:
    word: list[int] = []
    for number in numbers:
        if word and (number != word[-1] + 1 or not letters.text[number].strip()):
            yield word
            word = []
        if letters.text[number].strip():
            word.append(number)
    if word:
        yield word


def _cover(box: Box, piece: Piece, shapes: list[Shape]) -> Shape | None:
    """Return the last shape painted over a letter."""
    over = [shape for shape in shapes if shape.order > piece.order and _centre_in(box, shape.box)]
    return max(over, key=lambda shape: shape.order, default=None)


def _is_scan(shape: Shape, doubts: Doubts) -> bool:
    return shape.picture and any(area(overlap(shape.box, scan)) > 0.9 * area(scan) for scan in doubts.scans)


def _on_scan(box: Box, doubts: Doubts) -> bool:
    return any(_centre_in(box, scan) for scan in doubts.scans)


def _centre_in(box: Box, place: Box) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= across <= place[2] and place[1] <= up <= place[3]


def _around(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip


def smoothed(text: list[str], codes: Codes) -> Codes:
    """Let a single letter go with its word, and signs and gaps with the letters on both their sides."""
    if not codes:
        return codes
    codes = dict(codes)
    for gap, word in _runs(text, str.isspace):
        letters = [] if gap else [number for number in word if text[number].isalnum()]
        hidden = [number for number in letters if number in codes]
        if len(hidden) == 1 < len(letters):
            del codes[hidden[0]]
    for spoken, run in _runs(text, str.isalnum):
        if spoken:
            continue
        before, after = codes.get(run[0] - 1), codes.get(run[-1] + 1)
        ends = run[0] == 0 or run[-1] == len(text) - 1
        code = (before or after) if ends else before and after
        for number in run:
            if code:
                codes[number] = code
            elif len(run) < len(text):
                codes.pop(number, None)
    return codes


def _runs(text: list[str], kind: Callable[[str], bool]) -> Iterator[tuple[bool, list[int]]]:
    """Yield runs of letters that are or are not of a kind."""
    for is_kind, run in groupby(range(len(text)), key=lambda number: kind(text[number])):
        yield is_kind, list(run)
