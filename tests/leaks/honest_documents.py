"""Honest documents and slides of the kinds that departments publish, with all that such files usually carry."""

import io
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor
from pptx.dml.color import RGBColor as SlideColour
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Cm as SlideCm

from tests.leaks import drawing, office, words
from tests.leaks.collecting import Files
from tests.leaks.documents import attach, notice, put
from tests.leaks.documents_kept import add_chart, permits_chart
from tests.leaks.documents_odf import LAYOUT, MASTERS, OFFICE, flat_text, written
from tests.leaks.documents_rtf import circular, rtf
from tests.leaks.package import opened
from tests.leaks.presentations import add_chart as add_chart_to_slide
from tests.leaks.presentations import flat_slides, slides
from tests.leaks.words import NOTICE

FILES = Files()
HONEST = FILES.listed
MINISTER = """title = "New rules for harbour dues"
audience = "public"
allow = ["person-name", "phone", "email"]
"""
NOTHING = 'title = "{}"\naudience = "public"\n'


def _field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {instruction} '
        "</w:instrText>"
        f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">{result}</w:t></w:r>'
        "<w:r>"
        '<w:fldChar w:fldCharType="end"/></w:r>'
    )


@FILES.case("press-release.docx", "DOCX", "press release with a minister's words and the press office", MINISTER)
def press_release(path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "Department for Harbours"
    document.core_properties.title = "New rules for harbour dues"
    header = document.sections[0].header.paragraphs[0]
    header.text = "Department for Harbours\tPress release\t2 March 2026"
    document.add_heading("New rules for harbour dues", 0)
    document.add_paragraph("Small boats will pay less from 1 June, Harbours Minister Gareth Llewellyn announced today.")
    quote = document.add_paragraph(style="Intense Quote")
    quote.add_run("“Nobody should pay more to tie up a dinghy than to park a lorry,” Mr Llewellyn said.")
    document.add_paragraph("Dues for boats under six metres fall by 40%.", style="List Bullet")
    document.add_paragraph("Harbours may still charge for water and power.", style="List Bullet")
    document.add_heading("Notes to editors", 2)
    document.add_paragraph("1. The rules apply to the 412 harbours in England.", style="List Number")
    document.add_paragraph("Press office: 020 7946 0456, press@harbours.example.gov.uk")
    document.save(str(path))


@FILES.case(
    "consultation-response.docx",
    "DOCX",
    "government's response to a consultation, with contents, footnotes, headers and page numbers",
    NOTHING.format("Response to the consultation on harbour dues"),
)
def consultation_response(path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "Department for Harbours"
    document.core_properties.title = "Response to the consultation on harbour dues"
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Response to the consultation on harbour dues"
    section.footer.paragraphs[0]._p.extend(parse_xml(f"<w:p {nsdecls('w')}>{_field('PAGE', '2')}</w:p>"))
    document.add_heading("Response to the consultation on harbour dues", 0)
    for number, heading in enumerate(("Introduction", "What we asked", "What you said", "What we will do"), 1):
        entry = f"{number}. {heading}</w:t><w:tab/><w:t>{number + 1}"
        put(document, f'<w:p><w:hyperlink w:anchor="_Toc{number:08}"><w:r><w:t>{entry}</w:t></w:r></w:hyperlink></w:p>')
    for number, heading in enumerate(("Introduction", "What we asked", "What you said", "What we will do"), 1):
        mark = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="_Toc{number:08}"/>'
        document.add_heading(f"{number}. {heading}", 1)._p.append(parse_xml(mark))
        document.add_paragraph(
            "We received 214 responses, of which 131 came from harbour authorities and 83 from clubs."
        )
        document.add_paragraph("Most of those who answered agreed that dues should follow the length of the boat.")
    document.save(str(path))
    separator = '<w:footnote w:id="{}" w:type="{}"><w:p><w:r><w:{}/></w:r></w:p></w:footnote>'
    notes = separator.format(-1, "separator", "separator")
    notes += separator.format(0, "continuationSeparator", "continuationSeparator")
    text = "<w:r><w:footnoteRef/></w:r><w:r><w:t> Harbours Act 1964, section 26.</w:t></w:r>"
    notes += f'<w:footnote w:id="1"><w:p>{text}</w:p></w:footnote>'
    with opened(path) as package:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>"
        attach(package, "word/document.xml", "footnotes", "footnotes.xml", part, kind)
        package.replace(
            "word/document.xml",
            "from clubs.</w:t></w:r>",
            'from clubs.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>',
        )


@FILES.case(
    "annual-report.docx", "DOCX", "annual report with a chart whose workbook holds what it shows", NOTICE.declaration
)
def annual_report(path: Path) -> None:
    document = notice("Annual report and accounts")
    add_chart(document, permits_chart()._workbook_writer.xlsx_blob)
    document.add_paragraph("Figure 1: permits by region", style="Caption")
    picture = io.BytesIO(drawing.as_bytes(drawing.scenery(), "JPEG"))
    shape = document.add_picture(picture, width=Cm(8))
    shape._inline.docPr.set("descr", "A hill under a summer sky")
    document.save(str(path))


@FILES.case(
    "guidance.docx", "DOCX", "guidance from a template with content controls and known custom XML", NOTICE.declaration
)
def guidance(path: Path) -> None:
    document = notice("How to apply for a visitor permit")
    put(
        document,
        '<w:sdt><w:sdtPr><w:alias w:val="Publication date"/><w:tag w:val="pubdate"/><w:id w:val="77120"/><w:date'
        " w:fullDate="
        '"2026-03-02T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date></w:sdtPr><w:sdtContent><w:p><w:r><w:t>2'
        " March"
        " 2026</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    put(
        document,
        '<w:sdt><w:sdtPr><w:alias w:val="Status"/><w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="Draft"'
        ' w:value="Draft"/><w:listItem w:displayText="Final" w:value="Final"/></w:dropDownList></w:sdtPr>'
        "<w:sdtContent><w:p>"
        "<w:r><w:t>Choose an item.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    put(document, f"<w:p><w:r><w:t>Last printed on page </w:t></w:r>{_field('NUMPAGES', '4')}</w:p>")
    document.save(str(path))
    with opened(path) as package:
        cover = (
            '<CoverPageProperties xmlns="http://schemas.microsoft.com/office/2006/coverPageProps">'
            "<PublishDate>2026-03-02"
            "</PublishDate><Abstract/><CompanyAddress/><CompanyPhone/></CoverPageProperties>"
        )
        package.add("customXml/item5.xml", cover)
        package.relate("word/document.xml", "rId777", "customXml", "../customXml/item5.xml")
        target = "file:///C:/Program%20Files/Department/Templates/Guidance.dotx"
        package.relate("word/settings.xml", "rId778", "attachedTemplate", target, external=True)


@FILES.case(
    "impact-assessment.docx",
    "DOCX",
    "impact assessment with tables, white headings on blue, and small print",
    NOTHING.format("Impact assessment: harbour dues"),
)
def impact_assessment(path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = ""
    document.add_heading("Impact assessment: harbour dues", 1)
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, heading in zip(table.rows[0].cells, ("Option", "Cost (£m)", "Benefit (£m)", "Net (£m)"), strict=True):
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="1D70B8"/>')
        )
        run = cell.paragraphs[0].add_run(heading)
        run.font.color.rgb, run.font.bold = RGBColor(255, 255, 255), True
    for row in (
        ("0. Do nothing", "0", "0", "0"),
        ("1. Cap dues", "2.1", "5.4", "3.3"),
        ("2. Free", "9.0", "6.2", "-2.8"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph().add_run(
        "Figures are in 2025 prices and may not add up because of rounding."
    ).font.size = Pt(7)
    document.save(str(path))


@FILES.case(
    "libreoffice-notice.docx", "DOCX", "notice that LibreOffice saved as DOCX", NOTICE.declaration, needs=OFFICE
)
def libreoffice_notice(path: Path) -> None:
    written(flat_text("<text:p>Offices keep their opening hours.</text:p>"), path)


@FILES.case(
    "foi-response.docx",
    "DOCX",
    "answer to a request under the Freedom of Information Act",
    'title = "FOI 2026/0142"\naudience = "foi"\nallow = ["email", "phone", "postcode"]\n',
)
def freedom_of_information(path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "FOI team"
    for line in ("Department for Harbours", "10 Quayside House, Commercial Road", "Portsmouth PO1 4BZ"):
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    document.add_paragraph("Our reference: FOI 2026/0142")
    document.add_paragraph("Dear requester,")
    document.add_paragraph("You asked how many notices we served on harbours in each of the last three years.")
    table = document.add_table(rows=0, cols=2, style="Light Shading Accent 1")
    for row in (("Year", "Notices served"), ("2023", "118"), ("2024", "97"), ("2025", "131")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row
    document.add_paragraph(
        "If you are unhappy with this answer, write to foi.review@harbours.example.gov.uk within 40 days."
    )
    document.add_paragraph("Yours sincerely,\nFOI team")
    document.save(str(path))


@FILES.case(
    "minutes.odt",
    "ODT",
    "minutes of a board with the names of those present",
    'title = "Minutes of the board"\naudience = "public"\nallow = ["person-name", "phone", "email"]\n',
    needs=OFFICE,
)
def minutes(path: Path) -> None:
    present = "Present: Catherine Pettifer (chair), Winston Braithwaite, Hannah Goldfarb, Alasdair Kinnaird"
    body = "".join(
        f'<text:h text:outline-level="2">{heading}</text:h><text:p>{text}</text:p>'
        for heading, text in (
            ("1. Attendance", present),
            ("2. Accounts", "The board approved the accounts for 2025-26."),
            ("3. Next meeting", "The board will meet on 9 June 2026."),
        )
    )
    written(flat_text(body), path)


@FILES.case("letterhead.odt", "ODT", "notice with a header and a footer on its pages", NOTICE.declaration, needs=OFFICE)
def letterhead(path: Path) -> None:
    masters = MASTERS.format("Department for Example Affairs").replace('style:name="Letter"', 'style:name="Later"')
    written(flat_text("<text:p>Offices keep their opening hours.</text:p>", masters=masters, styles=LAYOUT), path)


@FILES.case("circular.rtf", "RTF", "circular to offices, as Word writes RTF", NOTICE.declaration)
def circular_to_offices(path: Path) -> None:
    header = (
        r"{\*\generator Riched20 10.0.19041}{\*\rsidtbl \rsid1 \rsid2}{\*\listtable{\list\listtemplateid1\listid1}}"
        r"{\*\xmlnstbl {\xmlns1 http://schemas.microsoft.com/office/word/2003/wordml}}"
    )
    row = r"\trowd\cellx3000\cellx6000\intbl {}\cell {}\cell\row"
    table = rf"\par{row.format('North', 412)}{row.format('South', 633)}\pard"
    footer = r"{\footer \pard\qc Department for Example Affairs {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
    rtf(path, circular(footer + table, header=header))


@FILES.case("libreoffice-circular.rtf", "RTF", "circular that LibreOffice wrote", NOTICE.declaration, needs=OFFICE)
def libreoffice_circular(path: Path) -> None:
    written(flat_text("<text:p>Offices keep their opening hours.</text:p>"), path)


@FILES.case(
    "slides.pptx", "PPTX", "slides with a chart, a picture, shapes over shapes and no notes", NOTICE.declaration
)
def slides_with_chart(path: Path) -> None:
    shown = slides()
    add_chart_to_slide(shown.slides.add_slide(shown.slide_layouts[6]), permits_chart())
    last = shown.slides.add_slide(shown.slide_layouts[5])
    last.shapes.title.text = "Next steps"
    for number, step in enumerate(("Apply online", "Pay £25", "Receive the permit")):
        arrow = last.shapes.add_shape(MSO_SHAPE.CHEVRON, SlideCm(1 + number * 7.5), SlideCm(6), SlideCm(8), SlideCm(4))
        arrow.fill.solid()
        arrow.fill.fore_color.rgb = SlideColour(0x1D, 0x70, 0xB8)
        arrow.text_frame.text = step
        arrow.text_frame.paragraphs[0].runs[0].font.color.rgb = SlideColour(255, 255, 255)
    picture = io.BytesIO(drawing.as_bytes(drawing.scenery(), "PNG"))
    last.shapes.add_picture(picture, SlideCm(1), SlideCm(12), SlideCm(6))
    shown.save(str(path))


@FILES.case(
    "bleeding-slides.pptx",
    "PPTX",
    "slides with a picture that reaches over the edge, and white text on it",
    NOTICE.declaration,
)
def bleeding_slides(path: Path) -> None:
    shown = slides()
    slide = shown.slides.add_slide(shown.slide_layouts[6])
    photo = io.BytesIO(drawing.as_bytes(drawing.scenery().point(lambda value: value // 3), "JPEG"))
    slide.shapes.add_picture(photo, SlideCm(-1), SlideCm(-1), SlideCm(28), SlideCm(22))
    box = slide.shapes.add_textbox(SlideCm(2), SlideCm(8), SlideCm(20), SlideCm(3))
    box.text_frame.text = "Thank you"
    box.text_frame.paragraphs[0].runs[0].font.color.rgb = SlideColour(255, 255, 255)
    slide.notes_slide.notes_text_frame.text = ""
    shown.save(str(path))


@FILES.case("slides.odp", "ODP", "slides that LibreOffice wrote", NOTICE.declaration, needs=OFFICE)
def libreoffice_slides(path: Path) -> None:
    source = path.with_name(f"{path.name}.source.fodp")
    source.write_text(flat_slides(), "utf-8")
    office.convert(source, path)


@FILES.case("converted-slides.pptx", "PPTX", "slides that LibreOffice saved as PPTX", NOTICE.declaration, needs=OFFICE)
def converted_slides(path: Path) -> None:
    source = path.with_name(f"{path.name}.source.fodp")
    source.write_text(flat_slides(), "utf-8")
    office.convert(source, path)


@FILES.case(
    "form.docx",
    "DOCX",
    "form to fill in, with empty fields and a privacy notice",
    NOTHING.format("Application for a permit"),
)
def form(path: Path) -> None:
    document: Document = docx.Document()
    document.core_properties.author = ""
    document.add_heading("Application for a visitor permit", 1)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label in ("Full name", "Date of birth", "Home address", "Telephone", "National Insurance number", "Signature"):
        table.add_row().cells[0].text = label
    document.add_paragraph("We use what you tell us to decide on your application. We keep it for two years.")
    document.add_paragraph(words.PARAGRAPHS[1])
    document.save(str(path))
