"""Leaks in Word documents in rarer dress: strict namespaces, other names of parts, theme colours, filtered charts."""

import io
import re
from pathlib import Path

from docx.document import Document
from docx.enum.dml import MSO_THEME_COLOR
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.leaks import drawing, words
from tests.leaks.collecting import Leaks
from tests.leaks.documents import WHEN, attach, in_document, in_parts, notice, put, relate
from tests.leaks.documents_kept import add_chart, permits_chart
from tests.leaks.package import Package, opened
from tests.leaks.words import NOTICE

DOCX = Leaks("DOCX", ".docx")
LEAKS = DOCX.listed
STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    ("http://schemas.openxmlformats.org/drawingml/2006", "http://purl.oclc.org/ooxml/drawingml"),
)


def _make_strict(path: Path) -> None:
    """Turn a document into "Strict Open XML", which is the same in other namespaces (ISO/IEC 29500-1)."""
    with opened(path) as package:
        for name, content in package.parts.items():
            if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
                text = content.decode()
                for old, new in STRICT:
                    text = text.replace(old, new)
                package.parts[name] = text.encode()


@DOCX.case(
    "strict-deletion", "text deleted with changes tracked, in a Strict Open XML document", "tracked-change", NOTICE
)
def strict_deletion(path: Path, leak: bool) -> None:
    document = notice()
    if leak:
        deleted = f"<w:r><w:delText>{words.CLOSURE}</w:delText></w:r>"
        put(document, f'<w:p><w:del w:id="7" w:author="Author" {WHEN}>{deleted}</w:del></w:p>')
    document.save(str(path))
    _make_strict(path)


@DOCX.case("strict-hidden", "hidden text in a Strict Open XML document", "hidden-text", NOTICE)
def strict_hidden(path: Path, leak: bool) -> None:
    document = notice()
    if leak:
        document.add_paragraph().add_run(words.HEALTH).font.hidden = True
    document.save(str(path))
    _make_strict(path)


def _rename(package: Package, old: str, new: str) -> None:
    """Give a part another name, as programs of the web do."""
    package.parts = {new if name == f"word/{old}" else name: data for name, data in package.parts.items()}
    package.parts = {
        name.replace(f"word/_rels/{old}.rels", f"word/_rels/{new.removeprefix('word/')}.rels"): data
        for name, data in package.parts.items()
    }
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/_rels/document2.xml.rels"):
        if name in package.parts:
            text = package.parts[name].decode()
            package.parts[name] = re.sub(rf"(?<=[\"/]){re.escape(old)}", new.removeprefix("word/"), text).encode()


@DOCX.case("second-name", "hidden text in a document whose main part is called document2.xml", "hidden-text", NOTICE)
def second_name(path: Path, leak: bool) -> None:
    document = notice()
    if leak:
        document.add_paragraph().add_run(words.DISMISSAL).font.hidden = True
    document.save(str(path))
    with opened(path) as package:
        _rename(package, "document.xml", "word/document2.xml")


@DOCX.case("comments-elsewhere", "comment in a part of another name", "comment", NOTICE)
@in_parts
def comments_elsewhere(package: Package) -> None:
    note = f'<w:comment w:id="0" w:author="Author" {WHEN}><w:p><w:r><w:t>{words.CLOSURE}</w:t></w:r></w:p></w:comment>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    part = f"<w:comments {nsdecls('w')}>{note}</w:comments>"
    attach(package, "word/document.xml", "comments", "notes7.xml", part, kind)


@DOCX.case("utf-16", "hidden text in a part that is written in UTF-16", "hidden-text", NOTICE)
def other_encoding(path: Path, leak: bool) -> None:
    document = notice()
    if leak:
        document.add_paragraph().add_run(words.COMPLAINT).font.hidden = True
    document.save(str(path))
    with opened(path) as package:
        text = package.parts["word/document.xml"].decode()
        declared = re.sub(r"^<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-16"?>', text)
        package.parts["word/document.xml"] = declared.encode("utf-16")


@DOCX.case("white-by-theme", "text in the theme's colour of the paper", "unseen-text", NOTICE)
@in_document
def white_by_theme(document: Document) -> None:
    document.add_paragraph().add_run(words.HOME).font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


@DOCX.case("white-by-style", "text whose style is white", "unseen-text", NOTICE)
@in_document
def white_by_style(document: Document) -> None:
    style = document.styles.add_style("Note to self", 1)
    style.element.get_or_add_rPr().append(parse_xml(f'<w:color {nsdecls("w")} w:val="FFFFFF"/>'))
    document.add_paragraph(words.CLOSURE, style)


@DOCX.case("squeezed-text", "letters squeezed to one per cent of their width", "unseen-text", NOTICE)
@in_document
def squeezed_text(document: Document) -> None:
    run = document.add_paragraph().add_run(words.NUMBERS)
    squeezed = OxmlElement("w:w")
    squeezed.set(qn("w:val"), "1")
    run._r.get_or_add_rPr().append(squeezed)


@DOCX.case("no-height-row", "table row of exactly no height", "unseen-text hidden-text zero-size hidden-rows", NOTICE)
@in_document
def row_without_height(document: Document) -> None:
    table = document.tables[0]
    row = table.add_row()
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:trHeight {nsdecls("w")} w:val="1" w:hRule="exact"/>'))
    for cell, text in zip(row.cells, words.STAFF_ROWS[1][:2], strict=True):
        cell.text = text


@DOCX.case("hidden-footnote", "hidden words in a footnote", "hidden-text", NOTICE)
def hidden_footnote(path: Path, leak: bool) -> None:
    document = notice()
    put(document, '<w:p><w:r><w:t>See the note.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    document.save(str(path))
    secret = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{words.DISMISSAL}</w:t></w:r>" if leak else ""
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>Harbours Act 1964.</w:t></w:r>{secret}</w:p></w:footnote>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    with opened(path) as package:
        part = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
        attach(package, "word/document.xml", "footnotes", "footnotes.xml", part, kind)


@DOCX.case("format-author", "author of a tracked change of format", "tracked-change comment-person", NOTICE)
@in_document
def author_of_format(document: Document) -> None:
    put(
        document,
        f'<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="9" w:author="{words.EMPLOYEE}" {WHEN}><w:rPr/></w:rPrChange>'
        "</w:rPr>"
        "<w:t>Apply from 3 June.</w:t></w:r></w:p>",
    )


@DOCX.case("filtered-chart", "series that a filter keeps out of a chart", "chart-cache hidden-text", NOTICE)
def filtered_chart(path: Path, leak: bool) -> None:
    document = notice()
    add_chart(document, permits_chart()._workbook_writer.xlsx_blob)
    document.save(str(path))
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{row[0]}, {row[1]}</c:v></c:pt>' for number, row in enumerate(words.STAFF_ROWS[1:])
    )
    names = f'<c:strRef><c:f>Sheet1!$D$2:$D$4</c:f><c:strCache><c:ptCount val="3"/>{points}</c:strCache></c:strRef>'
    series = (
        '<c:extLst><c:ext uri="{02D57815-91ED-43cb-92C2-25804820EDAC}" xmlns:c15="http://schemas.microsoft.com/office/'
        'drawing/2012/chart"><c15:filteredBarSeries><c15:ser><c:idx val="1"/><c:order val="1"/>'
        f"<c:cat>{names}</c:cat></c15:ser></c15:filteredBarSeries></c:ext></c:extLst>"
    )
    if leak:
        with opened(path) as package:
            package.replace("word/charts/chart1.xml", "</c:barChart>", f"{series}</c:barChart>")


@DOCX.case("linked-picture", "path of a linked picture, with a person's folder", "link-target template-path", NOTICE)
def linked_picture(path: Path, leak: bool) -> None:
    document = notice()
    document.add_picture(io.BytesIO(drawing.as_bytes(drawing.scenery((64, 48)), "PNG")))
    document.save(str(path))
    if leak:
        with opened(path) as package:
            target = "file:///C:/Users/priya.raman/Pictures/Home%20visit%20Margaret%20Okafor/front%20door.png"
            number = relate(package, "word/document.xml", "image", target, external=True)
            package.replace("word/document.xml", "<a:blip ", f'<a:blip r:link="{number}" ')


@DOCX.case(
    "left-picture", "picture that no page shows any more", "orphaned-picture other-part", NOTICE, needs=words.OCR
)
@in_parts
def left_picture(package: Package) -> None:
    package.parts["word/media/image41.png"] = drawing.as_bytes(drawing.page(drawing.LETTER), "PNG")
    package.replace("[Content_Types].xml", "<Override", '<Default Extension="png" ContentType="image/png"/><Override')
    relate(package, "word/document.xml", "image", "media/image41.png")


@DOCX.case(
    "covered-box",
    "text box that a black shape covers",
    "unseen-text covered-shape covered-text",
    NOTICE,
    cleanable=False,  # what a floating shape covers depends on where each program ends its lines
)
def covered_box(path: Path, leak: bool) -> None:
    shape = (
        '<w:p xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:rect style="position:absolute;margin-left:0;'
        'margin-top:0;width:300pt;height:60pt;z-index:{}" fillcolor="{}" stroked="f">{}</v:rect></w:pict></w:r></w:p>'
    )
    document = notice()
    text = f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{words.HEALTH}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    if leak:
        put(document, shape.format(1, "white", text))
        inner = (
            shape.format(2, "black", "")
            .removeprefix('<w:p xmlns:v="urn:schemas-microsoft-com:vml">')
            .removesuffix("</w:p>")
        )
        last = document.element.body[-2]
        last.append(
            parse_xml(inner.replace("<w:r>", f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">', 1))
        )
    else:
        put(document, shape.format(2, "black", ""))
    document.save(str(path))
