"""Workbooks: what shows is read as it is shown, what does not show under the code of why."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from guardbook.content import Limits, Source, Table
from guardbook.readers import Reading
from guardbook.readers.hidden import HIDDEN
from tests.library.readers.planted import ole_file, read_whole, zipped
from tests.library.readers.workbooks import HEADINGS, changed, honest, planted, saved, sheet_of, with_part, with_strings

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"


def replaced(name: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        assert old.encode() in members[name]
        members[name] = members[name].replace(old.encode(), new.encode(), 1)

    return change


def test_cells_are_read_as_they_are_shown() -> None:
    rows = read_whole(honest(), "staff.xlsx").visible_rows
    assert rows[0] == HEADINGS
    assert rows[1] == ["Anne Example 1", "1990-01-01", "00000001", "plain 1", "12345678901235"]


def test_an_honest_workbook_conceals_nothing() -> None:
    seen = read_whole(honest(), "staff.xlsx")
    codes = {code for _, code in [*seen.texts, *seen.tables] if code}
    assert {HIDDEN[code].kind for code in codes} <= {"furniture"}
    assert not seen.problems


@pytest.mark.parametrize(
    ("marker", "code"),
    [
        ("COLUMN-MARK", "hidden-columns"),
        ("ROW-MARK", "hidden-rows"),
        ("FLAT-MARK", "zero-size"),
        ("NOTE-MARK", "comment"),
        ("AUTHOR-MARK", "comment-person"),
        ("LINK-MARK", "link-target"),
        ("FAR-MARK", "far-cells"),
        ("BELOW-MARK", "far-cells"),
        ("FORMULA-MARK", "formula"),
        ("HEADER-MARK", "header-footer"),
        ("FOOTER-MARK", "header-footer"),
        ("CHOICE-MARK", "validation-list"),
        ("PROMPT-MARK", "validation-list"),
        ("SHEETNAME-MARK", "structure"),
        ("SHEET-MARK", "hidden-sheet"),
        ("VERYHIDDEN-MARK", "very-hidden-sheet"),
        ("LEADNAME-MARK", "defined-name"),
        ("HIDDENNAME-MARK", "hidden-name"),
        ("CREATOR-MARK", "document-properties"),
    ],
)
def test_a_planted_marker_is_found_under_its_code(marker: str, code: str) -> None:
    seen = read_whole(planted(), "planted.xlsx")
    assert seen.codes(marker) == {code}
    assert not seen.problems


def test_hidden_rows_carry_the_headings_of_the_sheet() -> None:
    seen = read_whole(planted(), "planted.xlsx")
    number = next(
        n for n, (rows, code) in enumerate(t for t in seen.tables if t[1] != "hidden-columns") if code == "hidden-rows"
    )
    assert (seen.headers[number] or ())[:5] == tuple(HEADINGS)


def test_rows_that_a_filter_hides_are_told_from_hidden_ones() -> None:
    workbook, sheet = sheet_of()
    sheet["A3"] = "FILTERED-MARK"
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A1:E6"
    sheet.auto_filter.add_filter_column(0, ["CHOSEN-MARK"])
    sheet.sheet_properties.filterMode = True
    seen = read_whole(saved(workbook), "filtered.xlsx")
    assert seen.codes("FILTERED-MARK") == {"filtered-rows"}
    assert seen.codes("CHOSEN-MARK") == {"filter-choice"}


def test_a_marker_in_a_hidden_column_of_a_title_row_is_not_taken_for_visible() -> None:
    workbook, sheet = sheet_of()
    sheet.insert_rows(1)
    sheet["D1"] = "TITLE-MARK"
    sheet.column_dimensions["D"].hidden = True
    assert read_whole(saved(workbook), "title.xlsx").codes("TITLE-MARK") == {"hidden-columns"}


def test_a_sheet_that_the_workbook_no_longer_lists_is_read() -> None:
    workbook, _ = sheet_of()
    workbook.create_sheet("Gone")["A1"] = "GONE-MARK"
    data = changed(saved(workbook), lambda members: members.update(
        {BOOK: re.sub(rb'<sheet [^>]*name="Gone"[^>]*/>', b"", members[BOOK])}
    ))  # fmt: skip
    assert read_whole(data, "gone.xlsx").codes("GONE-MARK") == {"orphaned-sheet"}


def test_a_shared_string_that_no_cell_shows_is_told() -> None:
    data = with_strings(honest(), "<si><t>ORPHAN-MARK</t></si>", "<si><t>USED-MARK</t></si>")
    data = changed(data, replaced(SHEET, "</row>", '<c r="F1" t="s"><v>1</v></c></row>'))
    seen = read_whole(data, "orphan.xlsx")
    assert seen.codes("ORPHAN-MARK") == {"orphaned-string"}
    assert seen.codes("USED-MARK") == {None}


def test_rich_text_is_joined_and_escapes_are_undone() -> None:
    rich = "<si><r><t>An</t></r><r><rPr><b/></rPr><t>ne_x0041_</t></r></si>"
    data = with_strings(honest(), rich)
    assert read_whole(data, "rich.xlsx").codes("AnneA") == {"orphaned-string"}


def test_scenarios_are_read() -> None:
    scenario = (
        '<scenarios><scenario name="S" user="USER-MARK"><inputCells r="A2" val="VALUE-MARK"/></scenario></scenarios>'
    )
    seen = read_whole(changed(honest(), replaced(SHEET, "</sheetData>", f"</sheetData>{scenario}")), "s.xlsx")
    assert seen.codes("USER-MARK") == seen.codes("VALUE-MARK") == {"scenario"}


def test_pivot_caches_are_read_as_tables_with_the_values_no_record_uses() -> None:
    definition = (
        f'<pivotCacheDefinition xmlns="{MAIN}" refreshedBy="REFRESHER-MARK"><cacheFields>'
        '<cacheField name="Name"><sharedItems><s v="USED-MARK"/><s v="OLD-MARK"/></sharedItems></cacheField>'
        '<cacheField name="Pay"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>'
    )
    records = f'<pivotCacheRecords xmlns="{MAIN}"><r><x v="0"/><n v="31000"/></r></pivotCacheRecords>'
    name = "xl/pivotCache/pivotCacheDefinition1.xml"
    data = with_part(honest(), BOOK, "pivotCacheDefinition", name, definition)
    data = with_part(data, name, "pivotCacheRecords", "xl/pivotCache/pivotCacheRecords1.xml", records)
    seen = read_whole(data, "pivot.xlsx")
    assert seen.codes("USED-MARK") == seen.codes("OLD-MARK") == seen.codes("31000") == {"pivot-cache"}
    assert ([["USED-MARK", "31000"]], "pivot-cache") in seen.tables
    assert ("Name", "Pay") in seen.headers
    assert seen.codes("REFRESHER-MARK") == {"document-properties"}


def test_values_copied_from_another_workbook_are_read() -> None:
    link = (
        f'<externalLink xmlns="{MAIN}"><externalBook><sheetNames><sheetName val="OUTSIDE-MARK"/></sheetNames>'
        "<sheetDataSet>"
        '<sheetData sheetId="0"><row r="1"><cell r="B1" t="str"><v>CACHED-MARK</v></cell></row></sheetData>'
        "</sheetDataSet></externalBook></externalLink>"
    )
    seen = read_whole(with_part(honest(), BOOK, "externalLink", "xl/externalLinks/externalLink1.xml", link), "e.xlsx")
    assert seen.codes("CACHED-MARK") == {"external-cache"}
    assert seen.codes("OUTSIDE-MARK") == {"structure"}


def test_threaded_comments_and_their_authors_are_read() -> None:
    thread = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    said = (
        f'<ThreadedComments xmlns="{thread}"><threadedComment ref="A1"><text>THREAD-MARK</text></threadedComment>'
        "</ThreadedComments>"
    )
    people = f'<personList xmlns="{thread}"><person displayName="PERSON-MARK" userId="anne@example.org"/></personList>'
    data = with_part(honest(), SHEET, "threadedComment", "xl/threadedComments/threadedComment1.xml", said)
    seen = read_whole(with_part(data, BOOK, "person", "xl/persons/person.xml", people), "t.xlsx")
    assert seen.codes("THREAD-MARK") == {"threaded-comment"}
    assert seen.codes("PERSON-MARK") == seen.codes("anne@example.org") == {"comment-person"}


def test_shapes_show_hidden_shapes_do_not_and_pictures_have_descriptions() -> None:
    drawing = (
        '<xdr:wsDr xmlns:xdr="urn:xdr" xmlns:a="urn:a">'
        '<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr name="Box" descr="ALT-MARK"/></xdr:nvSpPr>'
        "<xdr:txBody><a:p><a:r><a:t>SHAPE-MARK</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
        '<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr name="Box" hidden="1"/></xdr:nvSpPr>'
        "<xdr:txBody><a:p><a:r><a:t>UNSEEN-MARK</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    seen = read_whole(with_part(honest(), SHEET, "drawing", "xl/drawings/drawing1.xml", drawing), "d.xlsx")
    assert seen.codes("SHAPE-MARK") == {None}
    assert seen.codes("UNSEEN-MARK") == {"hidden-shape"}
    assert seen.codes("ALT-MARK") == {"alt-text"}


def test_chart_caches_are_read() -> None:
    chart = (
        '<c:chartSpace xmlns:c="urn:c"><c:ser><c:cat><c:strCache><c:pt idx="0"><c:v>CHART-MARK</c:v></c:pt>'
        "</c:strCache></c:cat></c:ser></c:chartSpace>"
    )
    seen = read_whole(with_part(honest(), SHEET, "chart", "xl/charts/chart1.xml", chart), "c.xlsx")
    assert seen.codes("CHART-MARK") == {"chart-cache"}


def test_connections_are_read() -> None:
    query = '<connection name="x"><dbPr command="SELECT QUERY-MARK"/></connection>'
    source = f'<connections xmlns="{MAIN}">{query}</connections>'
    seen = read_whole(with_part(honest(), BOOK, "connections", "xl/connections.xml", source), "q.xlsx")
    assert seen.codes("QUERY-MARK") == {"connection"}


def test_the_log_of_a_shared_workbook_is_read() -> None:
    log = f'<revisions xmlns="{MAIN}"><rcc><oc t="inlineStr"><is><t>BEFORE-MARK</t></is></oc></rcc></revisions>'
    seen = read_whole(with_part(honest(), BOOK, "revisionLog", "xl/revisions/revisionLog1.xml", log), "r.xlsx")
    assert seen.codes("BEFORE-MARK") == {"revision-log"}


def test_tables_name_their_columns() -> None:
    table = (
        f'<table xmlns="{MAIN}" displayName="T"><tableColumns><tableColumn name="HEADING-MARK"/></tableColumns></table>'
    )
    seen = read_whole(with_part(honest(), SHEET, "table", "xl/tables/table1.xml", table), "t.xlsx")
    assert seen.codes("HEADING-MARK") == {"structure"}


def test_custom_properties_and_custom_xml_are_read() -> None:
    data = with_part(honest(), BOOK, "customXml", "customXml/item1.xml", "<a><b>CUSTOM-MARK</b></a>",
                     ("docProps/custom.xml", "<p><q name='owner'><v>OWNER-MARK</v></q></p>"))  # fmt: skip
    seen = read_whole(data, "c.xlsx")
    assert seen.codes("CUSTOM-MARK") == {"custom-xml"}
    assert seen.codes("OWNER-MARK") == {"custom-properties"}


def test_an_embedded_workbook_is_read_as_hidden() -> None:
    def embed(members: dict[str, bytes]) -> None:
        members["xl/embeddings/Microsoft_Excel_Sheet1.xlsx"] = planted()

    seen = read_whole(changed(honest(), embed), "outer.xlsx")
    assert seen.codes("anne@example.org") == set()
    assert seen.codes("COLUMN-MARK") == {"hidden-columns"}
    assert "embedded-file" in seen.codes("Anne Example 1")


def test_number_formats_with_words_are_read() -> None:
    workbook, sheet = sheet_of()
    sheet["C2"].number_format = '"FORMAT-MARK "0'
    assert read_whole(saved(workbook), "f.xlsx").codes("FORMAT-MARK") == {None, "number-format"}


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1.23456789012e11, "General", "123456789012"),
        (0.1, "General", "0.1"),
        (123456, "00-00-00", "12-34-56"),
        (7700900123, "00000 000000", "07700 900123"),
        (36526, "dd/mm/yyyy", "2000-01-01"),
        (36526.5, "dd/mm/yyyy hh:mm", "2000-01-01 12:00:00"),
        (0.75, "hh:mm", "18:00:00"),
        (36526, '[$-809]dd mmmm yyyy;@', "2000-01-01"),
        (1234.5, "[Red]#,##0.00", "1234.5"),
        (True, "General", "TRUE"),
        (-5, "000", "-5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_their_format_shows_them(value: float, number_format: str, shown: str) -> None:
    workbook, sheet = sheet_of()
    sheet["C2"] = value
    sheet["C2"].number_format = number_format
    assert read_whole(saved(workbook), "n.xlsx").visible_rows[1][2] == shown


def test_dates_of_the_1904_system_are_four_years_later() -> None:
    workbook, sheet = sheet_of()
    sheet["C2"] = 1
    sheet["C2"].number_format = "yyyy-mm-dd"
    data = changed(saved(workbook), replaced(BOOK, "<workbookPr", '<workbookPr date1904="1"'))
    assert read_whole(data, "mac.xlsx").visible_rows[1][2] == "1904-01-02"


def test_several_tables_on_a_sheet_and_titles_above_them_are_told_apart() -> None:
    workbook, sheet = sheet_of()
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Staff of the Example Agency"
    for row in (["", ""], ["Code", "Amount"], ["X1", 20], ["X2", 30]):
        sheet.append(row)
    seen = read_whole(saved(workbook), "two.xlsx")
    assert seen.codes("Example Agency") == {None}
    assert [len(rows) for rows, _ in seen.tables] == [6, 3]


def test_two_cells_in_one_place_are_both_read() -> None:
    twin = '<c r="A2" t="inlineStr"><is><t>TWIN-MARK</t></is></c></row>'
    data = changed(honest(), replaced(SHEET, '</row><row r="3"', f'{twin}<row r="3"'))
    assert read_whole(data, "twin.xlsx").codes("TWIN-MARK") == {None}


def test_the_strict_edition_is_read_alike() -> None:
    def strict(members: dict[str, bytes]) -> None:
        for name, content in members.items():
            members[name] = content.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )

    seen = read_whole(changed(planted(), strict), "strict.xlsx")
    assert seen.codes("ROW-MARK") == {"hidden-rows"}
    assert seen.codes("SHEET-MARK") == {"hidden-sheet"}


def test_a_protected_workbook_is_unreadable_with_the_remedy() -> None:
    seen = read_whole(ole_file("EncryptedPackage", b"x" * 5000), "locked.xlsx")
    assert "save a copy without" in seen.problems[0]


def test_a_workbook_cut_off_is_unreadable() -> None:
    assert read_whole(honest()[:-800], "cut.xlsx").problems


def test_a_damaged_sheet_is_a_problem_and_the_others_are_read() -> None:
    workbook, _ = sheet_of()
    workbook.create_sheet("Second")["A1"] = "SECOND-MARK"
    data = changed(saved(workbook), lambda members: members.update({SHEET: members[SHEET][:900]}))
    seen = read_whole(data, "damaged.xlsx")
    assert seen.codes("SECOND-MARK") == {None}
    assert len(seen.problems) == 1


def test_a_sheet_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    rows = '<sheetData><row><c t="str"><v>&b;</v></c></row></sheetData>'
    sheet = f'{bomb}<worksheet xmlns="{MAIN}">{rows}</worksheet>'
    data = changed(honest(), lambda members: members.update({SHEET: sheet.encode()}))
    seen = read_whole(data, "bomb.xlsx")
    assert any("entities" in problem for problem in seen.problems)


def test_a_zip_bomb_stops_at_the_limit_of_output() -> None:
    data = changed(
        honest(),
        lambda members: members.update(
            {SHEET: members[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * 50_000_000)}
        ),
    )
    seen = read_whole(data, "bomb.xlsx", Limits(output=10_000_000))
    assert any("unpacks to more" in problem for problem in seen.problems)


def test_a_binary_workbook_is_unreadable_with_the_remedy() -> None:
    data = zipped({"xl/workbook.bin": b"x", "[Content_Types].xml": "<Types/>"})
    assert "save it as XLSX" in " ".join(read_whole(data, "b.xlsb").problems)


def test_a_hundred_thousand_columns_wide_sheet_of_one_cell_costs_nothing() -> None:
    workbook, sheet = sheet_of(3)
    for row in range(1, 2000):
        sheet.cell(row, 16_384, f"EDGE-MARK{row}")
    seen = read_whole(saved(workbook), "wide.xlsx")
    assert seen.codes("EDGE-MARK1999") == {"far-cells"}
    assert max(len(rows[0]) for rows, _ in seen.tables) < 100


def test_a_large_sheet_is_streamed() -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for number in range(20_000):
        sheet.append([number, "Anne Example", "1 Example Street"])
    batches = [
        batch.num_rows
        for part in Reading().read(Source(BytesIO(saved(workbook)), "large.xlsx"))
        if isinstance(part, Table)
        for batch in part.batches
    ]
    assert sum(batches) == 20_000


def test_the_reader_agrees_with_openpyxl_on_every_visible_cell() -> None:
    data = honest()
    sheet = load_workbook(BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    names = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert [row[0] for row in read_whole(data, "x.xlsx").visible_rows] == names
