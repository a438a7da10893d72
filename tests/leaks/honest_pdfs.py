"""Honest PDFs of the kinds that departments publish, by many programs, with the drawing habits that such files have."""

import subprocess
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus.flowables import Flowable

from tests.leaks import drawing, office, words
from tests.leaks.collecting import Files
from tests.leaks.documents_odf import LAYOUT, MASTERS, OFFICE, flat_text
from tests.leaks.pdfs import LEFT, LINE, notice, write
from tests.leaks.pdfs_kept import SCAN, append_revision, print_page
from tests.leaks.presentations import flat_slides
from tests.leaks.words import NOTICE, OCR

FILES = Files()
HONEST = FILES.listed
NOTHING = 'title = "Spending on harbours"\naudience = "public"\n'
STYLES = getSampleStyleSheet()


def _converted(path: Path, source_ending: str, text: str, options: str = "pdf") -> None:
    source = path.with_name(f"{path.name}.source.{source_ending}")
    source.write_text(text, "utf-8")
    office.convert(source, path, options)


@FILES.case("policy-paper.pdf", "PDF", "policy paper exported by LibreOffice", NOTICE.declaration, needs=OFFICE)
def policy_paper(path: Path) -> None:
    body = "".join(
        f'<text:h text:outline-level="2">{number}. Section</text:h><text:p>{words.PARAGRAPHS[0]}</text:p>'
        for number in range(1, 12)
    )
    _converted(path, "fodt", flat_text(body, masters=MASTERS.format("Policy paper"), styles=LAYOUT))


@FILES.case(
    "tagged.pdf", "PDF", "accessible PDF with tags and bookmarks by LibreOffice", NOTICE.declaration, needs=OFFICE
)
def tagged(path: Path) -> None:
    options = '{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
    _converted(path, "fodt", flat_text("<text:p>Offices stay open.</text:p>"), f"pdf:writer_pdf_Export:{options}")


@FILES.case("archive.pdf", "PDF", "PDF/A for the archive by LibreOffice", NOTICE.declaration, needs=OFFICE)
def archive(path: Path) -> None:
    options = '{"SelectPdfVersion":{"type":"long","value":"2"}}'
    _converted(path, "fodt", flat_text("<text:p>Offices stay open.</text:p>"), f"pdf:writer_pdf_Export:{options}")


@FILES.case("slides.pdf", "PDF", "slides exported by LibreOffice", NOTICE.declaration, needs=OFFICE)
def exported_slides(path: Path) -> None:
    _converted(path, "fodp", flat_slides())


@FILES.case(
    "web-page.pdf", "PDF", "web page printed by Chromium, with a dark header", NOTICE.declaration, needs=("chromium",)
)
def web_page(path: Path) -> None:
    style = (
        "h1 { background: #0b0c0c; color: #fff; padding: 20px } p { font-family: Arial }"
        " .card { border-radius: 8px; box-shadow: 0 2px 6px #999; padding: 12px }"
    )
    extra = '<div class="card"><img src="picture.png" alt="A hill under a summer sky"><p>Apply from 3 June.</p></div>'
    print_page(path, extra, style)


@FILES.case(
    "newsletter.pdf",
    "PDF",
    "newsletter in two columns with drop shadows, by Chromium",
    NOTICE.declaration,
    needs=("chromium",),
)
def newsletter(path: Path) -> None:
    style = (
        "body { columns: 2; font-family: Georgia } h1 { text-shadow: 1px 1px 2px #888; column-span: all }"
        " aside { background: linear-gradient(#1d70b8, #003078); color: white; padding: 1em }"
    )
    stories = "".join(f"<h2>Story {number}</h2><p>{words.PARAGRAPHS[0]}</p>" for number in range(1, 7))
    print_page(path, f"<aside><p>Permits now last two years.</p></aside>{stories}", style)


def _banded_table() -> Table:
    rows = [["Region", "2024", "2025", "Change"]]
    rows += [
        [f"Region {number}", f"{410 + number * 7}", f"{402 + number * 9}", f"{number - 3}%"] for number in range(1, 25)
    ]
    table = Table(rows, repeatRows=1)
    bands = [
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#1d70b8")),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.whitesmoke]),
        ("GRID", (0, 0), (-1, -1), 0.25, colors.grey),
    ]
    table.setStyle(TableStyle(bands))
    return table


@FILES.case("statistics.pdf", "PDF", "statistical release with table bands, white headings and a chart", NOTHING)
def statistics(path: Path) -> None:
    figure = Drawing(400, 200)
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 40, 30, 320, 150
    chart.data = [(48.2, 126.9, 31.4, 27.3)]
    chart.categoryAxis.categoryNames = ["Estates", "ICT", "Legal", "Training"]
    figure.add(chart)
    story: list[Flowable] = [
        Paragraph("Spending on harbours", STYLES["Title"]),
        Paragraph("Spending rose in three regions and fell in the others.", STYLES["BodyText"]),
        Spacer(1, 12),
        _banded_table(),
        PageBreak(),
        Paragraph("Figure 1: spending by kind, £m", STYLES["Heading2"]),
        figure,
    ]
    SimpleDocTemplate(str(path), pagesize=A4, title="Spending on harbours", author="Department for Harbours").build(
        story
    )


@FILES.case(
    "landscape.pdf", "PDF", "landscape page with a rotated heading and text over a photograph", NOTICE.declaration
)
def landscape_page(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=landscape(A4))
    canvas.setTitle(words.TITLE)
    canvas.drawImage(ImageReader(drawing.scenery().point(lambda value: value // 4)), 0, 0, 842, 595)
    canvas.setFillColor(colors.white)
    canvas.setFont("Helvetica-Bold", 28)
    canvas.drawString(100, 480, words.TITLE)
    canvas.saveState()
    canvas.rotate(90)
    canvas.drawString(60, -60, "Visitor permits")
    canvas.restoreState()
    canvas.showPage()
    canvas.save()


@FILES.case(
    "redacted.pdf", "PDF", "properly redacted letter: nothing is left under the black boxes", NOTICE.declaration
)
def properly_redacted(path: Path) -> None:
    def boxes(canvas: Canvas) -> None:
        canvas.drawString(LEFT, LINE + 40, "You wrote to us about")
        canvas.rect(LEFT + 115, LINE + 36, 160, 14, stroke=0, fill=1)
        canvas.drawString(LEFT + 280, LINE + 40, "on 3 February.")
        canvas.rect(LEFT, LINE - 4, 420, 14, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT + 4, LINE, "Section 40(2)")

    write(path, boxes)


@FILES.case(
    "foi-letter.pdf", "PDF", "answer to a request for information, with the department's address", NOTICE.declaration
)
def foi_letter(path: Path) -> None:
    story: list[Flowable] = [
        Paragraph("Department for Example Affairs<br/>4 Whitehall Yard<br/>London", STYLES["BodyText"]),
        Paragraph("Our reference: FOI 2026/0142", STYLES["BodyText"]),
        Paragraph("You asked how many permits we issued in each region. We hold this information:", STYLES["BodyText"]),
        _banded_table(),
        Paragraph(
            "If you are unhappy with this answer you may ask for a review within 40 working days.", STYLES["BodyText"]
        ),
        Paragraph(words.CONTACT, STYLES["BodyText"]),
    ]
    SimpleDocTemplate(str(path), pagesize=A4, title="FOI 2026/0142").build(story)


@FILES.case("form.pdf", "PDF", "form with empty fields", NOTICE.declaration)
def form(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    notice(canvas)
    for number, label in enumerate(("Full name", "Address", "Telephone")):
        canvas.drawString(LEFT, 400 - number * 40, label)
        canvas.acroForm.textfield(
            name=f"field{number}", tooltip=label, x=200, y=392 - number * 40, width=280, height=22
        )
    canvas.acroForm.checkbox(name="agree", tooltip="I agree", x=LEFT, y=250, size=14)
    canvas.drawString(LEFT + 24, 253, "I have read the guidance")
    canvas.showPage()
    canvas.save()


@FILES.case("watermark.pdf", "PDF", "page with a pale watermark behind its text", NOTICE.declaration)
def watermark(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.saveState()
    canvas.setFillColorRGB(0.9, 0.9, 0.9)
    canvas.setFont("Helvetica-Bold", 90)
    canvas.translate(120, 250)
    canvas.rotate(55)
    canvas.drawString(0, 0, "PUBLISHED")
    canvas.restoreState()
    notice(canvas)
    canvas.setFillColor(colors.yellow, alpha=0.3)
    canvas.rect(LEFT, 712, 300, 14, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()


@FILES.case("links-and-bookmarks.pdf", "PDF", "paper with bookmarks and links", NOTICE.declaration)
def links_and_bookmarks(path: Path) -> None:
    def links(canvas: Canvas) -> None:
        canvas.bookmarkPage("top")
        canvas.addOutlineEntry(words.TITLE, "top", 0)
        canvas.drawString(LEFT, LINE, "Read more on our website")
        canvas.linkURL("https://www.dea.example.gov.uk/permits", (LEFT, LINE - 4, LEFT + 150, LINE + 10))
        canvas.linkURL("mailto:press.office@dea.example.gov.uk", (LEFT, 540, LEFT + 300, 555))

    write(path, links)


@FILES.case("linearized.pdf", "PDF", "paper that qpdf arranged for the web", NOTICE.declaration, needs=("qpdf",))
def linearized(path: Path) -> None:
    source = path.with_name(f"{path.name}.source.pdf")
    write(source)
    command = ["qpdf", "--linearize", "--object-streams=generate", str(source), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    source.unlink()


@FILES.case("ghostscript.pdf", "PDF", "paper that went through Ghostscript", NOTICE.declaration, needs=("gs",))
def through_ghostscript(path: Path) -> None:
    source = path.with_name(f"{path.name}.source.pdf")
    write(source)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/ebook", f"-sOutputFile={path}"]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    source.unlink()


@FILES.case("saved-twice.pdf", "PDF", "paper whose second save changed nothing that anyone reads", NOTICE.declaration)
def saved_twice(path: Path) -> None:
    write(path)
    with pikepdf.open(path) as pdf:
        number = pdf.trailer.Info.objgen[0]
        title = str(pdf.docinfo["/Title"])
    append_revision(path, {number: f"<< /Title ({title}) /Author (Department for Example Affairs) >>".encode()})


@FILES.case("visible-layer.pdf", "PDF", "map with a layer that shows", NOTICE.declaration)
def visible_layer(path: Path) -> None:
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Roads"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(ON=Array([group]), Order=Array([group])))
        page = pdf.pages[0]
        page.obj.Resources.Properties = Dictionary(MC0=group)
        font = next(iter(page.obj.Resources.Font.keys()))
        page.contents_add(pdf.make_stream(f"/OC /MC0 BDC BT {font} 11 Tf {LEFT} {LINE} Td (Roads) Tj ET EMC".encode()))
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(words.TITLE, 0))
        pdf.docinfo.Keywords = String("permits, visitors")
        pdf.save(path)


@FILES.case(
    "scanned-letter.pdf",
    "PDF",
    "scanned letter whose recognised text says what the picture says",
    NOTICE.declaration,
    needs=OCR,
)
def scanned_letter(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setCreator("Scan 4.1")
    canvas.setFont("Helvetica", 16)
    for number, line in enumerate(SCAN):
        canvas.drawString(80 * 0.48, 842 - (104 + number * 61.2) * 0.48, line, mode=3)
    canvas.drawImage(ImageReader(drawing.page(SCAN, (1240, 1754))), 0, 0, *A4)
    canvas.showPage()
    canvas.save()


@FILES.case("tesseract.pdf", "PDF", "scan that Tesseract made searchable", NOTICE.declaration, needs=OCR)
def searchable_scan(path: Path) -> None:
    picture = path.with_name(f"{path.name}.source.png")
    drawing.page(SCAN, (1240, 1754)).save(picture, dpi=(150, 150))
    command = ["tesseract", str(picture), str(path.with_suffix("")), "pdf"]
    subprocess.run(command, check=True, capture_output=True, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"})
    picture.unlink()


@FILES.case("pictures.pdf", "PDF", "pages that img2pdf made of pictures", NOTICE.declaration, needs=(*OCR, "img2pdf"))
def pages_of_pictures(path: Path) -> None:
    picture = path.with_name(f"{path.name}.source.jpg")
    drawing.page(SCAN, (1240, 1754)).save(picture, quality=85, dpi=(150, 150))
    subprocess.run(["img2pdf", str(picture), "-o", str(path)], check=True, capture_output=True)
    picture.unlink()
