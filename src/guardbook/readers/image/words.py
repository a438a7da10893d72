"""Reads the words of a picture with Tesseract, and says when they could not be read with certainty."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image, ImageFilter, ImageOps, ImageStat

from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.language_data import data_folders
from guardbook.readers.reading import Reading

MISSING = "the words in this picture could not be read: install Tesseract (Debian: tesseract-ocr) and guardbook[ocr]"
SLOW = "the words in this picture could not be read in the time allowed: save it smaller"
UNSURE = "the words in this picture could not be read with certainty: handwriting, or too blurred; look at it yourself"
LANGUAGE = "eng"
SMALLEST = 24
"""Pixels of a side below which no word fits."""
FLAT = 24
"""Difference of brightness, of 255, up to which a picture is one plain area."""
LARGEST = 9_000_000
"""Pixels that are looked at; a sheet of A4 at 300 dpi has 8.7 million."""
PHOTOGRAPH = 4_000_000
"""Pixels of a photograph that are looked at: its letters are large, or nobody reads them."""
NARROW = 1300
"""Pixels of the longer side below which a picture is enlarged: letters on screens are smaller than Tesseract likes."""
SURE = 60.0
"""Confidence, of 100, from which a word counts as read."""
GUESS = 40.0
"""Confidence below which a word is more likely texture than letters."""
HALF = 0.5
"""Share of letters read below which a page may lie on its side."""
FEW = 3
"""Words up to which a page is a picture with some words."""
LETTERS = 30
"""Letters read below which words are looked for anywhere, not in columns and lines."""
LONGEST = 60.0
"""Seconds for one picture."""
_SPARSE, _PAGE = 11, 3
"""Tesseract's ways of looking: words anywhere, or a page with its columns and lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words and how sure they are, of 100."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Words:
    """What was read in a picture."""

    lines: tuple[Line, ...] = ()
    unsure: bool = False
    """Whether there is writing that could not be read with certainty."""

    @property
    def text(self) -> str:
        """The lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        """The mean of the lines' confidence by length; 0 when there is none."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(line.confidence * len(line.text) for line in self.lines) / letters if letters else 0.0


def read_words(picture: Image.Image, reading: Reading) -> Words:
    """Return the words of a picture of any mode, turned as it should be seen.

    Raises `Unreadable` with the remedy when Tesseract or its language data is not installed, or took too long.
    """
    if min(picture.size) < SMALLEST:
        return Words()
    reading.spend(picture.width * picture.height)
    grey = _prepared(picture)
    low, high = ImageStat.Stat(grey).extrema[0]
    if high - low <= FLAT:
        return Words()
    if (engine := _engine()) is None:
        raise Unreadable(MISSING)
    deadline = min(reading.started + reading.limits.seconds, time.monotonic() + LONGEST)
    paper = _is_paper(grey)
    if not paper:
        grey = _at_most(grey, PHOTOGRAPH)
    found = _recognised(engine, grey, _PAGE, deadline)
    if paper and _share_read(found) < HALF and len(found) > FEW:
        grey = _upright(engine, grey, deadline)
        found = max(found, _recognised(engine, grey, _PAGE, deadline), key=_weight)
    if _weight(found) < LETTERS or (paper and _share_read(found) < HALF):
        found = max(_side_by_side(_recognised(engine, grey, _SPARSE, deadline)), found, key=_weight)
    reading.spend(0)
    return _judged(found, paper)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    confidence: float
    line: tuple[str, ...]
    """Numbers of block, paragraph and line."""
    box: tuple[int, int, int, int]
    """Left, top, width and height in pixels."""


def flattened(picture: Image.Image, backdrop: int = 255) -> Image.Image:
    """Return a picture in grey as it looks on paper (or on a backdrop of another brightness)."""
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        layers = picture.convert("RGBA")
        paper = Image.new("RGBA", layers.size, (backdrop, backdrop, backdrop, 255))
        return Image.alpha_composite(paper, layers).convert("L")
    if picture.mode.startswith("I") or picture.mode == "F":
        low, high = picture.convert("F").getextrema()
        span = float(high) - float(low) or 1.0  # type: ignore[arg-type]
        return picture.convert("F").point(lambda value: value * (255 / span) - float(low) * 255 / span).convert("L")  # type: ignore[arg-type]
    return picture.convert("L")


def _prepared(picture: Image.Image) -> Image.Image:
    """Return a picture in grey, its size such that letters are as large as Tesseract likes them."""
    pixels = picture.width * picture.height
    if pixels > LARGEST and picture.mode not in ("P", "1"):
        scale = (LARGEST / pixels) ** 0.5
        picture = picture.resize((int(picture.width * scale) or 1, int(picture.height * scale) or 1), reducing_gap=2)
    grey = flattened(picture)
    low, high = ImageStat.Stat(grey).extrema[0]
    if high - low <= FLAT and picture.mode in ("RGBA", "LA", "PA"):  # white words made for a dark page
        grey = flattened(picture, 0)
    grey = _at_most(grey, LARGEST)
    if max(grey.size) < NARROW:
        scale = min(3.0, max(2.0, NARROW / max(grey.size)))
        grey = grey.resize((int(grey.width * scale), int(grey.height * scale)), Image.Resampling.BICUBIC)
    return ImageOps.autocontrast(grey, cutoff=(0.1, 0.1))


def _at_most(grey: Image.Image, pixels: int) -> Image.Image:
    if grey.width * grey.height <= pixels:
        return grey
    scale = (pixels / (grey.width * grey.height)) ** 0.5
    return grey.resize((int(grey.width * scale) or 1, int(grey.height * scale) or 1), Image.Resampling.BOX)


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Return Tesseract with its language loaded, or None where it is not installed."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # threads cost more than they save, and a worker may have none
    try:
        import tesserocr
    except ImportError:
        return None
    for folder in data_folders():
        if (folder / f"{LANGUAGE}.traineddata").is_file():
            try:
                engine = tesserocr.PyTessBaseAPI(path=f"{folder}/", lang=LANGUAGE, oem=tesserocr.OEM.LSTM_ONLY)
                engine.SetVariable("debug_file", "")  # it would open one, and crash where a process is shut in
                return engine
            except RuntimeError:
                continue
    return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Tesseract and Leptonica from writing of empty pages and boxes on the error output."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_RDONLY)  # a process that is shut in may open it so only
    except OSError:
        yield
        return
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _recognised(engine: Any, grey: Image.Image, way: int, deadline: float) -> list[_Word]:
    left = deadline - time.monotonic()
    if left <= 0:
        raise LimitReached(SLOW)
    engine.SetPageSegMode(way)
    engine.SetImageBytes(grey.tobytes(), grey.width, grey.height, 1, grey.width)
    engine.SetSourceResolution(300 if max(grey.size) > 2400 else 200)
    try:
        with _quiet():
            if not engine.Recognize(int(left * 1000)):
                raise Unreadable(SLOW)
            table = engine.GetTSVText(0)
    finally:
        engine.Clear()
    return [word for row in table.splitlines() if (word := _word(row.split("\t", 11)))]


def _word(cells: list[str]) -> _Word | None:
    if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
        return None
    left, top, width, height = map(int, cells[6:10])
    return _Word(cells[11].strip(), float(cells[10]), tuple(cells[1:5]), (left, top, width, height))


def _upright(engine: Any, grey: Image.Image, deadline: float) -> Image.Image:
    """Return a page turned such that most of its middle can be read."""
    left, top = grey.width // 4, grey.height // 4
    middle = grey.crop((left, top, grey.width - left, grey.height - top))
    best, turned = _weight(_recognised(engine, middle, _PAGE, deadline)), grey
    for turn in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180):
        read = _weight(_recognised(engine, middle.transpose(turn), _PAGE, deadline))
        if read > best:
            best, turned = read, grey.transpose(turn)
    return turned


def _side_by_side(words: list[_Word]) -> list[_Word]:
    """Put words that stand on one line together, which Tesseract does not when it looks for words anywhere."""
    rows: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: word.box[0]):
        row = next((row for row in rows if _continues(row[-1], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows.sort(key=lambda row: row[0].box[1])
    return [replace(word, line=(str(number),)) for number, row in enumerate(rows) for word in row]


def _continues(last: _Word, word: _Word) -> bool:
    left, top, width, height = last.box
    overlap = min(top + height, word.box[1] + word.box[3]) - max(top, word.box[1])
    return overlap > 0.5 * min(height, word.box[3]) and word.box[0] - left - width < 2 * max(height, word.box[3])


def _is_wordy(text: str) -> bool:
    return sum(map(str.isalnum, text)) >= 2


def _weight(words: list[_Word]) -> float:
    """How much was read: letters of sure words."""
    return sum(len(word.text) for word in words if word.confidence >= SURE and _is_wordy(word.text))


def _share_read(words: list[_Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return _weight(words) / letters if letters else 1.0


def _is_paper(grey: Image.Image) -> bool:
    """Tell whether most of a picture is one plain ground, as paper is, be it in shadow, and photographs are not."""
    small = grey.copy()
    small.thumbnail((500, 500), Image.Resampling.BOX)
    levels = np.asarray(small, dtype=np.float64)
    ground = np.asarray(small.filter(ImageFilter.MedianFilter(9)).filter(ImageFilter.BoxBlur(8)), dtype=np.float64)
    plain = (np.abs(levels - ground) <= 12) & (np.abs(ground - np.median(ground)) <= 40)
    return bool(plain.mean() >= 0.5)


def _judged(words: list[_Word], paper: bool) -> Words:
    """Keep the lines that were read; where much of what looks like writing was not, say so."""
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    kept = []
    for line in lines.values():
        sure = [word for word in line if word.confidence >= GUESS]
        mean = sum(word.confidence for word in sure) / len(sure) if sure else 0.0
        text = " ".join(word.text for word in sure)
        if _is_wordy(text) and mean >= _least(text, paper):
            kept.append(Line(text, mean))
    doubtful = [word for word in words if word.confidence < SURE and len(word.text) >= 3 and word.text.isalpha()]
    unsure = paper and len(doubtful) >= 3 and _share_read(words) < 0.6
    return Words(tuple(kept), unsure)


def _least(text: str, paper: bool) -> float:
    """Return the confidence that a line needs: much for few letters, and for what may be a photograph's texture."""
    if max(sum(map(str.isalnum, word)) for word in text.split()) < 3 or sum(map(str.isalnum, text)) < 4:
        return 85.0 if paper else 92.0
    return SURE - 5 if paper else SURE + 10
