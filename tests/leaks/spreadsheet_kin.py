"""Workbooks that LibreOffice saved, rarer parts of XLSX, and pages that pass for workbooks."""

import io
from html import escape
from pathlib import Path

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from tests.leaks.collecting import Files, Leaks
from tests.leaks.fiction import APPLICANTS, CLOSURE, FORCE, HONOURS, LIST, NOTE, SPENT, STAFF, Paper, Row
from tests.leaks.flat import Sheet, flat, lines, style
from tests.leaks.honest_tables import CONTRACTS, ENERGY, declared
from tests.leaks.package import Package, opened
from tests.leaks.spreadsheet_parts import picture, with_picture
from tests.leaks.workbooks import Workbooks, book

XLSX = Workbooks("XLSX", ".xlsx")
PAGE = Leaks("HTML as XLS", ".xls")
FILES = Files()
HONEST = FILES.listed


@XLSX.case(
    "saved-by-libreoffice",
    "hidden sheet in a workbook that LibreOffice saved",
    "hidden-sheet",
    FORCE,
    needs=("soffice",),
)
def _libreoffice(path: Path, leak: bool) -> None:
    made = flat(FORCE)
    if leak:
        made.styles += style("hidden", "table", '<style:table-properties table:display="false"/>')
        made.sheets.append(Sheet("Sheet3", lines(STAFF), attributes='table:style-name="hidden"'))
    made.save(path, "xlsx:Calc MS Excel 2007 XML")


@XLSX.case(
    "hidden-column-by-libreoffice",
    "hidden column in a workbook that LibreOffice saved",
    "hidden-columns",
    LIST,
    needs=("soffice",),
)
def _libreoffice_column(path: Path, leak: bool) -> None:
    made = flat(LIST)
    if leak:
        rows = [(*row, f"Vetted by committee {number}") for number, row in enumerate(HONOURS)]
        shown = '<table:table-column table:number-columns-repeated="3"/>'
        made.sheets = [Sheet("Honours", lines(rows), f'{shown}<table:table-column table:visibility="collapse"/>')]
    made.save(path, "xlsx:Calc MS Excel 2007 XML")


@XLSX.part_case(
    "personal-view",
    "view of a shared workbook that is named after a person",
    "structure other-part document-properties file-metadata",
    FORCE,
)
def _view(package: Package, leak: bool) -> None:
    name = "Gareth Llewellyn - Personal View" if leak else "Printing"
    view = (
        f'<customWorkbookViews><customWorkbookView name="{name}" guid="{{2C1E8F4A-93D7-4E6B-8A5C-7B0D1E2F3A41}}" '
        'windowWidth="1600" windowHeight="900" activeSheetId="1"/></customWorkbookViews></workbook>'
    )
    package.replace("xl/workbook.xml", "</workbook>", view)


@XLSX.part_case("comment-in-a-part", "comment within a part's XML", "xml-comment other-part", SPENT)
def _comment(package: Package, leak: bool) -> None:
    package.replace("xl/worksheets/sheet1.xml", "</sheetData>", f"</sheetData><!-- {NOTE if leak else 'exported'} -->")


@XLSX.case(
    "left-over-picture", "picture that was deleted from its sheet", "orphaned-picture other-part embedded-file", SPENT
)
def _left_over(path: Path, leak: bool) -> None:
    with_picture(path, SPENT, picture(["Harbour works"], 150), "Harbour works")
    if leak:
        with opened(path) as package:
            lines = ["Gareth Llewellyn 07700 900123", "14 Harbour Terrace, Fowey", "QQ 12 34 56 A"]
            package.add("xl/media/image7.png", picture(lines))


@XLSX.case(
    "picture-with-place",
    "place and author in the data of a picture",
    "picture-location picture-metadata file-metadata",
    FORCE,
)
def _place(path: Path, leak: bool) -> None:
    image = Image.new("RGB", (320, 200), "#1d70b8")
    exif = Image.Exif()
    if leak:
        exif[0x013B] = "Gareth Llewellyn"
        where = exif.get_ifd(0x8825)
        where.update({1: "N", 2: tuple(map(IFDRational, (50, 20, 4))), 3: "W", 4: tuple(map(IFDRational, (4, 38, 11)))})
    content = io.BytesIO()
    image.save(content, "JPEG", exif=exif)
    with_picture(path, FORCE, content.getvalue(), "A blue square")


@XLSX.case(
    "alternative-drawing", "words that only old programs show", "alternate-content hidden-shape hidden-text", SPENT
)
def _alternative(path: Path, leak: bool) -> None:
    with_picture(path, SPENT, picture(["Harbour works"], 150), "Harbour works")
    if leak:
        compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        shape = (
            '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" '
            'name="Box"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p>'
            f"<a:r><a:t>{CLOSURE}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        )
        with opened(path) as package:
            drawing = package.parts["xl/drawings/drawing1.xml"].decode()
            start, end = drawing.index("<xdr:pic>"), drawing.index("</xdr:pic>") + len("</xdr:pic>")
            both = (
                f'<mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice Requires="a14" '
                'xmlns:a14="http://schemas.microsoft.com/'
                f'office/drawing/2010/main">{drawing[start:end]}</mc:Choice><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>'
            )
            package.parts["xl/drawings/drawing1.xml"] = (drawing[:start] + both + drawing[end:]).encode()


def web_table(rows: list[Row], more: str = "", look: str = "") -> str:
    """A page with a table, as web applications write it for Excel."""
    inside = "".join("<tr>" + "".join(f"<td>{escape(str(value))}</td>" for value in row) + "</tr>" for row in rows)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta '
        'charset="utf-8"><style>td{mso-number-format:"\\@"}'
        f"{look}</style></head><body><table border=1>{inside}{more}</table></body></html>"
    )


@PAGE.case("page-hidden-rows", "rows that a style hides", "html-hidden-element html-styled-away hidden-rows", SPENT)
def _page_rows(path: Path, leak: bool) -> None:
    people = "".join(
        f"<tr style='display:none'><td>{row[0]}</td><td>{row[2]}</td><td>{row[4]}</td></tr>" for row in APPLICANTS[1:]
    )
    path.write_text(web_table(SPENT.rows, people if leak else ""))


@FILES.case(
    "energy-page.xls",
    "HTML as XLS",
    "table that a web application wrote as a page and named .xls",
    declared("EPC", ENERGY),
)
def _honest_page(path: Path) -> None:
    path.write_text(web_table(ENERGY))


@FILES.case(
    "helper-column.xlsx",
    "XLSX",
    "hidden helper column that repeats what shows, and an empty hidden sheet",
    declared("Contracts", [(*CONTRACTS[0], "Key")]),
)
def _helper(path: Path) -> None:
    paper = Paper(
        "Contracts register",
        "Register",
        [(*row, row[0] if number else "Key") for number, row in enumerate(CONTRACTS)],
        "",
        (),
    )
    made = book(paper)
    made.active.column_dimensions["I"].hidden = True
    made.create_sheet("Sheet2").sheet_state = "hidden"
    made.save(path)


CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.gov.uk//harbours//EN\r\n{}END:VCALENDAR\r\n"


@FILES.case("closures.ics", "ICS", "calendar of harbour closures", 'title = "Harbour closures"\naudience = "public"\n')
def _honest_calendar(path: Path) -> None:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@example.gov.uk\r\nDTSTAMP:20251101T090000Z\r\nDTSTART;VALUE=DATE:202601{n + 10}\r\n"
        f"SUMMARY:Harbour closed for dredging\r\nEND:VEVENT\r\n"
        for n in range(8)
    )
    path.write_text(CALENDAR.format(events), newline="")


LEAKS = XLSX.listed + PAGE.listed
