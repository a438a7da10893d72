"""Leaks on pages of PDFs as other programs draw them, in other colours, on turned pages and on scans."""

import subprocess
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.leaks import drawing, office, words
from tests.leaks.collecting import Leaks
from tests.leaks.documents_odf import flat_text
from tests.leaks.pdfs import LEFT, LINE, UNDER, changed, drawn, write
from tests.leaks.pdfs_kept import SCAN, print_page
from tests.leaks.words import NOTICE, OCR

PDF = Leaks("PDF", ".pdf")
LEAKS = PDF.listed
CHROMIUM = ("chromium",)


@PDF.case("chromium-black-box", "text under a black box on a web page", UNDER, NOTICE, needs=CHROMIUM)
def black_box_on_web_page(path: Path, leak: bool) -> None:
    under = f"<span>{words.HOME}</span>" if leak else ""
    print_page(path, f'<div style="position:relative;height:24px">{under}<b></b></div>', BLACK_BOX)


BLACK_BOX = "b { position: absolute; left: -4px; top: -4px; width: 560px; height: 28px; background: #000 }"


@PDF.case(
    "libreoffice-blackened", "black words on black ground, exported by LibreOffice", UNDER, NOTICE, needs=("soffice",)
)
def blackened_in_libreoffice(path: Path, leak: bool) -> None:
    style = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:color="#000000"'
        ' fo:background-color="#000000"/></style:style>'
    )
    text = words.COMPLAINT if leak else "\u00a0" * 40
    source = path.with_name(f"{path.name}.source.fodt")
    span = f'<text:p>The form came from <text:span text:style-name="T1">{text}</text:span></text:p>'
    source.write_text(flat_text(span, styles=style), "utf-8")
    office.convert(source, path)


@PDF.case("gs-rectangle", "text under a rectangle, after Ghostscript", UNDER, NOTICE, needs=("gs",))
def rectangle_after_ghostscript(path: Path, leak: bool) -> None:
    source = path.with_name(f"{path.name}.source.pdf")

    def covered(canvas: Canvas) -> None:
        canvas.drawString(LEFT, LINE, words.NUMBERS if leak else "")
        canvas.rect(LEFT - 2, LINE - 4, 480, 16, stroke=0, fill=1)

    write(source, covered)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={path}", str(source)]
    subprocess.run(command, check=True, capture_output=True)
    source.unlink()


@PDF.case("turned-page", "text under a rectangle on a turned page", UNDER, NOTICE)
def turned_page(path: Path, leak: bool) -> None:
    def covered(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(400, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, words.HOME if leak else "")
        canvas.rect(-2, -4, 330, 16, stroke=0, fill=1)
        canvas.restoreState()

    write(path, covered)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        pdf.save(path)


@PDF.case("white-cmyk", "white text in the colours of printing", "unseen-text", NOTICE)
@drawn
def white_cmyk(canvas: Canvas, leak: bool) -> None:
    canvas.setFillColorCMYK(0, 0, 0, 0)
    if leak:
        canvas.drawString(LEFT, LINE, words.CLOSURE)


@PDF.case("nearly-white", "text of a grey that is nearly white", "unseen-text", NOTICE)
@drawn
def nearly_white(canvas: Canvas, leak: bool) -> None:
    canvas.setFillGray(0.99)
    if leak:
        canvas.drawString(LEFT, LINE, words.HEALTH)


@PDF.case("multiplied", "text under a black rectangle that multiplies", UNDER, NOTICE)
@drawn
def multiplied(canvas: Canvas, leak: bool) -> None:
    canvas.drawString(LEFT, LINE, words.HOME if leak else "")
    canvas.setBlendMode("Multiply")
    canvas.rect(LEFT - 2, LINE - 4, 330, 16, stroke=0, fill=1)


@PDF.case("white-patch", "text under a white picture", UNDER, NOTICE)
@drawn
def white_patch(canvas: Canvas, leak: bool) -> None:
    canvas.drawString(LEFT, LINE, words.DISMISSAL if leak else "")
    canvas.drawImage(ImageReader(drawing.page((), (500, 20))), LEFT - 2, LINE - 6, 520, 20)


@PDF.case("many-strips", "text under many narrow strips", UNDER, NOTICE)
@drawn
def many_strips(canvas: Canvas, leak: bool) -> None:
    canvas.drawString(LEFT, LINE, words.HOME if leak else "")
    for number in range(330):
        canvas.rect(LEFT - 2 + number, LINE - 4, 1.1, 16, stroke=0, fill=1)


@PDF.case("tiny-by-matrix", "text of ten points that a matrix shrinks", "unseen-text", NOTICE)
@drawn
def tiny_by_matrix(canvas: Canvas, leak: bool) -> None:
    canvas.saveState()
    canvas.translate(LEFT, LINE)
    canvas.scale(0.05, 0.05)
    canvas.drawString(0, 0, words.COMPLAINT if leak else "")
    canvas.restoreState()


@PDF.case("layer-on-form", "reused drawing that belongs to a layer that is off", "hidden-layer", NOTICE)
@changed
def layer_on_form(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Internal"))
    off = Dictionary(OFF=Array([group]), Order=Array([group]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=off)
    page = pdf.pages[0]
    font = next(iter(page.obj.Resources.Font.keys()))
    form = pdf.make_stream(f"BT {font} 11 Tf {LEFT} {LINE} Td ({words.DISMISSAL}) Tj ET".encode())
    form.Type, form.Subtype, form.BBox, form.OC = Name.XObject, Name.Form, Array([0, 0, 595, 842]), group
    form.Resources = Dictionary(Font=page.obj.Resources.Font)
    page.obj.Resources.XObject = Dictionary(Fm0=form)
    page.contents_add(pdf.make_stream(b"/Fm0 Do"))


@PDF.case("layers-off-by-default", "layer that is off because all are", "hidden-layer", NOTICE)
@changed
def layers_off_by_default(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Internal"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(BaseState=Name.OFF, Order=Array([group])))
    page = pdf.pages[0]
    page.obj.Resources.Properties = Dictionary(MC0=group)
    font = next(iter(page.obj.Resources.Font.keys()))
    stream = f"/OC /MC0 BDC BT {font} 11 Tf {LEFT} {LINE} Td ({words.CLOSURE}) Tj ET EMC"
    page.contents_add(pdf.make_stream(stream.encode()))


def _scan(path: Path, lines: tuple[str, ...], cover: tuple[float, float, float, float]) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setAuthor("Department for Example Affairs")
    canvas.drawImage(ImageReader(drawing.page(lines, (1240, 1754))), 0, 0, *A4)
    canvas.rect(*cover, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()


HIDES = f"{UNDER} scan-text cropped-picture"


@PDF.case("rectangle-on-scan", "words of a scan under a rectangle of the PDF", HIDES, NOTICE, needs=OCR, kept=())
def rectangle_on_scan(path: Path, leak: bool) -> None:
    lines = (*SCAN, *drawing.LETTER) if leak else SCAN
    _scan(path, lines, (30, 540, 520, 178))


@PDF.case("clipped-picture", "part of a picture that a clipping path keeps out of sight", HIDES, NOTICE, needs=OCR)
@drawn
def clipped_picture(canvas: Canvas, leak: bool) -> None:
    picture = drawing.scenery((1240, 1200))
    if leak:
        picture.paste(drawing.page(drawing.LETTER, (1240, 600)), (0, 600))
    window = canvas.beginPath()
    window.rect(LEFT, 230, 400, 195)
    canvas.clipPath(window, stroke=0, fill=0)
    canvas.drawImage(ImageReader(picture), LEFT, 230 - 195, 400, 390)


@PDF.case(
    "protected-attachment",
    "attachment in a PDF that only its owner may change",
    "embedded-file",
    NOTICE,
    needs=("qpdf",),
)
def protected_attachment(path: Path, leak: bool) -> None:
    source = path.with_name(f"{path.name}.source.pdf")
    write(source)
    if leak:
        with pikepdf.open(source, allow_overwriting_input=True) as pdf:
            pdf.attachments["note.txt"] = words.COMPLAINT.encode()
            pdf.save(source)
    rights = ["--encrypt", "", "owner", "256", "--modify=none", "--"]
    subprocess.run(["qpdf", *rights, str(source), str(path)], check=True, capture_output=True)
    source.unlink()
