"""What lies beside the cells of a workbook, and around its parts."""

import base64
import json
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font

from guardbook.content import Problem, Source
from guardbook.readers import Reading
from guardbook.readers.hidden import HIDDEN
from tests.library.readers.planted import read_whole, zipped
from tests.library.readers.workbooks import changed, honest, planted, saved, sheet_of, with_part

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"


def with_member(name: str, content: bytes) -> bytes:
    return changed(honest(), lambda members: members.update({name: content}))


def with_book(old: bytes, new: bytes) -> bytes:
    return changed(honest(), lambda members: members.update({BOOK: members[BOOK].replace(old, new, 1)}))


def mashup(formula: str) -> bytes:
    """Return custom XML that holds a query as Excel writes it."""
    package = zipped({"Formulas/Section1.m": formula, "Config/Package.xml": "<Package/>"})
    described = b"<LocalPackageMetadataFile><ItemPath>Section1/DESCRIBED-MARK</ItemPath></LocalPackageMetadataFile>"
    metadata = struct.pack("<II", 0, len(described)) + described + struct.pack("<I", 0)
    data = struct.pack("<II", 0, len(package)) + package + struct.pack("<I", 0)
    data += struct.pack("<I", len(metadata)) + metadata + struct.pack("<I", 0)
    text = base64.b64encode(data).decode()
    return f'<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">{text}</DataMashup>'.encode()


def test_queries_and_the_tables_typed_into_them_are_unpacked() -> None:
    engine = zlib.compressobj(wbits=-15)
    typed = engine.compress(json.dumps([["TYPED-MARK", "LS1 4AP"]]).encode()) + engine.flush()
    source = f'Source = Binary.FromText("{base64.b64encode(typed).decode()}", BinaryEncoding.Base64) // QUERY-MARK'
    seen = read_whole(with_member("customXml/item1.xml", mashup(source)), "query.xlsx")
    assert seen.codes("QUERY-MARK") == {"connection"}
    assert ([["TYPED-MARK", "LS1 4AP"]], "connection") in seen.tables
    assert seen.codes("DESCRIBED-MARK") == {"structure"}
    assert not seen.problems


def test_queries_that_are_damaged_are_a_problem_with_the_remedy() -> None:
    seen = read_whole(with_member("customXml/item1.xml", b"<DataMashup>AAAAAAAA</DataMashup>"), "query.xlsx")
    assert "delete the queries" in seen.problems[0]


def test_a_data_model_is_a_problem_with_the_remedy() -> None:
    seen = read_whole(with_member("xl/model/item.data", b"STREAM_STORAGE_SIGNATURE_)!@#$%"), "model.xlsx")
    assert "into a new workbook" in seen.problems[0]


@pytest.mark.parametrize(
    "name", ["xl/printerSettings/printerSettings1.bin", "word/fonts/font1.odttf", "[trash]/0000.dat"]
)
def test_what_nobody_can_read_is_noted_with_its_size(name: str) -> None:
    reading = Reading()
    data = with_member(name, bytes(700) if "trash" in name else b"\x01\0" * 350)
    assert not [part for part in reading.read(Source(BytesIO(data), "s.xlsx")) if isinstance(part, Problem)]
    assert 700 in [bulk.size for bulk in reading.bulk]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("xl/customProperty1.bin", "CASE-MARK of Anne".encode("utf-16-le"), "custom-properties"),
        ("xl/activeX/activeX1.bin", b"\0\1\x05" + b"CASE-MARK\0\0", "other-part"),
        ("xl/vbaProjectSignature.bin", b"0\x82CASE-MARK\x01", "other-part"),
        ("xl/theme/theme1.xml", b'<theme name="CASE-MARK"><clrScheme name="Office"/></theme>', "structure"),
        ("xl/theme/theme1.xml", b"<theme>CASE-MARK</theme>", "other-part"),
        ("customXml/itemProps1.xml", b'<datastoreItem><schemaRef uri="CASE-MARK"/></datastoreItem>', "structure"),
        ("xl/pivotCache/pivotCacheRecords7.xml", b'<pivotCacheRecords><r><s v="CASE-MARK"/></r></pivotCacheRecords>',
         "pivot-cache"),
        ("xl/comments7.xml", b"<comments><comment><text><t>CASE-MARK</t></text></comment></comments>", "comment"),
        ("xl/old/gone.xml", f"<worksheet xmlns='{MAIN}'><sheetData><row><c t='str'><v>CASE-MARK</v></c></row>"
                            "</sheetData></worksheet>".encode(), "orphaned-sheet"),
    ],
)  # fmt: skip
def test_parts_are_read_by_their_names(name: str, content: bytes, code: str) -> None:
    seen = read_whole(with_member(name, content), "part.xlsx")
    assert seen.codes("CASE-MARK") == {code}
    assert not seen.problems


def test_where_a_workbook_was_saved_is_told() -> None:
    path = b'<x15ac:absPath url="C:\\Users\\PATH-MARK\\" xmlns:x15ac="urn:x"/><sheets>'
    assert read_whole(with_book(b"<sheets>", path), "path.xlsx").codes("PATH-MARK") == {"file-metadata"}


def test_a_workbook_whose_window_is_hidden_shows_no_sheet() -> None:
    hidden = changed(
        honest(),
        lambda members: members.update({BOOK: members[BOOK].replace(b'visibility="visible"', b'visibility="hidden"')}),
    )
    assert read_whole(hidden, "w.xlsx").codes("Anne Example 1") == {"hidden-sheet"}


def test_charts_on_hidden_sheets_do_not_show() -> None:
    workbook, _ = sheet_of()
    sheet = workbook.create_sheet("Old")
    sheet["A1"] = "x"
    sheet.sheet_state = "hidden"
    drawing, chart = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
    data = with_part(saved(workbook), "xl/worksheets/sheet2.xml", "drawing", drawing, '<w xmlns:xdr="urn:x"/>')
    words = '<c:chartSpace xmlns:c="urn:c" xmlns:a="urn:a"><a:p><a:r><a:t>TITLE-MARK</a:t></a:r></a:p></c:chartSpace>'
    assert read_whole(with_part(data, drawing, "chart", chart, words), "c.xlsx").codes("TITLE-MARK") == {"hidden-sheet"}


def test_a_charts_numbers_and_dates_are_written_as_in_cells() -> None:
    points = '<c:pt idx="0"><c:v>{}</c:v></c:pt>'
    chart = (
        '<c:chartSpace xmlns:c="urn:c"><c:ser>'
        f"<c:numCache><c:formatCode>General</c:formatCode>{points.format('4.2E2')}</c:numCache>"
        f"<c:numCache><c:formatCode>m/d/yyyy</c:formatCode>{points.format('36526')}</c:numCache></c:ser></c:chartSpace>"
    )
    seen = read_whole(with_part(honest(), SHEET, "chart", "xl/charts/chart1.xml", chart), "c.xlsx")
    assert ([["420", "2000-01-01"]], "chart-cache") in seen.tables


def test_groups_and_slicers_of_an_honest_pivot_conceal_nothing() -> None:
    definition = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields><cacheField name="Born"><sharedItems/>'
        '<fieldGroup><groupItems><s v="&lt;01/01/2020"/><s v="Jan"/></groupItems></fieldGroup></cacheField>'
        "</cacheFields></pivotCacheDefinition>"
    )
    data = with_part(honest(), BOOK, "pivotCacheDefinition", "xl/pivotCache/pivotCacheDefinition1.xml", definition)
    slicer = '<slicerCacheDefinition name="Slicer_Region" sourceName="Region"/>'
    seen = read_whole(with_part(data, BOOK, "slicerCache", "xl/slicerCaches/slicerCache1.xml", slicer), "p.xlsx")
    assert seen.codes("Jan") == seen.codes("Region") == {"structure"}


def test_numbers_of_a_pivot_cache_are_written_as_in_cells() -> None:
    row = '<r><n v="4.2E2"/><b v="1"/><d v="2020-01-02T00:00:00"/></r>'
    records = f'<pivotCacheRecords xmlns="{MAIN}">{row}</pivotCacheRecords>'
    seen = read_whole(with_member("xl/pivotCache/pivotCacheRecords1.xml", records.encode()), "p.xlsx")
    assert ([["420", "TRUE", "2020-01-02"]], "pivot-cache") in seen.tables


def test_comments_in_the_parts_themselves_are_told() -> None:
    def change(members: dict[str, bytes]) -> None:
        members[SHEET] = members[SHEET].replace(b"<sheetData>", b"<!--COMMENT-MARK--><?note PI-MARK?><sheetData>")

    seen = read_whole(changed(planted(), change), "x.xlsx")
    assert seen.codes("COMMENT-MARK") == {"xml-comment"}
    assert seen.codes("PI-MARK") == {"xml-instruction"}
    assert not {"xml-comment", "xml-instruction"} & {code for _, code in read_whole(planted(), "x.xlsx").texts}


def test_bytes_after_the_package_and_between_its_parts_are_read() -> None:
    seen = read_whole(honest() + b"AFTER-MARK: Anne Example, 1 Example Street, Leeds\n" * 3, "x.xlsx")
    assert len(seen.codes("AFTER-MARK")) == 1
    assert None not in seen.codes("AFTER-MARK")


def test_comments_and_second_members_of_a_package_are_read() -> None:
    file = BytesIO(honest())
    with zipfile.ZipFile(file, "a") as archive:
        archive.comment = b"ZIP-MARK"
        archive.writestr("xl/media/x.txt", "FIRST-MARK Anne Example, Leeds")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("xl/media/x.txt", "SECOND-MARK Anne Example, Leeds")
    seen = read_whole(file.getvalue(), "x.xlsx")
    assert seen.codes("ZIP-MARK") == {"archive-comment"}
    assert seen.codes("FIRST-MARK") == {"archive-gap"}
    assert seen.codes("SECOND-MARK") == {"embedded-file"}


def test_extra_fields_of_members_are_read_and_those_of_programs_are_not() -> None:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(honest())) as old, zipfile.ZipFile(file, "w") as archive:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name)
            text = b"EXTRA-MARK: Anne Example, Leeds"
            entry.extra = (
                struct.pack("<HH", 0xBEEF, len(text)) + text if name == SHEET else struct.pack("<HHI", 0x5455, 4, 9)
            )
            archive.writestr(entry, old.read(name))
    seen = read_whole(file.getvalue(), "x.xlsx")
    assert seen.codes("EXTRA-MARK") == {"archive-gap"}
    assert len([code for _, code in seen.texts if code == "archive-gap"]) == 1


def test_the_log_of_a_shared_workbook_names_people_apart_from_values() -> None:
    log = f'<revisions xmlns="{MAIN}"><rcc><nc><v>4711</v></nc></rcc></revisions>'
    headers = f'<headers xmlns="{MAIN}"><header userName="WHO-MARK" dateTime="2020-01-01T00:00:00Z"/></headers>'
    data = with_part(honest(), BOOK, "revisionLog", "xl/revisions/revisionLog1.xml", log)
    seen = read_whole(with_part(data, BOOK, "revisionHeaders", "xl/revisions/revisionHeaders.xml", headers), "r.xlsx")
    assert seen.codes("4711") == {"revision-log"}
    assert seen.codes("WHO-MARK") == {"comment-person"}


def test_the_formulas_of_a_macro_sheet_are_macros() -> None:
    rows = '<sheetData><row><c r="A1"><f>EXEC(MACRO_MARK)</f></c></row></sheetData>'
    sheet = f'<macrosheet xmlns="{MAIN}">{rows}</macrosheet>'
    seen = read_whole(with_member("xl/macrosheets/sheet1.xml", sheet.encode()), "m.xlsm")
    assert seen.codes("MACRO_MARK") == {"macro"}


def test_a_chart_of_openpyxl_and_what_goes_with_a_report_conceal_nothing_new() -> None:
    workbook, sheet = sheet_of()
    sheet.merge_cells("A8:E8")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = "A1:E6"
    sheet.print_area = "A1:E6"
    chart = BarChart()
    chart.title = "A title of its own"
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=6), titles_from_data=True)
    sheet.add_chart(chart, "G2")
    sheet.conditional_formatting.add(
        "C2:C6", CellIsRule(operator="lessThan", formula=["3"], font=Font(color="FF9C0006"))
    )
    seen = read_whole(saved(workbook), "report.xlsx")
    codes = {code for _, code in [*seen.texts, *seen.tables] if code}
    assert {HIDDEN[code].kind for code in codes} <= {"furniture"}
    assert seen.codes("A title of its own") == {None}
    assert not seen.problems
