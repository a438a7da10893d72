"""Workbooks (XLSX) that keep copies of data elsewhere: caches of pivots, charts and links, logs, names, rules."""

from html import escape
from pathlib import Path

import xlsxwriter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.scenario import InputCells, Scenario, ScenarioList
from openpyxl.worksheet.worksheet import Worksheet

from tests.leaks.fiction import APPLICANTS, CLOSURE, FORCE, HONOURS, LIST, SPENT, STAFF, Row
from tests.leaks.package import HEAD, RELATIONSHIPS, Package
from tests.leaks.workbooks import Workbooks

XLSX = Workbooks("XLSX", ".xlsx")
LEAKS = XLSX.listed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def cells(values: Row) -> str:
    """Values as the records of a pivot cache write them."""
    return "".join(f'<{"sn"[isinstance(v, (int, float))]} v="{escape(str(v))}"/>' for v in values)


def pivot_cache(package: Package, rows: list[Row], source: str) -> None:
    """Add a pivot cache of these rows, whose source is named, as Excel saves it with its records."""
    fields = "".join(
        f'<cacheField name="{escape(str(name))}" numFmtId="0"><sharedItems/></cacheField>' for name in rows[0]
    )
    definition = (
        f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}" r:id="rId1" refreshedBy="Analyst" '
        f'refreshedDate="45900.5" createdVersion="8" refreshedVersion="8" recordCount="{len(rows) - 1}"><cacheSource '
        f'type="worksheet"><worksheetSource ref="A1:E{len(rows)}" sheet="{source}"/></cacheSource><cacheFields '
        f'count="{len(rows[0])}">{fields}</cacheFields></pivotCacheDefinition>'
    )
    records = "".join(f"<r>{cells(row)}</r>" for row in rows[1:])
    records = f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" count="{len(rows) - 1}">{records}</pivotCacheRecords>'
    folder = "xl/pivotCache/"
    package.add(f"{folder}pivotCacheDefinition1.xml", definition, f"{SPREADSHEET}.pivotCacheDefinition+xml")
    package.add(f"{folder}pivotCacheRecords1.xml", records, f"{SPREADSHEET}.pivotCacheRecords+xml")
    package.relate(f"{folder}pivotCacheDefinition1.xml", "rId1", "pivotCacheRecords", "pivotCacheRecords1.xml")
    package.relate("xl/workbook.xml", "rId90", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    caches = f'<pivotCaches><pivotCache cacheId="7" xmlns:r="{RELATIONSHIPS}" r:id="rId90"/></pivotCaches></workbook>'
    package.replace("xl/workbook.xml", "</workbook>", caches)


def pivot_table(package: Package, rows: list[Row]) -> None:
    """Add the table that shows counts by the fourth field of the cache."""
    units = sorted({str(row[3]) for row in rows[1:]})
    fields = "".join(
        '<pivotField axis="axisRow" showAll="0"/>' if number == 3 else '<pivotField showAll="0"/>'
        for number in range(len(rows[0]))
    )
    table = (
        f'{HEAD}<pivotTableDefinition xmlns="{MAIN}" name="PivotTable1" cacheId="7" '
        f'dataCaption="Values" updatedVersion="8" createdVersion="8" indent="0" '
        f'outline="1"><location ref="A12:B{13 + len(units)}" firstHeaderRow="1" '
        f'firstDataRow="1" firstDataCol="1"/><pivotFields count="{len(rows[0])}">{fields}</pivotFields>'
        '<rowFields count="1"><field x="3"/></rowFields></pivotTableDefinition>'
    )
    package.add("xl/pivotTables/pivotTable1.xml", table, f"{SPREADSHEET}.pivotTable+xml")
    target = "../pivotCache/pivotCacheDefinition1.xml"
    package.relate("xl/pivotTables/pivotTable1.xml", "rId1", "pivotCacheDefinition", target)
    package.relate("xl/worksheets/sheet1.xml", "rId91", "pivotTable", "../pivotTables/pivotTable1.xml")


@XLSX.part_case("pivot-cache", "pivot cache whose source sheet is gone", "pivot-cache", FORCE)
def _pivot_cache(package: Package, leak: bool) -> None:
    if leak:
        pivot_cache(package, STAFF, "HR export")
        pivot_table(package, STAFF)


@XLSX.part_case("pivot-cache-without-table", "pivot cache without any pivot table", "pivot-cache", SPENT)
def _pivot_cache_alone(package: Package, leak: bool) -> None:
    if leak:
        pivot_cache(package, APPLICANTS, "Sheet9")


@XLSX.part_case("pivot-cache-old-items", "pivot cache that keeps the rows deleted from its source", "pivot-cache", LIST)
def _pivot_old_items(package: Package, leak: bool) -> None:
    rows = [*HONOURS, ("Rodney Fairweather", "Forfeited", "Convicted of fraud, forfeiture agreed")] if leak else HONOURS
    pivot_cache(package, rows, "Honours")


@XLSX.part_case("pivot-shared-items", "old names among the shared items of a pivot cache", "pivot-cache", FORCE)
def _pivot_shared_items(package: Package, leak: bool) -> None:
    pivot_cache(package, FORCE.rows, "Ranks")
    names = ["Chief Superintendent", "Superintendent", "Chief Inspector", "Inspector", "Sergeant", "Constable"]
    if leak:
        names += ["Constable (undercover, Falls Road)", "Cst Peter Donaghy", "Cst Maeve Hanratty"]
    items = "".join(f'<s v="{name}"/>' for name in names)
    package.replace(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "<sharedItems/>",
        f'<sharedItems count="{len(names)}">{items}</sharedItems>',
    )


@XLSX.case("chart-cache", "chart that keeps the deleted rows it was drawn from", "chart-cache", FORCE)
def _chart_cache(path: Path, leak: bool) -> None:
    """Drawn by XlsxWriter over all rows; then the rows of the leak are taken out of the sheet, as by a hasty hand."""
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("Ranks")
    rows = [*FORCE.rows, ("Undercover, Belfast", 37, 0.006), ("Undercover, Derry", 14, 0.002)] if leak else FORCE.rows
    for number, row in enumerate(rows):
        if number < len(FORCE.rows):
            sheet.write_row(number, 0, row)
    chart = made.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "Officers",
            "categories": f"=Ranks!$A$2:$A${len(rows)}",
            "values": f"=Ranks!$B$2:$B${len(rows)}",
            "categories_data": [row[0] for row in rows[1:]],
            "values_data": [row[1] for row in rows[1:]],
        }
    )
    sheet.insert_chart("E2", chart)
    made.close()


@XLSX.case(
    "chart-cache-other-workbook", "chart drawn from another workbook's cells", "chart-cache external-cache", SPENT
)
def _chart_of_other_workbook(path: Path, leak: bool) -> None:
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("October")
    for number, row in enumerate(SPENT.rows):
        sheet.write_row(number, 0, row)
    source = "'[Case list.xlsx]Cases'" if leak else "October"
    names = [row[0] for row in APPLICANTS[1:]] if leak else [row[3] for row in SPENT.rows[1:6]]
    amounts = [4100, 2250, 990, 12100, 760] if leak else [row[5] for row in SPENT.rows[1:6]]
    letters = "AB" if leak else "DF"
    chart = made.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": f"={source}!${letters[0]}$2:${letters[0]}$6",
            "values": f"={source}!${letters[1]}$2:${letters[1]}$6",
            "categories_data": names,
            "values_data": amounts,
        }
    )
    sheet.insert_chart("H2", chart)
    made.close()


@XLSX.part_case("external-link-cache", "values cached from another workbook", "external-cache", FORCE)
def _external_cache(package: Package, leak: bool) -> None:
    if not leak:
        return
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<cell r="{letter}{number}" t="str"><v>{escape(str(value))}</v></cell>'
            for letter, value in zip("ABCDE", row, strict=True)
        )
        + "</row>"
        for number, row in enumerate(STAFF, 1)
    )
    link = (
        f'{HEAD}<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><externalBook r:id="rId1"><sheetNames>'
        f'<sheetName val="Staff"/></sheetNames><sheetDataSet><sheetData sheetId="0">{rows}</sheetData></sheetDataSet>'
        "</externalBook></externalLink>"
    )
    external_link(package, link, "Staff%20list.xlsx")


def external_link(package: Package, link: str, target: str) -> None:
    """Add a link to another workbook."""
    package.add("xl/externalLinks/externalLink1.xml", link, f"{SPREADSHEET}.externalLink+xml")
    package.relate("xl/externalLinks/externalLink1.xml", "rId1", "externalLinkPath", target, external=True)
    package.relate("xl/workbook.xml", "rId80", "externalLink", "externalLinks/externalLink1.xml")
    reference = f'<externalReferences><externalReference xmlns:r="{RELATIONSHIPS}" r:id="rId80"/></externalReferences>'
    package.replace("xl/workbook.xml", "</sheets>", f"</sheets>{reference}")


@XLSX.part_case(
    "external-link-path",
    "path of a linked workbook in a person's folder",
    "link-target external-cache file-metadata structure other-part",
    FORCE,
)
def _external_path(package: Package, leak: bool) -> None:
    link = (
        f'{HEAD}<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><externalBook r:id="rId1"><sheetNames>'
        '<sheetName val="Totals"/></sheetNames></externalBook></externalLink>'
    )
    folder = "C:/Users/gareth.llewellyn/OneDrive/Disciplinary/" if leak else ""
    external_link(package, link, f"file:///{folder}totals.xlsx" if leak else "totals.xlsx")


@XLSX.part_case("revision-log", "log of a shared workbook", "revision-log", SPENT)
def _revisions(package: Package, leak: bool) -> None:
    if not leak:
        return
    log = (
        f'{HEAD}<revisions xmlns="{MAIN}"><rcc rId="1" sId="1"><oc r="D4" t="inlineStr"><is><t>Settlement with Gareth '
        'Llewellyn, depression caused by bullying</t></is></oc><nc r="D4" t="inlineStr"><is><t>Harcourt Vane LLP</t>'
        "</is></nc></rcc></revisions>"
    )
    headers = (
        f'{HEAD}<headers xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}" guid="{{8C1B2E6A-52D1-4B0F-9C2E-1D1B6B0A7C11}}">'
        '<header guid="{8C1B2E6A-52D1-4B0F-9C2E-1D1B6B0A7C11}" dateTime="2025-11-03T16:02:11" maxSheetId="2" '
        'userName="Analyst" r:id="rId1" minRId="1"><sheetIdMap count="1"><sheetId val="1"/></sheetIdMap></header>'
        "</headers>"
    )
    package.add("xl/revisions/revisionHeaders.xml", headers, f"{SPREADSHEET}.revisionHeaders+xml")
    package.add("xl/revisions/revisionLog1.xml", log, f"{SPREADSHEET}.revisionLog+xml")
    package.relate("xl/workbook.xml", "rId70", "revisionHeaders", "revisions/revisionHeaders.xml")
    package.relate("xl/revisions/revisionHeaders.xml", "rId1", "revisionLog", "revisionLog1.xml")


@XLSX.sheet_case("hidden-name", "hidden defined name that holds a text", "hidden-name", SPENT)
def _hidden_name(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet.parent.defined_names["_note"] = DefinedName("_note", attr_text=f'"{CLOSURE}"', hidden=True)


@XLSX.sheet_case("defined-name", "defined name that lists people", "defined-name", SPENT)
def _defined_name(sheet: Worksheet, leak: bool) -> None:
    text = (
        '{"Gareth Llewellyn","Siobhan McAteer","Yusuf Demirtas"}' if leak else '{"Dredging","Training","Legal costs"}'
    )
    sheet.parent.defined_names["choices"] = DefinedName("choices", attr_text=text)


@XLSX.sheet_case("validation-list", "validation list of people", "validation-list", SPENT)
def _validation(sheet: Worksheet, leak: bool) -> None:
    offered = "Gareth Llewellyn,Siobhan McAteer,Yusuf Demirtas" if leak else "Dredging,Training,Legal costs"
    rule = DataValidation("list", formula1=f'"{offered}"')
    rule.add("C2:C7")
    sheet.add_data_validation(rule)


@XLSX.sheet_case("validation-message", "message of a validation rule", "validation-list", FORCE)
def _message(sheet: Worksheet, leak: bool) -> None:
    rule = DataValidation("whole", operator="greaterThan", formula1="0", showInputMessage=True)
    rule.prompt = "If unsure ring Gareth Llewellyn at home, 07700 900123" if leak else "Whole officers only"
    rule.add("B2:B7")
    sheet.add_data_validation(rule)


@XLSX.sheet_case("scenario", "values kept for a what-if scenario", "scenario", SPENT)
def _scenario(sheet: Worksheet, leak: bool) -> None:
    if leak:
        cell = InputCells(r="F4", val="187400")
        kept = Scenario(
            name="If we lose", inputCells=[cell], comment="Payment to G Llewellyn if the tribunal finds against us"
        )
        sheet.scenarios = ScenarioList(scenario=[kept])


@XLSX.sheet_case("filter-choice", "a filter's list of values that are gone", "filter-choice filtered-rows", SPENT)
def _filter_choice(sheet: Worksheet, leak: bool) -> None:
    sheet.auto_filter.ref = "A1:F7"
    suppliers = sorted({str(row[3]) for row in SPENT.rows[1:]})
    sheet.auto_filter.add_filter_column(
        3, [*suppliers, "Mr Gareth Llewellyn", "Mrs Zarmina Noorzai"] if leak else suppliers
    )


@XLSX.sheet_case("formula-text", "words inside a formula", "formula", FORCE)
def _formula(sheet: Worksheet, leak: bool) -> None:
    hidden = "Gareth Llewellyn, 14 Harbour Terrace, Fowey, PL23 1AT" if leak else "No"
    sheet["A9"] = f'=IF(SUM(B2:B7)>0,"Total","{hidden}")'
    sheet["B9"] = "=SUM(B2:B7)"


@XLSX.part_case("orphaned-string", "texts of deleted cells among the shared strings", "orphaned-string", FORCE)
def _orphaned(package: Package, leak: bool) -> None:
    if leak:
        kept = "".join(f"<si><t>{escape(str(value))}</t></si>" for row in STAFF[1:] for value in row)
        package.replace("xl/sharedStrings.xml", "</sst>", f"{kept}</sst>")


@XLSX.part_case(
    "phonetic-text", "reading aid of a cell that holds another text", "hidden-text unseen-text other-part", SPENT
)
def _phonetic(package: Package, leak: bool) -> None:
    aid = '<rPh sb="0" eb="5"><t>Gareth Llewellyn, 07700 900123</t></rPh>' if leak else ""
    package.replace("xl/sharedStrings.xml", "Legal costs</t>", f"Legal costs</t>{aid}")


@XLSX.part_case("orphaned-sheet", "sheet that the workbook no longer lists", "orphaned-sheet other-part", SPENT)
def _orphaned_sheet(package: Package, leak: bool) -> None:
    if leak:
        rows = "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>' for value in row) + "</row>"
            for row in APPLICANTS
        )
        sheet = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        package.add("xl/worksheets/sheet7.xml", sheet, f"{SPREADSHEET}.worksheet+xml")
