"""Clean copies of Word documents."""

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, RGBColor
from PIL import Image

from guardbook.content import Limits, Source
from guardbook.readers.reading import Reading
from guardbook.release.clean import Job, Refused, clean_copy
from guardbook.release.declaration import parse_declaration
from tests.library.release.clean.copies import copy_of

WHEN = 'w:author="Jane Whitfield" w:date="2026-02-27T16:05:00Z"'
PARTS = frozenset(
    ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
     "word/settings.xml", "word/numbering.xml")
)  # fmt: skip


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cleaned(document: Document, declaration: str = "") -> Document:
    return docx.Document(io.BytesIO(copy_of(saved(document), "notice.docx", declaration)))


def add(document: Document, xml: str) -> None:
    element = parse_xml(xml.replace(">", f" {nsdecls('w', 'r', 'wp', 'a', 'm')}>", 1))
    document.element.body.insert(len(document.element.body) - 1, element)


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def picture(ending: str = "PNG") -> io.BytesIO:
    image = Image.new("RGB", (300, 200), "white")
    image.paste("navy", (0, 100, 300, 200))
    out = io.BytesIO()
    image.save(out, ending)
    out.seek(0)
    return out


def test_the_copy_has_no_part_but_those_it_needs() -> None:
    document = docx.Document()
    document.core_properties.author = "Jane Whitfield"
    document.add_paragraph("Apply from 3 June.")
    package = zipfile.ZipFile(io.BytesIO(copy_of(saved(document), "notice.docx")))
    assert set(package.namelist()) == PARTS
    assert not any(b"Whitfield" in package.read(name) for name in package.namelist())


def test_the_title_of_the_copy_is_the_declared_one() -> None:
    document = docx.Document()
    document.core_properties.title = "Draft 3 for Jane Whitfield"
    document.add_paragraph("Apply from 3 June.")
    assert cleaned(document, 'title = "Permits"').core_properties.title == "Permits"


def test_what_was_deleted_goes_and_what_was_inserted_stays() -> None:
    document = docx.Document()
    add(
        document,
        f'<w:p><w:r><w:t xml:space="preserve">The fee </w:t></w:r><w:del w:id="1" {WHEN}><w:r><w:delText>rises'
        f'</w:delText></w:r></w:del><w:ins w:id="2" {WHEN}><w:r><w:t>stays</w:t></w:r></w:ins></w:p>',
    )
    copy = cleaned(document)
    assert "The fee stays" in lines(copy)
    assert not copy.element.xpath("//w:ins | //w:del")


def test_paragraphs_whose_end_was_deleted_become_one() -> None:
    document = docx.Document()
    add(
        document,
        f'<w:p><w:pPr><w:rPr><w:del w:id="1" {WHEN}/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">The fee </w:t>'
        "</w:r></w:p>",
    )
    add(document, "<w:p><w:r><w:t>stays.</w:t></w:r></w:p>")
    assert "The fee stays." in lines(cleaned(document))


def test_hidden_and_unseen_words_go() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Apply from 3 June.")
    paragraph.add_run(" Not for release.").font.hidden = True
    paragraph.add_run(" Nobody sees this.").font.color.rgb = RGBColor(255, 255, 255)
    assert lines(cleaned(document)) == ["Apply from 3 June."]


def test_letters_keep_their_looks() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("Important")
    run.bold, run.italic, run.font.color.rgb = True, True, RGBColor(200, 0, 0)
    [copied] = cleaned(document).paragraphs[0].runs
    assert (copied.bold, copied.italic, copied.font.color.rgb) == (True, True, RGBColor(200, 0, 0))


def test_headings_stay_headings_and_lists_stay_lists() -> None:
    document = docx.Document()
    document.add_heading("How to apply", 2)
    document.add_paragraph("Fill in the form.", style="List Number")
    copy = cleaned(document)
    assert copy.element.xpath("//w:pStyle/@w:val") == ["Heading2"]
    assert copy.element.xpath("count(//w:numPr)") == 1
    assert copy.part.numbering_part.element.xpath("//w:lvl[@w:ilvl='0']/w:lvlText/@w:val") == ["%1."]


def table_of(document: Document, *rows: tuple[str, ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def test_columns_that_were_not_declared_go() -> None:
    document = docx.Document()
    table_of(document, ("Rank", "Station", "Officers"), ("Constable", "Knock", "4622"), ("Sergeant", "Maydown", "1090"))
    [table] = cleaned(document, 'columns = ["Rank", "Officers"]').tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Rank", "Officers"],
        ["Constable", "4622"],
        ["Sergeant", "1090"],
    ]


def test_a_table_goes_where_none_may_appear() -> None:
    document = docx.Document()
    document.add_paragraph("Apply from 3 June.")
    table_of(document, ("Rank", "Officers"), ("Constable", "4622"))
    assert not cleaned(document, "columns = []").tables


def test_merged_cells_stay_merged() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Across"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Down"
    [copied] = cleaned(document).tables
    assert copied.cell(0, 0)._tc is copied.cell(0, 1)._tc
    assert copied.cell(1, 2)._tc is copied.cell(2, 2)._tc
    assert copied.cell(2, 2).text == "Down"


def test_a_merged_cell_that_leads_from_a_hidden_column_into_a_declared_one_is_refused() -> None:
    document = docx.Document()
    table_of(document, ("Station", "Rank", "Officers"), ("Knock", "Constable", "4622"), ("Maydown", "Sergeant", "1090"))
    table = document.tables[0]
    table.cell(2, 0).merge(table.cell(2, 1))
    with pytest.raises(Refused, match="merged cell"):
        copy_of(saved(document), "notice.docx", 'columns = ["Rank", "Officers"]')


def test_only_what_shows_of_a_picture_stays() -> None:
    document = docx.Document()
    shape = document.add_picture(picture(), width=Cm(6))
    shape.height = Cm(2)
    shape._inline.graphic.graphicData.pic.blipFill.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} b="50000"/>'))
    shape._inline.docPr.set("descr", "A white field")
    copy = cleaned(document)
    [image] = [part.blob for name, part in copy.part.related_parts.items() if "image" in part.content_type]
    assert Image.open(io.BytesIO(image)).size == (300, 100)
    assert copy.inline_shapes[0]._inline.docPr.get("descr") == "A white field"


def test_a_link_stays_unless_its_address_tells_of_a_person() -> None:
    document = docx.Document()
    for target in ("https://example.gov.uk/permits", "mailto:priya.raman71@example.org"):
        number = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        add(document, f'<w:p><w:hyperlink r:id="{number}"><w:r><w:t>Read more</w:t></w:r></w:hyperlink></w:p>')
    copy = cleaned(document)
    assert [link.address for link in copy.paragraphs[0].hyperlinks] == ["https://example.gov.uk/permits"]
    assert copy.paragraphs[1].text == "Read more"
    assert not copy.paragraphs[1].hyperlinks


def test_headers_stay_but_for_lines_about_people() -> None:
    document = docx.Document()
    document.add_paragraph("Apply from 3 June.")
    header = document.sections[0].header
    header.paragraphs[0].text = "Department for Harbours"
    header.add_paragraph("Drafted by Jane Whitfield, jane.whitfield@example.org")
    assert [line.text for line in cleaned(document).sections[0].header.paragraphs] == ["Department for Harbours"]


def test_the_number_of_a_page_stays_a_field() -> None:
    document = docx.Document()
    document.add_paragraph("Apply from 3 June.")
    footer = document.sections[0].footer.paragraphs[0]
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'))
    footer = cleaned(document).sections[0].footer
    assert footer._element.xpath("//w:fldSimple/@w:instr") == ["PAGE"]


def test_a_box_to_tick_shows_whether_it_is_ticked() -> None:
    document = docx.Document()
    box = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{}"/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar"
        ' w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> {}</w:t></w:r></w:p>'
    )
    add(document, box.format(1, "Yes"))
    add(document, box.format(0, "No"))
    assert lines(cleaned(document)) == ["☒ Yes", "☐ No"]


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath></w:p>", "formula"),
        ('<w:p><w:r><w:instrText> x </w:instrText></w:r><w:fldSimple w:instr="EQ \\f(1;2)"/></w:p>', "field"),
        (
            '<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;width:200pt;'
            'height:60pt" fillcolor="black"/></w:pict></w:r></w:p>',
            "drawn shape",
        ),
    ],
)
def test_what_cannot_be_built_anew_is_refused(xml: str, reason: str) -> None:
    document = docx.Document()
    add(document, xml)
    with pytest.raises(Refused, match=reason):
        copy_of(saved(document), "notice.docx")


def test_letters_that_would_vanish_turn_black_or_white() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="pct50" w:fill="101010"/>'))
    table.cell(0, 0).paragraphs[0].add_run("Shown").font.color.rgb = RGBColor(255, 255, 255)
    [run] = cleaned(document).tables[0].cell(0, 0).paragraphs[0].runs
    assert run.text == "Shown"
    assert run.font.color.rgb is None or run._r.rPr.find(qn("w:shd")) is not None


def test_lists_that_count_on_count_on_and_those_that_begin_anew_do_so() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = document.styles["List Number"].element.xpath("w:pPr/w:numPr/w:numId/@w:val")[0]
    defined = numbering.xpath(f"w:num[@w:numId='{abstract}']/w:abstractNumId/@w:val")[0]
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    for number, more in ((91, ""), (92, ""), (93, override)):
        num = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{defined}"/>{more}</w:num>'
        numbering.append(parse_xml(num))
        add(
            document,
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>Point'
            f" {number}</w:t></w:r></w:p>",
        )
    copy = cleaned(document)
    first, second, third = copy.element.xpath("//w:numPr/w:numId/@w:val")
    assert first == second != third
    numbers = copy.part.numbering_part.element
    [where] = numbers.xpath(f"w:num[@w:numId='{third}']/w:abstractNumId/@w:val")
    assert numbers.xpath(f"w:abstractNum[@w:abstractNumId='{where}']/w:lvl[@w:ilvl='0']/w:start/@w:val") == ["7"]


def test_what_a_person_might_miss_is_told() -> None:
    document = docx.Document()
    number = document.part.relate_to("file:///C:/Users/jane/appeal.docx", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add(document, f'<w:p><w:hyperlink r:id="{number}"><w:r><w:t>Appeal</w:t></w:r></w:hyperlink></w:p>')
    source = Source(io.BytesIO(saved(document)), "notice.docx")
    job = Job(source, io.BytesIO(), "docx", parse_declaration(""), Reading(Limits(), pictures=True))
    clean_copy(job)
    assert job.notes == ["Links to addresses of persons, or to files, became plain words."]
