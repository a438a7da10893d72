"""Workbooks (XLSX, XLSM) that carry more than cells: comments, properties, pictures, files, queries, macros."""

import base64
import csv
import io
import random
from pathlib import Path
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, ImageDraw, ImageFont

from tests.leaks.compound import compound, ole_package, vba_project
from tests.leaks.fiction import APPLICANTS, CLOSURE, FORCE, LIST, NOTE, SPENT, STAFF, Paper, Row
from tests.leaks.package import HEAD, RELATIONSHIPS, Package, opened
from tests.leaks.workbooks import Workbooks, append, book, plain

XLSX = Workbooks("XLSX", ".xlsx")
XLSM = Workbooks("XLSM", ".xlsm")
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "http://schemas.microsoft.com/office"
FURNITURE = "document-properties custom-properties file-metadata structure other-part"


def csv_bytes(rows: list[Row]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@XLSX.sheet_case("note", "note on a cell", "comment", SPENT)
def _note(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["D4"].comment = Comment(NOTE, "Analyst")


@XLSX.sheet_case("note-plan", "note on a cell with a plan and no person", "comment", SPENT)
def _note_plan(sheet: Worksheet, leak: bool) -> None:
    if leak:
        sheet["F5"].comment = Comment(CLOSURE, "")


def threaded(package: Package, comments: str, people: str) -> None:
    """Add threaded comments and the list of their people, as Excel 365 does."""
    namespace = f'xmlns="{OFFICE}/spreadsheetml/2018/threadedcomments"'
    comments = f"{HEAD}<ThreadedComments {namespace}>{comments}</ThreadedComments>"
    package.add(
        "xl/persons/person.xml",
        f"{HEAD}<personList {namespace}>{people}</personList>",
        "application/vnd.ms-excel.person+xml",
    )
    package.relate("xl/workbook.xml", "rId60", f"{OFFICE}/2017/10/relationships/person", "persons/person.xml")
    if "<threadedComment " in comments:
        package.add(
            "xl/threadedComments/threadedComment1.xml", comments, "application/vnd.ms-excel.threadedcomments+xml"
        )
        kind = f"{OFFICE}/2017/10/relationships/threadedComment"
        package.relate(SHEET, "rId61", kind, "../threadedComments/threadedComment1.xml")


PERSON = '<person displayName="{}" id="{{5E2C7F1A-8A17-4D7C-9B1E-0F0A8F1E7D01}}" userId="{}" providerId="AD"/>'


@XLSX.part_case("threaded-comment", "discussion on a cell", "threaded-comment comment", FORCE)
def _threaded(package: Package, leak: bool) -> None:
    if leak:
        comment = (
            '<threadedComment ref="B7" dT="2025-11-03T10:15:00.00" personId="{5E2C7F1A-8A17-4D7C-9B1E-0F0A8F1E7D01}" '
            f'id="{{A0E7B1C2-6D35-4C55-9A0E-2B1E4D5F6A01}}"><text>{NOTE}</text></threadedComment>'
        )
        threaded(package, comment, PERSON.format("Analyst", "analyst"))


@XLSX.part_case(
    "comment-people", "people of comments that were deleted", "comment-person threaded-comment comment", FORCE
)
def _people(package: Package, leak: bool) -> None:
    if leak:
        threaded(
            package, "", PERSON.format("Llewellyn, Gareth (HR)", "S::gareth.llewellyn@harbours.example.gov.uk::1f2e")
        )


@XLSX.sheet_case("header-footer", "footer of the printed page", "header-footer", FORCE)
def _footer(sheet: Worksheet, leak: bool) -> None:
    sheet.oddFooter.center.text = "OFFICIAL"
    sheet.oddFooter.right.text = "Ring Gareth Llewellyn at home on 07700 900123" if leak else "Page &P of &N"


@XLSX.sheet_case("even-header", "header of even pages, which this file never prints", "header-footer", SPENT)
def _even_header(sheet: Worksheet, leak: bool) -> None:
    sheet.evenHeader.left.text = "Draft for Siobhan McAteer, s.mcateer@example.gov.uk" if leak else "Draft"


@XLSX.sheet_case("author", "author in the properties", FURNITURE, SPENT)
def _author(sheet: Worksheet, leak: bool) -> None:
    sheet.parent.properties.creator = "Gareth Llewellyn" if leak else "Department for Harbours"


@XLSX.sheet_case("last-saved-by", "who last saved it", FURNITURE, FORCE)
def _last_saved(sheet: Worksheet, leak: bool) -> None:
    sheet.parent.properties.lastModifiedBy = "LLEWELLYN, Gareth (Personnel)" if leak else "openpyxl"


@XLSX.sheet_case("description", "description in the properties", FURNITURE, FORCE)
def _description(sheet: Worksheet, leak: bool) -> None:
    sheet.parent.properties.description = NOTE if leak else "Figures for the year to 31 March 2025"


@XLSX.sheet_case("custom-property", "custom property", FURNITURE, SPENT)
def _custom_property(sheet: Worksheet, leak: bool) -> None:
    value = "zarmina.noorzai@example.org; 07700 900533" if leak else "Yes"
    sheet.parent.custom_doc_props.append(StringProperty(name="Cleared", value=value))


@XLSX.part_case("sheet-titles", "names of deleted sheets in the properties", FURNITURE, FORCE)
def _titles(package: Package, leak: bool) -> None:
    if leak:
        package.replace(
            "docProps/app.xml",
            "<vt:lpstr>Ranks</vt:lpstr>",
            "<vt:lpstr>Ranks</vt:lpstr><vt:lpstr>Grievance of Gareth Llewellyn</vt:lpstr>",
        )
        package.replace(
            "docProps/app.xml", '<vt:vector size="1" baseType="lpstr">', '<vt:vector size="2" baseType="lpstr">'
        )


@XLSX.part_case("saved-path", "path where it was last saved", f"{FURNITURE} link-target", SPENT)
def _saved_path(package: Package, leak: bool) -> None:
    folder = r"C:\Users\gareth.llewellyn\OneDrive\Disciplinary" if leak else r"\\harbours\shared\finance"
    path = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        f'Requires="x15"><x15ac:absPath xmlns:x15ac="{OFFICE}/spreadsheetml/2010/11/ac" url="{folder}\\"/></mc:Choice>'
        "</mc:AlternateContent><bookViews>"
    )
    package.replace("xl/workbook.xml", "<bookViews>", path)


@XLSX.part_case("reserved-by", "who reserved it for writing", FURNITURE, SPENT)
def _reserved(package: Package, leak: bool) -> None:
    name = "Gareth Llewellyn" if leak else "Finance team"
    sharing = f'<fileSharing readOnlyRecommended="1" userName="{name}"/><workbookPr'
    package.replace("xl/workbook.xml", "<workbookPr", sharing)


@XLSX.part_case("custom-xml", "data of a form in custom XML", "custom-xml other-part", SPENT)
def _custom_xml(package: Package, leak: bool) -> None:
    content = NOTE if leak else "Finance"
    package.add("customXml/item1.xml", f'{HEAD}<form xmlns="urn:example:workflow"><remark>{content}</remark></form>')
    package.relate("xl/workbook.xml", "rId50", "customXml", "../customXml/item1.xml")


def embed(package: Package, name: str, content: bytes, program: str, kind: str) -> None:
    """Add an embedded object to the sheet."""
    package.add(f"xl/embeddings/{name}", content)
    ending = name.rpartition(".")[2]
    types = {"xlsx": f"{SPREADSHEET}.sheet", "bin": "application/vnd.openxmlformats-officedocument.oleObject"}
    default = f'<Default Extension="{ending}" ContentType="{types[ending]}"/><Override'
    package.replace("[Content_Types].xml", "<Override", default)
    package.relate(SHEET, "rId40", kind, f"../embeddings/{name}")
    element = f'<oleObject progId="{program}" shapeId="1025" xmlns:r="{RELATIONSHIPS}" r:id="rId40"/>'
    package.replace(SHEET, "</worksheet>", f"<oleObjects>{element}</oleObjects></worksheet>")


@XLSX.part_case("embedded-workbook", "embedded workbook", "embedded-file", FORCE)
def _embedded(package: Package, leak: bool) -> None:
    if leak:
        inner = book(FORCE)
        append(inner.create_sheet("Staff"), STAFF)
        content = io.BytesIO()
        inner.save(content)
        embed(package, "Microsoft_Excel_Worksheet.xlsx", content.getvalue(), "Excel.Sheet.12", "package")


@XLSX.part_case("ole-package", "file dropped onto the sheet", "embedded-file", SPENT)
def _ole(package: Package, leak: bool) -> None:
    if leak:
        content = ole_package("applicants.csv", "C:\\Temp\\", csv_bytes(APPLICANTS))
        embed(package, "oleObject1.bin", content, "Package", "oleObject")


CONNECTION = (
    '{head}<connections xmlns="{main}"><connection id="1" name="HR" type="{type}" refreshedVersion="8">{source}'
    "</connection></connections>"
)


def connect(package: Package, kind: int, source: str) -> None:
    """Add a connection to a source of data."""
    content = CONNECTION.format(head=HEAD, main=MAIN, type=kind, source=source)
    package.add("xl/connections.xml", content, f"{SPREADSHEET}.connections+xml")
    package.relate("xl/workbook.xml", "rId30", "connections", "connections.xml")


@XLSX.part_case("connection-password", "connection to a database, with its password", "connection", FORCE)
def _connection(package: Package, leak: bool) -> None:
    if leak:
        source = (
            '<dbPr connection="Provider=SQLOLEDB.1;Persist Security Info=True;User ID=hr_reader;Password='
            'Gannet-Harbour-77;Initial Catalog=HR;Data Source=hr-sql-02.example.gov.uk" '
            'command="SELECT rank, COUNT(*) FROM staff GROUP BY rank"/>'
        )
        connect(package, 1, source)


@XLSX.part_case("query-table", "web query whose address holds a person", "connection", SPENT)
def _query(package: Package, leak: bool) -> None:
    if leak:
        url = "https://cases.example.gov.uk/search?name=Gareth+Llewellyn&amp;nino=QQ123456A"
        connect(package, 4, f'<webPr sourceData="1" url="{url}"/>')
        table = f'{HEAD}<queryTable xmlns="{MAIN}" name="cases" connectionId="1"/>'
        package.add("xl/queryTables/queryTable1.xml", table, f"{SPREADSHEET}.queryTable+xml")
        package.relate(SHEET, "rId31", "queryTable", "../queryTables/queryTable1.xml")


@XLSX.part_case(
    "power-query",
    "query that holds a table of people",
    "connection custom-xml other-part embedded-file power-query",
    SPENT,
)
def _power_query(package: Package, leak: bool) -> None:
    if not leak:
        return
    rows = ", ".join("{" + ", ".join(f'"{value}"' for value in row) + "}" for row in APPLICANTS[1:])
    columns = ", ".join(f'"{name}"' for name in APPLICANTS[0])
    code = f"section Section1;\r\n\r\nshared Applicants = #table({{{columns}}}, {{{rows}}});\r\n"
    inner = io.BytesIO()
    with ZipFile(inner, "w", ZIP_DEFLATED) as made:
        made.writestr("Config/Package.xml", "<Package><Version>2.1</Version></Package>")
        made.writestr("Formulas/Section1.m", code)
    parts, permissions = inner.getvalue(), b"<PermissionList/>"
    mashup = pack("<II", 0, len(parts)) + parts + pack("<I", len(permissions)) + permissions + pack("<II", 0, 0)
    text = '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="http://schemas.microsoft.com/DataMashup">'
    text += base64.b64encode(mashup).decode() + "</DataMashup>"
    package.add("customXml/item1.xml", text.encode("utf-16"))
    package.relate("xl/workbook.xml", "rId50", "customXml", "../customXml/item1.xml")


@XLSX.part_case(
    "data-model",
    "data model with tables that no program but Excel opens",
    "not-read connection",
    SPENT,
    unreadable=True,
)
def _data_model(package: Package, leak: bool) -> None:
    if leak:
        signature = "STREAM_STORAGE_SIGNATURE_)!@#$%^&*(".encode("utf-16")
        content = signature + random.Random(4).randbytes(40_000)
        package.add("xl/model/item.data", content, "application/vnd.openxmlformats-officedocument.model+data")
        kind = f"{OFFICE}/2011/relationships/powerPivotData"
        package.relate("xl/workbook.xml", "rId20", kind, "model/item.data")


@XLSX.sheet_case("link-to-person", "link whose target is a person's address", "link-target", SPENT)
def _link(sheet: Worksheet, leak: bool) -> None:
    sheet["A9"] = "Contact the finance team"
    sheet["A9"].hyperlink = "mailto:gareth.llewellyn@example.gov.uk" if leak else "https://www.example.gov.uk/finance"


@XLSX.sheet_case("link-hint", "hint that appears over a link", "link-target", FORCE)
def _hint(sheet: Worksheet, leak: bool) -> None:
    sheet["A9"] = "How we count"
    sheet["A9"].hyperlink = Hyperlink(
        ref="A9", target="https://www.example.gov.uk/method", tooltip=NOTE if leak else "Opens the method"
    )


def picture(lines: list[str], height: int = 300) -> bytes:
    """A PNG picture of large, clear lines of text."""
    image = Image.new("RGB", (900, height), "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((30, 30 + 90 * number), line, "black", ImageFont.load_default(44))
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def logo() -> bytes:
    """A PNG picture without any text."""
    image = Image.new("RGB", (240, 80), "white")
    ImageDraw.Draw(image).rectangle((10, 10, 110, 70), fill="#1d70b8")
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def with_picture(path: Path, paper: Paper, content: bytes, description: str) -> None:
    """A workbook with a picture beside its table."""
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet(paper.sheet)
    for number, row in enumerate(paper.rows):
        sheet.write_row(number, 0, row)
    sheet.insert_image("H2", "picture.png", {"image_data": io.BytesIO(content), "description": description})
    made.close()


@XLSX.case("alt-text", "description of a picture", "alt-text", FORCE)
def _alt(path: Path, leak: bool) -> None:
    text = "Gareth Llewellyn (off sick with depression) at the Falmouth office" if leak else "Logo of the department"
    with_picture(path, FORCE, logo(), text)


@XLSX.case(
    "cropped-picture", "part of a picture that was cropped away", "cropped-picture cropped-image image-crop", SPENT
)
def _cropped(path: Path, leak: bool) -> None:
    shown = ["Harbour works 2025", "Before and after"]
    cut = ["Gareth Llewellyn", "14 Harbour Terrace, Fowey", "PL23 1AT", "07700 900123"]
    with_picture(path, SPENT, picture(shown + cut, 600) if leak else picture(shown, 210), "Harbour works")
    if leak:
        with opened(path) as package:
            package.replace("xl/drawings/drawing1.xml", "<a:stretch>", '<a:srcRect b="65000"/><a:stretch>')


@XLSX.part_case(
    "thumbnail",
    "preview picture of an earlier version",
    "document-thumbnail thumbnail other-part document-properties",
    FORCE,
)
def _thumbnail(package: Package, leak: bool) -> None:
    if leak:
        image = Image.open(
            io.BytesIO(picture(["Gareth Llewellyn 07700 900123", "QQ 12 34 56 A", "off sick: depression"]))
        )
        content = io.BytesIO()
        image.save(content, "JPEG", quality=95)
        package.add("docProps/thumbnail.jpeg", content.getvalue())
        package.replace(
            "[Content_Types].xml", "<Override", '<Default Extension="jpeg" ContentType="image/jpeg"/><Override'
        )
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
        package.relate("", "rId9", kind, "docProps/thumbnail.jpeg")


def with_box(path: Path, paper: Paper, text: str, **look: object) -> None:
    """A workbook with a box of text beside its table."""
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet(paper.sheet)
    for number, row in enumerate(paper.rows):
        sheet.write_row(number, 0, row)
    if text:
        sheet.insert_textbox("H2", text, look)
    made.close()


@XLSX.case("hidden-shape", "box of text switched to invisible", "hidden-shape unseen-text hidden-text", SPENT)
def _hidden_shape(path: Path, leak: bool) -> None:
    with_box(path, SPENT, CLOSURE if leak else "")
    if leak:
        with opened(path) as package:
            package.replace("xl/drawings/drawing1.xml", 'name="TextBox 1"', 'name="TextBox 1" hidden="1"')


@XLSX.case("white-box", "box with white letters on white", "unseen-text hidden-shape", FORCE)
def _white_box(path: Path, leak: bool) -> None:
    look = {"font": {"color": "white"}, "fill": {"color": "white"}, "line": {"none": True}}
    with_box(path, FORCE, CLOSURE if leak else "", **look)


@XLSX.part_case(
    "hidden-control",
    "text in a form control that is switched to invisible",
    "hidden-shape hidden-text unseen-text hidden-field",
    SPENT,
)
def _control(package: Package, leak: bool) -> None:
    if not leak:
        return
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t201" '
        'style="position:absolute;width:96pt;height:20pt;visibility:hidden"><v:textbox><div>'
        f'<font face="Calibri">{NOTE}</font></div></v:textbox><x:ClientData ObjectType="Label"/></v:shape></xml>'
    )
    package.add("xl/drawings/vmlDrawing1.vml", drawing)
    kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    package.replace("[Content_Types].xml", "<Override", f'<Default Extension="vml" ContentType="{kind}"/><Override')
    package.relate(SHEET, "rId15", "vmlDrawing", "../drawings/vmlDrawing1.vml")
    element = f'<legacyDrawing xmlns:r="{RELATIONSHIPS}" r:id="rId15"/></worksheet>'
    package.replace(SHEET, "</worksheet>", element)


@XLSX.part_case("extra-part", "file in the package that nothing refers to", "other-part embedded-file", SPENT)
def _extra(package: Package, leak: bool) -> None:
    if leak:
        package.add("xl/backup.csv", csv_bytes(APPLICANTS))


@XLSX.part_case("printer-settings", "printer settings of three megabytes", "unexplained-size", FORCE)
def _printer(package: Package, leak: bool) -> None:
    settings = "Harbours MFP".encode("utf-16-le").ljust(64, b"\0") + pack("<HHHH", 0x401, 0x601, 220, 0) + b"\0" * 160
    if leak:
        settings += random.Random(7).randbytes(3_000_000)
    package.add("xl/printerSettings/printerSettings1.bin", settings, f"{SPREADSHEET}.printerSettings")
    package.relate(SHEET, "rId5", "printerSettings", "../printerSettings/printerSettings1.bin")


@XLSX.case("data-after-end", "table appended after the end of the file", "data-after-end archive-gap", SPENT)
def _after_end(path: Path, leak: bool) -> None:
    plain(SPENT, path)
    if leak:
        with path.open("ab") as file:
            file.write(csv_bytes(APPLICANTS))


@XLSX.case(
    "data-before-start", "table put before the start of the file", "archive-gap data-after-end data-before-start", LIST
)
def _before_start(path: Path, leak: bool) -> None:
    plain(LIST, path)
    if leak:
        path.write_bytes(csv_bytes(APPLICANTS) + path.read_bytes())


@XLSX.case("zip-comment", "comment on the archive that a workbook is", "archive-comment", FORCE)
def _zip_comment(path: Path, leak: bool) -> None:
    plain(FORCE, path)
    with ZipFile(path, "a") as archive:
        archive.comment = NOTE.encode() if leak else b"Made by the publishing system"


@XLSX.case("encrypted", "workbook with a password", "not-read", SPENT, unreadable=True, cleanable=False)
def _encrypted(path: Path, leak: bool) -> None:
    plain(SPENT, path)
    if leak:
        size = path.stat().st_size
        info = pack("<HHI", 4, 4, 0x40) + f'{HEAD}<encryption xmlns="{OFFICE}/2006/encryption"/>'.encode()
        content = pack("<Q", size) + random.Random(5).randbytes(size)
        path.write_bytes(compound({"EncryptionInfo": info, "EncryptedPackage": content}))


@XLSM.case("macro", "macro with data among its lines", "macro", FORCE)
def _macro(path: Path, leak: bool) -> None:
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("Ranks")
    for number, row in enumerate(FORCE.rows):
        sheet.write_row(number, 0, row)
    if leak:
        lines = "".join(f'    names.Add "{row[0]}, {row[1]}, {row[2]}"\r\n' for row in STAFF[1:])
        made.add_vba_project(io.BytesIO(vba_project(f"Sub Fill()\r\n{lines}End Sub\r\n")), is_stream=True)
    made.close()
    if not leak:
        with opened(path) as package:
            macro_type = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
            package.replace("[Content_Types].xml", f"{SPREADSHEET}.sheet.main+xml", macro_type)


@XLSM.case("macro-password", "macro with a password", "macro", SPENT)
def _macro_password(path: Path, leak: bool) -> None:
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("October")
    for number, row in enumerate(SPENT.rows):
        sheet.write_row(number, 0, row)
    if leak:
        source = "Driver=SQL Server;Server=pay-sql-01;Uid=payroll;Pwd=Gannet-Harbour-77"
        code = f'Sub Load()\r\n    db.Open "{source}"\r\nEnd Sub\r\n'
        made.add_vba_project(io.BytesIO(vba_project(code)), is_stream=True)
    made.close()
    if not leak:
        with opened(path) as package:
            macro_type = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
            package.replace("[Content_Types].xml", f"{SPREADSHEET}.sheet.main+xml", macro_type)


LEAKS = XLSX.listed + XLSM.listed
