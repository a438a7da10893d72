"""OpenDocument spreadsheets, made by LibreOffice: the same rows and hidden places as in workbooks."""

from collections.abc import Callable

import pytest
from openpyxl.chart import BarChart, Reference

from guardbook.readers.hidden import HIDDEN
from tests.library.readers.planted import read_whole, zipped
from tests.library.readers.workbooks import HEADINGS, UNSEEN, changed, honest, planted, saved, sheet_of, unseen

Save = Callable[[bytes, str, str], bytes]
KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def sheet(inner: str, styles: str = "") -> bytes:
    """Return a spreadsheet whose only sheet holds the given XML."""
    body = f"<office:body><office:spreadsheet>{inner}</office:spreadsheet></office:body>"
    styled = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return zipped(
        {"mimetype": KIND, "content.xml": f"<office:document-content {NAMES}>{styled}{body}</office:document-content>"}
    )


def table(rows: str, name: str = "One", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row {more}>{inner}</table:table-row>"


def test_cells_are_read_as_they_are_shown(saved_as: Save) -> None:
    seen = read_whole(saved_as(honest(), "xlsx", "ods"), "staff.ods")
    assert seen.visible_rows[0] == HEADINGS
    assert seen.visible_rows[1] == ["Anne Example 1", "1990-01-01", "00000001", "plain 1", "12345678901235"]
    assert not seen.problems


@pytest.mark.parametrize(
    ("marker", "code"),
    [
        ("COLUMN-MARK", "hidden-columns"),
        ("ROW-MARK", "hidden-rows"),
        ("NOTE-MARK", "comment"),
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
        ("CREATOR-MARK", "document-properties"),
    ],
)
def test_a_planted_marker_is_found_under_its_code(saved_as: Save, marker: str, code: str) -> None:
    seen = read_whole(saved_as(planted(), "xlsx", "ods"), "planted.ods")
    assert code in seen.codes(marker)
    assert None not in seen.codes(marker)
    assert not seen.problems


def test_rows_that_a_filter_hides_and_folded_groups_are_told() -> None:
    filtered = row("FILTERED-MARK", "x", more='table:visibility="filter"')
    folded = f'<table:table-row-group table:display="false">{row("FOLDED-MARK", "x")}</table:table-row-group>'
    seen = read_whole(sheet(table(row("Name", "Town") + filtered + folded)), "f.ods")
    assert seen.codes("FILTERED-MARK") == {"filtered-rows"}
    assert seen.codes("FOLDED-MARK") == {"hidden-rows"}


def test_rows_without_height_are_told() -> None:
    style = '<style:style style:name="r0"><style:table-row-properties style:row-height="0cm"/></style:style>'
    seen = read_whole(sheet(table(row("Name", "x") + row("FLAT-MARK", more='table:style-name="r0"')), style), "z.ods")
    assert seen.codes("FLAT-MARK") == {"zero-size"}


def test_sheets_that_keep_another_workbooks_values_are_told() -> None:
    seen = read_whole(sheet(table(row("CACHED-MARK", "x"), "'file:///other.ods'#Sheet1")), "e.ods")
    assert seen.codes("CACHED-MARK") == {"external-cache"}


def test_deleted_cells_of_tracked_changes_are_read() -> None:
    before = "<table:cell-content-change><text:p>BEFORE-MARK</text:p></table:cell-content-change>"
    change = f"<table:tracked-changes>{before}</table:tracked-changes>"
    assert read_whole(sheet(change + table(row("a", "b"))), "t.ods").codes("BEFORE-MARK") == {"tracked-change"}


def test_a_row_repeated_a_million_times_is_read_and_costs_little() -> None:
    repeated = row("Anne Example", "x", more='table:number-rows-repeated="1048576"')
    often = 'table:number-columns-repeated="16384" office:value-type="string"'
    wide = f"<table:table-row><table:table-cell {often}><text:p>W</text:p></table:table-cell></table:table-row>"
    seen = read_whole(sheet(table(repeated + wide)), "r.ods")
    assert seen.codes("Anne Example") == {None}
    assert sum(len(rows) for rows, _ in seen.tables) < 20_000


def test_spaces_and_line_breaks_within_cells_are_kept() -> None:
    seen = read_whole(sheet(table(row('Anne<text:s text:c="2"/>Example<text:line-break/>Leeds', "x") * 2)), "s.ods")
    assert seen.visible_rows[0][0] == "Anne  Example\nLeeds"


def test_a_protected_spreadsheet_is_unreadable_with_the_remedy(saved_as: Save) -> None:
    lock = b'<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    data = changed(saved_as(honest(), "xlsx", "ods"), lambda members: members.update({"META-INF/manifest.xml": lock}))
    assert "save a copy without" in read_whole(data, "locked.ods").problems[0]


def test_content_cut_off_is_a_problem_and_what_stands_before_it_is_read() -> None:
    def cut(members: dict[str, bytes]) -> None:
        members["content.xml"] = members["content.xml"][:-120]

    seen = read_whole(changed(sheet(table(row("Anne", "x") * 9)), cut), "cut.ods")
    assert seen.codes("Anne") == {None}
    assert seen.problems


@pytest.mark.parametrize("target", ["ods", "xlsx", "xls"])
def test_what_libreoffice_makes_of_an_honest_workbook_conceals_nothing(saved_as: Save, target: str) -> None:
    seen = read_whole(saved_as(honest(), "xlsx", target), f"staff.{target}")
    codes = {code for _, code in [*seen.texts, *seen.tables] if code}
    assert {HIDDEN[code].kind for code in codes} <= {"furniture"}
    assert not seen.problems


@pytest.mark.parametrize("marker", UNSEEN)
def test_cells_that_cannot_be_seen_are_told_from_those_that_can(saved_as: Save, marker: str) -> None:
    assert read_whole(saved_as(unseen(), "xlsx", "ods"), "unseen.ods").codes(marker) == {UNSEEN[marker]}


def test_values_under_merged_cells_are_told() -> None:
    covered = '<table:covered-table-cell office:value-type="string"><text:p>MARK</text:p></table:covered-table-cell>'
    rows = row("Name", "Town") + f"<table:table-row>{covered}</table:table-row>" + row("Anne", "Leeds")
    assert read_whole(sheet(table(rows)), "m.ods").codes("MARK") == {"covered-cells"}


def test_a_white_run_within_a_cell_is_told_and_the_rest_shows() -> None:
    fo = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    white = f'<style:text-properties xmlns:fo="{fo}" fo:color="#ffffff"/>'
    style = f'<style:style style:name="T1" style:family="text">{white}</style:style>'
    rows = row("Name", "Town") + row('Seen <text:span text:style-name="T1">MARK</text:span> too', "Leeds")
    seen = read_whole(sheet(table(rows), style), "run.ods")
    assert seen.codes("MARK") == {"unseen-text"}
    assert seen.codes("Seen  too") == {None}


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        ('draw:fill="none"', "unseen-text"),
        ('draw:fill="solid" draw:fill-color="#ffffff"', "unseen-text"),
        ('draw:fill="solid" draw:fill-color="#1f4e79"', None),
        ("", None),  # what fills it then depends on the program
    ],
)
def test_white_letters_in_a_box_are_told_where_the_box_is_white(fill: str, code: str | None) -> None:
    drawn = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    fo = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    white = f'<style:text-properties xmlns:fo="{fo}" fo:color="#ffffff"/>'
    styles = f'<style:style style:name="T1" style:family="text">{white}</style:style>'
    looks = f"<style:graphic-properties {drawn} {fill}/>"
    styles += f'<style:style style:name="g" style:family="graphic">{looks}</style:style>'
    inner = '<text:p>Plain <text:span text:style-name="T1">MARK</text:span></text:p>'
    box = f'<draw:frame {drawn} draw:style-name="g"><draw:text-box>{inner}</draw:text-box></draw:frame>'
    seen = read_whole(sheet(table(f"<table:shapes>{box}</table:shapes>{row('a')}"), styles), "box.ods")
    assert seen.codes("MARK") == {code}
    assert seen.codes("Plain") == {None}


@pytest.mark.parametrize(("locked", "code"), [("true", "unseen-text"), ("false", None)])
def test_cells_that_protection_hides_are_told(locked: str, code: str | None) -> None:
    protect = '<style:table-cell-properties style:cell-protect="hidden-and-protected"/>'
    style = f'<style:style style:name="c1" style:family="table-cell">{protect}</style:style>'
    cell = '<table:table-cell table:style-name="c1" office:value-type="string"><text:p>MARK</text:p></table:table-cell>'
    whole = table(row("Name", "x") + f"<table:table-row>{cell}</table:table-row>").replace(
        "<table:table ", f'<table:table table:protected="{locked}" ', 1
    )
    assert read_whole(sheet(whole, style), "p.ods").codes("MARK") == {code}


def test_columns_of_a_folded_group_and_narrow_rows_are_told() -> None:
    columns = (
        '<table:table-column/><table:table-column-group table:display="false"><table:table-column/>'
        "</table:table-column-group>"
    )
    style = '<style:style style:name="r0"><style:table-row-properties style:row-height="0.01cm"/></style:style>'
    low = row("LOW-MARK", "x", more='table:style-name="r0"')
    seen = read_whole(sheet(table(columns + row("Name", "FOLDED-MARK") + row("a", "b") + low), style), "g.ods")
    assert seen.codes("FOLDED-MARK") == {"hidden-columns"}
    assert seen.codes("LOW-MARK") == {"zero-size"}


def test_scenarios_pivot_members_and_links_to_programs_are_told() -> None:
    scenario = table('<table:scenario table:is-active="false"/>' + row("a", "SCENARIO-MARK"), "What if")
    member = '<table:data-pilot-member table:name="OLD-MARK"/>'
    pivot = f'<table:data-pilot-table table:name="P">{member}</table:data-pilot-table>'
    link = f"<table:dde-links><table:dde-link>{table(row('DDE-MARK'), '')}</table:dde-link></table:dde-links>"
    seen = read_whole(sheet(table(row("a", "b")) + scenario + pivot + link), "s.ods")
    assert seen.codes("SCENARIO-MARK") == {"scenario"}
    assert seen.codes("OLD-MARK") == {"pivot-cache"}
    assert seen.codes("DDE-MARK") == {"external-cache"}


def test_a_filtered_range_without_a_source_conceals_nothing() -> None:
    name = 'table:name="__Anonymous_Sheet_DB__0"'
    ranges = f"<table:database-ranges><table:database-range {name}/></table:database-ranges>"
    assert {code for _, code in read_whole(sheet(table(row("a", "b")) + ranges), "d.ods").texts} == {None}


def test_comments_and_bytes_around_the_package_are_read() -> None:
    data = sheet(table(row("a", "b")) + "<!--COMMENT-MARK-->") + b"AFTER-MARK Anne Example, 1 Example Street\n" * 4
    seen = read_whole(data, "x.ods")
    assert seen.codes("COMMENT-MARK") == {"xml-comment"}
    assert seen.codes("AFTER-MARK") - {None}


def test_the_title_of_a_chart_shows_and_its_values_are_a_cache(saved_as: Save) -> None:
    workbook, staff = sheet_of()
    chart = BarChart()
    chart.title = "TITLE-MARK"
    chart.add_data(Reference(staff, min_col=3, min_row=1, max_row=6), titles_from_data=True)
    staff.add_chart(chart, "G2")
    seen = read_whole(saved_as(saved(workbook), "xlsx", "ods"), "chart.ods")
    assert None in seen.codes("TITLE-MARK")
    assert "chart-cache" in {code for _, code in seen.tables}
