"""OpenDocument texts: what shows is read as it stands, what does not show under the code of why."""

from collections.abc import Callable

import pytest

from tests.library.readers.planted import read_whole, zipped
from tests.library.readers.test_docx import PLANTED

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "form": "form",
        "meta": "meta", "svg": "svg-compatible", "config": "config", "manifest": "manifest", "chart": "chart",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def odt(body: str, styles: str = "", **more: str | bytes) -> bytes:
    """Return an OpenDocument text with the given body."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": root(
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body>"
            ),
            **more,
        }
    )


def root(inner: str) -> str:
    return f"<office:document {NAMES}>{inner}</office:document>"


def test_a_letter_of_libreoffice_keeps_its_lines_and_yields_everything_planted(
    converted: Callable[[str, str], bytes],
) -> None:
    seen = read_whole(converted("letter.fodt", "odt"), "letter.odt")
    assert seen.format == "OpenDocument text"
    assert seen.visible.startswith("Ms Ada Example\nFlat 2, The Old Mill\n12 High Street\nAnytown\nDear Ms Example,\n")
    assert "Name:\tAda Example\n" in seen.visible
    assert "Yours sincerely,\n\nBo Sample" in seen.visible
    assert seen.visible_rows == [["Telephone", "07700 900123"], ["Address", "12 High Street\nAnytown"]]
    planted = PLANTED | {"DESCRIPTION": "alt-text"}
    assert {mark: seen.codes(f"MARK-{mark}") for mark in planted} == {mark: {code} for mark, code in planted.items()}
    assert seen.problems == []


STYLES = (
    '<style:style style:family="text" style:name="Off"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:family="paragraph" style:name="Under" style:parent-style-name="Out"/>'
    '<style:style style:family="paragraph" style:name="Out"><style:text-properties text:display="none"/></style:style>'
)
HIDING = {
    "a hidden span": ('<text:p>a<text:span text:style-name="Off">MARK</text:span></text:p>', "hidden-text"),
    "a hidden paragraph": ('<text:p text:style-name="Under">MARK</text:p>', "hidden-text"),
    "a hidden section": (
        '<text:section text:display="none"><text:list><text:list-item><text:p>MARK</text:p></text:list-item>'
        "</text:list></text:section>",
        "hidden-text",
    ),
    "a table in a hidden section": (
        '<text:section text:display="none"><table:table><table:table-row><table:table-cell><text:p>MARK</text:p>'
        "</table:table-cell></table:table-row></table:table></text:section>",
        "hidden-text",
    ),
    "a hidden field": ('<text:p><text:hidden-text text:string-value="MARK"/></text:p>', "hidden-text"),
    "the other arm of a condition": (
        '<text:p><text:conditional-text text:string-value-if-true="MARK" text:string-value-if-false="x">x'
        "</text:conditional-text></text:p>",
        "hidden-text",
    ),
    "a collapsed row": (
        '<table:table><table:table-row table:visibility="collapse"><table:table-cell><text:p>MARK</text:p>'
        "</table:table-cell></table:table-row></table:table>",
        "hidden-rows",
    ),
    "a comment": ("<text:p>a<office:annotation><text:p>MARK</text:p></office:annotation></text:p>", "comment"),
    "a comment in a cell": (
        "<table:table><table:table-row><table:table-cell><text:p>a<office:annotation><text:p>MARK</text:p>"
        "</office:annotation></text:p></table:table-cell></table:table-row></table:table>",
        "comment",
    ),
    "a comment's author": (
        "<text:p>a<office:annotation><dc:creator>MARK</dc:creator></office:annotation></text:p>",
        "comment-person",
    ),
    "a deletion": (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info/><text:p>MARK</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>",
        "tracked-change",
    ),
    "a variable": (
        '<text:user-field-decls><text:user-field-decl office:string-value="MARK"/></text:user-field-decls>',
        "document-variable",
    ),
    "a bookmark": ('<text:p>a<text:bookmark text:name="MARK"/></text:p>', "structure"),
    "a description": ("<text:p><draw:frame><svg:desc>MARK</svg:desc></draw:frame></text:p>", "alt-text"),
}  # fmt: skip


@pytest.mark.parametrize("body,code", HIDING.values(), ids=HIDING)
def test_what_the_page_does_not_show_is_found_under_its_code(body: str, code: str) -> None:
    seen = read_whole(odt(f"<text:p>before</text:p>{body}<text:p>after</text:p>", STYLES))
    assert seen.codes("MARK") == {code}
    assert (seen.visible.splitlines()[0], seen.visible.splitlines()[-1]) == ("before", "after")
    assert seen.problems == []


SHOWING = {
    "spaces, tabs and breaks": ("<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>", "a  b\tc\nd"),
    "white space of the file": ("<text:p>one\n   <text:span>two</text:span></text:p>", "one two"),
    "a field of the title": ("<text:p>On <text:title>THE TITLE</text:title>.</text:p>", "On THE TITLE."),
    "a shape's paragraph": ("<text:p>a<draw:rect><text:p>box</text:p></draw:rect>b</text:p>", "ab\nbox"),
    "a form's field": ('<form:form><form:text form:label="Name" form:current-value="Bo"/></form:form>', "Name: Bo"),
    "the words of a list": (
        "<text:list><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item>"
        "</text:list>",
        "a\nb",
    ),
}  # fmt: skip


@pytest.mark.parametrize("body,text", SHOWING.values(), ids=SHOWING)
def test_what_the_page_shows_is_read_as_it_stands(body: str, text: str) -> None:
    assert read_whole(odt(body)).visible == text


def test_cells_that_repeat_keep_the_columns_in_place() -> None:
    row = (
        '<table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>c</text:p></table:table-cell>'
        "<table:covered-table-cell/>"
    )
    seen = read_whole(odt(f"<table:table><table:table-row>{row}</table:table-row></table:table>"))
    assert seen.visible_rows == [[None, None, "c", None]]


ROW = "<table:table-row><table:table-cell><text:p>MARK</text:p></table:table-cell></table:table-row>"
CELL = f"<table:table>{ROW}</table:table>"
HEADER = "<style:master-page><style:header><text:p>MARK</text:p></style:header></style:master-page>"
SETTING = '<config:config-item config:name="CurrentDatabaseDataSource" config:type="string">file:///MARK.odb</config:config-item>'
PARTS = {
    "a header": ("styles.xml", HEADER, "header-footer"),
    "who wrote it": ("meta.xml", "<dc:creator>MARK</dc:creator>", "document-properties"),
    "a user's property": ("meta.xml", '<meta:user-defined meta:name="a">MARK</meta:user-defined>', "custom-properties"),
    "a template": ("meta.xml", '<meta:template xlink:href="/home/MARK/t.ott"/>', "template-path"),
    "a database": ("settings.xml", SETTING, "connection"),
    "an object in it": ("Object 1/content.xml", "<text:p>MARK</text:p>", "embedded-file"),
    "a chart's data": ("Object 1/content.xml", f"<chart:chart>{CELL}</chart:chart>", "chart-cache"),
    "a macro": ("Basic/Standard/Module1.xml", "<text:p>MARK</text:p>", "macro"),
    "any other part": ("notes.xml", "<text:p>MARK</text:p>", "other-part"),
}


@pytest.mark.parametrize("name,inner,code", PARTS.values(), ids=PARTS)
def test_every_part_of_the_package_is_read(name: str, inner: str, code: str) -> None:
    seen = read_whole(odt("<text:p>body</text:p>", **{name: root(inner)}))
    assert seen.codes("MARK") == {code}
    assert seen.problems == []


def test_an_earlier_version_kept_in_the_package_is_read() -> None:
    earlier: dict[str, str | bytes] = {"Versions/Version1": odt("<text:p>MARK</text:p>")}
    seen = read_whole(odt("<text:p>now</text:p>", "", **earlier))
    assert seen.codes("MARK") == {"embedded-file"}


def test_a_text_protected_by_a_password_is_refused_with_the_remedy() -> None:
    manifest = root("<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    seen = read_whole(odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": manifest}))
    assert len(seen.problems) == 1
    assert "password" in seen.problems[0]
    assert seen.texts == []


def test_what_stands_before_the_damage_is_read() -> None:
    seen = read_whole(odt("<text:p>MARK</text:p><text:p></broken>"))
    assert seen.codes("MARK") == {None}
    assert seen.problems == ["one of its parts is not well-formed XML"]


def test_entities_are_refused_not_expanded() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "MARK"><!ENTITY b "&a;&a;&a;">]>' + root("<text:p>&b;</text:p>")
    seen = read_whole(odt("", **{"content.xml": laughs}))
    assert seen.codes("MARK") == set()
    assert seen.problems == ["it declares XML entities, which documents of this kind never do"]


def test_a_document_without_its_content_is_damaged() -> None:
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.text"})
    assert read_whole(data).problems == ["damaged: the part with its content is missing"]
