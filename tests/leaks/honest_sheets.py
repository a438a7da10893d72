"""Honest workbooks with all that such files usually carry: covers, notes, charts, filters, panes, footers, metadata."""

import io
from pathlib import Path

import xlsxwriter
import xlwt
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from tests.leaks.collecting import Files
from tests.leaks.fiction import Row
from tests.leaks.flat import Flat, Sheet, cell, line, lines, style
from tests.leaks.honest_tables import (
    CONTRACTS,
    DEATHS,
    ENERGY,
    HONOURED,
    MEETINGS,
    ORGANOGRAM,
    declared,
    series,
    spending,
)
from tests.leaks.package import HEAD, RELATIONSHIPS, opened
from tests.leaks.spreadsheet_parts import logo

FILES = Files()
HONEST = FILES.listed
SOFFICE = ("soffice",)
PLAIN = 'title = "{}"\naudience = "public"\n'


def cover(made: Workbook, title: str) -> None:
    """The first sheet of a statistical release, as the Analysis Function asks for it."""
    sheet = made.active
    sheet.title = "Cover"
    for text in (
        title,
        "This spreadsheet contains statistics on ports, from the Department for Harbours.",
        "Publication date: 27 November 2025. Next release: February 2026.",
        "Contact: port statistics team, portstatistics@example.gov.uk, 020 7946 0300",
    ):
        sheet.append((text,))
    sheet["A1"].font = Font(bold=True, size=15)
    sheet["A6"] = "Department for Harbours website"
    sheet["A6"].hyperlink = "https://www.example.gov.uk/ports"
    sheet["A7"] = "E-mail the team"
    sheet["A7"].hyperlink = "mailto:portstatistics@example.gov.uk"
    sheet.column_dimensions["A"].width = 90
    notes = made.create_sheet("Notes")
    for row in (
        ("Note number", "Note text"),
        ("note 1", "Figures are provisional."),
        ("note 2", "[c] is confidential."),
    ):
        notes.append(row)


@FILES.case("port-statistics.xlsx", "XLSX", "statistics with cover, notes, charts, filters, panes and print areas",
            PLAIN.format("Port statistics") + 'allow = ["email", "phone"]\n')  # fmt: skip
def _statistics(path: Path) -> None:
    made = Workbook()
    made.properties.title = "Port statistics: July to September 2025"
    made.properties.creator = "Department for Harbours"
    cover(made, "Port statistics: July to September 2025")
    for number in range(1, 5):
        sheet = made.create_sheet(f"Table_{number}")
        sheet["A1"] = f"Table {number}: Freight traffic by month [note {number % 2 + 1}]"
        sheet["A2"] = (
            "This worksheet contains one table. Some shorthand is used in this table: "
            "[c] confidential, [x] not available."
        )
        for row in series()[: 60 + number]:
            sheet.append(row)
        sheet["A1"].font = Font(bold=True, size=14)
        sheet.freeze_panes = "B4"
        sheet.auto_filter.ref = f"A3:D{sheet.max_row}"
        sheet.print_area = f"A1:D{sheet.max_row}"
        sheet.print_title_rows = "3:3"
        sheet.oddHeader.center.text = "OFFICIAL"
        sheet.oddFooter.right.text = "Page &P of &N"
        sheet.oddFooter.left.text = "&F – &A – &D"
        sheet.conditional_formatting.add(
            "B4:B60",
            ColorScaleRule(start_color="FFFFFFFF", end_type="max", end_color="FF1D70B8", start_type="min"),
        )
        chart = BarChart()
        chart.title = "Freight"
        chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=20), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=20))
        sheet.add_chart(chart, "G4")
    made.save(path)


@FILES.case(
    "spending.xlsx",
    "XLSX",
    "spending, as XlsxWriter writes a table with filter buttons",
    declared("Spending", spending(1), "postcode"),
)
def _table(path: Path) -> None:
    rows = spending(400)
    made = xlsxwriter.Workbook(path)
    made.set_properties(
        {"title": "Spending over £25,000", "company": "Department for Harbours", "category": "Transparency"}
    )
    sheet = made.add_worksheet("Oct 2025")
    columns = [{"header": str(name)} for name in rows[0]]
    sheet.add_table(0, 0, len(rows) - 1, len(rows[0]) - 1, {"name": "Spending", "columns": columns, "data": rows[1:]})
    sheet.set_column("F:F", 40, None, {"level": 0})
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_footer("&LOFFICIAL&RPage &P of &N")
    made.close()


@FILES.case("organogram.xlsx", "XLSX", "organogram with a rule for its choices and unused columns hidden",
            declared("Organogram", ORGANOGRAM, "person-name email phone financial staff-number"))  # fmt: skip
def _organogram(path: Path) -> None:
    made = Workbook()
    made.properties.title = "Organogram of senior posts"
    sheet = made.active
    sheet.title = "Senior posts"
    for row in ORGANOGRAM:
        sheet.append(row)
    rule = DataValidation(
        "list", formula1='"SCS1,SCS2,SCS3,SCS4"', promptTitle="Grade", prompt="Choose a grade", showInputMessage=True
    )
    rule.add("C2:C100")
    sheet.add_data_validation(rule)
    unused = sheet.column_dimensions["R"]
    unused.min, unused.max, unused.hidden = 18, 16384, True
    made.save(path)


@FILES.case(
    "dashboard.xlsx",
    "XLSX",
    "sheet with a logo, links, fills, white headings on blue and a chart",
    PLAIN.format("Performance"),
)
def _dashboard(path: Path) -> None:
    made = xlsxwriter.Workbook(path)
    made.set_properties({"title": "Performance dashboard"})
    sheet = made.add_worksheet("Dashboard")
    head = made.add_format({"bold": True, "font_color": "white", "bg_color": "#1d70b8"})
    percent = made.add_format({"num_format": "0.0%"})
    sheet.insert_image(
        "A1", "logo.png", {"image_data": io.BytesIO(logo()), "description": "Department for Harbours logo"}
    )
    sheet.write_row("A7", ["Office", "Cases closed", "Within target"], head)
    for number, office in enumerate(["Falmouth", "Hexham", "Oban", "Swansea"], 7):
        sheet.write(number, 0, office)
        sheet.write(number, 1, 1200 + 40 * number)
        sheet.write(number, 2, 0.9 + number / 200, percent)
    sheet.write_formula("B12", "=SUM(B8:B11)", None, 6160)
    sheet.write_url("A14", "https://www.example.gov.uk/performance", string="How we measure", tip="Opens the method")
    sheet.write_url("A15", "internal:'Dashboard'!A7", string="Back to the table")
    chart = made.add_chart({"type": "line"})
    chart.add_series(
        {"categories": "=Dashboard!$A$8:$A$11", "values": "=Dashboard!$B$8:$B$11", "name": "=Dashboard!$B$7"}
    )
    chart.set_title({"name": "Cases closed"})
    sheet.insert_chart("E7", chart)
    sheet.hide_gridlines(2)
    sheet.protect()
    made.close()


@FILES.case("energy.xlsx", "XLSX", "statistics as a data table with a name for its range", declared("EPC", ENERGY))
def _energy(path: Path) -> None:
    made = Workbook()
    made.properties.title = "Energy performance"
    sheet = made.active
    sheet.title = "EPC"
    for row in ENERGY:
        sheet.append(row)
    ref = f"A1:K{sheet.max_row}"
    sheet.add_table(
        Table(displayName="EPC", ref=ref, tableStyleInfo=TableStyleInfo(name="TableStyleMedium9", showRowStripes=True))
    )
    made.defined_names["figures"] = DefinedName("figures", attr_text=f"EPC!$A$1:$K${sheet.max_row}")
    made.save(path)


@FILES.case("meetings.xlsx", "XLSX", "ministers' meetings with merged title and wrapped text",
            PLAIN.format("Meetings") + 'allow = ["person-name"]\n')  # fmt: skip
def _meetings(path: Path) -> None:
    made = Workbook()
    made.properties.title = "Ministers' meetings"
    sheet = made.active
    sheet.title = "Meetings"
    sheet["A1"] = "Ministers' meetings with external organisations, July to September 2025"
    sheet["A1"].fill = PatternFill("solid", fgColor="FF000000")
    sheet["A1"].font = Font(color="FFFFFFFF", bold=True, size=14)
    sheet.merge_cells("A1:D1")
    for row in MEETINGS:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2):
        for one in row:
            one.alignment = Alignment(wrap_text=True, vertical="top")
    made.save(path)


@FILES.case("as-excel-saves.xlsx", "XLSX", "workbook with the parts that Excel and SharePoint add",
            declared("Honours", HONOURED, "person-name"))  # fmt: skip
def _excel(path: Path) -> None:
    """What Excel 365 writes in a department: sensitivity label, content type of SharePoint, printer."""
    made = xlsxwriter.Workbook(path)
    made.set_properties({"title": "New Year honours 2026", "company": "Cabinet Office"})
    sheet = made.add_worksheet("Honours")
    for number, row in enumerate(HONOURED):
        sheet.write_row(number, 0, row)
    made.close()
    office = "http://schemas.microsoft.com/office"
    properties = (
        f'{HEAD}<p:properties xmlns:p="{office}/2006/metadata/properties" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<documentManagement><TaxCatchAll xmlns="f1b2c3d4-0000-4000-8000-1c2d3e4f5a6b" xsi:nil="true"/>'
        "</documentManagement>"
        "</p:properties>"
    )
    store = (
        f'{HEAD}<ds:datastoreItem ds:itemID="{{B7D8F1F4-6A2C-4F64-9D1F-3C7E3B0C1A11}}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>'
    )
    label = (
        f'{HEAD}<clbl:labelList xmlns:clbl="{office}/2020/mipLabelMetadata"><clbl:label '
        'id="{7f3c0d1e-1111-4222-8333-94a5b6c7d8e9}" '
        'enabled="1" method="Standard" siteId="{0a1b2c3d-5555-4666-8777-888899990000}" contentBits="0" removed="0"/>'
        "</clbl:labelList>"
    )
    view = f'<pageSetup paperSize="9" orientation="portrait" xmlns:r="{RELATIONSHIPS}" r:id="rId1"/></worksheet>'
    with opened(path) as package:
        package.add("customXml/item1.xml", properties)
        package.add("customXml/itemProps1.xml", store)
        package.relate("xl/workbook.xml", "rId50", "customXml", "../customXml/item1.xml")
        package.relate("customXml/item1.xml", "rId1", "customXmlProps", "itemProps1.xml")
        package.add("docMetadata/LabelInfo.xml", label)
        package.relate("", "rId8", f"{office}/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml")
        printer = "\\\\print01\\Floor2-Colour".encode("utf-16-le").ljust(64, b"\0") + bytes(range(200)) * 5
        package.add(
            "xl/printerSettings/printerSettings1.bin",
            printer,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
        )
        package.relate("xl/worksheets/sheet1.xml", "rId1", "printerSettings", "../printerSettings/printerSettings1.bin")
        package.replace("xl/worksheets/sheet1.xml", "</worksheet>", view)


@FILES.case(
    "rows-below-hidden.xlsx",
    "XLSX",
    "sheet whose empty rows below the table are hidden",
    declared("Contracts", CONTRACTS),
)
def _empty_hidden(path: Path) -> None:
    made = xlsxwriter.Workbook(path)
    made.set_properties({"title": "Contracts register"})
    sheet = made.add_worksheet("Register")
    for number, row in enumerate(CONTRACTS):
        sheet.write_row(number, 0, row)
        sheet.set_row(number, 15)
    sheet.set_default_row(hide_unused_rows=True)
    sheet.set_column("I:XFD", None, None, {"hidden": True})
    made.close()


@FILES.case(
    "grouped-open.xlsx",
    "XLSX",
    "statistics with groups of rows left open, and subtotals",
    PLAIN.format("Deaths") + 'allow = ["health", "age"]\n',
)
def _grouped(path: Path) -> None:
    made = Workbook()
    made.properties.title = "Deaths by cause"
    sheet = made.active
    sheet.title = "Deaths"
    for row in DEATHS:
        sheet.append(row)
    sheet.append(("All years", "All causes", "All", "All ages", f"=SUM(E2:E{len(DEATHS)})", None))
    sheet.row_dimensions.group(2, len(DEATHS), outline_level=1, hidden=False)
    made.save(path)


def statistics_sheets() -> list[Sheet]:
    """Three sheets of a statistical release in OpenDocument."""
    text: list[Row] = [("Port statistics",), ("Contact: portstatistics@example.gov.uk",), ("OFFICIAL",)]
    return [Sheet("Cover", lines(text)), Sheet("Table_1", lines(series()[:90])), Sheet("Table_2", lines(ENERGY))]


@FILES.case("port-statistics.ods", "ODS", "statistics with cover and tables, as LibreOffice saves them",
            PLAIN.format("Port statistics") + 'allow = ["email"]\n', SOFFICE)  # fmt: skip
def _ods(path: Path) -> None:
    Flat(statistics_sheets(), "Port statistics").save(path)


@FILES.case(
    "spending.ods", "ODS", "spending with filter buttons", declared("Spending", spending(1), "postcode"), SOFFICE
)
def _ods_filter(path: Path) -> None:
    rows = spending(150)
    made = Flat([Sheet("October", lines(rows))], "Spending over £25,000")
    made.tail = (
        '<table:database-ranges><table:database-range table:name="__Anonymous_Sheet_DB__0" '
        f'table:target-range-address="October.A1:October.J{len(rows)}" table:display-filter-buttons="true"/>'
        "</table:database-ranges>"
    )
    made.save(path)


@FILES.case(
    "notice.ods",
    "ODS",
    "table with merged title, bold white heading on blue and a link",
    PLAIN.format("Offices"),
    SOFFICE,
)
def _ods_notice(path: Path) -> None:
    blue = '<style:table-cell-properties fo:background-color="#1d70b8"/><style:text-properties fo:color="#ffffff"/>'
    title = cell("Our offices", 'table:number-columns-spanned="3" table:number-rows-spanned="1"')
    covered = cell(None, covered=True)
    link = '<text:p><text:a xlink:href="https://www.example.gov.uk" xlink:type="simple">Website</text:a></text:p>'
    offices: list[Row] = [
        ("Falmouth", "Custom House Quay", 41),
        ("Hexham", "Hallgate", 12),
        ("Oban", "Albany Street", 9),
    ]
    rows = (
        f"<table:table-row>{title}{covered}{covered}</table:table-row>"
        + line(("Town", "Street", "Desks"), cells='table:style-name="blue"')
        + lines(offices)
        + f'<table:table-row><table:table-cell office:value-type="string">{link}</table:table-cell></table:table-row>'
    )
    Flat([Sheet("Offices", rows)], "Offices", styles=style("blue", "table-cell", blue)).save(path)


@FILES.case("port-statistics-libreoffice.xlsx", "XLSX", "statistics as LibreOffice saves them for Excel",
            PLAIN.format("Port statistics") + 'allow = ["email"]\n', SOFFICE)  # fmt: skip
def _xlsx_by_libreoffice(path: Path) -> None:
    Flat(statistics_sheets(), "Port statistics").save(path, "xlsx:Calc MS Excel 2007 XML")


@FILES.case("port-statistics-libreoffice.xls", "XLS", "statistics as LibreOffice saves them for old Excel",
            PLAIN.format("Port statistics") + 'allow = ["email"]\n', SOFFICE)  # fmt: skip
def _xls_by_libreoffice(path: Path) -> None:
    Flat(statistics_sheets(), "Port statistics").save(path, "xls:MS Excel 97")


@FILES.case(
    "old-statistics.xls", "XLS", "old statistics with panes, formats and several sheets", PLAIN.format("Old statistics")
)
def _old(path: Path) -> None:
    made = xlwt.Workbook(encoding="utf-8")
    money = xlwt.easyxf(num_format_str='"£"#,##0;[Red]-"£"#,##0')
    for name in ("Contents", "Table 1", "Table 2"):
        sheet = made.add_sheet(name)
        if name == "Contents":
            sheet.write(0, 0, "Port statistics 2009", xlwt.easyxf("font: bold on, height 320"))
            sheet.write(2, 0, xlwt.Formula('HYPERLINK("https://www.example.gov.uk";"Department website")'))
            continue
        for number, row in enumerate(series()[:120]):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
            sheet.write(number, 5, 125000 + number * 17, money)
        sheet.set_panes_frozen(True)
        sheet.set_horz_split_pos(1)
        sheet.footer_str = b"OFFICIAL - Page &P of &N"
    made.save(path)
