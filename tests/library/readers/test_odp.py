"""OpenDocument presentations: slides in the order they are shown, and under its code what no audience sees."""

from collections.abc import Callable
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from tests.library.readers.planted import Seen, read_whole, zipped
from tests.library.readers.test_odt import NAMES
from tests.library.readers.test_pptx import saved

MORE = NAMES + (
    ' xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:anim="urn:oasis:names:tc:opendocument:xmlns:animation:1.0"'
    ' xmlns:smil="urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0"'
)
PAINT: Any = RGBColor
KIND = "application/vnd.oasis.opendocument.presentation"


def odp(page: str, styles: str = "", master: str = "", layers: str = "", kind: str = KIND, **more: str | bytes) -> Seen:
    """Read a presentation with one slide of 28 by 16 centimetres."""
    automatic = f"<office:automatic-styles>{STYLES}{styles}</office:automatic-styles>"
    layout = (
        '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="28cm" fo:page-height="16cm"/>'
        "</style:page-layout>"
    )
    masters = f'<style:master-page style:name="M" style:page-layout-name="P">{master}</style:master-page>'
    return read_whole(
        zipped(
            {
                "mimetype": kind,
                "styles.xml": whole(layout + f"<draw:layer-set>{layers}</draw:layer-set>" + masters),
                "content.xml": whole(f"{automatic}<office:body>{page}</office:body>"),
                **more,
            }
        )
    )  # fmt: skip


def whole(inner: str) -> str:
    return f"<office:document {MORE}>{inner}</office:document>"


STYLES = (
    '<style:style style:family="drawing-page" style:name="off"><style:drawing-page-properties '
    'presentation:visibility="hidden"/></style:style>'
    '<style:style style:family="drawing-page" style:name="dark"><style:drawing-page-properties draw:fill="solid" '
    'draw:fill-color="#000040"/></style:style>'
    '<style:style style:family="text" style:name="white"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:family="text" style:name="tiny"><style:text-properties fo:font-size="1pt"/></style:style>'
    '<style:style style:family="graphic" style:name="red"><style:graphic-properties draw:fill="solid" '
    'draw:fill-color="#c00000"/></style:style>'
    '<style:style style:family="graphic" style:name="none"><style:graphic-properties draw:fill="none"/></style:style>'
)


def slide(inner: str, style: str = "plain") -> str:
    return f'<draw:page draw:name="page1" draw:style-name="{style}" draw:master-page-name="M">{inner}</draw:page>'


def box(
    text: str = "MARK", place: tuple[int, int, int, int] = (2, 2, 8, 2), style: str = "none", more: str = ""
) -> str:
    left, top, width, height = place
    where = f'svg:x="{left}cm" svg:y="{top}cm" svg:width="{width}cm" svg:height="{height}cm"'
    inner = f"<draw:text-box><text:p>{text}</text:p></draw:text-box>"
    return f'<draw:frame draw:style-name="{style}" {where} {more}>{inner}</draw:frame>'


def cover(more: str = "", style: str = "red") -> str:
    return f'<draw:rect draw:style-name="{style}" svg:x="1cm" svg:y="1cm" svg:width="20cm" svg:height="8cm" {more}/>'


def dressed(style: str) -> str:
    return f'<text:span text:style-name="{style}">MARK</text:span>'


HIDING = {
    "a hidden slide": (slide(box(), "off"), "hidden-slide"),
    "a box left of the slide": (slide(box(place=(-20, 2, 8, 2))), "off-slide"),
    "a box below the slide": (slide(box(place=(2, 20, 8, 2))), "off-slide"),
    "a box under a rectangle": (slide(box() + cover()), "covered-shape"),
    "a box switched off": (slide(box(more='draw:display="none"')), "hidden-shape"),
    "a box on a layer switched off": (slide(box(more='draw:layer="secret"')), "hidden-layer"),
    "a group switched off": (slide(f'<draw:g draw:display="none">{box()}</draw:g>'), "hidden-shape"),
    "a box without size": (slide(box(place=(2, 2, 0, 0))), "unseen-text"),
    "white letters": (slide(box(dressed("white"))), "unseen-text"),
    "tiny letters": (slide(box(dressed("tiny"))), "unseen-text"),
    "notes": (slide(f"<presentation:notes>{box()}</presentation:notes>"), "speaker-notes"),
    "the number on a page of notes": (
        slide("<presentation:notes>" + box(more="presentation:class='page-number'") + "</presentation:notes>"),
        "header-footer",
    ),
    "a comment": (slide("<office:annotation><text:p>MARK</text:p></office:annotation>"), "comment"),
    "who comments": (slide("<office:annotation><dc:creator>MARK</dc:creator></office:annotation>"), "comment-person"),
    "a prompt": (slide(box(more='presentation:placeholder="true"')), "slide-master"),
    "a description": (slide("<draw:frame><svg:desc>MARK</svg:desc></draw:frame>"), "alt-text"),
    "a show for some": (
        '<presentation:settings><presentation:show presentation:name="MARK"/></presentation:settings>',
        "structure",
    ),
    "a footer": ("<presentation:footer-decl>MARK</presentation:footer-decl>", "header-footer"),
}  # fmt: skip


@pytest.mark.parametrize("page,code", HIDING.values(), ids=HIDING)
def test_what_no_audience_sees_is_found_under_its_code(page: str, code: str) -> None:
    seen = odp(page, layers='<draw:layer draw:name="secret" draw:display="none"/>')
    assert seen.format == "OpenDocument presentation"
    assert seen.codes("MARK") == {code}
    assert seen.problems == []


SHOWING = {
    "a box": slide(box()),
    "a box partly beside the slide": slide(box(place=(-4, 2, 8, 2))),
    "a box on an earlier rectangle": slide(cover() + box()),
    "a box under a rectangle without filling": slide(box() + cover(style="none")),
    "a box under a rectangle that moves": slide(
        box() + cover('xml:id="id1"') + '<anim:par><anim:set smil:targetElement="id1"/></anim:par>'
    ),
    "white letters on a dark slide": slide(box(dressed("white")), "dark"),
    "white letters on a red box": slide(box(dressed("white"), style="red")),
    "a cell": slide(
        "<draw:frame><table:table><table:table-row><table:table-cell><text:p>MARK</text:p></table:table-cell>"
        "</table:table-row></table:table></draw:frame>"
    ),
}


@pytest.mark.parametrize("page", SHOWING.values(), ids=SHOWING)
def test_what_the_audience_sees_is_visible(page: str) -> None:
    assert odp(page).codes("MARK") == {None}


def test_what_stands_on_the_master_is_found() -> None:
    assert odp(slide(box("x")), master=box()).codes("MARK") == {"slide-master"}


def test_white_letters_on_a_dark_master_show() -> None:
    band = '<draw:rect draw:style-name="band" svg:x="0cm" svg:y="0cm" svg:width="28cm" svg:height="5cm"/>'
    style = '<style:style style:family="graphic" style:name="band"><style:graphic-properties draw:fill="solid" '
    style += 'draw:fill-color="#000040"/></style:style>'
    assert odp(slide(box(dressed("white"))), style, master=band).codes("MARK") == {None}


def test_a_drawing_is_read_like_a_slide() -> None:
    seen = odp(slide(box()), kind="application/vnd.oasis.opendocument.graphics")
    assert (seen.format, seen.codes("MARK")) == ("OpenDocument drawing", {None})


@pytest.fixture(scope="module")
def made_by_libreoffice(saved_as: Callable[[bytes, str, str], bytes]) -> Seen:
    presentation = Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text = "Casework"
    first.placeholders[1].text = "Name: Ada Example\nAddress: 12 High Street"
    first.notes_slide.notes_text_frame.text = "MARK-NOTES"
    first.shapes.add_textbox(Inches(-5), 0, Inches(1), Inches(1)).text_frame.text = "MARK-BESIDE"
    second = presentation.slides.add_slide(presentation.slide_layouts[6])
    white = second.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    white.text_frame.text = "MARK-WHITE"
    white.text_frame.paragraphs[0].runs[0].font.color.rgb = PAINT(255, 255, 255)
    tiny = second.shapes.add_textbox(Inches(1), Inches(2), Inches(3), Inches(1))
    tiny.text_frame.text = "MARK-TINY"
    tiny.text_frame.paragraphs[0].runs[0].font.size = Pt(1)
    second.shapes.add_textbox(Inches(4.5), Inches(4.5), Inches(2), Inches(1)).text_frame.text = "MARK-COVERED"
    over = second.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(4), Inches(4), Inches(4), Inches(3))
    over.fill.solid()
    over.fill.fore_color.rgb = PAINT(192, 0, 0)
    second.shapes.add_table(1, 2, Inches(1), Inches(6), Inches(3), Inches(1)).table.cell(0, 0).text = "MARK-CELL"
    new: Any = CategoryChartData
    chart = new()
    chart.categories = ["MARK-CATEGORY", "West"]
    chart.add_series("Cases", (1, 2))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(5), 0, Inches(2), Inches(2), chart)
    third = presentation.slides.add_slide(presentation.slide_layouts[5])
    third.shapes.title.text = "MARK-THIRD"
    third._element.set("show", "0")
    presentation.core_properties.author = "MARK-AUTHOR"
    return read_whole(saved_as(saved(presentation), "pptx", "odp"), "deck.odp")


PLANTED = {
    "NOTES": "speaker-notes",
    "BESIDE": "off-slide",
    "WHITE": "unseen-text",
    "TINY": "unseen-text",
    "COVERED": "covered-shape",
    "CELL": None,
    "CATEGORY": None,
    "THIRD": "hidden-slide",
    "AUTHOR": "document-properties",
}


def test_a_deck_of_libreoffice_yields_everything_planted(made_by_libreoffice: Seen) -> None:
    seen = made_by_libreoffice
    assert {mark: seen.codes(f"MARK-{mark}") for mark in PLANTED} == {mark: {code} for mark, code in PLANTED.items()}
    assert "Casework\nName: Ada Example\nAddress: 12 High Street" in seen.visible
    assert seen.problems == []


def test_a_deck_of_libreoffice_conceals_nothing_that_was_not_planted(made_by_libreoffice: Seen) -> None:
    codes = {
        "speaker-notes",
        "off-slide",
        "unseen-text",
        "covered-shape",
        "hidden-slide",
        "chart-cache",
        "embedded-file",
    }
    concealed = {line for text, code in made_by_libreoffice.texts if code in codes for line in text.splitlines()}
    assert {line for line in concealed if line.strip()} <= {f"MARK-{mark}" for mark in PLANTED}
