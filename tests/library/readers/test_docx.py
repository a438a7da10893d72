"""Word documents: what shows is read as it stands, what does not show under the code of why."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from guardbook.content import Limits
from guardbook.readers.vba import decompressed
from tests.library.readers.planted import ole_file, read_whole, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:wp="urn:wp" xmlns:mc="urn:mc" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:o"'
)


def part(root: str, inner: str) -> str:
    return f"<w:{root} {NAMES}>{inner}</w:{root}>"


def arrows(*targets: tuple[str, str, str]) -> str:
    each = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def word(body: str, related: dict[str, tuple[str, str]] | None = None, **more: str | bytes) -> bytes:
    """Return a document; `related` maps a part's file name to its relationship kind and content."""
    related = related or {}
    links = [(f"r{n}", kind, name) for n, (name, (kind, _)) in enumerate(related.items())]
    return zipped(
        {
            "_rels/.rels": arrows(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": arrows(*links),
            **{f"word/{name}": content for name, (_, content) in related.items() if ":" not in name},
            **more,
        }
    )


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_a_letter_of_libreoffice_keeps_its_lines_and_yields_everything_planted(
    converted: Callable[[str, str], bytes],
) -> None:
    seen = read_whole(converted("letter.fodt", "docx"), "letter.docx")
    assert seen.visible.startswith("Ms Ada Example\nFlat 2, The Old Mill\n12 High Street\nAnytown\nDear Ms Example,\n")
    assert "Name:\tAda Example\n" in seen.visible
    assert "Yours sincerely,\n\nBo Sample" in seen.visible
    assert seen.visible_rows == [["Telephone", "07700 900123"], ["Address", "12 High Street\nAnytown"]]
    assert {mark: seen.codes(f"MARK-{mark}") for mark in PLANTED} == {mark: {code} for mark, code in PLANTED.items()}
    assert seen.problems == []


PLANTED = {
    "INSERTED": None,
    "BOX": None,
    "FOOTNOTE": None,
    "HIDDEN": "hidden-text",
    "DELETED": "tracked-change",
    "COMMENT": "comment",
    "CRITIC": "comment-person",
    "REVISER": "comment-person",
    "HEADER": "header-footer",
    "FOOTER": "header-footer",
    "LINK": "link-target",
    "TITLE": "document-properties",
    "AUTHOR": "document-properties",
    "CUSTOM": "custom-properties",
}


def test_a_word_split_over_runs_is_one_word() -> None:
    seen = read_whole(word("<w:p><w:r><w:t>Exa</w:t></w:r><w:proofErr/><w:r><w:t>mple</w:t></w:r></w:p>"))
    assert seen.visible == "Example"


def test_the_strict_edition_reads_like_the_usual_one() -> None:
    data = word(p("MARK") + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    seen = read_whole(_replaced(data, W, STRICT))
    assert seen.visible == "MARK"
    assert seen.visible_rows == [["cell"]]


def test_nested_tables_and_spanned_cells_keep_their_columns() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('inner')}</w:tc></w:tr></w:tbl>"
    spanned = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("wide")}</w:tc><w:tc>{p("c")}</w:tc></w:tr>'
    row = f"<w:tr><w:tc>{p('a')}{inner}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
    seen = read_whole(word(f"<w:tbl>{spanned}{row}</w:tbl>"))
    assert [rows for rows, _ in seen.tables] == [[["wide", None, "c"], ["a", "b", None]], [["inner"]]]


HIDING = {
    "a hidden run": (p("MARK", "<w:vanish/>"), "hidden-text"),
    "a hidden style": (p("MARK", '<w:rStyle w:val="Secret"/>'), "hidden-text"),
    "a style based on a hidden one": (p("MARK", '<w:rStyle w:val="Based"/>'), "hidden-text"),
    "a hidden paragraph style": (
        '<w:p><w:pPr><w:pStyle w:val="Secret"/></w:pPr><w:r><w:t>MARK</w:t></w:r></w:p>',
        "hidden-text",
    ),
    "white letters on white": (p("MARK", '<w:color w:val="FFFFFF"/>'), "unseen-text"),
    "letters of one point": (p("MARK", '<w:sz w:val="2"/>'), "unseen-text"),
    "a deletion": (
        '<w:p><w:del w:author="x"><w:r><w:delText>MARK</w:delText></w:r></w:del></w:p>',
        "tracked-change",
    ),
    "what was moved away": (
        '<w:p><w:moveFrom w:author="x"><w:r><w:t>MARK</w:t></w:r></w:moveFrom></w:p>',
        "tracked-change",
    ),
    "who deleted": ('<w:p><w:del w:author="MARK"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>', "comment-person"),
    "a deleted row": (
        f"<w:tbl><w:tr><w:trPr><w:del w:author='x'/></w:trPr><w:tc>{p('MARK')}</w:tc></w:tr></w:tbl>",
        "tracked-change",
    ),
    "a hidden row": (
        f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('MARK')}</w:tc></w:tr></w:tbl>",
        "hidden-text",
    ),
    "a hidden run in a cell": (
        f"<w:tbl><w:tr><w:tc>{p('MARK', '<w:vanish/>')}</w:tc></w:tr></w:tbl>",
        "hidden-text",
    ),
    "a field's instruction": ("<w:p><w:r><w:instrText>INCLUDETEXT MARK</w:instrText></w:r></w:p>", "field-code"),
    "a simple field's instruction": ('<w:p><w:fldSimple w:instr="AUTHOR MARK"/></w:p>', "field-code"),
    "a bookmark": ('<w:p><w:bookmarkStart w:name="MARK"/></w:p>', "structure"),
    "a picture's description": (
        '<w:p><w:r><w:drawing><wp:docPr id="1" name="Picture 1" descr="MARK"/></w:drawing></w:r></w:p>',
        "alt-text",
    ),
    "an old shape's description": ('<w:p><w:r><w:pict><v:shape alt="MARK"/></w:pict></w:r></w:p>', "alt-text"),
    "a choice of a list": (
        '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="MARK"/></w:dropDownList></w:sdtPr></w:sdt>',
        "validation-list",
    ),
    "another text for old programs": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>shown</w:t></mc:Choice>"
        "<mc:Fallback><w:t>MARK</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "alternate-content",
    ),
}


@pytest.mark.parametrize("body,code", HIDING.values(), ids=HIDING)
def test_what_the_page_does_not_show_is_found_under_its_code(body: str, code: str) -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Based"><w:basedOn w:val="Secret"/></w:style>',
    )
    seen = read_whole(word(p("before") + body + p("after"), {"styles.xml": ("styles", styles)}))
    assert seen.codes("MARK") == {code}
    assert seen.visible.splitlines()[0] == "before"
    assert seen.visible.splitlines()[-1] == "after"


WHITE = '<w:color w:val="FFFFFF"/>'
SHOWING = {
    "hidden switched off": p("MARK", '<w:vanish w:val="0"/>'),
    "white letters on a dark cell": (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='000080'/></w:tcPr>{p('MARK', WHITE)}</w:tc>"
        "</w:tr></w:tbl>"
    ),
    "white letters on a mark": p("MARK", WHITE + '<w:highlight w:val="black"/>'),
    "an insertion": '<w:p><w:ins w:author="x"><w:r><w:t>MARK</w:t></w:r></w:ins></w:p>',
    "a field's result": '<w:p><w:fldSimple w:instr="AUTHOR"><w:r><w:t>MARK</w:t></w:r></w:fldSimple></w:p>',
    "a link's text": '<w:p><w:hyperlink><w:r><w:t>MARK</w:t></w:r></w:hyperlink></w:p>',
    "a content control": f"<w:sdt><w:sdtContent>{p('MARK')}</w:sdtContent></w:sdt>",
    "a text box": f"<w:p><w:r><w:pict><w:txbxContent>{p('MARK')}</w:txbxContent></w:pict></w:r></w:p>",
    "drawn letters": '<w:p><w:r><w:pict><v:shape><v:textpath string="MARK"/></v:shape></w:pict></w:r></w:p>',
}  # fmt: skip


@pytest.mark.parametrize("body", SHOWING.values(), ids=SHOWING)
def test_what_the_page_shows_is_visible(body: str) -> None:
    assert read_whole(word(body)).codes("MARK") == {None}


PARTS: dict[str, tuple[dict[str, tuple[str, str]], dict[str, str | bytes], str]] = {
    "a header": ({"header1.xml": ("header", part("hdr", p("MARK")))}, {}, "header-footer"),
    "a comment": (
        {"comments.xml": ("comments", part("comments", f"<w:comment>{p('MARK')}</w:comment>"))},
        {},
        "comment",
    ),
    "a comment's author": (
        {"comments.xml": ("comments", part("comments", f'<w:comment w:author="MARK">{p("x")}</w:comment>'))},
        {},
        "comment-person",
    ),
    "a document variable": (
        {"settings.xml": ("settings", part("settings", '<w:docVar w:name="a" w:val="MARK"/>'))},
        {},
        "document-variable",
    ),
    "a mail merge's source": (
        {"settings.xml": ("settings", part("settings", '<w:mailMerge><w:query w:val="MARK"/></w:mailMerge>'))},
        {},
        "connection",
    ),
    "a template's path": (
        {"settings.xml": ("settings", part("settings", ""))},
        {"word/_rels/settings.xml.rels": arrows(("r1", "attachedTemplate", "file:///C:/Users/MARK/t.dotm"))},
        "template-path",
    ),
    "a building block": (
        {"glossary/document.xml": ("glossaryDocument", part("glossaryDocument", p("MARK")))},
        {},
        "building-block",
    ),
    "custom XML": ({}, {"customXml/item1.xml": "<case><person nino='MARK'/></case>"}, "custom-xml"),
    "a property": ({}, {"docProps/core.xml": "<core><creator>MARK</creator></core>"}, "document-properties"),
    "the list of people": ({}, {"word/people.xml": part("people", '<w:person w:author="MARK"/>')}, "comment-person"),
    "a part nothing refers to": ({}, {"word/header9.xml": part("hdr", p("MA</w:t></w:r><w:r><w:t>RK"))}, "other-part"),
    "a chart's cache": (
        {},
        {"word/charts/chart1.xml": "<c><ser><strCache><pt><v>MARK</v></pt></strCache></ser></c>"},
        "chart-cache",
    ),
    "an embedded file": ({}, {"word/embeddings/object.bin": b"MARK in a text file\n"}, "embedded-file"),
    "an embedded document": ({}, {"word/embeddings/a.docx": word(p("MARK"))}, "embedded-file"),
}


@pytest.mark.parametrize("related,more,code", PARTS.values(), ids=PARTS)
def test_every_part_of_the_package_is_read(
    related: dict[str, tuple[str, str]], more: dict[str, str | bytes], code: str
) -> None:
    seen = read_whole(word(p("body"), related, **more))
    assert seen.codes("MARK") == {code}
    assert seen.problems == []


def test_a_file_dragged_into_the_document_is_read_out_of_its_object() -> None:
    content = b"MARK in a text file"
    label = b"\2\0note.txt\0C:\\note.txt\0\0\0\3\0" + (4).to_bytes(4, "little") + b"tmp\0"
    native = ole_file("\x01Ole10Native", bytes(4) + label + len(content).to_bytes(4, "little") + content)
    seen = read_whole(word(p("body"), None, **{"word/embeddings/oleObject1.bin": native}))
    assert seen.codes("MARK") == {"embedded-file"}
    assert seen.problems == []


COMPRESSED = bytes.fromhex(
    "01 2f b0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6a 01 38 08 61 6b 6c 00 30 6d 6e 6f 70 06 71 02"
    " 70 04 10 72 73 74 75 76 10 77 78 79 7a 00 3c"
)
"""The example of MS-OVBA 3.2.2."""


def test_macros_unpack_as_their_specification_says() -> None:
    assert decompressed(COMPRESSED) == b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"


def test_the_source_of_macros_is_read() -> None:
    source = b'Attribute VB_Name = "A"\r\nConst Password = "MARK"\r\n'
    chunk = b"".join(b"\0" + source[at : at + 8] for at in range(0, len(source), 8))
    module = b"\x99" * 20 + b"\x01" + (0xB000 | len(chunk) - 1).to_bytes(2, "little") + chunk
    seen = read_whole(word(p("body"), None, **{"word/vbaProject.bin": ole_file("Module1", module)}))
    assert seen.codes("MARK") == {"macro"}
    assert seen.problems == []


def test_footnotes_and_smart_art_show() -> None:
    notes = part("footnotes", f"<w:footnote>{p('NOTE')}</w:footnote>")
    art = {"word/diagrams/data1.xml": "<d><pt><p><r><t>ART</t></r></p></pt></d>",
           "word/diagrams/drawing1.xml": "<d><p><r><t>ART</t></r></p><p><r><t>OTHER</t></r></p></d>"}  # fmt: skip
    seen = read_whole(word(p("x"), {"footnotes.xml": ("footnotes", notes)}, **art))
    assert seen.codes("NOTE") == seen.codes("ART") == {None}
    assert seen.codes("OTHER") == {"alternate-content"}


def test_a_document_of_python_docx_has_no_problems_and_only_known_codes() -> None:
    document = docx.Document()
    document.add_paragraph("Dear Ms Example,")
    document.add_comment(document.paragraphs[0].runs, text="MARK", author="A Critic")
    file = BytesIO()
    document.save(file)
    seen = read_whole(file.getvalue(), "letter.docx")
    assert (seen.format, seen.problems, seen.remarks) == ("Word document", [], [])
    assert seen.codes("MARK") == {"comment"}


def test_a_damaged_part_is_a_problem_and_the_rest_is_read() -> None:
    seen = read_whole(word(p("MARK"), {"header1.xml": ("header", "<w:hdr><broken")}))
    assert seen.codes("MARK") == {None}
    assert seen.problems == ["one of its parts is not well-formed XML"]


def test_what_stands_before_the_damage_in_the_body_is_read() -> None:
    body = p("MARK") + "<broken>"
    seen = read_whole(word(body))
    assert seen.codes("MARK") == {None}
    assert len(seen.problems) == 1


LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "MARK"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
)


def test_entities_are_refused_not_expanded() -> None:
    seen = read_whole(zipped({"word/document.xml": LAUGHS}), "a.docx")
    assert seen.codes("MARK") == set()
    assert seen.problems == ["it declares XML entities, which documents of this kind never do"]


def test_a_file_of_this_machine_is_not_fetched_by_an_entity() -> None:
    hostile = LAUGHS.replace('<!ENTITY a "MARK">', '<!ENTITY a SYSTEM "file:///etc/hostname">')
    assert read_whole(zipped({"word/document.xml": hostile})).texts == []


def test_a_part_that_unpacks_to_too_much_ends_the_reading() -> None:
    data = word(p("x" * 5_000_000))
    seen = read_whole(data, limits=Limits(output=1_000_000))
    assert seen.problems == ["it unpacks to more than 1,000,000 bytes"]


def test_a_file_cut_short_is_unreadable() -> None:
    data = word(p("MARK" * 1000))
    assert len(read_whole(data[: len(data) // 2], "a.docx").problems) == 1


def test_a_document_protected_by_a_password_is_refused_with_the_remedy() -> None:
    seen = read_whole(ole_file("EncryptedPackage", b"x"), "a.docx")
    assert len(seen.problems) == 1
    assert "password" in seen.problems[0]
    assert seen.texts == []


def test_a_document_nested_too_deeply_is_a_problem() -> None:
    data = word(p("MARK-0"))
    for number in range(1, 9):
        data = word(p(f"MARK-{number}"), None, **{"word/embeddings/a.docx": data})
    seen = read_whole(data)
    assert seen.codes("MARK-8") == {None}
    assert any("containers" in problem for problem in seen.problems)


def test_a_picture_alone_is_not_taken_for_a_read_document() -> None:
    seen = read_whole(word("<w:p/>", None, **{"word/media/image1.png": b"\x89PNG"}))
    assert seen.problems == ["it holds pictures and hardly a word: their text was not read"]


def test_pictures_beside_text_are_only_remarked_upon() -> None:
    seen = read_whole(word(p("A letter with a crest. " * 10), None, **{"word/media/image1.png": b"\x89PNG"}))
    assert (seen.problems, seen.remarks) == ([], ["its pictures were not read"])


def _replaced(data: bytes, old: str, new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zipped({name: archive.read(name).replace(old.encode(), new.encode()) for name in archive.namelist()})
