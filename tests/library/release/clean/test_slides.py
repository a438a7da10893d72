"""Clean copies of PowerPoint presentations."""

import io
import zipfile
from typing import Any

import pptx
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Cm

from tests.library.release.clean.copies import copy_of


def new() -> Any:
    shown = pptx.Presentation()
    slide = shown.slides.add_slide(shown.slide_layouts[5])
    slide.shapes.title.text = "Permits"
    return shown


def saved(shown: Any) -> bytes:
    out = io.BytesIO()
    shown.save(out)
    return out.getvalue()


def cleaned(shown: Any, declaration: str = "") -> Any:
    return pptx.Presentation(io.BytesIO(copy_of(saved(shown), "slides.pptx", declaration)))


def words(shown: Any) -> list[str]:
    return [shape.text_frame.text for slide in shown.slides for shape in slide.shapes if shape.has_text_frame]


def box(slide: Any, text: str, left: float = 2, top: float = 10) -> Any:
    shape = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(8), Cm(1.5))
    shape.text_frame.text = text
    return shape


def test_the_copy_has_no_part_but_those_it_needs() -> None:
    shown = new()
    shown.core_properties.author = "Jane Whitfield"
    shown.slides[0].notes_slide.notes_text_frame.text = "Say it slowly."
    package = zipfile.ZipFile(io.BytesIO(copy_of(saved(shown), "slides.pptx")))
    assert {name.split("/")[1] for name in package.namelist() if name.startswith("ppt/")} == {
        "presentation.xml", "_rels", "slides", "slideMasters", "slideLayouts", "theme",
    }  # fmt: skip
    assert not any(b"Whitfield" in package.read(name) for name in package.namelist())


def test_titles_stay_titles_and_shapes_stay_where_they_are() -> None:
    shown = new()
    box(shown.slides[0], "Apply from 3 June.")
    copy = cleaned(shown)
    assert copy.slides[0].shapes.title.text == "Permits"
    placed = next(shape for shape in copy.slides[0].shapes if shape.text_frame.text == "Apply from 3 June.")
    assert abs(placed.left - Cm(2)) < 10_000
    assert abs(placed.top - Cm(10)) < 10_000


def test_what_is_hidden_beside_or_covered_goes() -> None:
    shown = new()
    slide = shown.slides[0]
    box(slide, "Switched off")._element.nvSpPr.cNvPr.set("hidden", "1")
    box(slide, "Beside", left=-30)
    box(slide, "Covered", top=14)
    cover = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(1), Cm(13.5), Cm(12), Cm(3))
    cover.fill.solid()
    cover.fill.fore_color.rgb = RGBColor(0, 0, 0)
    copy = cleaned(shown)
    assert [text for text in words(copy) if text] == ["Permits"]
    assert len(copy.slides[0].shapes) == 2


def test_slides_that_are_left_out_go() -> None:
    shown = new()
    left_out = shown.slides.add_slide(shown.slide_layouts[5])
    left_out.shapes.title.text = "Cases in dispute"
    left_out._element.set("show", "0")
    assert words(cleaned(shown)) == ["Permits"]


def test_columns_of_tables_that_were_not_declared_go() -> None:
    shown = new()
    rows = ("Rank", "Station", "Officers"), ("Constable", "Knock", "4622"), ("Sergeant", "Maydown", "1090")
    table = shown.slides[0].shapes.add_table(3, 3, Cm(2), Cm(5), Cm(18), Cm(6)).table
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    copy = cleaned(shown, 'columns = ["Rank", "Officers"]')
    [kept] = [shape.table for shape in copy.slides[0].shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in kept.rows] == [
        ["Rank", "Officers"],
        ["Constable", "4622"],
        ["Sergeant", "1090"],
    ]


def test_only_what_shows_of_a_picture_stays() -> None:
    shown = new()
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(out, "PNG")
    picture = shown.slides[0].shapes.add_picture(out, Cm(2), Cm(5))
    picture.crop_bottom = 0.5
    [copied] = [shape for shape in cleaned(shown).slides[0].shapes if shape.shape_type == 13]
    assert Image.open(io.BytesIO(copied.image.blob)).size == (300, 100)
    assert copied.crop_bottom == 0


def test_letters_keep_their_looks_and_points_their_marks() -> None:
    shown = pptx.Presentation()
    slide = shown.slides.add_slide(shown.slide_layouts[1])
    slide.placeholders[1].text = "First point"
    run = slide.placeholders[1].text_frame.paragraphs[0].runs[0]
    run.font.bold, run.font.color.rgb = True, RGBColor(200, 0, 0)
    [paragraph] = [each.text_frame.paragraphs[0] for each in cleaned(shown).slides[0].shapes if each.text_frame.text]
    [copied] = paragraph.runs
    assert (copied.font.bold, copied.font.color.rgb) == (True, RGBColor(200, 0, 0))
    assert paragraph._p.pPr.find("{*}buChar").get("char") == "•"


def test_white_words_stay_white_on_a_dark_ground() -> None:
    shown = new()
    ground = shown.slides[0].background.fill
    ground.solid()
    ground.fore_color.rgb = RGBColor(0, 0, 60)
    box(shown.slides[0], "Apply from 3 June.").text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
    copy = cleaned(shown)
    placed = next(shape for shape in copy.slides[0].shapes if shape.text_frame.text == "Apply from 3 June.")
    assert placed.text_frame.paragraphs[0].runs[0].font.color.rgb == RGBColor(255, 255, 255)
    assert copy.slides[0].background.fill.fore_color.rgb == RGBColor(0, 0, 60)
