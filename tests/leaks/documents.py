"""Leaks in Word documents by what a person can write or leave in them: changes, comments, hidden and unseen text."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor
from docx.text.run import Run

from tests.leaks import drawing, words
from tests.leaks.collecting import Build, Leaks
from tests.leaks.package import Package, opened
from tests.leaks.words import NOTICE, OCR

DOCX = Leaks("DOCX", ".docx")
LEAKS = DOCX.listed
WHEN = 'w:date="2026-02-27T16:05:00Z"'
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def notice(title: str = words.TITLE) -> Document:
    """Return a press notice as python-docx makes it, with the department as its author."""
    document = docx.Document()
    document.core_properties.author = "Department for Example Affairs"
    document.core_properties.title = title
    document.core_properties.comments = ""
    document.add_heading(title, 1)
    for paragraph in words.PARAGRAPHS:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2, style="Light Grid Accent 1")
    for row in (("Region", "Permits"), ("North", "412"), ("South", "633"), ("Islands", "159")):
        cells = table.rows[0].cells if row[0] == "Region" else table.add_row().cells
        cells[0].text, cells[1].text = row
    document.add_paragraph(words.CONTACT)
    return document


def in_document(add: Callable[[Document], object]) -> Build:
    """A leak that python-docx adds to the notice."""

    def build(path: Path, leak: bool) -> None:
        document = notice()
        if leak:
            add(document)
        document.save(str(path))

    return build


def in_parts(add: Callable[[Package], object]) -> Build:
    """A leak that is added to the parts of the notice's package, as Word writes them."""

    def build(path: Path, leak: bool) -> None:
        notice().save(str(path))
        if leak:
            with opened(path) as package:
                add(package)

    return build


def relate(package: Package, source: str, kind: str, target: str, *, external: bool = False) -> str:
    """Relate a part to a target, and return the relation's id."""
    number = f"rId{900 + len(package.parts)}"
    package.relate(source, number, kind, target, external=external)
    return number


def attach(package: Package, source: str, kind: str, target: str, content: bytes | str, type: str) -> str:
    """Add a part beside `source` and its relation, and return the relation's id."""
    package.add(str(Path(source).parent / target) if source else target, content, type)
    return relate(package, source, kind, target)


def put(document: Document, xml: str) -> None:
    """Append Word's own XML to the end of the text."""
    element = parse_xml(xml.replace(">", f" {nsdecls('w', 'r')}>", 1))
    document.element.body.insert(len(document.element.body) - 1, element)


def _mark(run: Run, tag: str) -> None:
    run._r.get_or_add_rPr().append(OxmlElement(tag))


@DOCX.case("tracked-deletion", "text deleted with changes tracked", "tracked-change", NOTICE)
@in_document
def tracked_deletion(document: Document) -> None:
    put(
        document,
        f'<w:p><w:r><w:t>Offices keep their opening hours.</w:t></w:r><w:del w:id="7" w:author="Author" {WHEN}>'
        f"<w:r><w:delText> {words.CLOSURE}</w:delText></w:r></w:del></w:p>",
    )


@DOCX.case("tracked-author", "author of a tracked insertion", "tracked-change comment-person", NOTICE)
@in_document
def tracked_author(document: Document) -> None:
    put(
        document,
        f'<w:p><w:ins w:id="7" w:author="{words.EMPLOYEE}" {WHEN}><w:r><w:t>Offices keep their opening hours.</w:t>'
        "</w:r></w:ins></w:p>",
    )


@DOCX.case("tracked-move", "text moved with changes tracked, then shortened", "tracked-change", NOTICE)
@in_document
def tracked_move(document: Document) -> None:
    put(
        document,
        f'<w:p><w:moveFromRangeStart w:id="1" w:author="Author" {WHEN} w:name="move1"/><w:moveFrom w:id="2"'
        f' w:author="Author" {WHEN}><w:r><w:t>{words.COMPLAINT}</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
        f'<w:moveToRangeStart w:id="3" w:author="Author" {WHEN} w:name="move1"/><w:moveTo w:id="4" w:author="Author"'
        f' {WHEN}><w:r><w:t>One person complained twice.</w:t></w:r></w:moveTo><w:moveToRangeEnd w:id="3"/></w:p>',
    )


@DOCX.case("tracked-row", "table row deleted with changes tracked", "tracked-change", NOTICE)
@in_document
def tracked_row(document: Document) -> None:
    cells = "".join(
        f'<w:tc><w:p><w:del w:id="{number}" w:author="Author" {WHEN}><w:r><w:delText>{text}</w:delText></w:r></w:del>'
        "</w:p></w:tc>"
        for number, text in enumerate(words.STAFF_ROWS[2][:2], 31)
    )
    row = f'<w:tr {nsdecls("w")}><w:trPr><w:del w:id="30" w:author="Author" {WHEN}/></w:trPr>{cells}</w:tr>'
    document.tables[0]._tbl.append(parse_xml(row))


@DOCX.case("comment", "comment", "comment", NOTICE)
@in_document
def comment(document: Document) -> None:
    document.add_comment(document.paragraphs[2].runs, words.DISMISSAL, author="Author", initials="A")


@DOCX.case("comment-resolved", "comment that was marked as resolved", "comment", NOTICE)
@in_parts
def comment_resolved(package: Package) -> None:
    word15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    word14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    attach(
        package,
        "word/document.xml",
        "comments",
        "comments.xml",
        f'<w:comments {nsdecls("w")} {word14}><w:comment w:id="0" w:author="Author" w:initials="A" {WHEN}>'
        f'<w:p w14:paraId="4A1B2C3D"><w:r><w:t>{words.HEALTH}</w:t></w:r></w:p></w:comment></w:comments>',
        COMMENTS,
    )
    attach(
        package,
        "word/document.xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "commentsExtended.xml",
        f'<w15:commentsEx {word15}><w15:commentEx w15:paraId="4A1B2C3D" w15:done="1"/></w15:commentsEx>',
        COMMENTS.replace("comments+", "commentsExtended+"),
    )
    anchor = '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    package.replace("word/document.xml", "</w:p>", f"{anchor}</w:p>")


@DOCX.case("comment-people", "list of those who commented, left when the comments went", "comment-person", NOTICE)
@in_parts
def comment_people(package: Package) -> None:
    attach(
        package,
        "word/document.xml",
        "http://schemas.microsoft.com/office/2011/relationships/people",
        "people.xml",
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person'
        f' w15:author="{words.EMPLOYEE}"><w15:presenceInfo w15:providerId="AD" w15:userId="S::'
        f'{words.EMPLOYEE_EMAIL}::6b1c1f0e-55aa-4c39-9a0e-0f2d8a7c1b11"/></w15:person></w15:people>',
        COMMENTS.replace("comments+", "people+"),
    )


@DOCX.case("hidden-text", "text with the font effect Hidden", "hidden-text", NOTICE)
@in_document
def hidden_text(document: Document) -> None:
    document.add_paragraph("Permits are sent by post.").add_run(f" {words.CLOSURE}").font.hidden = True


@DOCX.case("hidden-by-style", "text hidden by its character style", "hidden-text", NOTICE)
@in_document
def hidden_by_style(document: Document) -> None:
    style = document.styles.add_style("Internal note", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    document.add_paragraph("Permits are sent by post.").add_run(f" {words.HEALTH}", style)


@DOCX.case("hidden-by-based-on", "text hidden by the style that its paragraph style builds on", "hidden-text", NOTICE)
@in_document
def hidden_by_parent_style(document: Document) -> None:
    parent = document.styles.add_style("Briefing", WD_STYLE_TYPE.PARAGRAPH)
    parent.font.hidden = True
    child = document.styles.add_style("Briefing line", WD_STYLE_TYPE.PARAGRAPH)
    child.base_style = parent
    document.add_paragraph(words.DISMISSAL, child)


@DOCX.case("hidden-row", "table row that is hidden", "hidden-text hidden-rows", NOTICE)
@in_document
def hidden_row(document: Document) -> None:
    row = document.tables[0].add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    for cell, text in zip(row.cells, words.STAFF_ROWS[1][:2], strict=True):
        cell.text = text
        for paragraph in cell.paragraphs:
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:vanish/></w:rPr>"))
            _mark(paragraph.runs[0], "w:vanish")


@DOCX.case("white-text", "white text on white paper", "unseen-text", NOTICE)
@in_document
def white_text(document: Document) -> None:
    document.add_paragraph().add_run(words.HOME).font.color.rgb = RGBColor(255, 255, 255)


@DOCX.case("nearly-white-text", "text of a grey that is nearly white", "unseen-text", NOTICE)
@in_document
def nearly_white_text(document: Document) -> None:
    document.add_paragraph().add_run(words.NUMBERS).font.color.rgb = RGBColor(0xFD, 0xFD, 0xFD)


@DOCX.case("black-on-black", "black text on a black mark, as if redacted", "unseen-text", NOTICE)
@in_document
def black_on_black(document: Document) -> None:
    run = document.add_paragraph("The complaint came from ").add_run(words.COMPLAINT)
    run.font.color.rgb = RGBColor(0, 0, 0)
    run._r.get_or_add_rPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="000000"/>'))


@DOCX.case("highlight-black", "text under black highlighting, as if redacted", "unseen-text", NOTICE)
@in_document
def highlighted_black(document: Document) -> None:
    run = document.add_paragraph("The form was handed in by ").add_run(words.HOME)
    run._r.get_or_add_rPr().append(parse_xml(f'<w:highlight {nsdecls("w")} w:val="black"/>'))


@DOCX.case("tiny-text", "text of one point", "unseen-text", NOTICE)
@in_document
def tiny_text(document: Document) -> None:
    document.add_paragraph().add_run(words.NUMBERS).font.size = Pt(1)


@DOCX.case("first-header", "header of a first page that is not used", "header-footer hidden-text unseen-text", NOTICE)
@in_document
def unused_first_header(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Department for Example Affairs"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = f"Drafted for {words.HOME}"
    section.different_first_page_header_footer = False


def text_box(choice: str, fallback: str) -> str:
    """Return a text box with words for new programs and words for old ones, as Word writes it."""
    drawing_ = (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    )
    inner = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="720000"/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inner.format(choice)}'
        "</wps:txbx>"
        "<wps:bodyPr/></wps:wsp>"
    )
    return (
        f'<w:p xmlns:wp="{drawing_[0]}" xmlns:a="{drawing_[1]}" xmlns:wps="{drawing_[2]}" xmlns:mc="{drawing_[3]}"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:inline><wp:extent cx="3600000" cy="720000"/><wp:docPr id="41" name="Text Box 41"/><a:graphic>'
        "<a:graphicData"
        f' uri="{drawing_[2]}">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>'
        f'<w:pict><v:shape style="width:283pt;height:57pt"><v:textbox>{inner.format(fallback)}</v:textbox></v:shape>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


@DOCX.case("text-box-fallback", "other words in the old form of a text box", "alternate-content", NOTICE)
def text_box_fallback(path: Path, leak: bool) -> None:
    document = notice()
    seen = "Apply from 3 June"
    put(document, text_box(seen, words.COMPLAINT if leak else seen))
    document.save(str(path))


@DOCX.case("off-page-box", "text box placed beside the page", "off-slide outside-page unseen-text hidden-shape", NOTICE)
@in_document
def off_page_box(document: Document) -> None:
    put(
        document,
        '<w:p xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape style="position:absolute;'
        'margin-left:-2400pt;margin-top:-900pt;width:200pt;height:60pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>'
        f"{words.HEALTH}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    )


@DOCX.case("orphan-footnote", "footnote that nothing refers to", "other-part hidden-text", NOTICE)
@in_parts
def orphaned_footnote(package: Package) -> None:
    separator = '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    note = f'<w:footnote w:id="4"><w:p><w:r><w:t>{words.COMPLAINT}</w:t></w:r></w:p></w:footnote>'
    attach(
        package,
        "word/document.xml",
        "footnotes",
        "footnotes.xml",
        f"<w:footnotes {nsdecls('w')}>{separator}{note}</w:footnotes>",
        COMMENTS.replace("comments+", "footnotes+"),
    )


@DOCX.case("alt-text", "alternative text of a picture", "alt-text", NOTICE)
def alternative_text(path: Path, leak: bool) -> None:
    document = notice()
    shape = document.add_picture(io.BytesIO(drawing.as_bytes(drawing.scenery(), "PNG")), width=Cm(8))
    text = f"Photograph taken at the home of {words.HOME}" if leak else "A hill under a summer sky"
    shape._inline.docPr.set("descr", text)
    document.save(str(path))


@DOCX.case("cropped-picture", "part of a picture that was cropped away", "cropped-picture", NOTICE, needs=OCR)
def cropped_picture(path: Path, leak: bool) -> None:
    document = notice()
    scan = drawing.scenery((1240, 1200))
    if leak:
        scan.paste(drawing.page(drawing.LETTER, (1240, 600)), (0, 600))
    else:
        scan = scan.crop((0, 0, 1240, 600))
    shape = document.add_picture(io.BytesIO(drawing.as_bytes(scan, "PNG")), width=Cm(12))
    if leak:
        shape.height = Cm(12 * 600 / 1240)
        fill = shape._inline.graphic.graphicData.pic.blipFill
        fill.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} b="50000"/>'))
    document.save(str(path))


@DOCX.case("link-target", "address behind a link", "link-target", NOTICE)
@in_document
def link_target(document: Document) -> None:
    target = "mailto:priya.raman71@example.org?subject=Home%20visit%20to%20Priya%20Raman"
    number = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    put(document, f'<w:p><w:hyperlink r:id="{number}"><w:r><w:t>Tell us what you think</w:t></w:r></w:hyperlink></w:p>')


@DOCX.case("if-field", "branch of a field that is not shown", "field-code hidden-text", NOTICE)
@in_document
def other_branch_of_field(document: Document) -> None:
    code = f' IF "public" = "internal" "{words.COMPLAINT}" "Contact the press office." '
    put(
        document,
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f'{code.replace(chr(34), "&quot;")}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>'
        '<w:t>Contact the press office.</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    )


@DOCX.case("field-path", "path in a field, with the name of a person's folder", "field-code", NOTICE)
@in_document
def path_in_field(document: Document) -> None:
    code = r' INCLUDETEXT "\\\\dea-fs01\\HR\\Casework\\Margaret Okafor, 14 Larch Close, Ilkley, LS29 9QX\\appeal.docx" '
    put(
        document,
        f"<w:p><w:fldSimple w:instr='{code}'><w:r><w:t>Appeals are heard within 20 days.</w:t></w:r></w:fldSimple>"
        "</w:p>",
    )
