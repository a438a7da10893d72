"""OpenDocument texts: text in the colour of the paper, beside the page, switched off; honest text shows."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.shared import Pt, RGBColor

from guardbook.readers.hidden import HIDDEN
from tests.library.readers.planted import read_whole, zipped
from tests.library.readers.test_odp import MORE

LOEXT = ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'


def style(name: str, family: str, properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


def letters(name: str, look: str) -> str:
    return style(name, "text", f"<style:text-properties {look}/>")


STYLES = (
    letters("white", 'fo:color="#ffffff"')
    + letters("pale", 'fo:color="#fafafa"')
    + letters("tiny", 'fo:font-size="1pt"')
    + letters("narrow", 'style:text-scale="1%"')
    + letters("clear", 'fo:color="#000000" loext:opacity="0%"')
    + letters("auto", 'style:use-window-font-color="true" loext:opacity="0%"')
    + letters("black", 'fo:color="#000000"')
    + letters("redacted", 'fo:color="#000000" fo:background-color="#000000"')
    + letters("on-dark", 'fo:color="#ffffff" fo:background-color="#000040"')
    + style("White", "paragraph", '<style:text-properties fo:color="#ffffff"/>')
    + style("Banner", "paragraph", '<style:paragraph-properties fo:background-color="#000040"/>')
    + style("Dark", "table-cell", '<style:table-cell-properties fo:background-color="#000040"/>')
    + style("Box", "graphic", '<style:graphic-properties draw:fill="solid" draw:fill-color="#000040"/>')
)
LAYOUT = (
    '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/>'
    "</style:page-layout>"
)


def text(body: str, masters: str = "") -> Any:
    whole = f"<office:document {MORE}{LOEXT}>{{}}</office:document>"
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "styles.xml": whole.format(LAYOUT + f"<style:master-page>{masters}</style:master-page>"),
        "content.xml": whole.format(
            f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>"
            f"<text:p>before</text:p>{body}<text:p>after</text:p></office:text></office:body>"
        ),
    }
    return read_whole(zipped(parts))


def span(look: str) -> str:
    return f'<text:span text:style-name="{look}">MARK</text:span>'


def p(inner: str, look: str = "") -> str:
    return f'<text:p text:style-name="{look}">{inner}</text:p>'


def frame(place: str, inner: str = "MARK", look: str = "") -> str:
    return p(f'<draw:frame draw:style-name="{look}" {place}><draw:text-box>{p(inner)}</draw:text-box></draw:frame>')


def cell(inner: str, look: str, kind: str = "table-cell") -> str:
    return (
        f'<table:table><table:table-row><table:{kind} table:style-name="{look}">{p(inner)}</table:{kind}>'
        "</table:table-row></table:table>"
    )


WIDE = 'svg:width="5cm" svg:height="2cm"'
HIDING = {
    "white letters": (p(span("white")), "unseen-text"),
    "nearly white letters": (p(span("pale")), "unseen-text"),
    "a white paragraph": (p("MARK", "White"), "unseen-text"),
    "letters of one point": (p(span("tiny")), "unseen-text"),
    "letters of one per cent": (p(span("narrow")), "unseen-text"),
    "transparent letters": (p(span("clear")), "unseen-text"),
    "black on black": (p(span("redacted")), "unseen-text"),
    "white in an unfilled cell": (cell(span("white"), ""), "unseen-text"),
    "a frame left of the page": (frame(f'svg:x="-30cm" svg:y="1cm" {WIDE}'), "unseen-text"),
    "a frame right of the page": (frame(f'svg:x="22cm" svg:y="1cm" {WIDE}'), "unseen-text"),
    "a frame without size": (frame('svg:x="1cm" svg:y="1cm" svg:width="0cm" svg:height="0cm"'), "unseen-text"),
    "a frame of the page beside it": (
        f'<draw:frame svg:x="-30cm" svg:y="1cm" {WIDE}><draw:text-box>{p("MARK")}</draw:text-box></draw:frame>',
        "unseen-text",
    ),
    "a paragraph that a condition hides": (p('<text:hidden-paragraph text:is-hidden="true"/>MARK'), "hidden-text"),
    "a cell under a merged one": (cell("MARK", "", "covered-table-cell"), "covered-cell"),
    "a variable that does not show": (
        p('a<text:variable-set text:display="none" office:string-value="MARK">MARK</text:variable-set>'),
        "document-variable",
    ),
    "what a database field comes from": (
        p('a<text:database-display text:table-name="MARK">x</text:database-display>'),
        "field-code",
    ),
    "a mark of an index": (p('a<text:alphabetical-index-mark text:string-value="MARK"/>'), "field-code"),
    "a script": (p("a<text:script>MARK</text:script>"), "macro"),
    "a choice of a list": (p('<text:dropdown><text:label text:value="MARK"/>x</text:dropdown>'), "validation-list"),
    "where a linked picture lies": (p('<draw:image xlink:href="file:///home/MARK/a.png"/>'), "link-target"),
    "where a section comes from": (
        f'<text:section><text:section-source xlink:href="../MARK.odt"/>{p("x")}</text:section>',
        "link-target",
    ),
    "a hidden control": ('<form:form><form:hidden form:value="MARK"/></form:form>', "hidden-field"),
    "a choice of a form": ('<form:form><form:listbox><form:option form:label="MARK"/></form:listbox></form:form>',
                           "validation-list"),
    "what somebody said of a change": (
        "<text:tracked-changes><text:changed-region><text:insertion><office:change-info><text:p>MARK</text:p>"
        "</office:change-info></text:insertion></text:changed-region></text:tracked-changes>",
        "comment",
    ),
    "a box in what was deleted": (
        "<text:tracked-changes><text:changed-region><text:deletion>" + frame(WIDE) + "</text:deletion>"
        "</text:changed-region></text:tracked-changes>",
        "tracked-change",
    ),
}  # fmt: skip


@pytest.mark.parametrize("body,code", HIDING.values(), ids=HIDING)
def test_what_the_page_does_not_show_is_found_under_its_code(body: str, code: str) -> None:
    seen = text(body)
    assert seen.codes("MARK") == {code}
    assert seen.problems == []


SHOWING = {
    "automatic letters, as LibreOffice writes them": p(span("auto")),
    "white letters on a banner": p(span("white"), "Banner"),
    "white letters on shading": p(span("on-dark")),
    "white letters in a dark cell": cell(span("white"), "Dark"),
    "white letters in a dark frame": frame(WIDE, span("white"), "Box"),
    "black letters in a white paragraph": p(span("black"), "White"),
    "a frame in the margin": frame(f'svg:x="-2cm" svg:y="-1cm" {WIDE}'),
    "a hidden text that a condition shows": p('<text:hidden-text text:is-hidden="false" text:string-value="MARK"/>'),
    "a paragraph that a condition shows": p('<text:hidden-paragraph text:is-hidden="false"/>MARK'),
    "a variable": p('<text:variable-set office:string-value="MARK">MARK</text:variable-set>'),
}


@pytest.mark.parametrize("body", SHOWING.values(), ids=SHOWING)
def test_what_the_page_shows_is_visible(body: str) -> None:
    assert text(body).codes("MARK") == {None}


def test_a_header_that_is_switched_off_is_hidden() -> None:
    off = f'<style:header-left style:display="false">{p("MARK")}</style:header-left>'
    headers = f"<style:header>{p('SHOWN')}</style:header>{off}"
    seen = text("", headers)
    assert (seen.codes("SHOWN"), seen.codes("MARK")) == ({"header-footer"}, {"hidden-text"})


def test_a_chart_shows_what_it_draws() -> None:
    body = p(f'<draw:frame {WIDE}><draw:object xlink:href="./Object 1"/></draw:frame>')
    whole = f"<office:document {MORE}>{{}}</office:document>"
    chart = f"<chart:chart>{cell('MARK', '')}</chart:chart>"
    data = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": whole.format(f"<office:body><office:text>{body}</office:text></office:body>"),
            "Object 1/content.xml": whole.format(f"<office:body><office:chart>{chart}</office:chart></office:body>"),
        }
    )  # fmt: skip
    assert read_whole(data).codes("MARK") == {None}


def test_what_a_library_and_libreoffice_hide_in_a_text_is_told_and_nothing_else(
    saved_as: Callable[[bytes, str, str], bytes],
) -> None:
    document = docx.Document()
    document.add_heading("Report", 1)
    runs = [document.add_paragraph("x ").add_run(f"MARK-{name}") for name in ("HIDDEN", "WHITE", "TINY", "SHOWN")]
    paint: Any = RGBColor
    runs[0].font.hidden = True
    runs[1].font.color.rgb = paint(255, 255, 255)
    runs[2].font.size = Pt(1)
    table = document.add_table(2, 2, style="Medium Shading 1 Accent 1")
    table.cell(0, 0).text, table.cell(1, 1).text = "Heading", "MARK-CELL"
    document.sections[0].header.paragraphs[0].text = "MARK-HEADER"
    file = BytesIO()
    document.save(file)
    expected = {"HIDDEN": "hidden-text", "WHITE": "unseen-text", "TINY": "unseen-text", "SHOWN": None, "CELL": None,
                "HEADER": "header-footer"}  # fmt: skip
    for kind in ("odt", "rtf", "docx"):
        seen = read_whole(saved_as(file.getvalue(), "docx", kind))
        assert {mark: seen.codes(f"MARK-{mark}") for mark in expected} == {m: {code} for m, code in expected.items()}
        concealed = [text for text, code in seen.texts if code and HIDDEN[code].kind == "concealment"]
        assert {line.strip() for text in concealed for line in text.splitlines()} <= {
            f"MARK-{mark}" for mark in expected
        }, kind
