"""Leaks in presentations in rarer places: groups, tables, theme colours, linked files, pictures with two forms."""

import io
from pathlib import Path
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Cm

from tests.leaks import drawing, words
from tests.leaks.collecting import Leaks
from tests.leaks.package import opened
from tests.leaks.presentations import on_slide, slides
from tests.leaks.words import NOTICE

PPTX = Leaks("PPTX", ".pptx")
LEAKS = PPTX.listed


@PPTX.case("hidden-group", "group that is switched off in the selection pane", "hidden-shape", NOTICE)
@on_slide
def hidden_group(slide: Any) -> None:
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(2), Cm(15), Cm(18), Cm(1.5)).text_frame.text = words.HOME
    group._element.nvGrpSpPr.cNvPr.set("hidden", "1")


@PPTX.case("off-slide-group", "group that stands beside the slide", "off-slide", NOTICE)
@on_slide
def group_off_slide(slide: Any) -> None:
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(2), Cm(5), Cm(18), Cm(1.5)).text_frame.text = words.DISMISSAL
    group.left = Cm(40)


@PPTX.case("white-cell", "white text in white cells of a table", "unseen-text", NOTICE)
def white_cell(path: Path, leak: bool) -> None:
    shown = slides()
    table = shown.slides.add_slide(shown.slide_layouts[6]).shapes.add_table(2, 2, Cm(2), Cm(2), Cm(20), Cm(3)).table
    for row, texts in enumerate((("Region", "Permits"), ("North", "412"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    cell = table.cell(1, 1)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor(255, 255, 255)
    if leak:
        run = cell.text_frame.paragraphs[0].add_run()
        run.text = f" {words.HOME}"
        run.font.color.rgb = RGBColor(255, 255, 255)
    shown.save(str(path))


@PPTX.case("white-by-theme", "text in the theme's colour of the background", "unseen-text", NOTICE)
@on_slide
def white_by_theme(slide: Any) -> None:
    box = slide.shapes.add_textbox(Cm(2), Cm(15), Cm(18), Cm(1.5))
    box.text_frame.text = words.HEALTH
    box.text_frame.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


@PPTX.case("notes-shape", "text box on the page of notes", "speaker-notes", NOTICE)
@on_slide
def shape_on_notes(slide: Any) -> None:
    box = slide.notes_slide.shapes._spTree
    text = slide.shapes.add_textbox(Cm(2), Cm(2), Cm(10), Cm(2))
    text.text_frame.text = words.CLOSURE
    box.append(text._element)


@PPTX.case(
    "linked-video", "path of a linked film, with a person's folder", "link-target template-path other-part", NOTICE
)
@on_slide
def linked_video(slide: Any) -> None:
    slide.part.relate_to(
        r"file:///C:\Users\priya.raman\Videos\Interview with Margaret Okafor.mp4",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/video",
        is_external=True,
    )


@PPTX.case(
    "left-picture", "picture that no slide shows any more", "orphaned-picture other-part", NOTICE, needs=words.OCR
)
def left_picture(path: Path, leak: bool) -> None:
    shown = slides()
    slide = shown.slides.add_slide(shown.slide_layouts[6])
    stream = io.BytesIO(drawing.as_bytes(drawing.page(drawing.LETTER), "PNG"))
    if leak:
        picture = slide.shapes.add_picture(stream, Cm(1), Cm(1), Cm(10))
        picture._element.getparent().remove(picture._element)
    shown.save(str(path))


@PPTX.case(
    "add-in-tag", "tag that an add-in keeps with the slides", "custom-xml other-part document-properties", NOTICE
)
def add_in_tag(path: Path, leak: bool) -> None:
    slides().save(str(path))
    if leak:
        with opened(path) as package:
            main = "http://schemas.openxmlformats.org/presentationml/2006/main"
            tags = f'<p:tagLst xmlns:p="{main}"><p:tag name="CASE" val="{words.NUMBERS}"/></p:tagLst>'
            package.add(
                "ppt/tags/tag1.xml", tags, "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
            )
            package.relate("ppt/slides/slide1.xml", "rId950", "tags", "../tags/tag1.xml")
