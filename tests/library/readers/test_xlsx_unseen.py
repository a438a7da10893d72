"""Cells that do not show although their rows and columns do; what honest workbooks do alike shows."""

from collections.abc import Callable

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import Color, Font, GradientFill, NamedStyle, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from guardbook.readers.hidden import HIDDEN
from tests.library.readers.planted import Seen, read_whole
from tests.library.readers.workbooks import changed, saved, sheet_of, with_part

SHEET = "xl/worksheets/sheet1.xml"
WHITE = "FFFFFFFF"


def read_with(change: Callable[[Worksheet], object]) -> Seen:
    """Read a workbook after its only sheet was changed."""
    workbook, sheet = sheet_of()
    change(sheet)
    return read_whole(saved(workbook), "staff.xlsx")


def styled(**looks: object) -> Callable[[Worksheet], object]:
    """Return what writes a marker into D3 and gives it looks."""

    def change(sheet: Worksheet) -> None:
        sheet["D3"] = "MARK"
        for name, value in looks.items():
            setattr(sheet["D3"], name, value)

    return change


def named_style(sheet: Worksheet) -> None:
    sheet["D3"] = "MARK"
    sheet["D3"].style = NamedStyle("Quiet", font=Font(color=WHITE))


def number_format(code: str, value: object = "MARK") -> Callable[[Worksheet], object]:
    def change(sheet: Worksheet) -> None:
        sheet["D3"] = value
        sheet["D3"].number_format = code

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(styled(font=Font(color=WHITE)), id="white on white"),
        pytest.param(styled(font=Font(color="FFFAFAFA")), id="nearly white on white"),
        pytest.param(styled(font=Font(color=Color(theme=0))), id="the theme's white"),
        pytest.param(styled(font=Font(color=Color(theme=1, tint=0.99))), id="black lightened to white"),
        pytest.param(styled(font=Font(color=Color(indexed=9))), id="the palette's white"),
        pytest.param(styled(font=Font(color=Color(indexed=65))), id="the colour of the background"),
        pytest.param(styled(fill=PatternFill("solid", fgColor="FF000000")), id="a black bar"),
        pytest.param(
            styled(font=Font(color="FF1F4E79"), fill=PatternFill("solid", fgColor="FF1F4E79")),
            id="blue on the same blue",
        ),
        pytest.param(
            styled(font=Font(color="FF1F4E79"), fill=GradientFill(stop=("FF1F4E79", "FF204F7A"))),
            id="within a gradient",
        ),
        pytest.param(styled(font=Font(size=1)), id="one point high"),
        pytest.param(named_style, id="by a named style"),
        pytest.param(number_format(";;;"), id="a format that draws nothing"),
        pytest.param(number_format('"";"";"";""'), id="a format of empty words"),
        pytest.param(number_format(';;;" "'), id="a format of blanks"),
        pytest.param(number_format("General;General;General;"), id="a format without texts"),
        pytest.param(number_format(";;;**"), id="a format of stars"),
    ],
)
def test_a_cell_that_cannot_be_seen_is_told(change: Callable[[Worksheet], object]) -> None:
    seen = read_with(change)
    assert seen.codes("MARK") == {"unseen-text"}
    assert seen.codes("plain 1") == {None}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            styled(font=Font(color=WHITE), fill=PatternFill("solid", fgColor="FF1F4E79")), id="white on dark blue"
        ),
        pytest.param(styled(font=Font(color="FF808080")), id="grey"),
        pytest.param(
            styled(font=Font(color="FFFF0000"), fill=PatternFill("solid", fgColor="FF00B050")), id="red on green"
        ),
        pytest.param(styled(fill=PatternFill("gray125")), id="a pattern"),
        pytest.param(styled(font=Font(size=6)), id="small print"),
        pytest.param(number_format("0;-0;;@"), id="zeros left blank"),
        pytest.param(number_format(";;;@"), id="only texts"),
        pytest.param(number_format("@"), id="text"),
        pytest.param(number_format("[Red]0.0"), id="red"),
    ],
)
def test_a_cell_that_can_be_seen_shows(change: Callable[[Worksheet], object]) -> None:
    assert read_with(change).codes("MARK") == {None}


@pytest.mark.parametrize(
    ("code", "value", "hidden"),
    [
        (";;;", 4711, True),
        (";;;@", 4711, True),
        ("0;;;@", 4711, False),
        ("0;;;@", -4711, True),
        ("0;-0;;@", 4711, False),
        ('"[c]"', 4711, True),
        ("[White]0", 4711, True),
        ("[<5000]\"\";General", 4711, True),
        ("[<4000]\"\";General", 4711, False),
        ('"Yes";;"No"', 1, False),
        ("[Green]▲;[Red]▼;►", 4711, False),
        ('"Case "0', 4711, False),
        ("[h]:mm", 4711, False),
        ("dd/mm/yyyy", 4711, False),
    ],
)  # fmt: skip
def test_a_number_whose_format_leaves_it_out_is_told(code: str, value: int, hidden: bool) -> None:
    seen = read_with(number_format(code, value))
    assert ("unseen-text" in {code for _, code in seen.tables}) == hidden


def test_a_white_run_within_a_cell_is_told_and_the_rest_shows() -> None:
    def change(sheet: Worksheet) -> None:
        white = TextBlock(InlineFont(color=WHITE), "MARK")
        sheet["D3"] = CellRichText("Seen ", white, " too")

    seen = read_with(change)
    assert seen.codes("MARK") == {"unseen-text"}
    assert seen.codes("Seen  too") == {None}


def test_a_white_run_of_a_shared_string_is_told_where_the_cell_is_white() -> None:
    from tests.library.readers.workbooks import honest, with_strings

    item = '<si><r><t>Seen </t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>MARK</t></r></si>'

    def point(members: dict[str, bytes]) -> None:
        members[SHEET] = members[SHEET].replace(b"</row>", b'<c r="F1" t="s"><v>0</v></c></row>', 1)

    seen = read_whole(changed(with_strings(honest(), item), point), "runs.xlsx")
    assert seen.codes("MARK") == {"unseen-text"}
    assert seen.codes("Seen") == {None}


def test_a_second_value_in_a_cell_is_told() -> None:
    def change(members: dict[str, bytes]) -> None:
        twice = b'<c r="F1" t="inlineStr"><is><t>Grade</t></is><v>MARK</v></c></row>'
        members[SHEET] = members[SHEET].replace(b"</row>", twice, 1)

    data = changed(saved(sheet_of()[0]), change)
    seen = read_whole(data, "two.xlsx")
    assert seen.codes("MARK") == {"unseen-text"}
    assert seen.codes("Grade") == {None}


def test_cells_under_a_merge_are_told_and_its_first_shows() -> None:
    workbook, sheet = sheet_of()
    sheet["B3"], sheet["C4"] = "MARK", "MARK-TOO"
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:C4"/></mergeCells>'
    data = changed(
        saved(workbook), lambda members: members.update({SHEET: members[SHEET].replace(b"</sheetData>", merge)})
    )
    seen = read_whole(data, "merged.xlsx")
    assert seen.codes("MARK") == {"covered-cells"}
    assert seen.codes("MARK-TOO") == {"covered-cells"}
    assert seen.codes("Anne Example 2") == {None}


@pytest.mark.parametrize("end", ["<!--</sheetData>--></sheetData>", "</sheetData>"])
def test_a_comment_that_looks_like_the_end_of_the_cells_hides_no_merge(end: str) -> None:
    workbook, sheet = sheet_of()
    sheet["B3"] = "MARK"
    merge = end + '<mergeCells><mergeCell ref="A3:C4"/></mergeCells>'
    data = changed(
        saved(workbook),
        lambda members: members.update({SHEET: members[SHEET].replace(b"</sheetData>", merge.encode())}),
    )
    assert read_whole(data, "merged.xlsx").codes("MARK") == {"covered-cells"}


def white_rule(formula: str) -> Callable[[Worksheet], object]:
    def change(sheet: Worksheet) -> None:
        sheet["D3"] = "MARK"
        sheet.conditional_formatting.add("D2:D6", FormulaRule(formula=[formula], font=Font(color=WHITE)))

    return change


@pytest.mark.parametrize(
    "formula",
    [
        "TRUE",
        "1",
        "1=1",
        "LEN(D2)>0",
        'D2<>""',
        "NOT(ISBLANK($D2))",
        "ISTEXT(D2)",
        "AND(ROW()>0,D2<>0)",
        "COUNTIF(A:A,9)>0",
    ],
)
def test_a_rule_that_makes_a_cell_white_hides_it(formula: str) -> None:
    assert read_with(white_rule(formula)).codes("MARK") == {"unseen-text"}


@pytest.mark.parametrize("formula", ["FALSE", "ISERROR(D2)", "D2=D1", "ISBLANK(D2)", 'D2="plain 1"', "$C2>900"])
def test_a_rule_that_does_not_hold_hides_nothing(formula: str) -> None:
    assert read_with(white_rule(formula)).codes("MARK") == {None}


def test_a_rule_for_small_numbers_hides_only_those() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["E3"], sheet["E4"] = 3, 77
        sheet.conditional_formatting.add(
            "E2:E6", CellIsRule(operator="lessThan", formula=["5"], font=Font(color=WHITE))
        )

    seen = read_with(change)
    assert next(row for rows, code in seen.tables for row in rows if code == "unseen-text")[-1] == "3"
    assert seen.codes("77") == {None}


def test_a_rule_that_draws_nothing_hides_a_cell() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D3"] = "MARK"
        rule = FormulaRule(formula=["TRUE"])
        rule.dxf = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=";;;"))
        sheet.conditional_formatting.add("D3", rule)

    assert read_with(change).codes("MARK") == {"unseen-text"}


def test_white_letters_that_a_scale_of_colours_lies_behind_show() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["E3"] = 4711
        sheet["E3"].font = Font(color=WHITE)
        scale = ColorScaleRule(start_type="min", start_color="FF000080", end_type="max", end_color="FF800000")
        sheet.conditional_formatting.add("E2:E6", scale)

    assert read_with(change).codes("4711") == {None}


def test_white_headings_of_a_styled_table_show_and_white_cells_below_them_do_not() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D3"] = "MARK"
        for cell in (*sheet[1], sheet["D3"]):
            cell.font = Font(color=WHITE)
        table = Table(displayName="Staff", ref="A1:E6")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2")
        sheet.add_table(table)

    seen = read_with(change)
    assert None in seen.codes("Born")
    assert seen.codes("MARK") == {"unseen-text"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (b'<row r="4" ht="0.4" customHeight="1"', "zero-size"),
        (b'<row r="4" ht="0.0" customHeight="1"', "zero-size"),
        (b'<row r="4" hidden="1" outlineLevel="1"', "hidden-rows"),
        (b'<row r="4" outlineLevel="1"', None),
    ],
)
def test_rows_too_low_to_read_are_told(change: bytes, code: str | None) -> None:
    workbook, _ = sheet_of()
    data = changed(
        saved(workbook), lambda members: members.update({SHEET: members[SHEET].replace(b'<row r="4"', change)})
    )
    assert read_whole(data, "low.xlsx").codes("Anne Example 3") == {code}


@pytest.mark.parametrize(
    ("default", "codes"),
    [('defaultRowHeight="0" customHeight="1"', {"zero-size"}), ('baseColWidth="8" defaultRowHeight="15"', {None})],
)
def test_rows_that_have_no_height_by_default_are_told(default: str, codes: set[str | None]) -> None:
    workbook, _ = sheet_of()

    def change(members: dict[str, bytes]) -> None:
        import re

        members[SHEET] = re.sub(rb"<sheetFormatPr[^>]*/>", f"<sheetFormatPr {default}/>".encode(), members[SHEET])

    assert read_whole(changed(saved(workbook), change), "low.xlsx").codes("Anne Example 3") == codes


def test_columns_that_have_no_width_by_default_are_told_but_for_those_with_one() -> None:
    workbook, sheet = sheet_of()
    sheet.sheet_format.defaultColWidth = 0
    sheet.column_dimensions["A"].width = 20
    seen = read_whole(saved(workbook), "narrow.xlsx")
    assert seen.codes("Anne Example 3") == {None}
    assert seen.codes("plain 3") == {"zero-size"}


def test_rows_above_frozen_panes_that_nobody_can_scroll_to_are_told() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D3"] = "MARK"
        sheet.freeze_panes = "A6"
        sheet.sheet_view.topLeftCell = "A4"

    seen = read_with(change)
    assert seen.codes("MARK") == {"hidden-rows"}
    assert seen.codes("plain 4") == {None}
    assert read_with(lambda sheet: setattr(sheet, "freeze_panes", "A2")).codes("plain 1") == {None}


def anchored(what: str) -> bytes:
    """Return a workbook with something over the cells C3 to E4."""
    marks = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
        f"</xdr:{name}>"
        for name, column, row in (("from", 2, 2), ("to", 5, 4))
    )
    drawing = (
        f'<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:twoCellAnchor>{marks}{what}</xdr:twoCellAnchor></xdr:wsDr>'
    )
    return with_part(saved(sheet_of()[0]), SHEET, "drawing", "xl/drawings/drawing1.xml", drawing)


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        ('<a:solidFill><a:srgbClr val="000000"/></a:solidFill>', "unseen-text"),
        ('<a:solidFill><a:srgbClr val="000000"><a:alpha val="20000"/></a:srgbClr></a:solidFill>', None),
        ("<a:noFill/>", None),
    ],
)
def test_cells_below_a_filled_shape_are_told(fill: str, code: str | None) -> None:
    shape = f"<xdr:sp><xdr:nvSpPr><xdr:cNvPr name='Bar'/></xdr:nvSpPr><xdr:spPr>{fill}</xdr:spPr></xdr:sp>"
    seen = read_whole(anchored(shape), "bar.xlsx")
    assert seen.codes("plain 2") == {code}
    assert seen.codes("plain 4") == {None}
    assert seen.codes("Anne Example 2") == {None}


def test_no_code_of_an_unseen_cell_is_furniture() -> None:
    assert {HIDDEN[code].kind for code in ("unseen-text", "covered-cells")} == {"concealment"}


def shape(looks: str, fill: str = "", place: str = "") -> bytes:
    run = f"<a:p><a:r><a:rPr {looks.partition('|')[0]}>{looks.partition('|')[2]}</a:rPr><a:t>MARK</a:t></a:r></a:p>"
    inner = f"<xdr:sp><xdr:spPr>{fill}</xdr:spPr><xdr:txBody>{run}</xdr:txBody></xdr:sp>"
    drawing = (
        f'<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:oneCellAnchor>{place}{inner}</xdr:oneCellAnchor></xdr:wsDr>'
    )
    return with_part(saved(sheet_of()[0]), SHEET, "drawing", "xl/drawings/drawing1.xml", drawing)


def solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


@pytest.mark.parametrize(
    ("looks", "fill", "place", "code"),
    [
        (f"|{solid('FFFFFF')}", "", "", "unseen-text"),
        (f"|{solid('FFFFFF')}", solid("1F4E79"), "", None),
        (f"|{solid('1F4E79')}", solid("1F4E79"), "", "unseen-text"),
        ("sz='100'|", "", "", "unseen-text"),
        ("sz='1100'|", "", "", None),
        ("|", "", "<xdr:from><xdr:col>16000</xdr:col><xdr:row>2</xdr:row></xdr:from>", "far-cells"),
        ("|", "", '<xdr:ext cx="0" cy="900"/>', "hidden-shape"),
    ],
)
def test_words_of_a_shape_that_cannot_be_seen_are_told(looks: str, fill: str, place: str, code: str | None) -> None:
    assert read_whole(shape(looks, fill, place), "shape.xlsx").codes("MARK") == {code}


def drawing_of(inner: str) -> bytes:
    names = 'xmlns:xdr="urn:x" xmlns:a="urn:a" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    drawing = f"<xdr:wsDr {names}><xdr:twoCellAnchor>{inner}</xdr:twoCellAnchor></xdr:wsDr>"
    return with_part(saved(sheet_of()[0]), SHEET, "drawing", "xl/drawings/drawing1.xml", drawing)


def test_words_of_a_drawing_for_old_programs_are_told_where_the_new_one_lacks_them() -> None:
    def said(words: str) -> str:
        return f"<xdr:sp><xdr:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"

    both = f"<mc:Choice>{said('SAME')}</mc:Choice><mc:Fallback>{said('SAME')}{said('MARK')}</mc:Fallback>"
    seen = read_whole(drawing_of(f"<mc:AlternateContent>{both}</mc:AlternateContent>"), "two.xlsx")
    assert seen.codes("MARK") == {"alternate-content"}
    assert seen.codes("SAME") == {None}
    excuse = "This shape represents a slicer. Slicers are supported in Excel 2010 or later."
    inner = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{said(excuse)}</mc:Fallback></mc:AlternateContent>"
    assert not read_whole(drawing_of(inner), "slicer.xlsx").codes("slicer")


@pytest.mark.parametrize(
    ("style", "kind", "code"),
    [
        ("visibility:hidden", "Label", "hidden-shape"),
        ("position:absolute", "Label", "other-part"),
        ("visibility:hidden", "Note", "other-part"),
    ],
)
def test_words_of_a_control_that_is_switched_to_invisible_are_told(style: str, kind: str, code: str) -> None:
    drawing = (
        '<xml xmlns:v="urn:v" xmlns:x="urn:x"><v:shape style="'
        f'{style}"><v:textbox><div>MARK</div></v:textbox><x:ClientData ObjectType="{kind}"/></v:shape></xml>'
    )
    data = with_part(saved(sheet_of()[0]), SHEET, "vmlDrawing", "xl/drawings/vmlDrawing1.vml", drawing)
    assert read_whole(data, "control.xlsx").codes("MARK") == {code}
