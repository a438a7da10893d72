"""Clean copies of spreadsheets: values and plain formats of what shows and was declared, and nothing else."""

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner
from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart, Reference

from guardbook.cli import main
from guardbook.content import Limits, Source
from guardbook.readers.reading import Reading
from guardbook.release import check_file
from guardbook.release.clean import Job, Refused, clean_copy
from guardbook.release.declaration import parse_declaration

COLUMNS = 'title = "Spending"\ncolumns = ["Supplier", "Paid on", "Amount", "Share"]\n'
HEAD = ["Supplier", "Paid on", "Amount", "Staff number", "Share"]
ROWS = [
    ["Brightwater Ltd", date(2025, 10, 3), 48211.07, "HR-20411", 0.125],
    ["=1+1", date(2025, 10, 7), 126900, "HR-20412", 0.5],
    ["Severn Dredging plc", date(2025, 10, 9), -31450.5, "HR-20413", 0.25],
]
FORMATS = {2: "dd/mm/yyyy", 3: "£#,##0.00", 5: "0.0%"}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with a title, a table with a column that is not declared, a formula and a hidden row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "October"
    sheet.append(["Spending over £25,000"])
    sheet.append([])
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    sheet["A5"].data_type = "s"
    for number, code in FORMATS.items():
        for row in range(4, 7):
            sheet.cell(row, number).number_format = code
    sheet.append(["Northgate plc", date(2025, 10, 11), 5, "HR-20414", 0.1])
    sheet.row_dimensions[7].hidden = True
    book.properties.creator = "Gareth Llewellyn"
    book.save(tmp_path / "october.xlsx")
    return tmp_path / "october.xlsx"


def cleaned(path: Path, ending: str, declaration: str = COLUMNS) -> tuple[Path, list[str]]:
    """Make the copy of a file beside it; return it and the notes on what was left out."""
    out = path.with_name(f"{path.stem}-copy.{ending}")
    with path.open("rb") as original, out.open("w+b") as copy:
        declared = parse_declaration(declaration)
        job = Job(Source(original, path.name), copy, ending, declared, Reading(Limits(), pictures=True))
        clean_copy(job)
    return out, job.notes


def rows_of(path: Path) -> list[list[Cell]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet
    return [list(row) for row in sheet.iter_rows()]


def values_of(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in rows_of(path)]


TABLE = [
    ["Supplier", "Paid on", "Amount", "Share"],
    ["Brightwater Ltd", datetime(2025, 10, 3), 48211.07, 0.125],
    ["=1+1", datetime(2025, 10, 7), 126900, 0.5],
    ["Severn Dredging plc", datetime(2025, 10, 9), -31450.5, 0.25],
]


@pytest.mark.parametrize("through", [[], ["ods"]], ids=["XLSX to XLSX", "XLSX to ODS to XLSX"])
def test_values_keep_their_kind_and_undeclared_columns_and_hidden_rows_are_gone(
    workbook: Path, through: list[str]
) -> None:
    copy = workbook
    for ending in [*through, "xlsx"]:
        copy, _ = cleaned(copy, ending)
    assert values_of(copy) == [["Spending over £25,000", None, None, None], [None] * 4, *TABLE]
    numbers = [cell.number_format for cell in rows_of(copy)[3]]
    assert numbers == ["General", "dd/mm/yyyy", '"£"#,##0.00', "0.0%"]


def test_a_text_that_looks_like_a_formula_stays_text(workbook: Path) -> None:
    copy, _ = cleaned(workbook, "xlsx")
    assert rows_of(copy)[4][0].data_type == "s"
    assert "<f>" not in zipfile.ZipFile(copy).read("xl/worksheets/sheet1.xml").decode()


def test_headings_are_bold_and_stay_in_sight(workbook: Path) -> None:
    copy, _ = cleaned(workbook, "xlsx")
    sheet = openpyxl.load_workbook(copy).active
    assert sheet and sheet.freeze_panes == "A4"
    assert all(cell.font.bold for cell in rows_of(copy)[2])
    assert not any(cell.font.bold for cell in rows_of(copy)[3])


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_copy_is_clear_knows_nobody_and_is_always_the_same(workbook: Path, ending: str) -> None:
    copy, _ = cleaned(workbook, ending)
    first = copy.read_bytes()
    assert check_file(copy, parse_declaration(COLUMNS)).verdict == "clear"
    inside = zipfile.ZipFile(copy)
    assert all(
        b"Llewellyn" not in inside.read(name) and b"HR-204" not in inside.read(name) for name in inside.namelist()
    )
    assert cleaned(workbook, ending)[0].read_bytes() == first


def test_an_opendocument_copy_begins_with_its_kind(workbook: Path) -> None:
    copy, _ = cleaned(workbook, "ods")
    first = zipfile.ZipFile(copy).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_one_sheet_can_become_csv_and_several_cannot(workbook: Path) -> None:
    copy, _ = cleaned(workbook, "csv")
    rows = list(csv.reader(io.StringIO(copy.read_text("utf-8"))))
    assert rows[2:4] == [
        ["Supplier", "Paid on", "Amount", "Share"],
        ["Brightwater Ltd", "2025-10-03", "48211.07", "0.125"],
    ]
    book = openpyxl.load_workbook(workbook)
    book.create_sheet("More").append(["See October"])
    book.save(workbook)
    with pytest.raises(Refused, match="several sheets"):
        cleaned(workbook, "csv")


def test_a_sheet_in_which_nothing_was_declared_is_left_out(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    staff = book.create_sheet("Staff")
    for row in (["Name", "Grade"], ["Ann Smith", "B2"], ["Omar Khan", "A1"], ["Mary Jones", "B1"]):
        staff.append(row)
    book.save(workbook)
    copy, notes = cleaned(workbook, "xlsx")
    assert openpyxl.load_workbook(copy).sheetnames == ["October"]
    assert notes == ["A table was left out, as none of its columns was declared."]


def test_nothing_declared_is_refused(workbook: Path) -> None:
    with pytest.raises(Refused, match="nothing in it"):
        cleaned(_only_a_table(workbook), "xlsx", "columns = []\n")


def _only_a_table(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    assert book.active
    book.active.delete_rows(1, 2)
    book.save(path)
    return path


def test_a_table_without_headings_is_refused_when_columns_were_declared(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    for number in range(5):
        book.active.append([number, 2 * number, 3 * number])
    book.save(tmp_path / "bare.xlsx")
    with pytest.raises(Refused, match="no row of headings"):
        cleaned(tmp_path / "bare.xlsx", "xlsx")


def test_two_tables_on_a_sheet_each_lose_their_own_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in (["Region", "E-mail", "Visits"], ["North", "a@example.org", 12], ["South", "b@example.org", 30]):
        sheet.append(row)
    sheet.append([])
    for row in (["Telephone", "Visits", "Region"], ["020 7946 0001", 3, "East"], ["020 7946 0002", 4, "West"]):
        sheet.append(row)
    book.save(tmp_path / "two.xlsx")
    copy, _ = cleaned(tmp_path / "two.xlsx", "xlsx", 'columns = ["Region", "Visits"]\n')
    assert values_of(copy) == [
        ["Region", "Visits"],
        ["North", 12],
        ["South", 30],
        [None, None],
        ["Visits", "Region"],
        [3, "East"],
        [4, "West"],
    ]


def test_days_counted_from_1904_stay_the_same_days(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Event", "Held on"])
    for number, day in enumerate([date(2024, 2, 29), date(1999, 12, 31)], 1):
        sheet.write(number, 0, f"Meeting {'AB'[number - 1]}")
        sheet.write_datetime(number, 1, day, book.add_format({"num_format": "d mmmm yyyy"}))
    book.close()
    copy, _ = cleaned(path, "xlsx", "")
    assert [row[1] for row in values_of(copy)[1:]] == [datetime(2024, 2, 29), datetime(1999, 12, 31)]


def opendocument(path: Path, tables: str) -> Path:
    """Write a spreadsheet with these tables."""
    kinds = {"office": "office", "table": "table", "text": "text", "draw": "drawing"}
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for name, kind in kinds.items()
    )
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet>"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", f"{content}</office:body></office:document-content>")
    return path


def table_of(name: str, words: str, inner: str = "") -> str:
    cell = f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    return f"<table:table table:name={quoteattr(name)}>{inner}{row}</table:table>"


def test_odd_names_of_sheets_become_names_that_programs_accept(tmp_path: Path) -> None:
    names = ["A/B: [draft]", "a b   draft", "x" * 40, "'"]
    path = opendocument(tmp_path / "names.ods", "".join(table_of(name, "Word") for name in names))
    copy, _ = cleaned(path, "xlsx", "")
    assert openpyxl.load_workbook(copy).sheetnames == ["A B   draft", "a b   draft (2)", "x" * 31, "Sheet4"]


def test_words_of_a_box_stand_below_the_cells_of_their_own_sheet(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>Provisional</text:p></draw:text-box></draw:frame>"
    tables = table_of("One", "North", f"<table:shapes>{box}</table:shapes>") + table_of("Two", "South")
    copy, notes = cleaned(opendocument(tmp_path / "box.ods", tables), "xlsx", "")
    one, two = openpyxl.load_workbook(copy).worksheets
    assert [row[0] for row in one.iter_rows(values_only=True)] == ["North", None, "Provisional"]
    assert [row[0] for row in two.iter_rows(values_only=True)] == ["South"]
    assert "text boxes" in notes[0]


def test_formulas_become_their_results_and_those_without_any_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sum.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, row in enumerate([["Region", "Visits"], ["North", 12], ["South", 30]]):
        sheet.write_row(number, 0, row)
    sheet.write_formula(3, 1, "=SUM(B2:B3)", None, 42)
    book.close()
    copy, _ = cleaned(path, "xlsx", "")
    assert values_of(copy)[3] == [None, 42]
    openpyxl.load_workbook(path).save(path)  # which leaves results out
    copy, notes = cleaned(path, "xlsx", "")
    assert len(values_of(copy)) == 3
    assert "Formulas" in notes[0]


def test_rows_that_were_declared_to_stay_hidden_stay(workbook: Path) -> None:
    copy, _ = cleaned(workbook, "xlsx", f'hidden = ["hidden-rows"]\n{COLUMNS}')
    assert values_of(copy)[6] == ["Northgate plc", datetime(2025, 10, 11), 5, 0.1]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_odd_values_and_formats_do_no_harm(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "odd.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("History")
    odd = [
        (1e16, "dd/mm/yyyy"),
        (-5, "dd/mm/yyyy"),
        (0.5, "0." + "0" * 99),
        (7, '"' + "word " * 40 + '"0'),
        (12, "0,,,,,,"),
    ]
    sheet.write_row(0, 0, [f"Column {letter}" for letter in "ABCDEF"])
    for column, (value, code) in enumerate(odd):
        sheet.write_number(1, column, value, book.add_format({"num_format": code}))
    sheet.write_string(1, 5, "bell \x07 & <b> ]]> _x0041_\nnext")
    book.close()
    copy, _ = cleaned(path, ending, "")
    if ending == "ods":
        copy, _ = cleaned(copy, "xlsx", "")
    values = values_of(copy)[1]
    assert [float(str(value)) for value in values[2:5]] == [0.5, 7, 12]
    assert str(values[5]).splitlines()[1] == "next"
    assert openpyxl.load_workbook(copy).sheetnames == ["History (2)"]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_what_is_written_in_boxes_stands_below_the_cells(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "box.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Visits")
    for number, row in enumerate([["Region", "Visits"], ["North", 12], ["South", 30], ["East", 7]]):
        sheet.write_row(number, 0, row)
    sheet.insert_textbox(5, 5, "All figures are provisional.")
    sheet.insert_textbox(
        20, 5, "Nobody is meant to read this.", {"font": {"color": "white"}, "fill": {"color": "white"}}
    )
    book.close()
    copy, notes = cleaned(path, ending, "")
    assert notes == [
        "Its text boxes and shapes were left out; what was written in them stands below the cells of their sheet."
    ]
    if ending == "ods":
        copy, _ = cleaned(copy, "xlsx", "")
    assert values_of(copy)[-2:] == [[None, None], ["All figures are provisional.", None]]


def test_the_command_says_that_charts_were_left_out(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    assert book.active
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=3, min_row=3, max_row=6), titles_from_data=True)
    book.active.add_chart(chart, "H2")
    book.save(workbook)
    declaration = workbook.with_name("october.toml")
    declaration.write_text(COLUMNS)
    out = workbook.with_name("clean.xlsx")
    ended = CliRunner().invoke(main, ["clean", str(workbook), "-o", str(out), "--declaration", str(declaration)])
    assert ended.exit_code == 0, ended.output
    assert "Its charts were left out." in ended.output.splitlines()
