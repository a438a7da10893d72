"""Leaks in Word documents by what is kept beside the text: properties, data, embedded files, templates."""

import io
from pathlib import Path

import openpyxl
import xlwt
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE

from tests.leaks import drawing, words
from tests.leaks.collecting import Leaks
from tests.leaks.documents import attach, in_document, in_parts, notice, put, relate
from tests.leaks.package import Package, opened
from tests.leaks.words import NOTICE

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = Leaks("DOCX", ".docx")
LEAKS = DOCX.listed


def staff_workbook() -> bytes:
    """Return an XLSX workbook of staff, written by openpyxl."""
    workbook, stream = openpyxl.Workbook(), io.BytesIO()
    workbook.properties.creator = "Department for Example Affairs"
    for row in words.STAFF_ROWS:
        workbook.active.append(row)
    workbook.save(stream)
    return stream.getvalue()


def permits_chart() -> CategoryChartData:
    """Return the numbers behind a chart of permits."""
    numbers = CategoryChartData()
    numbers.categories = ["North", "South", "Islands"]
    numbers.add_series("Permits", (412, 633, 159))
    return numbers


def with_staff_sheet(workbook: bytes) -> bytes:
    """Return the workbook of a chart with the table it was made from below the numbers drawn."""
    opened, stream = openpyxl.load_workbook(io.BytesIO(workbook)), io.BytesIO()
    for number, row in enumerate(words.STAFF_ROWS, 12):
        for column, value in enumerate(row, 1):
            opened.active.cell(number, column, value)
    opened.save(stream)
    return stream.getvalue()


def add_chart(document: Document, workbook: bytes) -> None:
    """Insert a column chart with its workbook, as Word does."""
    xml = ChartXmlWriter(XL_CHART_TYPE.COLUMN_CLUSTERED, permits_chart()).xml
    package = document.part.package
    data = Part(PackURI("/word/embeddings/Microsoft_Excel_Worksheet.xlsx"), WORKBOOK, workbook, package)
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    chart = Part(PackURI("/word/charts/chart1.xml"), kind, b"", package)
    number = chart.relate_to(data, RELATIONSHIP_TYPE.PACKAGE)
    chart._blob = xml.replace("</c:chartSpace>", f'<c:externalData r:id="{number}"/></c:chartSpace>').encode()
    number = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    put(
        document,
        f'<w:p {nsdecls("wp", "a")} xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><w:r><w:drawing>'
        '<wp:inline><wp:extent cx="5040000" cy="2880000"/><wp:docPr id="51" name="Chart 51"/><a:graphic><a:graphicData'
        f' uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{number}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>",
    )


@DOCX.case("chart-workbook", "table below the numbers in a chart's workbook", "embedded-file chart-cache", NOTICE)
def chart_workbook(path: Path, leak: bool) -> None:
    document = notice()
    workbook = permits_chart()._workbook_writer.xlsx_blob
    add_chart(document, with_staff_sheet(workbook) if leak else workbook)
    document.save(str(path))


def _embed(document: Document, name: str, kind: str, program: str, data: bytes) -> None:
    """Insert a file as an icon, as Word does with Insert, Object."""
    package = document.part.package
    relation = RELATIONSHIP_TYPE.PACKAGE if name.endswith("x") else RELATIONSHIP_TYPE.OLE_OBJECT
    number = document.part.relate_to(Part(PackURI(f"/word/embeddings/{name}"), kind, data, package), relation)
    icon, _ = document.part.get_or_add_image(io.BytesIO(drawing.as_bytes(drawing.scenery((64, 64)), "PNG")))
    put(
        document,
        '<w:p xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:object>'
        '<v:shape id="_x0000_i1025" style="width:48pt;height:48pt" o:ole=""><v:imagedata'
        f' r:id="{icon}" o:title=""/></v:shape><o:OLEObject Type="Embed" ProgID="{program}" ShapeID="_x0000_i1025"'
        f' DrawAspect="Icon" ObjectID="_1760000000" r:id="{number}"/></w:object></w:r></w:p>',
    )


@DOCX.case("embedded-xlsx", "workbook embedded as an icon", "embedded-file", NOTICE)
@in_document
def embedded_workbook(document: Document) -> None:
    _embed(document, "Microsoft_Excel_Worksheet1.xlsx", WORKBOOK, "Excel.Sheet.12", staff_workbook())


@DOCX.case("embedded-ole", "old Excel object embedded as an icon", "embedded-file", NOTICE)
@in_document
def embedded_ole(document: Document) -> None:
    workbook, stream = xlwt.Workbook(), io.BytesIO()
    sheet = workbook.add_sheet("Sheet1")
    for row, cells in enumerate(words.STAFF_ROWS):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    workbook.save(stream)
    kind = "application/vnd.openxmlformats-officedocument.oleObject"
    _embed(document, "oleObject1.bin", kind, "Excel.Sheet.8", stream.getvalue())


@DOCX.case("embedded-docx", "the draft embedded as an icon", "embedded-file", NOTICE)
@in_document
def embedded_draft(document: Document) -> None:
    draft, stream = notice(), io.BytesIO()
    draft.add_paragraph(words.CLOSURE)
    draft.save(stream)
    _embed(document, "Microsoft_Word_Document1.docx", f"{WORD}document", "Word.Document.12", stream.getvalue())


@DOCX.case("picture-gps", "place of a photograph", "picture-location picture-metadata", NOTICE)
def picture_gps(path: Path, leak: bool) -> None:
    document = notice()
    options = {"exif": drawing.exif_with_place()} if leak else {}
    photo = drawing.as_bytes(drawing.scenery(), "JPEG", **options)
    document.add_picture(io.BytesIO(photo), width=Cm(8))
    document.save(str(path))


def _setting(package: Package, xml: str) -> None:
    text = package.parts["word/settings.xml"].decode()
    at = text.index(">", text.index("<w:settings")) + 1
    package.parts["word/settings.xml"] = f"{text[:at]}{xml}{text[at:]}".encode()


@DOCX.case("document-variable", "document variable", "document-variable", NOTICE)
@in_parts
def document_variable(package: Package) -> None:
    _setting(package, f'<w:docVars><w:docVar w:name="CaseSubject" w:val="{words.NUMBERS}"/></w:docVars>')


@DOCX.case("template-path", "path of the template, with a person's folder", "template-path", NOTICE)
@in_parts
def template_path(package: Package) -> None:
    target = r"file:///C:\Users\jane.whitfield\AppData\Roaming\Microsoft\Templates\Press%20notice.dotx"
    number = relate(package, "word/settings.xml", "attachedTemplate", target, external=True)
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    _setting(package, f'<w:attachedTemplate {relations} r:id="{number}"/>')


@DOCX.case("mail-merge", "source of a mail merge", "connection template-path field-code link-target", NOTICE)
@in_parts
def mail_merge(package: Package) -> None:
    source = r"file:///C:\Users\jane.whitfield\Documents\Sickness%20absence\Kevin%20Hartley.xlsx"
    number = relate(package, "word/settings.xml", "mailMergeSource", source, external=True)
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    _setting(
        package,
        f'<w:mailMerge {relations}><w:mainDocumentType w:val="formLetters"/><w:linkToQuery/><w:dataType'
        ' w:val="native"/>'
        '<w:connectString w:val="Provider=Microsoft.ACE.OLEDB.12.0;User ID=Admin;Data'
        " Source=C:\\Users\\jane.whitfield\\"
        'Documents\\Sickness absence\\Kevin Hartley.xlsx"/><w:query w:val="SELECT * FROM `Staff$` WHERE `Name` ='
        f' \'Kevin Hartley\'"/><w:dataSource r:id="{number}"/></w:mailMerge>',
    )


CLAIM = (
    '<claim xmlns="https://dea.example.gov.uk/claims"><claimant>Margaret Okafor</claimant><address>14 Larch Close,'
    " Ilkley,"
    " LS29 9QX</address><nino>QQ 12 34 56 C</nino><outcome>Refused</outcome></claim>"
)


def _custom_xml(package: Package, xml: str) -> None:
    package.add("customXml/item7.xml", xml)
    relate(package, "word/document.xml", "customXml", "../customXml/item7.xml")


@DOCX.case("custom-xml", "data that a program stored with the document", "custom-xml", NOTICE)
@in_parts
def custom_xml(package: Package) -> None:
    _custom_xml(package, CLAIM)


@DOCX.case(
    "content-control", "data bound to a content control that shows only a part", "custom-xml hidden-text", NOTICE
)
def content_control(path: Path, leak: bool) -> None:
    document = notice()
    put(
        document,
        '<w:sdt><w:sdtPr><w:alias w:val="Outcome"/><w:dataBinding w:xpath="/c:claim[1]/c:outcome[1]" w:prefixMappings='
        '"xmlns:c=\'https://dea.example.gov.uk/claims\'" w:storeItemID="{6A1F5C5E-9C5E-4A7C-8E0F-1B2C3D4E5F60}"/>'
        "<w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Refused</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    document.save(str(path))
    bare = '<claim xmlns="https://dea.example.gov.uk/claims"><outcome>Refused</outcome></claim>'
    with opened(path) as package:
        _custom_xml(package, CLAIM if leak else bare)


@DOCX.case(
    "content-control-choices",
    "choices of a drop-down that are not chosen",
    "hidden-text validation-list field-code",
    NOTICE,
)
def content_control_choices(path: Path, leak: bool) -> None:
    document = notice()
    choices = (
        ("Casework team", "Margaret Okafor (07700 900412)", "Priya Raman (07700 900733)")
        if leak
        else ("Casework team",)
    )
    items = "".join(f'<w:listItem w:displayText="{choice}" w:value="{choice}"/>' for choice in choices)
    put(
        document,
        f'<w:sdt><w:sdtPr><w:alias w:val="Sent by"/><w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent>'
        "<w:p>"
        "<w:r><w:t>Casework team</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    document.save(str(path))


@DOCX.case("building-block", "building block kept for later use", "building-block", NOTICE)
@in_parts
def building_block(package: Package) -> None:
    attach(
        package,
        "word/document.xml",
        "glossaryDocument",
        "glossary/document.xml",
        f'<w:glossaryDocument {nsdecls("w")}><w:docParts><w:docPart><w:docPartPr><w:name w:val="Sign-off"/><w:category>'
        '<w:name w:val="General"/><w:gallery w:val="autoTxt"/></w:category></w:docPartPr><w:docPartBody><w:p><w:r><w:t>'
        f"{words.COMPLAINT}</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>",
        f"{WORD}document.glossary+xml",
    )


@DOCX.case(
    "alt-chunk",
    "web page that Word takes in when it opens the document",
    "embedded-file undeclared-category alternate-content hidden-text other-part",
    NOTICE,
    cleanable=False,  # Word shows it as if it were typed: only a person can say what of it belongs to the notice
)
@in_parts
def alt_chunk(package: Package) -> None:
    page = f"<html><body><h2>Cases</h2><p>{words.NUMBERS}</p><p>{words.HOME}</p></body></html>"
    number = attach(package, "word/document.xml", "aFChunk", "afchunk.htm", page, "text/html")
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    package.replace("word/document.xml", "<w:sectPr", f'<w:altChunk {relations} r:id="{number}"/><w:sectPr')


@DOCX.case("author", "author's name in the properties", "document-properties", NOTICE)
@in_document
def author(document: Document) -> None:
    document.core_properties.author = words.EMPLOYEE


@DOCX.case("last-saved-by", "name of whoever saved last", "document-properties", NOTICE)
@in_document
def last_saved_by(document: Document) -> None:
    document.core_properties.last_modified_by = words.EMPLOYEE


@DOCX.case("property-comments", "remark in the properties", "document-properties", NOTICE)
@in_document
def property_comments(document: Document) -> None:
    document.core_properties.comments = words.COMPLAINT


@DOCX.case("custom-property", "property that a mail program added", "custom-properties", NOTICE)
@in_parts
def custom_property(package: Package) -> None:
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    form = (
        '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr>'
        "</property>"
    )
    lines = form.format(2, "_AuthorEmail", words.EMPLOYEE_EMAIL) + form.format(
        3, "_AuthorEmailDisplayName", "Whitfield, Jane"
    )
    attach(
        package,
        "",
        "custom-properties",
        "docProps/custom.xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{lines}</Properties>',
        kind,
    )


@DOCX.case("data-after-end", "text after the end of the package", "data-after-end archive-gap", NOTICE)
def data_after_end(path: Path, leak: bool) -> None:
    notice().save(str(path))
    if leak:
        with path.open("ab") as file:
            file.write(b"\n".join(", ".join(row).encode() for row in words.STAFF_ROWS))


@DOCX.case(
    "left-part", "part of an earlier version that nothing refers to", "other-part hidden-text archive-gap", NOTICE
)
@in_parts
def left_part(package: Package) -> None:
    package.parts["word/document_old.xml"] = (
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>{words.COMPLAINT}</w:t></w:r></w:p></w:body></w:document>"
    ).encode()
