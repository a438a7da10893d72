"""Clean copies of OpenDocument texts and presentations."""

import io
import zipfile

import pytest
from lxml import etree
from PIL import Image

from guardbook.release.clean import Refused
from tests.leaks.documents_odf import NAMESPACES, OTHERS
from tests.library.release.clean.copies import copy_of

TEXT = "application/vnd.oasis.opendocument.text"
SLIDES = "application/vnd.oasis.opendocument.presentation"


def package(kind: str, body: str, styles: str = "", masters: str = "", **parts: bytes) -> bytes:
    out = io.BytesIO()
    spaces = f"{NAMESPACES} {OTHERS}"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body>{body}</office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {spaces}>{masters}</office:document-styles>",
        )
        for name, data in parts.items():
            archive.writestr(f"Pictures/{name}.png", data)
    return out.getvalue()


def text(body: str, styles: str = "", masters: str = "", declaration: str = "", **parts: bytes) -> zipfile.ZipFile:
    data = package(TEXT, f"<office:text>{body}</office:text>", styles, masters, **parts)
    return zipfile.ZipFile(io.BytesIO(copy_of(data, "notice.odt", declaration)))


def slides(body: str, styles: str = "", masters: str = "", **parts: bytes) -> zipfile.ZipFile:
    data = package(SLIDES, f"<office:presentation>{body}</office:presentation>", styles, masters, **parts)
    return zipfile.ZipFile(io.BytesIO(copy_of(data, "slides.odp")))


def found(copy: zipfile.ZipFile, tag: str, part: str = "content.xml") -> list[etree._Element]:
    return list(etree.fromstring(copy.read(part)).iter(f"{{*}}{tag}"))


def said(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def attributes(element: etree._Element) -> dict[str, str]:
    return {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}


def words(copy: zipfile.ZipFile, part: str = "content.xml") -> list[str]:
    return [said(each) for each in found(copy, "p", part) + found(copy, "h", part)]


def cell(content: str, more: str = "") -> str:
    return f"<table:table-cell{more}><text:p>{content}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(map(cell, cells))}</table:table-row>"


def png() -> bytes:
    image = Image.new("RGB", (96, 96), "white")
    image.paste("navy", (0, 48, 96, 96))
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(96, 96))
    return out.getvalue()


def test_the_copy_has_no_part_but_those_it_needs() -> None:
    copy = text("<text:p>Apply from 3 June.</text:p>", declaration='title = "Permits"')
    assert copy.namelist() == ["mimetype", "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"]
    assert words(copy) == ["Apply from 3 June."]


def test_what_is_hidden_deleted_or_a_comment_goes() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Closed.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Open.<office:annotation><text:p>Why?</text:p>"
        '</office:annotation></text:p><text:section text:display="none"><text:p>Later.</text:p></text:section>'
    )
    assert words(text(body)) == ["Open."]


def test_headings_lists_and_notes_stay_what_they_are() -> None:
    body = (
        '<text:h text:outline-level="2">How to apply</text:h><text:list text:style-name="L"><text:list-item>'
        "<text:p>Fill in</text:p><text:list><text:list-item><text:p>the form</text:p></text:list-item>"
        "</text:list></text:list-item></text:list>"
        '<text:p>By law<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Harbours Act.</text:p></text:note-body></text:note></text:p>"
    )
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a"'
        ' style:num-suffix=")"/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
    )
    copy = text(body, style)
    assert [attributes(each)["outline-level"] for each in found(copy, "h")] == ["2"]
    assert len(found(copy, "list")) == 2
    first = found(copy, "list-level-style-number")[0]
    assert attributes(first)["num-suffix"] == ")"
    assert [said(each) for each in found(copy, "note-body")] == ["Harbours Act."]


def test_columns_that_were_not_declared_go() -> None:
    rows = row("Rank", "Station", "Officers") + row("Constable", "Knock", "4622") + row("Sergeant", "Maydown", "1090")
    copy = text(f"<table:table>{rows}</table:table>", declaration='columns = ["Rank", "Officers"]')
    assert words(copy) == ["Rank", "Officers", "Constable", "4622", "Sergeant", "1090"]


def test_pages_of_another_kind_keep_their_size_and_their_header() -> None:
    masters = (
        '<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="20cm"'
        ' fo:page-height="10cm"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page'
        ' style:name="Standard" style:page-layout-name="P"><style:header><text:p>Department for Harbours</text:p>'
        "<text:p>Drafted by Jane Whitfield, jane.whitfield@example.org</text:p></style:header></style:master-page>"
        '<style:master-page style:name="Unused" style:page-layout-name="P"><style:header><text:p>Old name</text:p>'
        "</style:header></style:master-page></office:master-styles>"
    )
    copy = text("<text:p>Apply from 3 June.</text:p>", masters=masters)
    assert words(copy, "styles.xml") == ["Department for Harbours"]
    [look] = found(copy, "page-layout-properties", "styles.xml")
    assert "566.93pt" in look.attrib.values()


FRAME = (
    '<draw:frame {} svg:width="1in" svg:height="0.5in"><draw:image xlink:href="Pictures/a.png"/>'
    "<svg:desc>A white field</svg:desc></draw:frame>"
)


def test_only_what_shows_of_a_picture_stays() -> None:
    style = (
        '<style:style style:name="G" style:family="graphic"><style:graphic-properties'
        ' fo:clip="rect(0in, 0in, 0.5in, 0in)"/></style:style>'
    )
    frame = FRAME.format('draw:style-name="G" text:anchor-type="as-char"')
    copy = text(f"<text:p>Look: {frame}</text:p>", style, a=png())
    assert Image.open(io.BytesIO(copy.read("Pictures/1.png"))).size == (96, 48)
    assert [each.text for each in found(copy, "desc")] == ["A white field"]


def test_a_shape_in_front_of_the_text_is_refused() -> None:
    style = (
        '<style:style style:name="G" style:family="graphic"><style:graphic-properties draw:fill="solid"'
        ' draw:fill-color="#000000"/></style:style>'
    )
    shape = '<draw:rect draw:style-name="G" svg:width="5cm" svg:height="2cm"/>'
    with pytest.raises(Refused, match="drawn shape"):
        text(f"<text:p>Apply from 3 June.{shape}</text:p>", style)


PAGE = '<draw:page draw:name="page1" draw:master-page-name="M" {}>{}</draw:page>'
BOX = (
    '<draw:frame {} svg:x="{}cm" svg:y="2cm" svg:width="8cm" svg:height="2cm"><draw:text-box>{}</draw:text-box>'
    "</draw:frame>"
)
MASTERS = (
    '<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="25cm"'
    ' fo:page-height="19cm"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page'
    ' style:name="M" style:page-layout-name="P"/></office:master-styles>'
)


def test_slides_keep_what_shows_where_it_stands() -> None:
    title = BOX.format('presentation:class="title"', 3, "<text:p>Permits</text:p>")
    beside = BOX.format("", 40, "<text:p>Not for release</text:p>")
    notes = f"<presentation:notes>{BOX.format('', 2, '<text:p>Say it slowly</text:p>')}</presentation:notes>"
    copy = slides(PAGE.format("", title + beside + notes), masters=MASTERS)
    assert words(copy) == ["Permits"]
    [frame] = found(copy, "frame")
    place = attributes(frame)
    assert (place["x"], place["width"], place["class"]) == ("85.04pt", "226.77pt", "title")


def test_slides_that_are_left_out_go() -> None:
    style = (
        '<style:style style:name="D" style:family="drawing-page"><style:drawing-page-properties'
        ' presentation:visibility="hidden"/></style:style>'
    )
    shown = PAGE.format("", BOX.format("", 2, "<text:p>Permits</text:p>"))
    left_out = PAGE.format('draw:style-name="D"', BOX.format("", 2, "<text:p>Cases in dispute</text:p>"))
    copy = slides(shown + left_out, style, MASTERS)
    assert words(copy) == ["Permits"]
    assert len(found(copy, "page")) == 1


def test_tables_and_pictures_of_slides_stay() -> None:
    grid = f"<table:table>{row('Region', 'Permits')}{row('North', '412')}</table:table>"
    framed = f'<draw:frame svg:x="1cm" svg:y="9cm" svg:width="9cm" svg:height="3cm">{grid}</draw:frame>'
    picture = FRAME.format('svg:x="1cm" svg:y="1cm"')
    copy = slides(PAGE.format("", framed + picture), masters=MASTERS, a=png())
    assert words(copy) == ["Region", "Permits", "North", "412"]
    assert "Pictures/1.png" in copy.namelist()


def test_a_point_that_counts_anew_does_so_in_the_copy() -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"'
        ' style:num-suffix="."/></text:list-style>'
    )
    items = (
        "<text:list-item><text:p>One</text:p></text:list-item>"
        '<text:list-item text:start-value="7"><text:p>Seven</text:p></text:list-item>'
    )
    copy = text(f'<text:list text:style-name="L">{items}</text:list>', style)
    starts = [attributes(each)["start-value"] for each in found(copy, "list-level-style-number")
              if attributes(each)["level"] == "1"]  # fmt: skip
    assert starts == ["1", "7"]
