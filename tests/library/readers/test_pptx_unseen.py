"""Presentations: what lies under a shape, beside the slide or in its colour is told; what an audience sees shows."""

import zlib
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Inches, Pt

from tests.library.readers.planted import Seen, read_whole
from tests.library.readers.test_pptx import deck, place, root, saved, shape

PAINT: Any = RGBColor


def png(kind: int) -> BytesIO:
    """Return a picture of one dot: colour type 2 has no transparency, 6 has."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    header = (1).to_bytes(4, "big") * 2 + bytes([8, kind, 0, 0, 0])
    dots = zlib.compress(bytes(4 if kind == 2 else 5))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dots) + chunk(b"IEND", b""))


class Slide:
    """A slide of python-pptx with a box of text on it."""

    def __init__(self) -> None:
        self.deck = Presentation()
        self.slide = self.deck.slides.add_slide(self.deck.slide_layouts[6])

    def text(self, words: str = "MARK", left: float = 2, top: float = 2, width: float = 3) -> Any:
        box = self.slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(1))
        box.text_frame.text = words
        return box

    def cover(self, left: float = 1, width: float = 6, colour: str = "FFFFFF", kind: Any = MSO_SHAPE.RECTANGLE) -> Any:
        over = self.slide.shapes.add_shape(kind, Inches(left), Inches(1), Inches(width), Inches(4))
        over.fill.solid()
        over.fill.fore_color.rgb = PAINT.from_string(colour)
        return over

    def read(self) -> Seen:
        return read_whole(saved(self.deck), "deck.pptx")


def coloured(words: Any, colour: str) -> None:
    words.text_frame.paragraphs[0].runs[0].font.color.rgb = PAINT.from_string(colour)


def test_text_under_a_later_rectangle_is_covered() -> None:
    slide = Slide()
    slide.text()
    slide.cover()
    assert slide.read().codes("MARK") == {"covered-shape"}


def test_text_under_a_later_picture_is_covered() -> None:
    slide = Slide()
    slide.text()
    slide.slide.shapes.add_picture(png(2), 0, 0, Inches(9), Inches(7))
    assert slide.read().codes("MARK") == {"covered-shape"}


def test_a_table_under_a_later_rectangle_is_covered() -> None:
    slide = Slide()
    slide.slide.shapes.add_table(1, 1, Inches(2), Inches(2), Inches(2), Inches(1)).table.cell(0, 0).text = "MARK"
    slide.cover()
    assert slide.read().codes("MARK") == {"covered-shape"}


def test_text_on_an_earlier_picture_or_rectangle_shows() -> None:
    slide = Slide()
    slide.slide.shapes.add_picture(png(2), 0, 0, Inches(10), Inches(7.5))
    slide.cover(colour="1F3864")
    coloured(slide.text(), "FFFFFF")
    assert slide.read().codes("MARK") == {None}


def test_text_that_is_covered_only_in_part_shows() -> None:
    slide = Slide()
    slide.text()
    slide.cover(left=3)
    assert slide.read().codes("MARK") == {None}


def test_text_under_glass_an_ellipse_or_a_picture_with_holes_shows() -> None:
    slide = Slide()
    slide.text()
    glass = slide.cover()
    glass.fill._xPr.find(".//{*}srgbClr").append(glass._element.makeelement(f"{A}alpha", {"val": "40000"}))
    slide.cover(kind=MSO_SHAPE.OVAL)
    slide.slide.shapes.add_picture(png(6), 0, 0, Inches(9), Inches(7))
    assert slide.read().codes("MARK") == {None}


A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def test_text_under_a_shape_that_moves_away_shows() -> None:
    slide = Slide()
    slide.text()
    number = slide.cover().shape_id
    target = slide.slide._element.makeelement(f"{P}timing", {})
    target.append(target.makeelement(f"{P}spTgt", {"spid": str(number)}))
    slide.slide._element.append(target)
    assert slide.read().codes("MARK") == {None}


P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def test_white_on_a_white_slide_is_unseen_and_white_on_a_dark_one_shows() -> None:
    slide = Slide()
    coloured(slide.text(), "FFFFFF")
    assert slide.read().codes("MARK") == {"unseen-text"}
    slide.slide.background.fill.solid()
    slide.slide.background.fill.fore_color.rgb = PAINT(0, 0, 64)
    assert slide.read().codes("MARK") == {None}


def test_the_theme_s_own_background_colour_is_known() -> None:
    slide = Slide()
    slide.text().text_frame.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    assert slide.read().codes("MARK") == {"unseen-text"}


def test_letters_in_the_colour_of_their_own_shape_are_unseen() -> None:
    slide = Slide()
    filled = slide.cover(colour="C00000")
    filled.text_frame.text = "MARK"
    coloured(filled, "C00000")
    assert slide.read().codes("MARK") == {"unseen-text"}


def test_letters_in_the_colour_of_the_shape_below_are_unseen() -> None:
    slide = Slide()
    slide.cover(colour="C00000")
    coloured(slide.text(), "C00000")
    assert slide.read().codes("MARK") == {"unseen-text"}


def test_white_letters_partly_on_a_dark_shape_show() -> None:
    slide = Slide()
    slide.cover(left=3, colour="000000")
    coloured(slide.text(), "FFFFFF")
    assert slide.read().codes("MARK") == {None}


def test_white_letters_in_a_table_with_a_style_show_and_in_a_white_cell_do_not() -> None:
    slide = Slide()
    table = slide.slide.shapes.add_table(1, 2, 0, 0, Inches(4), Inches(1)).table
    for cell, words in zip(table.rows[0].cells, ("MARK-HEADING", "MARK-WHITE"), strict=True):
        cell.text = words
        coloured(cell, "FFFFFF")
    table.cell(0, 1).fill.solid()
    table.cell(0, 1).fill.fore_color.rgb = PAINT(255, 255, 255)
    seen = slide.read()
    assert (seen.codes("MARK-HEADING"), seen.codes("MARK-WHITE")) == ({None}, {"unseen-text"})


def test_tiny_letters_and_a_box_without_size_are_unseen() -> None:
    slide = Slide()
    slide.text("MARK-TINY").text_frame.paragraphs[0].runs[0].font.size = Pt(1)
    slide.slide.shapes.add_textbox(Inches(1), Inches(1), Emu(0), Emu(0)).text_frame.text = "MARK-NOTHING"
    seen = slide.read()
    assert (seen.codes("MARK-TINY"), seen.codes("MARK-NOTHING")) == ({"unseen-text"}, {"unseen-text"})


RUNS = {
    "letters without filling": "<a:rPr><a:noFill/></a:rPr>",
    "transparent letters": (
        '<a:rPr><a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill></a:rPr>'
    ),
    "letters on top of each other": '<a:rPr sz="1800" spc="-1800"/>',
}  # fmt: skip


@pytest.mark.parametrize("properties", RUNS.values(), ids=RUNS)
def test_letters_that_draw_nothing_are_unseen(properties: str) -> None:
    whole = shape("MARK", place(0, 0)).replace("<a:r>", f"<a:r>{properties}")
    assert read_whole(deck(whole)).codes("MARK") == {"unseen-text"}


def group(inner: str, child_left: int) -> str:
    return (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="5" name="Group 4"/></p:nvGrpSpPr><p:grpSpPr>'
        '<a:xfrm><a:off x="100" y="100"/>'
        f'<a:ext cx="200" cy="200"/><a:chOff x="{child_left}" y="100"/><a:chExt cx="200" cy="200"/></a:xfrm>'
        "</p:grpSpPr>"
        f"{inner}</p:grpSp>"
    )


def test_a_shape_of_a_group_stands_where_the_group_puts_it() -> None:
    assert read_whole(deck(group(shape("MARK", place(5000, 100)), 5000))).codes("MARK") == {None}
    assert read_whole(deck(group(shape("MARK", place(100, 100)), 5000))).codes("MARK") == {"off-slide"}


def test_a_placeholder_stands_where_its_layout_puts_it() -> None:
    holder = '<p:nvPr><p:ph type="body" idx="7"/></p:nvPr></p:nvSpPr>'
    mine = shape("MARK").replace("</p:nvSpPr>", holder)
    theirs = shape("prompt", place(-900, 0)).replace("</p:nvSpPr>", holder)
    layout = root("sldLayout", f"<p:cSld><p:spTree>{theirs}</p:spTree></p:cSld>")
    seen = read_whole(deck(mine, {"slideLayouts/slideLayout1.xml": ("slideLayout", layout)}))
    assert seen.codes("MARK") == {"off-slide"}


def test_a_cell_under_a_merged_one_is_told() -> None:
    slide = Slide()
    table = slide.slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).merge(table.cell(1, 1))
    table.cell(0, 0).text, table.cell(1, 1).text = "shown", "MARK"
    assert slide.read().codes("MARK") == {"covered-cell"}


def test_the_number_on_a_page_of_notes_is_no_note() -> None:
    holder = '<p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr>'
    notes = root("notes", shape("MARK-17").replace("</p:nvSpPr>", holder) + shape("MARK-NOTE"))
    seen = read_whole(deck(shape("x"), {"notesSlides/notesSlide1.xml": ("notesSlide", notes)}))
    assert (seen.codes("MARK-17"), seen.codes("MARK-NOTE")) == ({"header-footer"}, {"speaker-notes"})


def test_the_address_behind_a_whole_shape_is_found() -> None:
    slide = Slide()
    slide.text("here").click_action.hyperlink.address = "https://example.org/MARK"
    assert slide.read().codes("MARK") == {"link-target"}


def test_the_names_of_sections_and_shows_are_told() -> None:
    names = '<p:custShowLst><p:custShow name="MARK"/></p:custShowLst>'
    names += '<p:extLst><p:ext><p:section name="MARK"/></p:ext></p:extLst>'
    presentation = root("presentation", names)
    seen = read_whole(deck(shape("x"), None, "", **{"ppt/presentation.xml": presentation}))
    assert "structure" in seen.codes("MARK")
    assert ("MARK\nMARK", "structure") in seen.texts


def charted(kind: Any, hidden: bool = False) -> Seen:
    slide = Slide()
    new: Any = CategoryChartData
    data = new()
    data.categories = ["MARK-NORTH", "West"]
    data.add_series("Cases", (14, 27))
    slide.slide.shapes.add_chart(kind, 0, 0, Inches(4), Inches(4), data)
    if hidden:
        slide.slide._element.set("show", "0")
    return slide.read()


def test_a_chart_shows_what_it_draws_and_its_workbook_holds_nothing_else() -> None:
    seen = charted(XL_CHART_TYPE.COLUMN_CLUSTERED)
    assert seen.codes("MARK-NORTH") == {None, "embedded-file"}
    shown = {cell for row in seen.visible_rows for cell in row if cell}
    kept = {cell for rows, code in seen.tables if code == "embedded-file" for row in rows for cell in row if cell}
    assert kept <= shown == {"Cases", "MARK-NORTH", "West", "14", "27"}


def test_a_chart_on_a_hidden_slide_does_not_show() -> None:
    assert charted(XL_CHART_TYPE.COLUMN_CLUSTERED, hidden=True).codes("MARK-NORTH") == {"hidden-slide", "embedded-file"}


def test_a_chart_s_filtered_series_does_not_show() -> None:
    slide = Slide()
    new: Any = CategoryChartData
    data = new()
    data.categories = ["North"]
    data.add_series("MARK-KEPT", (1,))
    data.add_series("MARK-FILTERED", (2,))
    chart = slide.slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(4), data).chart
    series = chart._chartSpace.findall(".//{*}ser")[1]
    around = series.makeelement("{http://schemas.microsoft.com/office/drawing/2012/chart}filteredBarSeries", {})
    series.getparent().append(around)
    around.append(series)
    seen = slide.read()
    assert seen.codes("MARK-KEPT") == {None, "embedded-file"}
    assert seen.codes("MARK-FILTERED") == {"chart-cache", "embedded-file"}


def test_smart_art_of_a_hidden_slide_does_not_show() -> None:
    art = {"diagrams/data1.xml": ("diagramData", root("d", "<a:p><a:r><a:t>MARK</a:t></a:r></a:p>"))}
    frame = '<p:graphicFrame><p:relIds xmlns:r="urn:r" r:dm="r0"/></p:graphicFrame>'
    assert read_whole(deck(frame, art)).codes("MARK") == {None}
    assert read_whole(deck(frame, art, 'show="0"')).codes("MARK") == {"hidden-slide"}
