"""Rows read by pattern say what the parser says of them, however odd the sheet: no cell hides between the two."""

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guardbook.content import Source, Table
from guardbook.readers import plain_xml
from guardbook.readers.plain_xml import PlainXml, is_plain
from guardbook.readers.reading import read_all
from guardbook.readers.xlsx import sheet as sheets
from guardbook.readers.xlsx.plain_rows import PlainRows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts>'
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill/></fills>'
    '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="0" fontId="1"/>'
    '<xf numFmtId="170" fontId="0"/><xf numFmtId="21" fontId="0"/></cellXfs>'
    '<dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>',
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="6"><si><t>Region</t></si><si><t>R&amp;D_x000D_ more</t></si>'
    "<si><t/></si><si><r><rPr><color rgb='FFFFFFFF'/></rPr><t>white </t></r><r><t>black</t></r></si>"
    '<si><t xml:space="preserve"> Łódź </t></si><si><t></t><rPh sb="0" eb="1"><t>Guide</t></rPh></si>'
    "<si><t>Name</t></si></sst>",
}


def workbook(rows: str, *, head: str = "", tail: str = "", opening: str = "<sheetData>") -> bytes:
    """Return a workbook whose only sheet has these rows, as they stand."""
    file = BytesIO()
    namespaces = f'xmlns="{MAIN}" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        text = f"<worksheet {namespaces}>{head}{opening}{rows}</sheetData>{tail}</worksheet>"
        archive.writestr("xl/worksheets/sheet1.xml", text.encode("utf-8", "surrogatepass"))
    return file.getvalue()


def parts_of(data: bytes) -> list[Any]:
    """Return every part, a table as its rows."""
    parts: list[Any] = []
    for part in read_all(Source(BytesIO(data), "a.xlsx")):
        if isinstance(part, Table):
            rows = [tuple(row.values()) for batch in part.batches for row in batch.to_pylist()]
            parts.append((rows, part.where, part.header, part.hidden, dict(part.hidden_columns)))
        else:
            parts.append(part)
    return parts


def in_both_ways(data: bytes, *, piece: int = 1 << 22, read: int = 1 << 18) -> tuple[list[Any], list[Any]]:
    """Return the parts as they are read by pattern and as they are read by the parser alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "LARGE", 0)
        patch.setattr(plain_xml, "PIECE", piece)
        patch.setattr(plain_xml, "READ", read)
        quick = parts_of(data)
        patch.setattr(sheets, "LARGE", 1 << 60)
        return quick, parts_of(data)


def taken(data: bytes) -> int:
    """Return how many rows are read by pattern."""
    counted = 0

    def take(self: PlainRows, text: str, at: int) -> Any:
        nonlocal counted
        found, end = usual(self, text, at)
        counted += len(re.findall("<row ", text[at:end]))
        return found, end

    usual = PlainRows.take
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "LARGE", 0)
        patch.setattr(PlainRows, "take", take)
        parts_of(data)
    return counted


TEXTS = st.one_of(
    st.sampled_from(
        ["", " ", "Leeds", "Anne Example", "12", "007", "1.50", "-3", "1e5", "44927", "0.25", "R&amp;D", "&#65;",
         "&lt;5",
         "_x0041_", "a\nb", "a\r\nb", "Łódź", "😀", "\ufffe", "\x01", "]]>", "<![CDATA[<c]]>", "<!-- x -->", "2 > 1",
         "&quot;", "&eacute;", "1", "3", "5", "6", "9", "0x1", "١"]
    ),
    st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"]), max_size=6),
)  # fmt: skip
HEADS = st.sampled_from(
    ["", ' s="1"', ' t="s"', ' s="1" t="s"', ' t="str"', ' t="n"', ' t="b"', ' t="e"', ' t="d"', ' s="4"', ' t="x"',
     ' s="2"',
     ' s="3"', ' t="s" s="1"', ' t="inlineStr"', ' cm="1"', ' s="99"', ' s="1" s="1"']
)  # fmt: skip
FORMULAS = st.sampled_from(
    ["", "<f>A1+1</f>", '<f>IF(A1,"secret word","")</f>', '<f t="shared" ref="A1:A9" si="0">B1</f>',
     '<f t="shared" si="0"/>',
     "<f>IF(A1,&quot;hidden one&quot;)</f>", "<f/>"]
)  # fmt: skip
LETTERS = st.sampled_from(["A", "B", "C", "D", "BA", "B", "C", "a", "XFE", ""])


@st.composite
def cells(draw: st.DrawFn, number: str) -> str:
    """Return one cell, mostly a usual one."""
    letter, head, text = draw(LETTERS), draw(HEADS), draw(TEXTS)
    reference = f' r="{letter}{number}"' if letter and draw(st.integers(0, 9)) else ""
    way = draw(st.integers(0, 9))
    if way < 4:
        return f"<c{reference}{head}>{draw(FORMULAS)}<v>{text}</v></c>"
    if way < 7:
        return f'<c{reference} t="inlineStr"><is><t>{text}</t></is></c>'
    return draw(
        st.sampled_from(
            [f"<c{reference}{head}/>", f"<c{reference}{head}></c>", f"<c{reference}{head}><v/></c>",
             f"<c{reference}{head}><is><t>{text}</t></is></c>", f"<c{reference} t='str'><v>{text}</v></c>",
             f'<c{reference} t="inlineStr"><is><r><t>{text}</t></r></is></c>',
             f"<c{reference}><v>{text}</v><v>two</v></c>",
             f'<c{reference} t="inlineStr"><v>{text}</v></c>', f"<c{reference}><v>{text}</v> </c >",
             f'<c{reference} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>']
        )
    )  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Return the rows of a sheet: runs of usual ones with odd ones between."""
    made, number = [], 0
    for _ in range(draw(st.integers(1, 12))):
        number += draw(st.sampled_from([1, 1, 1, 1, 2, 600]))
        if draw(st.integers(0, 2)):
            usual = draw(st.lists(st.sampled_from(["Leeds", "York", "12", "4.5", "Anne"]), min_size=1, max_size=4))
            for _ in range(draw(st.sampled_from([1, 2, 5, 230]))):
                inner = "".join(
                    f'<c r="{"ABCD"[place]}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
                    for place, text in enumerate(usual)
                )
                made.append(f'<row r="{number}" spans="1:4">{inner}</row>')
                number += 1
            continue
        attributes = draw(
            st.sampled_from(
                ["", "", ' hidden="1"', ' ht="0.5"', ' ht="15" customHeight="1"', ' x14ac:dyDescent="0.25"',
                 ' ht="&#49;"',
                 ' zz:a="1"', ' hidden="0" hidden="1"', ' a="1"', " ht='0'"]
            )
        )  # fmt: skip
        shown = draw(st.sampled_from([f' r="{number}"'] * 5 + ["", ' r="x"', ' r="3"', ' r="007"']))
        inner = "".join(draw(st.lists(cells(str(number)), max_size=4)))
        made.append(
            draw(
                st.sampled_from(
                    [f"<row{shown}{attributes}>{inner}</row>"] * 6
                    + [f"<row{shown}{attributes}/>", f"<row{shown}{attributes}>{inner}</row >",
                    f"<!-- <row>{inner}</row> -->",
                       f"<row{shown}/><!-- {inner}</row> -->", f"<x><row{shown}>{inner}</row></x>",
                       f"\n  <row{shown}>{inner}</row>",
                       f"<row{shown}><row>{inner}</row></row>"]
                )
            )
        )  # fmt: skip
    return "".join(made)


HEADED = ["", '<sheetFormatPr defaultRowHeight="15"/>', '<sheetPr filterMode="1"/>', "<!-- <sheetData> -->",
          '<cols><col min="2" max="2" hidden="1"/></cols>']  # fmt: skip
TAILED = ["", '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>', '<oddHeader>Words</oddHeader>',
"<row><c><v>1</v></c></row>",
          '<conditionalFormatting sqref="A1:D9"><cfRule type="cellIs" priority="1" operator="equal" dxfId="0">'
          "<formula>12</formula></cfRule></conditionalFormatting>"]  # fmt: skip


@given(
    rows(),
    st.sampled_from(HEADED),
    st.sampled_from(TAILED),
    st.sampled_from([1 << 22, 1, 500]),
    st.sampled_from([1 << 18, 61]),
)
@example("", "", "", 1, 7)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_pattern_and_the_parser_agree(inner: str, head: str, tail: str, piece: int, read: int) -> None:
    quick, slow = in_both_ways(workbook(inner, head=head, tail=tail), piece=piece, read=read)
    assert quick == slow


def usual_rows(first: int, count: int, places: str = "ABCD") -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(f'<c r="{letter}{number}" t="str"><v>{number % 7} of {letter}</v></c>' for letter in places)
        + "</row>"
        for number in range(first, first + count)
    )


@pytest.mark.parametrize(
    "between",
    [
        '<row r="301"><c r="A301"><v>1</v></c><!-- </row>'
        '<row r="302"><c r="A302" t="str"><v>in a remark</v></c></row> --></row>',
        '<row r="301"/><!-- <row r="302"><c r="A302" t="str"><v>in a remark</v></c></row> -->',
        "<row r='301'><c r='A301' t='str'><v><![CDATA[</row><row>]]></v></c></row>",
        '<row r="301"><c r="A301" t="str"><v>&amp;amp; &#60;</v></c></row>',
        '<row r="301"><c r="B301" t="str"><v>B</v></c><c r="A301" t="str"><v>A</v></c></row>',
        '<row r="301"><c r="A301" t="str"><v>one</v></c><c r="A301" t="str"><v>two</v></c></row>',
        '<row r="301" hidden="1"><c r="A301" t="str"><v>out of sight</v></c></row>',
        '<row r="301"><c r="A301" s="2" t="str"><v>white on white</v></c></row>',
        '<row r="301"><c r="A301" t="s"><v>3</v></c></row>',
        '<row r="301"><c r="A301" s="3"><v>7</v></c></row>',
        '<row r="301"><c r="A301"><f>IF(B1,"said in a formula")</f><v>7</v></c></row>',
        '<row r="301"><c r="E301" t="str"><v>past the heading</v></c></row>',
        '<row r="301"><c r="CZ301" t="str"><v>far away</v></c></row>',
        '<x><row r="301"><c r="A301" t="str"><v>deeper</v></c></row></x>',
        '<row r="301"><c r="A301" t="str"><v>cut off',
        '<row r="301"><c r="A301" t="str"><v>\x02</v></c></row>',
        '<row r="900"><c r="A900" t="str"><v>below</v></c></row>',
    ],
)
def test_one_odd_row_among_many_is_read_as_the_parser_reads_it(between: str) -> None:
    data = workbook(usual_rows(1, 300) + between + usual_rows(302, 300))
    quick, slow = in_both_ways(data, piece=4096)
    assert quick == slow
    assert taken(data) >= (0 if is_odd(between) else 300)


def is_odd(text: str) -> bool:
    """Tell whether a text makes all of its piece odd."""
    return not is_plain(text.encode())


def test_tables_one_below_another_are_cut_in_the_same_places() -> None:
    heading = '<row r="{0}"><c r="A{0}" t="str"><v>Area</v></c><c r="B{0}" t="str"><v>Town</v></c></row>'
    rows = usual_rows(1, 400) + heading.format(401) + usual_rows(402, 250, "AB") + heading.format(700)
    data = workbook(rows + usual_rows(701, 300, "AB") + usual_rows(1001, 30, "ABCDE"))
    quick, slow = in_both_ways(data, piece=4096, read=4096)
    assert quick == slow
    assert sum(isinstance(part, tuple) for part in quick) > 2


def test_cells_under_a_merged_one_are_told_in_the_midst_of_usual_rows() -> None:
    data = workbook(usual_rows(1, 600), tail='<mergeCells><mergeCell ref="B400:C401"/></mergeCells>')
    quick, slow = in_both_ways(data, piece=4096, read=4096)
    assert quick == slow
    assert any(isinstance(part, tuple) and part[3] == "covered-cells" for part in quick)


def test_usual_rows_are_read_by_pattern_in_whole_batches() -> None:
    data = workbook(usual_rows(1, 1000))
    assert taken(data) == 1000
    assert in_both_ways(data)[0] == in_both_ways(data)[1]


@pytest.mark.parametrize(
    "opening", ["<sheetData >", '<sheetData a="1">', '<sheetData xmlns="urn:other">', "<!-- <sheetData>--><sheetData>"]
)
def test_an_odd_beginning_is_no_other_sheet(opening: str) -> None:
    quick, slow = in_both_ways(workbook(usual_rows(1, 300), opening=opening))
    assert quick == slow


def test_elements_are_let_go_of_as_they_are_read() -> None:
    text = '<a xmlns="urn:a"><list>' + "<item>plain</item>" * 50 + "<item x='1'>other</item>" * 50 + "</list></a>"
    xml = PlainXml(BytesIO(text.encode()), "list", "item", "{*}item")

    def take(piece: str, at: int) -> tuple[list[str], int]:
        run = re.compile("(?:<item>plain</item>)*+").match(piece, at)
        assert run
        return ([f"{len(run[0]) // 18} plain"] if run[0] else []), run.end()

    found = list(xml.items(take))
    assert found[0] == "50 plain"
    assert len(found) == 51
    assert len(xml.holder) < 3
