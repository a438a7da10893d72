"""Presentations: slides in the order they are shown, and under its code what no audience sees."""

from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.library.readers.planted import read_whole, zipped

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{OFFICE}"'


def saved(deck: Any) -> bytes:
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def arrows(*targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def shape(text: str, properties: str = "", drawing: str = 'id="2" name="Shape 1"') -> str:
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr {drawing}/></p:nvSpPr><p:spPr>{properties}</p:spPr>"
        f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def place(left: int, top: int, width: int = 100, height: int = 100) -> str:
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def root(name: str, inner: str, more: str = "") -> str:
    return f"<p:{name} {NAMES} {more}>{inner}</p:{name}>"


def deck(
    slide: str,
    related: dict[str, tuple[str, str]] | None = None,
    slide_attributes: str = "",
    **more: str | bytes,
) -> bytes:
    """Return a presentation of one slide; `related` maps file names to the slide's relationship kind and content."""
    related = related or {}
    return zipped(
        {
            "_rels/.rels": arrows(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": root(
                "presentation", '<p:sldIdLst><p:sldId id="256" r:id="r0"/></p:sldIdLst><p:sldSz cx="1000" cy="1000"/>'
            ),
            "ppt/_rels/presentation.xml.rels": arrows(("slide", "slides/slide1.xml")),
            "ppt/slides/slide1.xml": root("sld", f"<p:cSld><p:spTree>{slide}</p:spTree></p:cSld>", slide_attributes),
            "ppt/slides/_rels/slide1.xml.rels": arrows(*((kind, f"../{name}") for name, (kind, _) in related.items())),
            **{f"ppt/{name}": content for name, (_, content) in related.items()},
            **more,
        }
    )


@pytest.fixture(scope="module")
def made_by_a_library() -> bytes:
    presentation = Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text = "Casework"
    first.placeholders[1].text = "Name: Ada Example\nAddress: 12 High Street"
    first.notes_slide.notes_text_frame.text = "MARK-NOTES"
    table = first.shapes.add_table(2, 2, 0, 0, Inches(3), Inches(2)).table
    for row, cells in enumerate((("Name", "Ada Example"), ("Telephone", "07700 900123"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    first.shapes.add_textbox(Inches(-5), 0, Inches(1), Inches(1)).text_frame.text = "MARK-BESIDE"
    new: Any = CategoryChartData
    chart = new()
    chart.categories = ["MARK-CATEGORY", "West"]
    chart.add_series("Cases", (1, 2))
    first.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(2), Inches(2), chart)
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    second.shapes.title.text = "MARK-SECOND"
    second._element.set("show", "0")
    presentation.core_properties.author = "MARK-AUTHOR"
    return saved(presentation)


def test_a_deck_of_python_pptx_yields_everything_planted(made_by_a_library: bytes) -> None:
    seen = read_whole(made_by_a_library, "deck.pptx")
    assert seen.format == "PowerPoint presentation"
    assert seen.texts[0] == ("Casework\nName: Ada Example\nAddress: 12 High Street", None)
    assert seen.visible_rows[:2] == [["Name", "Ada Example"], ["Telephone", "07700 900123"]]
    assert seen.codes("MARK-NOTES") == {"speaker-notes"}
    assert seen.codes("MARK-BESIDE") == {"off-slide"}
    assert seen.codes("MARK-SECOND") == {"hidden-slide"}
    assert seen.codes("MARK-AUTHOR") == {"document-properties"}
    assert seen.codes("MARK-CATEGORY") == {"chart-cache", "embedded-file"}
    assert seen.problems == []


HIDING = {
    "a shape left of the slide": (shape("MARK", place(-200, 0)), "off-slide"),
    "a shape below the slide": (shape("MARK", place(0, 1000)), "off-slide"),
    "a shape switched off": (shape("MARK", drawing='id="2" name="Shape 1" hidden="1"'), "hidden-shape"),
    "a group switched off": (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="5" name="Group 4" hidden="1"/></p:nvGrpSpPr>{shape("MARK")}</p:grpSp>',
        "hidden-shape",
    ),
    "a description": (shape("x", drawing='id="2" name="Shape 1" descr="MARK"'), "alt-text"),
    "a name somebody gave": (shape("x", drawing='id="2" name="MARK"'), "alt-text"),
}


@pytest.mark.parametrize("slide,code", HIDING.values(), ids=HIDING)
def test_what_no_audience_sees_is_found_under_its_code(slide: str, code: str) -> None:
    seen = read_whole(deck(shape("before") + slide))
    assert seen.codes("MARK") == {code}
    assert seen.visible.startswith("before")


SHOWING = {
    "a shape on the slide": shape("MARK", place(0, 0)),
    "a shape partly on the slide": shape("MARK", place(-50, -50)),
    "a shape where the layout puts it": shape("MARK"),
    "a word in several runs": shape("MA</a:t></a:r><a:r><a:t>RK"),
    "a shape in a group": f"<p:grpSp>{shape('MARK')}</p:grpSp>",
}


@pytest.mark.parametrize("slide", SHOWING.values(), ids=SHOWING)
def test_what_the_audience_sees_is_visible(slide: str) -> None:
    assert read_whole(deck(slide)).codes("MARK") == {None}


RELATED = {
    "notes": ("notesSlides/notesSlide1.xml", "notesSlide", root("notes", shape("MARK")), "speaker-notes"),
    "a comment": ("comments/comment1.xml", "comments", root("cmLst", "<p:cm><p:text>MARK</p:text></p:cm>"), "comment"),
    "a modern comment": (
        "comments/modernComment_1.xml",
        "comments",
        root("cmLst", "<p:cm><p:txBody><a:p><a:r><a:t>MARK</a:t></a:r></a:p></p:txBody></p:cm>"),
        "comment",
    ),
    "who comments": ("commentAuthors.xml", "x", root("cmAuthorLst", '<p:cmAuthor name="MARK"/>'), "comment-person"),
    "who comments today": ("authors.xml", "x", root("authorLst", '<p:author name="MARK"/>'), "comment-person"),
    "a layout": ("slideLayouts/slideLayout1.xml", "slideLayout", root("sldLayout", shape("MARK")), "slide-master"),
    "a master": ("slideMasters/slideMaster1.xml", "slideMaster", root("sldMaster", shape("MARK")), "slide-master"),
    "a tag": ("tags/tag1.xml", "tags", root("tagLst", '<p:tag name="n" val="MARK"/>'), "custom-xml"),
    "a slide no list names": ("slides/slide9.xml", "x", root("sld", shape("MARK")), "orphaned-slide"),
    "an embedded file": ("embeddings/object1.bin", "oleObject", "MARK in a text file\n", "embedded-file"),
    "SmartArt": ("diagrams/data1.xml", "diagramData", root("d", "<a:p><a:r><a:t>MARK</a:t></a:r></a:p>"), None),
    "a change log": ("changesInfos/changesInfo1.xml", "x", root("chgInfo", '<p:chgData name="MARK"/>'), "other-part"),
}


@pytest.mark.parametrize("name,kind,content,code", RELATED.values(), ids=RELATED)
def test_every_part_of_the_package_is_read(name: str, kind: str, content: str, code: str | None) -> None:
    seen = read_whole(deck(shape("body"), {name: (kind, content)}))
    assert seen.codes("MARK") == {code}
    assert seen.problems == []


def test_slides_come_in_the_order_they_are_shown() -> None:
    presentation = Presentation()
    for title in ("first", "second"):
        presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = title
    slides = presentation.slides._sldIdLst
    slides.append(slides[0])
    assert [text for text, code in read_whole(saved(presentation)).texts if code is None] == ["second", "first"]


def test_the_address_of_a_link_is_found() -> None:
    presentation = Presentation()
    frame = presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text_frame
    run = frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "here", "https://example.org/MARK"
    seen = read_whole(saved(presentation))
    assert seen.codes("MARK") == {"link-target"}
    assert seen.visible == "here"


def test_a_slide_that_is_a_picture_is_a_problem() -> None:
    picture = f"<p:pic><p:spPr>{place(0, 0, 900, 900)}</p:spPr></p:pic>"
    assert read_whole(deck(picture)).problems == ["slide 1 is a picture: its text was not read"]
    assert read_whole(deck(shape("A slide with more than a few words") + picture)).problems == []


def test_a_damaged_slide_is_a_problem_and_the_rest_is_read() -> None:
    notes = root("notes", shape("MARK"))
    seen = read_whole(deck("</broken>", None, "", **{"ppt/notesSlides/notesSlide1.xml": notes}))
    assert seen.problems == ["one of its parts is not well-formed XML"]
    assert seen.codes("MARK") == {"other-part"}


def test_a_film_is_told_as_not_read() -> None:
    seen = read_whole(deck(shape("body"), None, "", **{"ppt/media/media1.mp4": b"\0\0\0\x18ftypmp42" + bytes(50)}))
    assert seen.problems == ["sound or film inside it was not read: remove it or publish it apart"]


def test_a_deck_without_a_presentation_is_damaged() -> None:
    assert read_whole(zipped({"ppt/x.xml": "<x/>"})).problems == ["damaged: the part with its content is missing"]
