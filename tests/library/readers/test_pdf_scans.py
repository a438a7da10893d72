"""Scanned pages of a PDF with their words read: what shows, what a box covers, what the invisible text claims."""

import random
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from guardbook.content import Limits, Problem, Source, Text
from guardbook.readers import Reading
from guardbook.readers.image.words import UNSURE

pytest.importorskip("tesserocr", reason="the extra ocr is not installed: words in scanned pages were not tried")

LINES = (
    "Dear colleagues of the department",
    "this is the second line of a letter",
    "about the visit of Margaret Thistlewood",
    "and a fourth line that ends the letter",
)
STEP = 80
SECRET = 2


def paper(*, without: int | None = None) -> Image.Image:
    """A page of writing at 200 dots an inch."""
    sheet = Image.new("L", (1654, 2339), 250)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(40)
    for number, line in enumerate(LINES):
        if number != without:
            pen.text((150, 150 + number * STEP), line, font=font, fill=20)
    return sheet


def height(number: int) -> float:
    """Where the foot of a line is on the page."""
    return 842 - (150 + number * STEP + 60) * 842 / 2339


def scanned(sheet: Image.Image, words: tuple[str, ...] = (), box: bool = False) -> bytes:
    """A PDF of one scanned page, with invisible words over it and a black box over the secret line."""
    file = BytesIO()
    page = Canvas(file, pagesize=(595, 842))
    page.drawImage(ImageReader(sheet), 0, 0, 595, 842)
    text = page.beginText()
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 14)
    for number, line in enumerate(words):
        text.setTextOrigin(54, height(number) + 6)
        text.textLine(line)
    page.drawText(text)
    if box:
        page.rect(45, height(SECRET), 420, 26, fill=1)
    page.save()
    return file.getvalue()


def seen(data: bytes) -> tuple[dict[str | None, str], list[str]]:
    """Read with the words of pictures: the text by its code, and the problems."""
    texts: dict[str | None, str] = {}
    problems = []
    for part in Reading(Limits(), pictures=True).read(Source(BytesIO(data), "scan.pdf")):
        if isinstance(part, Problem):
            problems.append(part.reason)
        elif isinstance(part, Text):
            texts[part.hidden] = f"{texts.get(part.hidden, '')}{part.text}\n"
    return texts, problems


def test_the_words_of_a_scanned_page_show_and_it_is_no_problem() -> None:
    texts, problems = seen(scanned(paper()))
    assert all(line in texts[None] for line in LINES)
    assert problems == []


def test_what_a_box_covers_of_a_scan_is_told() -> None:
    texts, problems = seen(scanned(paper(), box=True))
    assert "Thistlewood" not in texts[None]
    assert "Thistlewood" in texts["covered-text"]
    assert problems == []


def test_what_a_note_covers_of_a_scan_is_told() -> None:
    file = BytesIO()
    with pikepdf.open(BytesIO(scanned(paper()))) as document:
        black = Array([0, 0, 0])
        note = Dictionary(Type=Name.Annot, Subtype=Name.Square, IC=black, C=black,
                          Rect=Array([45, height(SECRET), 465, height(SECRET) + 26]))  # fmt: skip
        document.pages[0].Annots = Array([document.make_indirect(note)])
        document.save(file)
    texts, _ = seen(file.getvalue())
    assert "Thistlewood" not in texts[None]
    assert "Thistlewood" in texts["covered-text"]


def test_honest_invisible_words_of_a_scan_are_their_own_kind() -> None:
    texts, problems = seen(scanned(paper(), LINES))
    assert texts["scan-text"].split("\n")[:-1] == list(LINES)
    assert not {"covered-text", "unseen-text"} & set(texts)
    assert problems == []


def test_invisible_words_that_the_picture_does_not_show_are_concealed() -> None:
    other = (
        "Nothing of this sentence appears",
        "anywhere else within the scanned",
        "picture whose words differ",
        "wholly",
    )
    texts, _ = seen(scanned(paper(), other))
    assert texts["unseen-text"].split("\n")[:-1] == list(other[:3])


def test_invisible_words_stay_concealed_where_the_picture_was_whitened() -> None:
    texts, _ = seen(scanned(paper(without=SECRET), LINES))
    assert "Thistlewood" in texts.get("covered-text", "") + texts.get("unseen-text", "")
    assert "Thistlewood" not in texts["scan-text"]


def test_what_a_crop_hides_of_a_picture_is_told() -> None:
    file = BytesIO()
    page = Canvas(file, pagesize=(595, 842))
    outline = page.beginPath()
    outline.rect(0, height(1), 595, 842 - height(1))
    page.clipPath(outline, stroke=0)
    page.drawImage(ImageReader(paper()), 0, 0, 595, 842)
    page.save()
    texts, _ = seen(file.getvalue())
    assert LINES[0] in texts[None]
    assert "Thistlewood" not in texts[None]
    assert "Thistlewood" in texts["cropped-picture"]


def branches() -> Image.Image:
    """A photograph's thicket, which looks like handwriting that nobody can read."""
    picture, chance = Image.new("L", (960, 540), 235), random.Random(3)
    pen = ImageDraw.Draw(picture)
    for _ in range(700):
        x, y = chance.randrange(960), chance.randrange(270, 540)
        pen.line((x, y, x + chance.randrange(-14, 14), y + chance.randrange(-14, 14)), fill=50, width=2)
    return picture


def slide(*lines: str, size: int) -> bytes:
    file = BytesIO()
    page = Canvas(file, pagesize=(720, 405))
    page.drawImage(ImageReader(branches()), 0, 0, 720, 405)
    page.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        page.drawString(60, 330 - number * 1.5 * size, line)
    page.save()
    return file.getvalue()


def test_a_photograph_behind_text_need_not_be_read_with_certainty() -> None:
    texts, problems = seen(slide(*LINES, size=26))
    assert all(line in texts[None] for line in LINES)
    assert problems == []


def test_a_picture_with_no_more_than_a_stamp_over_it_must_be() -> None:
    _, problems = seen(slide("Released under the Act: annex A, page 3 of 7", size=9))
    assert problems == [UNSURE]
