"""Leaks on the pages of a PDF: text under what is drawn over it, colourless, tiny, cut off, or on a hidden layer."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.lib.colors import black, lightgrey, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.leaks import drawing, words
from tests.leaks.collecting import Build, Leaks
from tests.leaks.words import NOTICE

PDF = Leaks("PDF", ".pdf")
LEAKS = PDF.listed
UNDER = "unseen-text covered-text"
LEFT, LINE = 72, 320
"""Where the line stands that each case adds."""


def notice(canvas: Canvas) -> None:
    """Draw the press notice on a page."""
    canvas.setAuthor("Department for Example Affairs")
    canvas.setTitle(words.TITLE)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(LEFT, 750, words.TITLE)
    canvas.setFont("Helvetica", 11)
    height = 715
    for paragraph in (*words.PARAGRAPHS, *(f"{region}: {number}" for region, number in NOTICE.rows[1:]), words.CONTACT):
        for line in simpleSplit(str(paragraph), "Helvetica", 11, 450):
            canvas.drawString(LEFT, height, line)
            height -= 15
        height -= 8


def write(path: Path, add: Callable[[Canvas], object] | None = None) -> None:
    """Write the notice as reportlab does, with what `add` draws after it."""
    canvas = Canvas(str(path), pagesize=A4)
    notice(canvas)
    if add:
        add(canvas)
    canvas.showPage()
    canvas.save()


def drawn(add: Callable[[Canvas, bool], object]) -> Build:
    """A leak that is drawn on the page; without it the function draws the rest."""

    def build(path: Path, leak: bool) -> None:
        write(path, lambda canvas: add(canvas, leak))

    return build


def changed(add: Callable[[pikepdf.Pdf], object]) -> Build:
    """A leak that pikepdf puts into the notice's objects."""

    def build(path: Path, leak: bool) -> None:
        write(path)
        if leak:
            with pikepdf.open(path, allow_overwriting_input=True) as pdf:
                add(pdf)
                pdf.save(path)

    return build


def _line(canvas: Canvas, text: str, leak: bool) -> None:
    canvas.setFillColor(black)
    canvas.drawString(LEFT, LINE + 40, "The form was handed in by:")
    if leak:
        canvas.drawString(LEFT, LINE, text)


@PDF.case("black-rectangle", "text under a black rectangle", UNDER, NOTICE)
@drawn
def black_rectangle(canvas: Canvas, leak: bool) -> None:
    _line(canvas, words.HOME, leak)
    canvas.rect(LEFT - 2, LINE - 4, 320, 16, stroke=0, fill=1)


@PDF.case("black-polygon", "text under a black polygon, as LibreOffice draws redactions", UNDER, NOTICE)
@drawn
def black_polygon(canvas: Canvas, leak: bool) -> None:
    _line(canvas, words.HOME, leak)
    outline = canvas.beginPath()
    outline.moveTo(LEFT - 2, LINE - 4)
    for x, y in ((LEFT + 320, LINE - 4), (LEFT + 320, LINE + 12), (LEFT - 2, LINE + 12)):
        outline.lineTo(x, y)
    outline.close()
    canvas.drawPath(outline, stroke=0, fill=1)


@PDF.case("thick-line", "text under a thick line, drawn like a marker's", UNDER, NOTICE)
@drawn
def thick_line(canvas: Canvas, leak: bool) -> None:
    _line(canvas, words.COMPLAINT, leak)
    canvas.setLineWidth(16)
    canvas.line(LEFT - 2, LINE + 4, LEFT + 500, LINE + 4)


@PDF.case("white-rectangle", "text under a white rectangle", UNDER, NOTICE)
@drawn
def white_rectangle(canvas: Canvas, leak: bool) -> None:
    _line(canvas, words.CLOSURE, leak)
    canvas.setFillColor(white)
    canvas.rect(LEFT - 2, LINE - 4, 420, 16, stroke=0, fill=1)


@PDF.case("rectangle-in-form", "text under a rectangle that is part of a reused drawing", UNDER, NOTICE)
@drawn
def rectangle_in_form(canvas: Canvas, leak: bool) -> None:
    canvas.beginForm("cover")
    canvas.setFillColor(black)
    canvas.rect(0, 0, 420, 16, stroke=0, fill=1)
    canvas.endForm()
    _line(canvas, words.NUMBERS, leak)
    canvas.translate(LEFT - 2, LINE - 4)
    canvas.doForm("cover")


@PDF.case("text-in-form", "text in a reused drawing, under a rectangle", UNDER, NOTICE)
@drawn
def text_in_form(canvas: Canvas, leak: bool) -> None:
    canvas.beginForm("address")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(0, 0, words.HOME if leak else "")
    canvas.endForm()
    canvas.saveState()
    canvas.translate(LEFT, LINE)
    canvas.doForm("address")
    canvas.restoreState()
    canvas.rect(LEFT - 2, LINE - 4, 420, 16, stroke=0, fill=1)


@PDF.case("under-image", "text under a picture", UNDER, NOTICE)
@drawn
def under_image(canvas: Canvas, leak: bool) -> None:
    _line(canvas, words.HOME, leak)
    canvas.drawImage(ImageReader(drawing.scenery()), LEFT - 10, LINE - 100, 400, 120)


@PDF.case("under-shading", "text under a shading", UNDER, NOTICE)
@drawn
def under_shading(canvas: Canvas, leak: bool) -> None:
    _line(canvas, words.HEALTH, leak)
    canvas.saveState()
    area = canvas.beginPath()
    area.rect(LEFT - 5, LINE - 5, 470, 20)
    canvas.clipPath(area, stroke=0, fill=0)
    canvas.linearGradient(LEFT, LINE, LEFT + 400, LINE, (black, lightgrey))
    canvas.restoreState()


@PDF.case("white-text", "white text on white paper", "unseen-text", NOTICE)
@drawn
def white_text(canvas: Canvas, leak: bool) -> None:
    canvas.setFillColor(white)
    if leak:
        canvas.drawString(LEFT, LINE, words.HOME)


@PDF.case("black-on-black", "black text on a black rectangle", UNDER, NOTICE)
@drawn
def black_on_black(canvas: Canvas, leak: bool) -> None:
    canvas.rect(LEFT - 2, LINE - 4, 420, 16, stroke=0, fill=1)
    _line(canvas, words.NUMBERS, leak)


@PDF.case("invisible-text", "text drawn as invisible", "unseen-text hidden-text scan-text", NOTICE)
@drawn
def invisible_text(canvas: Canvas, leak: bool) -> None:
    if leak:
        canvas.drawString(LEFT, LINE, words.CLOSURE, mode=3)


@PDF.case("transparent-text", "text that is wholly transparent", "unseen-text", NOTICE)
@drawn
def transparent_text(canvas: Canvas, leak: bool) -> None:
    canvas.setFillAlpha(0)
    if leak:
        canvas.drawString(LEFT, LINE, words.COMPLAINT)


@PDF.case("tiny-text", "text of one point", "unseen-text", NOTICE)
@drawn
def tiny_text(canvas: Canvas, leak: bool) -> None:
    canvas.setFont("Helvetica", 1)
    if leak:
        canvas.drawString(LEFT, LINE, words.NUMBERS)


@PDF.case("flat-text", "letters squeezed to no width", "unseen-text", NOTICE)
@drawn
def flat_text(canvas: Canvas, leak: bool) -> None:
    text = canvas.beginText(LEFT, LINE)
    text.setHorizScale(0.1)
    text.textOut(words.NUMBERS if leak else "")
    canvas.drawText(text)


@PDF.case("outside-page", "text outside the page", "unseen-text outside-page off-slide", NOTICE)
@drawn
def outside_page(canvas: Canvas, leak: bool) -> None:
    if leak:
        canvas.drawString(LEFT, -200, words.HEALTH)


@PDF.case("outside-crop", "text outside the crop box", "unseen-text outside-page off-slide", NOTICE)
def outside_crop(path: Path, leak: bool) -> None:
    write(path, lambda canvas: canvas.drawString(LEFT, 60, words.COMPLAINT) if leak else None)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].cropbox = Array([0, 140, 595, 842])
        pdf.save(path)


@PDF.case("clipped-text", "text cut off by a clipping path", UNDER, NOTICE)
@drawn
def clipped_text(canvas: Canvas, leak: bool) -> None:
    window = canvas.beginPath()
    window.rect(LEFT, 500, 300, 300)
    canvas.clipPath(window, stroke=0, fill=0)
    if leak:
        canvas.drawString(LEFT, LINE, words.DISMISSAL)


@PDF.case("text-as-clip", "text that only serves as a clipping path", UNDER, NOTICE)
@drawn
def text_as_clip(canvas: Canvas, leak: bool) -> None:
    canvas.saveState()
    if leak:
        canvas.drawString(LEFT, LINE, words.HOME, mode=7)
    canvas.restoreState()


def _layer(pdf: pikepdf.Pdf, text: str, *, by_membership: bool) -> None:
    """Add a layer that is switched off, with a line of text on it."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Internal"))
    order = Array([group])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=order))
    mark = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=group, P=Name.AllOn)) if by_membership else group
    page = pdf.pages[0]
    resources = page.obj.Resources
    resources.Properties = Dictionary(MC0=mark)
    font = next(iter(resources.Font.keys()))
    stream = f"/OC /MC0 BDC BT {font} 11 Tf {LEFT} {LINE} Td ({text}) Tj ET EMC".encode("cp1252")
    page.contents_add(pdf.make_stream(stream))


@PDF.case("hidden-layer", "layer that is switched off", "hidden-layer", NOTICE)
@changed
def hidden_layer(pdf: pikepdf.Pdf) -> None:
    _layer(pdf, words.COMPLAINT, by_membership=False)


@PDF.case("hidden-layer-membership", "layer that is off through a rule about layers", "hidden-layer", NOTICE)
@changed
def hidden_layer_by_membership(pdf: pikepdf.Pdf) -> None:
    _layer(pdf, words.DISMISSAL, by_membership=True)
