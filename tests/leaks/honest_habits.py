"""Honest files with habits that look like hiding and are none: white letters on dark grounds, marks, protection."""

import io
import subprocess
from pathlib import Path

import docx
import pikepdf
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from pptx.dml.color import RGBColor as SlideColour
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Cm
from reportlab.lib.colors import grey
from reportlab.pdfgen.canvas import Canvas

from tests.leaks import drawing, words
from tests.leaks.collecting import Files
from tests.leaks.documents import notice, put, text_box
from tests.leaks.documents_odf import OFFICE, flat_text, written
from tests.leaks.documents_rtf import OPENING, circular, rtf
from tests.leaks.package import opened
from tests.leaks.pdfs import LEFT, LINE, write
from tests.leaks.presentations import slides
from tests.leaks.words import NOTICE

FILES = Files()
HONEST = FILES.listed


@FILES.case(
    "contents.docx", "DOCX", "contents whose page numbers Word marks for web pages, run-in headings", NOTICE.declaration
)
def contents_by_word(path: Path) -> None:
    document = notice()
    field = '<w:r><w:rPr><w:noProof/><w:webHidden/></w:rPr><w:fldChar w:fldCharType="{}"/></w:r>'
    code = (
        '<w:r><w:rPr><w:webHidden/></w:rPr><w:instrText xml:space="preserve"> PAGEREF _Toc100 \\h </w:instrText></w:r>'
    )
    put(
        document,
        '<w:p><w:hyperlink w:anchor="_Toc100" w:history="1"><w:r><w:t>What changes</w:t></w:r><w:r><w:rPr>'
        "<w:webHidden/>"
        f"</w:rPr><w:tab/></w:r>{field.format('begin')}{code}{field.format('separate')}<w:r><w:rPr><w:webHidden/>"
        "</w:rPr>"
        f"<w:t>4</w:t></w:r>{field.format('end')}</w:hyperlink></w:p>",
    )
    put(
        document,
        '<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr><w:bookmarkStart w:id="1" w:name="_Toc100"/>'
        "<w:r><w:t>"
        'What changes.</w:t></w:r><w:bookmarkEnd w:id="1"/><w:proofErr w:type="gramStart"/></w:p>',
    )
    put(document, '<w:p><w:bookmarkStart w:id="2" w:name="_GoBack"/><w:bookmarkEnd w:id="2"/></w:p>')
    document.save(str(path))


@FILES.case("table-style.docx", "DOCX", "white headings on the dark row of a table style", NOTICE.declaration)
def white_on_table_style(path: Path) -> None:
    document = notice()
    table = document.add_table(rows=1, cols=2, style="Medium Shading 1 Accent 1")
    for row in (("Service", "Days"), ("Permits", "10"), ("Renewals", "5")):
        cells = table.rows[0].cells if row[0] == "Service" else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            if row[0] == "Service":
                run.font.color.rgb = RGBColor(255, 255, 255)
    document.save(str(path))


@FILES.case("cover.docx", "DOCX", "cover with white words in a dark box, and a dark paragraph", NOTICE.declaration)
def dark_cover(path: Path) -> None:
    document = notice()
    white = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    box = text_box("Annual report", "Annual report").replace("<w:r><w:t>Annual", f"<w:r>{white}<w:t>Annual")
    fill = '</a:prstGeom><a:solidFill><a:srgbClr val="003078"/></a:solidFill></wps:spPr>'
    box = box.replace("</a:prstGeom></wps:spPr>", fill).replace("<v:shape ", '<v:shape fillcolor="#003078" ')
    put(document, box)
    put(
        document,
        f'<w:p><w:pPr><w:shd w:val="clear" w:color="auto" w:fill="003078"/></w:pPr><w:r>{white}<w:t>Apply from 3 June'
        "</w:t>"
        "</w:r></w:p>",
    )
    document.save(str(path))


@FILES.case("dark-page.docx", "DOCX", "white text on pages with a dark background", NOTICE.declaration)
def dark_page(path: Path) -> None:
    document: Document = docx.Document()
    document.core_properties.author = ""
    background = parse_xml(f'<w:background {nsdecls("w")} w:color="0B0C0C"/>')
    document.element.insert(0, background)
    document.settings.element.insert(0, parse_xml(f"<w:displayBackgroundShape {nsdecls('w')}/>"))
    for paragraph in words.PARAGRAPHS:
        document.add_paragraph().add_run(paragraph).font.color.rgb = RGBColor(255, 255, 255)
    document.save(str(path))


@FILES.case(
    "accepted.docx", "DOCX", "notice with spelling marks, revision numbers and small superscripts", NOTICE.declaration
)
def ordinary_marks(path: Path) -> None:
    document = notice()
    run = document.add_paragraph("Permits issued, thousands").add_run("1")
    run.font.superscript, run.font.size = True, Pt(6)
    put(
        document,
        '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:r w:rsidRPr="00C12345"><w:lastRenderedPageBreak/>'
        "<w:t>See note 1."
        "</w:t></w:r></w:p>",
    )
    document.save(str(path))
    with opened(path) as package:
        rsids = '<w:rsids><w:rsidRoot w:val="00A77B3E"/><w:rsid w:val="00C12345"/></w:rsids></w:settings>'
        package.replace("word/settings.xml", "</w:settings>", rsids)


@FILES.case("dark-slides.pptx", "PPTX", "white text on the dark background of a master", NOTICE.declaration)
def dark_slides(path: Path) -> None:
    shown = slides()
    fill = shown.slide_masters[0].background.fill
    fill.solid()
    fill.fore_color.rgb = SlideColour(0x00, 0x30, 0x78)
    for slide in shown.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs:
                for run in paragraph.runs:
                    run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    shown.save(str(path))


@FILES.case("stacked-slides.pptx", "PPTX", "text on a panel on a picture, and a group", NOTICE.declaration)
def stacked_slides(path: Path) -> None:
    shown = slides()
    slide = shown.slides.add_slide(shown.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(drawing.as_bytes(drawing.scenery(), "JPEG")), 0, 0, Cm(25.4), Cm(19.05))
    panel = slide.shapes.add_shape(1, Cm(2), Cm(2), Cm(14), Cm(6))
    panel.fill.solid()
    panel.fill.fore_color.rgb = SlideColour(255, 255, 255)
    box = slide.shapes.add_textbox(Cm(3), Cm(3), Cm(12), Cm(3))
    box.text_frame.text = "Apply from 3 June"
    group = slide.shapes.add_group_shape()
    inner = group.shapes.add_textbox(Cm(3), Cm(10), Cm(8), Cm(2))
    inner.text_frame.text = "Pay £25"
    shown.save(str(path))


@FILES.case("dark-table.odt", "ODT", "white words in dark cells", NOTICE.declaration, needs=OFFICE)
def dark_cells(path: Path) -> None:
    styles = (
        '<style:style style:name="dark" style:family="table-cell"><style:table-cell-properties'
        ' fo:background-color="#003078"/>'
        '</style:style><style:style style:name="light" style:family="text"><style:text-properties fo:color="#ffffff"/>'
        "</style:style>"
    )
    cell = (
        '<table:table-cell table:style-name="dark"><text:p><text:span text:style-name="light">{}</text:span></text:p>'
        "</table:table-cell>"
    )
    table = (
        '<table:table table:name="Days"><table:table-column table:number-columns-repeated="2"/><table:table-row>'
        f"{cell.format('Service')}{cell.format('Days')}</table:table-row></table:table>"
    )
    written(flat_text(table, styles=styles), path)


@FILES.case("dark-band.rtf", "RTF", "white words on a dark band", NOTICE.declaration)
def dark_band(path: Path) -> None:
    cell = r"\trowd\clcbpat3\cellx6000\pard\intbl{\cf2 Key dates}\cell\row\pard"
    band = r"\par\pard\cbpat3{\cf2 Apply from 3 June}\par\pard"
    rtf(path, circular(f"{OPENING}{cell}{band}"))


@FILES.case(
    "protected.pdf",
    "PDF",
    "paper that anybody may open and only its owner may change",
    NOTICE.declaration,
    needs=("qpdf",),
)
def protected(path: Path) -> None:
    source = path.with_name(f"{path.name}.source.pdf")
    write(source)
    rights = ["--encrypt", "", "owner", "256", "--modify=none", "--"]
    subprocess.run(["qpdf", *rights, str(source), str(path)], check=True, capture_output=True)
    source.unlink()


@FILES.case(
    "ligatures.pdf", "PDF", "tagged words whose ligatures and hyphens are spelt for screen readers", NOTICE.declaration
)
def ligatures(path: Path) -> None:
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        font = next(iter(page.obj.Resources.Font.keys()))
        stream = (
            f"BT {font} 11 Tf {LEFT} {LINE} Td (The o) Tj /Span << /ActualText (ffi) >> BDC (ffi) Tj EMC (ce is"
            " open.) Tj"
            " /Artifact BMC ( ) Tj EMC ET"
        )
        page.contents_add(pdf.make_stream(stream.encode()))
        pdf.save(path)


@FILES.case("shadow.pdf", "PDF", "heading with a shadow, struck and underlined words", NOTICE.declaration)
def shadow(path: Path) -> None:
    def headings(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.setFillColor(grey)
        canvas.drawString(LEFT + 1.5, LINE - 1.5, "Visitor permits")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(LEFT, LINE, "Visitor permits")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(LEFT, LINE - 60, "Fees go up in June")
        canvas.setLineWidth(0.7)
        canvas.line(LEFT, LINE - 56, LEFT + 95, LINE - 56)
        canvas.line(LEFT, LINE - 62, LEFT + 95, LINE - 62)

    write(path, headings)
