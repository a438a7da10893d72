"""Leaks in presentations (PPTX, ODP): notes, hidden slides, shapes beside, below or switched off, masters, charts."""

import base64
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE, PROG_ID
from pptx.util import Cm, Pt

from tests.leaks import drawing, office, words
from tests.leaks.collecting import Build, Leaks
from tests.leaks.documents_kept import permits_chart, staff_workbook, with_staff_sheet
from tests.leaks.documents_odf import NAMESPACES, OTHERS
from tests.leaks.package import Package, opened
from tests.leaks.words import NOTICE, OCR

PPTX = Leaks("PPTX", ".pptx")
ODP = Leaks("ODP", ".odp")
OFFICE = ("soffice",)
KIND = "application/vnd.openxmlformats-officedocument.presentationml."


def slides() -> Any:
    """Return two slides as python-pptx makes them."""
    shown = pptx.Presentation()
    shown.core_properties.author = "Department for Example Affairs"
    shown.core_properties.last_modified_by = ""
    shown.core_properties.title = words.TITLE
    first = shown.slides.add_slide(shown.slide_layouts[0])
    first.shapes.title.text = words.TITLE
    first.placeholders[1].text = words.CONTACT
    second = shown.slides.add_slide(shown.slide_layouts[1])
    second.shapes.title.text = "What changes"
    second.placeholders[1].text = "\n".join(words.PARAGRAPHS)
    return shown


def on_slide(add: Callable[[Any], object]) -> Build:
    """A leak that python-pptx adds to the second slide."""

    def build(path: Path, leak: bool) -> None:
        shown = slides()
        if leak:
            add(shown.slides[1])
        shown.save(str(path))

    return build


def in_parts(add: Callable[[Package], object]) -> Build:
    """A leak that is added to the parts of the package, as PowerPoint writes them."""

    def build(path: Path, leak: bool) -> None:
        slides().save(str(path))
        if leak:
            with opened(path) as package:
                add(package)

    return build


def _box(slide: Any, text: str, left: float = 2, top: float = 15) -> Any:
    box = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(18), Cm(1.5))
    box.text_frame.text = text
    return box


@PPTX.case("notes", "notes of the speaker", "speaker-notes", NOTICE)
@on_slide
def notes(slide: Any) -> None:
    slide.notes_slide.notes_text_frame.text = words.CLOSURE


@PPTX.case("hidden-slide", "hidden slide", "hidden-slide", NOTICE)
def hidden_slide(path: Path, leak: bool) -> None:
    shown = slides()
    if leak:
        slide = shown.slides.add_slide(shown.slide_layouts[1])
        slide.shapes.title.text = "Cases in dispute"
        slide.placeholders[1].text = words.COMPLAINT
        slide._element.set("show", "0")
    shown.save(str(path))


@PPTX.case("off-slide", "text box beside the slide", "off-slide", NOTICE)
@on_slide
def off_slide(slide: Any) -> None:
    _box(slide, words.HEALTH, left=-25, top=4)


@PPTX.case("off-slide-below", "text box below the slide", "off-slide", NOTICE)
@on_slide
def below_slide(slide: Any) -> None:
    _box(slide, words.DISMISSAL, top=25)


@PPTX.case("hidden-shape", "text box switched off in the selection pane", "hidden-shape", NOTICE)
@on_slide
def hidden_shape(slide: Any) -> None:
    _box(slide, words.HOME)._element.nvSpPr.cNvPr.set("hidden", "1")


@PPTX.case("covered-text", "text under a rectangle", "unseen-text covered-text covered-shape hidden-shape", NOTICE)
def covered_text(path: Path, leak: bool) -> None:
    shown = slides()
    slide = shown.slides[1]
    if leak:
        _box(slide, words.NUMBERS, top=15.2)
    cover = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(1.5), Cm(15), Cm(20), Cm(2.4))
    cover.fill.solid()
    cover.fill.fore_color.rgb = RGBColor(0, 0, 0)
    shown.save(str(path))


@PPTX.case("under-picture", "text under a picture", "unseen-text covered-text covered-shape hidden-shape", NOTICE)
def under_picture(path: Path, leak: bool) -> None:
    shown = slides()
    slide = shown.slides.add_slide(shown.slide_layouts[6])
    if leak:
        _box(slide, words.HOME, top=6)
    slide.shapes.add_picture(io.BytesIO(drawing.as_bytes(drawing.scenery(), "JPEG")), 0, 0, Cm(25.4), Cm(19.05))
    shown.save(str(path))


@PPTX.case("white-text", "white text on a white slide", "unseen-text", NOTICE)
@on_slide
def white_text(slide: Any) -> None:
    run = _box(slide, words.HOME).text_frame.paragraphs[0].runs[0]
    run.font.color.rgb = RGBColor(255, 255, 255)


@PPTX.case("tiny-text", "text of one point", "unseen-text", NOTICE)
@on_slide
def tiny_text(slide: Any) -> None:
    run = _box(slide, words.NUMBERS).text_frame.paragraphs[0].runs[0]
    run.font.size = Pt(1)


@PPTX.case("comment", "comment on a slide", "comment", NOTICE)
@in_parts
def comment(package: Package) -> None:
    main = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    package.add(
        "ppt/commentAuthors.xml",
        f'<p:cmAuthorLst {main}><p:cmAuthor id="0" name="Author" initials="A" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
        f"{KIND}commentAuthors+xml",
    )
    package.relate("ppt/presentation.xml", "rId901", "commentAuthors", "commentAuthors.xml")
    package.add(
        "ppt/comments/comment1.xml",
        f'<p:cmLst {main}><p:cm authorId="0" dt="2026-02-27T16:05:00" idx="1"><p:pos x="10" y="10"/><p:text>'
        f"{words.DISMISSAL}</p:text></p:cm></p:cmLst>",
        f"{KIND}comments+xml",
    )
    package.relate("ppt/slides/slide2.xml", "rId902", "comments", "../comments/comment1.xml")


@PPTX.case("threaded-comment", "comment of the new kind", "comment threaded-comment", NOTICE)
@in_parts
def threaded_comment(package: Package) -> None:
    new = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    person = "{8E2A8C3E-1C54-4B36-9C58-5A6E1C3B9C11}"
    package.add(
        "ppt/authors.xml",
        f'<p188:authorLst xmlns:p188="{new}"><p188:author id="{person}" name="Author" initials="A" userId="Author"'
        ' providerId="None"/></p188:authorLst>',
        "application/vnd.ms-powerpoint.authors+xml",
    )
    relation = "http://schemas.microsoft.com/office/2018/10/relationships"
    package.relate("ppt/presentation.xml", "rId901", f"{relation}/authors", "authors.xml")
    package.add(
        "ppt/comments/modernComment_100_0.xml",
        f'<p188:cmLst xmlns:p188="{new}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p188:cm'
        f' id="{{11111111-2222-4333-8444-555555555555}}" authorId="{person}" created="2026-02-27T16:05:00">'
        "<p188:txBody>"
        f"<a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{words.HEALTH}</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>",
        "application/vnd.ms-powerpoint.comments+xml",
    )
    package.relate("ppt/slides/slide2.xml", "rId902", f"{relation}/comments", "../comments/modernComment_100_0.xml")


@PPTX.case("comment-author", "list of those who commented", "comment-person", NOTICE)
@in_parts
def comment_author(package: Package) -> None:
    package.add(
        "ppt/commentAuthors.xml",
        '<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cmAuthor id="0" name='
        f'"{words.EMPLOYEE}" initials="JW" lastIdx="0" clrIdx="0"/></p:cmAuthorLst>',
        f"{KIND}commentAuthors+xml",
    )
    package.relate("ppt/presentation.xml", "rId901", "commentAuthors", "commentAuthors.xml")


@PPTX.case("unused-layout", "text on a layout that no slide uses", "slide-master", NOTICE)
def unused_layout(path: Path, leak: bool) -> None:
    shown = slides()
    if leak:
        title = shown.slide_layouts[8].placeholders[0]
        title.text_frame.text = f"Prepared for {words.HOME}"
    shown.save(str(path))


@PPTX.case("chart-workbook", "table below the numbers in a chart's workbook", "embedded-file chart-cache", NOTICE)
def chart_workbook(path: Path, leak: bool) -> None:
    shown = slides()
    slide = shown.slides.add_slide(shown.slide_layouts[6])
    chart = add_chart(slide, permits_chart())
    if leak:
        part = chart.part.chart_workbook.xlsx_part
        part._blob = with_staff_sheet(part.blob)
    shown.save(str(path))


def add_chart(slide: Any, numbers: CategoryChartData) -> Any:
    """Put a column chart on a slide, and return it."""
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(2), Cm(2), Cm(20), Cm(14), numbers)
    return frame.chart


@PPTX.case("embedded-xlsx", "workbook embedded as an icon", "embedded-file", NOTICE)
@on_slide
def embedded_workbook(slide: Any) -> None:
    slide.shapes.add_ole_object(io.BytesIO(staff_workbook()), PROG_ID.XLSX, Cm(2), Cm(15), Cm(2), Cm(2))


@PPTX.case("orphaned-slide", "slide that the presentation no longer lists", "orphaned-slide other-part", NOTICE)
def orphaned_slide(path: Path, leak: bool) -> None:
    shown = slides()
    if leak:
        slide = shown.slides.add_slide(shown.slide_layouts[1])
        slide.shapes.title.text = "Cases in dispute"
        slide.placeholders[1].text = words.COMPLAINT
        shown.slides._sldIdLst.remove(shown.slides._sldIdLst[-1])
    shown.save(str(path))


@PPTX.case("alt-text", "alternative text of a picture", "alt-text", NOTICE)
def alternative_text(path: Path, leak: bool) -> None:
    shown = slides()
    slide = shown.slides.add_slide(shown.slide_layouts[6])
    picture = slide.shapes.add_picture(io.BytesIO(drawing.as_bytes(drawing.scenery(), "PNG")), Cm(2), Cm(2), Cm(16))
    text = f"Photograph taken at the home of {words.HOME}" if leak else "A hill under a summer sky"
    picture._element.nvPicPr.cNvPr.set("descr", text)
    shown.save(str(path))


@PPTX.case("cropped-picture", "part of a picture that was cropped away", "cropped-picture", NOTICE, needs=OCR)
def cropped_picture(path: Path, leak: bool) -> None:
    shown = slides()
    slide = shown.slides.add_slide(shown.slide_layouts[6])
    scan = drawing.scenery((1240, 1200))
    if leak:
        scan.paste(drawing.page(drawing.LETTER, (1240, 600)), (0, 600))
    else:
        scan = scan.crop((0, 0, 1240, 600))
    stream = io.BytesIO(drawing.as_bytes(scan, "PNG"))
    picture = slide.shapes.add_picture(stream, Cm(2), Cm(2), Cm(18), Cm(8.7))
    if leak:
        picture.crop_bottom = 0.5
    shown.save(str(path))


@PPTX.case("author", "author's name in the properties", "document-properties", NOTICE)
def author(path: Path, leak: bool) -> None:
    shown = slides()
    if leak:
        shown.core_properties.author = words.EMPLOYEE
    shown.save(str(path))


@PPTX.case("section-name", "name of a section of slides", "structure outline other-part document-properties", NOTICE)
@in_parts
def section_name(package: Package) -> None:
    new = 'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
    section = (
        f'<p:extLst><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst {new}><p14:section'
        f' name="Settlement with {words.HOME}" id="{{7A1B2C3D-1111-4222-8333-444455556666}}"><p14:sldIdLst/>'
        "</p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )
    text = package.parts["ppt/presentation.xml"].decode()
    if "<p:extLst>" in text:
        head, _, _ = text.partition("<p:extLst>")
        package.parts["ppt/presentation.xml"] = (head + section).encode()
    else:
        package.replace("ppt/presentation.xml", "</p:presentation>", section)


@PPTX.case("notes-master", "header of the printed notes", "speaker-notes slide-master header-footer", NOTICE)
def notes_header(path: Path, leak: bool) -> None:
    shown = slides()
    if leak:
        master = shown.notes_master
        master.placeholders[0].text_frame.text = f"Briefing by {words.HOME}"
    shown.save(str(path))


def flat_slides(extra: str = "", second: str = "", styles: str = "", notes: str = "") -> str:
    """Return two slides as flat OpenDocument; `second` is an attribute of the second, `extra` follows them."""
    frame = (
        '<draw:frame svg:width="22cm" svg:height="{}cm" svg:x="2cm" svg:y="{}cm"><draw:text-box>{}</draw:text-box>'
        "</draw:frame>"
    )
    lines = "".join(f"<text:p>{line}</text:p>" for line in words.PARAGRAPHS)
    title = frame.format(2, 1, f"<text:p>{words.TITLE}</text:p>")
    contact = frame.format(2, 12, f"<text:p>{words.CONTACT}</text:p>")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} {OTHERS} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.presentation"><office:automatic-styles>'
        '<style:page-layout style:name="PM1"><style:page-layout-properties fo:page-width="28cm"'
        ' fo:page-height="15.75cm"/>'
        f"</style:page-layout>{styles}</office:automatic-styles><office:master-styles><style:master-page"
        ' style:name="Default" style:page-layout-name="PM1"/></office:master-styles><office:body><office:presentation>'
        f'<draw:page draw:name="page1" draw:master-page-name="Default">{title}{contact}{notes}</draw:page>'
        f'<draw:page draw:name="page2" draw:master-page-name="Default">{frame.format(8, 3, lines)}{second}</draw:page>'
        f"{extra}</office:presentation></office:body></office:document>"
    )


def flat(**leaking: str) -> Build:
    """A leak that the arguments of `flat_slides` add."""

    def build(path: Path, leak: bool) -> None:
        source = path.with_name(f"{path.name}.source.fodp")
        source.write_text(flat_slides(**leaking) if leak else flat_slides(), "utf-8")
        office.convert(source, path)

    return build


FRAME = (
    '<draw:frame{} svg:width="18cm" svg:height="2cm" svg:x="{}cm" svg:y="12.5cm"><draw:text-box><text:p>{}</text:p>'
    "</draw:text-box></draw:frame>"
)
NOTES = ' presentation:class="notes"'
ODP.case("notes", "notes of the speaker", "speaker-notes", NOTICE, needs=OFFICE)(
    flat(notes=f"<presentation:notes>{FRAME.format(NOTES, 2, words.CLOSURE)}</presentation:notes>")
)
ODP.case("hidden-slide", "hidden slide", "hidden-slide", NOTICE, needs=OFFICE)(
    flat(
        extra='<draw:page draw:name="page3" draw:style-name="dp2" draw:master-page-name="Default">'
        f"{FRAME.format('', 2, words.COMPLAINT)}</draw:page>",
        styles='<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties'
        ' presentation:visibility="hidden"/></style:style>',
    )
)
ODP.case("off-slide", "text box beside the slide", "off-slide", NOTICE, needs=OFFICE)(
    flat(second=FRAME.format("", -30, words.HEALTH))
)
ODP.case("comment", "comment on a slide", "comment", NOTICE, needs=OFFICE)(
    flat(
        second='<office:annotation svg:x="1cm" svg:y="1cm"><dc:creator>Author</dc:creator><dc:date>2026-02-27T16:05:00'
        f"</dc:date><text:p>{words.DISMISSAL}</text:p></office:annotation>"
    )
)
ODP.case("alt-text", "alternative text of a picture", "alt-text", NOTICE, needs=OFFICE)(
    flat(
        second='<draw:frame svg:width="4cm" svg:height="3cm" svg:x="2cm" svg:y="12cm"><draw:image><office:binary-data>'
        f"{base64.b64encode(drawing.as_bytes(drawing.scenery((64, 48)), 'PNG')).decode()}</office:binary-data>"
        "</draw:image>"
        f"<svg:desc>Photograph taken at the home of {words.HOME}</svg:desc></draw:frame>"
    )
)

LEAKS = PPTX.listed + ODP.listed
