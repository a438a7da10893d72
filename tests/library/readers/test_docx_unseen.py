"""Word documents: letters in the colour of the paper, beside the page, in headers no page has; honest ones show."""

from base64 import b64encode
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.shared import Pt, RGBColor

from tests.library.readers.planted import read_whole
from tests.library.readers.test_docx import arrows, p, part, word

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
THEME = (
    f'<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme name="Office">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="44546A"/></a:dk2><a:accent1><a:srgbClr val="4472C4"/></a:accent1>'
    "</a:clrScheme></a:themeElements></a:theme>"
)
STYLES = part(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="paragraph" w:styleId="White"><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Banner"><w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr>'
    '<w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Tiny"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"/>'
    '<w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>',
)  # fmt: skip


def styled(body: str) -> Any:
    return read_whole(
        word(p("before") + body + p("after"), {"styles.xml": ("styles", STYLES), "theme/theme1.xml": ("theme", THEME)})
    )


def of_style(text: str, style: str, properties: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>'
    )


def cell(text: str, fill: str = "", style: str = "", letters: str = '<w:color w:val="FFFFFF"/>') -> str:
    shade = f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>' if fill else ""
    look = f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>' if style else ""
    return f"<w:tbl>{look}<w:tr><w:tc>{shade}{p(text, letters)}</w:tc></w:tr></w:tbl>"


def box(text: str, fill: str, letters: str, place: str = "", size: int = 1_800_000) -> str:
    shape = f"<wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{p(text, letters)}</w:txbxContent></wps:txbx>"
    return (
        f'<w:p><w:r><w:drawing xmlns:a="{A}" xmlns:wps="urn:wps"><wp:anchor>{place}<wp:extent cx="{size}" cy="{size}"/>'
        f"<wps:wsp>{shape}</wps:wsp></wp:anchor></w:drawing></w:r></w:p>"
    )


def at(left: int, top: int) -> str:
    return (
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
    )


def placed(properties: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>MARK</w:t></w:r></w:p>"


WHITE = '<w:color w:val="FFFFFF"/>'
A4 = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
UNSEEN = {
    "nearly white on white": p("MARK", '<w:color w:val="F8F8F8"/>'),
    "the theme's background": p("MARK", '<w:color w:val="auto" w:themeColor="background1"/>'),
    "the theme's background, a little darker": p("MARK", '<w:color w:themeColor="background1" w:themeShade="F2"/>'),
    "the theme's text, nearly all tinted": p("MARK", '<w:color w:themeColor="text1" w:themeTint="0C"/>'),
    "a white style": of_style("MARK", "White"),
    "a tiny style": p("MARK", '<w:rStyle w:val="Tiny"/>'),
    "black on a black mark": p("MARK", '<w:highlight w:val="black"/>'),
    "yellow on a yellow mark": p("MARK", '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
    "red on red shading": p("MARK", '<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>'),
    "letters in a cell of their colour": cell("MARK", "1F3864", letters='<w:color w:val="1F3864"/>'),
    "white in a plain table": cell("MARK", style="TableGrid"),
    "one per cent of the width": p("MARK", '<w:w w:val="1"/>'),
    "letters on top of each other": p("MARK", '<w:spacing w:val="-400"/>'),
    "no fill": p("MARK", '<w14:textFill xmlns:w14="urn:w14"><w14:noFill/></w14:textFill>'),
    "wholly transparent": p(
        "MARK",
        '<w14:textFill xmlns:w14="urn:w14"><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/>'
        "</w14:srgbClr></w14:solidFill></w14:textFill>",
    ),
    "a line without height": placed('<w:spacing w:line="1" w:lineRule="exact"/>'),
    "an indentation off the page": placed('<w:ind w:left="15000"/>') + A4,
    "a frame off the page": placed('<w:framePr w:x="20000" w:y="1"/>') + A4,
    "a row without height": (
        '<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>'
        f"<w:tc>{p('MARK')}</w:tc></w:tr></w:tbl>"
    ),
    "a text box left of the page": box("MARK", "", "", at(-5_000_000, 0)) + A4,
    "a text box right of the page": box("MARK", "", "", at(8_000_000, 0)) + A4,
    "a text box below the page": box("MARK", "", "", at(0, 11_000_000)) + A4,
    "a text box without size": box("MARK", "", "", size=1),
    "white in a clear text box": box("MARK", "<a:noFill/>", WHITE),
    "white in a white text box": box("MARK", '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', WHITE),
    "an old text box off the page": (
        '<w:p><w:r><w:pict><v:shape style="position:absolute;margin-left:-2000pt;width:90pt;height:40pt">'
        f"<v:textbox><w:txbxContent>{p('MARK')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ),
    "an old text box switched off": (
        '<w:p><w:r><w:pict><v:shape style="position:absolute;visibility:hidden">'
        f"<v:textbox><w:txbxContent>{p('MARK')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("body", UNSEEN.values(), ids=UNSEEN)
def test_letters_that_nobody_can_see_are_told(body: str) -> None:
    seen = styled(body)
    assert seen.codes("MARK") == {"unseen-text"}
    assert seen.visible.split() == ["before", "after"]


BEHIND = '<w:p><w:r><w:drawing><wp:anchor behindDoc="1"><wp:extent cx="7" cy="9"/></wp:anchor></w:drawing></w:r></w:p>'
SHOWING = {
    "pale yellow for a heading": p("MARK", '<w:color w:val="FFC000"/>'),
    "light grey": p("MARK", '<w:color w:val="BFBFBF"/>'),
    "white on a banner's style": of_style("MARK", "Banner"),
    "a white style set to black": of_style("MARK", "White", '<w:color w:val="000000"/>'),
    "a white style set to automatic": of_style("MARK", "White", '<w:color w:val="auto"/>'),
    "white in a dark cell": cell("MARK", "1F3864"),
    "white in a table whose style is dark somewhere": cell("MARK", style="Dark"),
    "white in a table of an unknown style": cell("MARK", style="Absent"),
    "white before a picture behind the text": BEHIND + p("MARK", WHITE),
    "white in a dark text box": box("MARK", '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', WHITE),
    "white in a clear text box beside a dark shape": box("MARK", "<a:noFill/>", WHITE) + box(
        "x", '<a:solidFill><a:srgbClr val="000040"/></a:solidFill>', WHITE
    ),
    "white in a cell of a theme's colour": cell("MARK", '" w:themeFill="accent1'),
    "white in a patterned text box": box("MARK", "<a:gradFill/>", WHITE),
    "a hidden style switched off": p("MARK", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>'),
    "automatic letters on dark shading": p("MARK", '<w:shd w:val="clear" w:fill="000000"/>'),
    "a page number of a table of contents": p("MARK", "<w:webHidden/>"),
    "a text box partly beside the page": box("MARK", "", "", at(-100_000, -100_000)) + A4,
    "a text box that grows with its text": box(
        "MARK", "</wps:spPr><wps:bodyPr><a:spAutoFit/></wps:bodyPr><wps:spPr>", "", size=1
    ),
    "an indented line": placed('<w:ind w:left="9000"/>') + A4,
    "a tight heading": p("MARK", '<w:spacing w:val="-10"/><w:sz w:val="56"/>'),
    "a shadowed paragraph mark": "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>MARK</w:t></w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("body", SHOWING.values(), ids=SHOWING)
def test_letters_that_show_or_may_show_are_visible(body: str) -> None:
    assert styled(body).codes("MARK") == {None}


def test_the_colour_of_the_page_counts_only_where_it_is_switched_on() -> None:
    document = part("document", '<w:background w:color="1F3864"/><w:body>' + p("MARK", WHITE) + "</w:body>")
    on = {"settings.xml": ("settings", part("settings", "<w:displayBackgroundShape/>"))}
    assert read_whole(word("", on, **{"word/document.xml": document})).codes("MARK") == {None}
    assert read_whole(word("", None, **{"word/document.xml": document})).codes("MARK") == {"unseen-text"}


def headed(section: str, settings: str = "") -> Any:
    related = {
        "header1.xml": ("header", part("hdr", p("USUAL"))),
        "header2.xml": ("header", part("hdr", p("FIRST"))),
        "header3.xml": ("header", part("hdr", p("EVEN"))),
        "settings.xml": ("settings", part("settings", settings)),
    }
    kinds = ("default", "first", "even")
    names = "".join(f'<w:headerReference w:type="{kind}" r:id="r{n}"/>' for n, kind in enumerate(kinds))
    return read_whole(word(p("x") + f"<w:sectPr>{names}{section}</w:sectPr>", related))


def test_headers_of_pages_that_are_not_switched_on_are_hidden() -> None:
    seen = headed("")
    assert [seen.codes(mark) for mark in ("USUAL", "FIRST", "EVEN")] == [
        {"header-footer"},
        {"hidden-text"},
        {"hidden-text"},
    ]


def test_headers_of_first_and_even_pages_are_headers_where_they_are_switched_on() -> None:
    seen = headed("<w:titlePg/>", "<w:evenAndOddHeaders/>")
    assert [seen.codes(mark) for mark in ("USUAL", "FIRST", "EVEN")] == [{"header-footer"}] * 3


def test_a_later_section_shows_the_first_header_of_the_one_before() -> None:
    first = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="first" r:id="r0"/></w:sectPr></w:pPr></w:p>'
    related = {"header1.xml": ("header", part("hdr", p("MARK")))}
    assert read_whole(word(first + "<w:sectPr><w:titlePg/></w:sectPr>", related)).codes("MARK") == {"header-footer"}


def test_a_document_of_python_docx_hides_what_its_library_was_told_to_hide() -> None:
    document = docx.Document()
    runs = [document.add_paragraph().add_run(f"MARK-{name}") for name in ("HIDDEN", "WHITE", "TINY", "SHOWN")]
    runs[0].font.hidden = True
    runs[1].font.color.rgb = RGBColor(255, 255, 255)
    runs[2].font.size = Pt(1)
    table = document.add_table(1, 1, style="Table Grid")
    table.cell(0, 0).paragraphs[0].add_run("MARK-CELL").font.color.rgb = RGBColor(254, 254, 254)
    document.sections[0].first_page_header.paragraphs[0].text = "MARK-FIRST"
    document.sections[0].header.paragraphs[0].text = "MARK-HEADER"
    file = BytesIO()
    document.save(file)
    seen = read_whole(file.getvalue(), "letter.docx")
    expected = {"HIDDEN": "hidden-text", "WHITE": "unseen-text", "TINY": "unseen-text", "SHOWN": None,
                "CELL": "unseen-text", "FIRST": "hidden-text", "HEADER": "header-footer"}  # fmt: skip
    assert {mark: seen.codes(f"MARK-{mark}") for mark in expected} == {mark: {code} for mark, code in expected.items()}


BUILDING = (
    "<w:docParts><w:docPart><w:docPartPr><w:types><w:type w:val='{}'/></w:types></w:docPartPr>"
    f"<w:docPartBody>{p('MARK')}</w:docPartBody></w:docPart></w:docParts>"
)


@pytest.mark.parametrize("kind,code", [("bbPlcHdr", "validation-list"), ("autoTxt", "building-block")])
def test_the_prompt_of_a_content_control_is_no_building_block(kind: str, code: str) -> None:
    related = {"glossary/document.xml": ("glossaryDocument", part("glossaryDocument", BUILDING.format(kind)))}
    assert read_whole(word(p("x"), related)).codes("MARK") == {code}


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, MIDDLE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_only_the_outermost_result_of_nested_fields_shows() -> None:
    inner = BEGIN + code("MERGEFIELD Name") + MIDDLE + run("MARK") + END
    seen = read_whole(
        word(f"<w:p>{run('a')}{BEGIN}{code('IF ')}{inner}{code(' = 1')}{MIDDLE}{run('shown')}{END}{run('b')}</w:p>")
    )
    assert seen.visible == "ashownb"
    assert seen.codes("MARK") == {"field-code"}


def test_a_table_of_contents_shows() -> None:
    line = f"<w:p>{run('MARK')}</w:p>"
    body = f"<w:p>{BEGIN}{code('TOC')}{MIDDLE}{run('Contents')}</w:p>{line}<w:p>{END}</w:p>"
    assert read_whole(word(body)).codes("MARK") == {None}


def test_what_a_program_keeps_in_a_field_is_read() -> None:
    data = b64encode(b"\0\1\2" + "MARK of a library".encode("utf-16-le")).decode()
    seen = read_whole(
        word(f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:fldData>{data}</w:fldData></w:fldChar></w:r>{END}</w:p>')
    )
    assert seen.codes("MARK") == {"field-code"}


OTHERS = {
    "a comment's answer in a text box that was deleted": (
        "<w:p><w:del w:author='x'><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + p("MARK")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:del></w:p>",
        "tracked-change",
    ),
    "who changed the looks": (
        "<w:p><w:r><w:rPr><w:b/><w:rPrChange w:author='MARK'><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>",
        "comment-person",
    ),
    "who changed a paragraph": ("<w:p><w:pPr><w:pPrChange w:author='MARK'/></w:pPr></w:p>", "comment-person"),
    "paragraphs deleted as a block": (f"<w:del w:author='x'>{p('MARK')}</w:del>", "tracked-change"),
    "a deleted cell": (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:author='x'/></w:tcPr>{p('MARK')}</w:tc></w:tr></w:tbl>",
        "tracked-change",
    ),
    "a cell under a merged one": (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{p('x')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('MARK')}</w:tc></w:tr></w:tbl>",
        "covered-cell",
    ),
    "custom markup": (
        "<w:customXml><w:customXmlPr><w:attr w:name='nino' w:val='MARK'/></w:customXmlPr></w:customXml>",
        "custom-xml",
    ),
    "a smart tag": (
        f"<w:p><w:smartTag><w:smartTagPr><w:attr w:name='a' w:val='MARK'/></w:smartTagPr>{run('x')}</w:smartTag></w:p>",
        "custom-xml",
    ),
    "a bookmark that looks automatic": ('<w:p><w:bookmarkStart w:name="_MARK"/></w:p>', "structure"),
    "a picture's old title": ('<w:p><w:pict><v:imagedata o:title="MARK"/></w:pict></w:p>', "alt-text"),
    "a paragraph for old programs": (
        f"<mc:AlternateContent><mc:Choice>{p('x')}</mc:Choice><mc:Fallback>{p('MARK')}</mc:Fallback>"
        "</mc:AlternateContent>",
        "alternate-content",
    ),
}  # fmt: skip


@pytest.mark.parametrize("body,code", OTHERS.values(), ids=OTHERS)
def test_what_revisions_and_markup_hide_is_told(body: str, code: str) -> None:
    assert styled(body).codes("MARK") == {code}


def test_a_fallback_with_the_same_lines_is_not_told() -> None:
    both = f"<mc:Choice>{p('one')}{p('two')}</mc:Choice><mc:Fallback>{p('one')}{p('two')}{p('MARK')}</mc:Fallback>"
    seen = read_whole(word(f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"))
    assert [text for text, code in seen.texts if code == "alternate-content"] == ["MARK"]


def test_automatic_bookmarks_are_not_told() -> None:
    names = ("_GoBack", "_Toc12345", "_Hlk99", "_Ref1")
    body = "".join(f'<w:bookmarkStart w:name="{name}"/>' for name in names)
    assert read_whole(word(f"<w:p>{body}{run('x')}</w:p>")).texts == [("x", None)]


def test_a_footnote_that_no_number_leads_to_is_hidden() -> None:
    notes = part(
        "footnotes", f'<w:footnote w:id="2">{p("SHOWN")}</w:footnote><w:footnote w:id="3">{p("MARK")}</w:footnote>'
    )
    body = f'<w:p><w:r><w:footnoteReference w:id="2"/></w:r>{run("x")}</w:p>'
    seen = read_whole(word(body, {"footnotes.xml": ("footnotes", notes)}))
    assert (seen.codes("SHOWN"), seen.codes("MARK")) == ({None}, {"hidden-text"})


def test_a_whole_document_that_stands_in_the_text_shows() -> None:
    chunk = {"afchunk.html": ("aFChunk", "<html><body><p>MARK</p></body></html>")}
    assert read_whole(word('<w:altChunk r:id="r0"/>', chunk)).codes("MARK") == {None}
    assert read_whole(word(p("x"), chunk)).codes("MARK") == {"embedded-file"}


def test_an_address_that_no_link_uses_any_more_is_told() -> None:
    data = word(
        p("x"), None, **{"word/_rels/document.xml.rels": arrows(("r9", "hyperlink", "https://example.org/MARK"))}
    )
    assert read_whole(data).codes("MARK") == {"link-target"}


def test_the_lines_of_a_merge_are_told_without_labels_and_its_kind_is_not() -> None:
    merge = (
        '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/>'
        '<w:connectString w:val="Provider=ACE;Data Source=C:\\staff.xlsx"/></w:mailMerge>'
        '<w:docVars><w:docVar w:name="Case" w:val="07700 900123"/></w:docVars>'
    )
    seen = read_whole(word(p("x"), {"settings.xml": ("settings", part("settings", merge))}))
    assert ("Provider=ACE;Data Source=C:\\staff.xlsx", "connection") in seen.texts
    assert ("07700 900123", "document-variable") in seen.texts
