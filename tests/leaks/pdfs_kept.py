"""Leaks in what a PDF keeps beside its pages: earlier revisions, attachments, properties, scripts, loose objects."""

import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.leaks import drawing, office, words
from tests.leaks.collecting import Leaks
from tests.leaks.documents_kept import staff_workbook
from tests.leaks.documents_odf import DELETED, OPENING, flat_text
from tests.leaks.pdfs import LEFT, LINE, changed, write
from tests.leaks.words import NOTICE, OCR

PDF = Leaks("PDF", ".pdf")
LEAKS = PDF.listed
REVISION = "earlier-revision"
PROPERTIES = "document-properties file-metadata custom-properties"
CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
)


def append_revision(path: Path, objects: dict[int, bytes]) -> None:
    """Save objects anew behind the end of a PDF with a classic table, as Acrobat's Save does (ISO 32000-2, 7.5.6)."""
    data = path.read_bytes()
    previous = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    trailer = data[data.rindex(b"trailer") + 7 : data.rindex(b"startxref")].strip()
    table = b"xref\n"
    for number, content in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    size = max(int(re.findall(rb"/Size (\d+)", trailer)[0]), *(number + 1 for number in objects))
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, trailer)[:-2] + b"/Prev %d\n>>" % previous
    path.write_bytes(data + table + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start)


def _page_stream(path: Path) -> tuple[int, bytes]:
    """The number of the first page's content object, and its operators."""
    with pikepdf.open(path) as pdf:
        contents = pdf.pages[0].obj.Contents
        stream = contents[0] if isinstance(contents, Array) else contents
        return int(stream.objgen[0]), bytes(stream.read_bytes())


@PDF.case("earlier-revision", "text removed by a save that keeps the earlier revision", REVISION, NOTICE)
def earlier_revision(path: Path, leak: bool) -> None:
    write(path, lambda canvas: canvas.drawString(LEFT, LINE, words.COMPLAINT) if leak else None)
    if leak:
        number, operators = _page_stream(path)
        kept = operators.replace(words.COMPLAINT.encode(), b"")
        assert kept != operators
        append_revision(path, {number: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(kept), kept)})


@PDF.case(
    "author-removed",
    "author removed with ExifTool, which keeps the earlier revision",
    f"{REVISION} {PROPERTIES}",
    NOTICE,
    needs=("exiftool",),
)
def author_removed(path: Path, leak: bool) -> None:
    write(path, lambda canvas: canvas.setAuthor(words.EMPLOYEE) if leak else None)
    command = ["exiftool", "-q", "-overwrite_original", "-PDF:Author=", str(path)]
    subprocess.run(command, check=True, capture_output=True)


@PDF.case("deleted-page", "page deleted by a save that keeps the earlier revision", f"{REVISION} orphaned-page", NOTICE)
def deleted_page(path: Path, leak: bool) -> None:
    def second_page(canvas: Canvas) -> None:
        canvas.showPage()
        canvas.drawString(LEFT, 700, words.HEALTH)

    write(path, second_page if leak else None)
    if leak:
        with pikepdf.open(path) as pdf:
            tree, first = pdf.Root.Pages.objgen[0], pdf.pages[0].objgen[0]
        append_revision(path, {tree: b"<< /Type /Pages /Count 1 /Kids [ %d 0 R ] >>" % first})


@PDF.case("orphaned-page", "page object that no page tree lists", "orphaned-page other-part", NOTICE)
def orphaned_page(path: Path, leak: bool) -> None:
    write(path)
    if leak:
        stream = f"BT /F1 11 Tf 72 700 Td ({words.COMPLAINT}) Tj ET".encode()
        data = path.read_bytes()
        number = int(re.findall(rb"/Size (\d+)", data)[-1])
        page = (
            b"<< /Type /Page /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 << /Type /Font"
            b" /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>" % (number + 1)
        )
        content = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        append_revision(path, {number: page, number + 1: content})


@PDF.case("attachment", "attached workbook", "embedded-file", NOTICE)
@changed
def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["staff.xlsx"] = staff_workbook()


@PDF.case("qpdf-attachment", "table attached with qpdf", "embedded-file", NOTICE, needs=("qpdf",))
def attachment_by_qpdf(path: Path, leak: bool) -> None:
    write(path)
    if leak:
        table = path.with_name(f"{path.name}.staff.csv")
        table.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in words.STAFF_ROWS), "utf-8")
        command = ["qpdf", "--replace-input", str(path), "--add-attachment", str(table), "--key=table", "--"]
        subprocess.run(command, check=True, capture_output=True)
        table.unlink()


@PDF.case("file-annotation", "file attached to a place on the page", "embedded-file", NOTICE)
@changed
def file_annotation(pdf: pikepdf.Pdf) -> None:
    rest = {"description": "", "mime_type": "", "creation_date": "", "mod_date": ""}
    spec = pikepdf.AttachedFileSpec(pdf, words.COMPLAINT.encode(), filename="file-note.txt", **rest)
    mark = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([500, 760, 515, 775]), F=4, FS=spec.obj)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark)])


@PDF.case(
    "hybrid", "LibreOffice's own document inside the PDF", "embedded-file tracked-change", NOTICE, needs=("soffice",)
)
def hybrid(path: Path, leak: bool) -> None:
    source = path.with_name(f"{path.name}.source.fodt")
    deletion = OPENING.format('<text:change text:change-id="ct1"/>')
    text = flat_text(deletion, before=DELETED) if leak else flat_text(OPENING.format(""))
    source.write_text(text, "utf-8")
    added = ':writer_pdf_Export:{"IsAddStream":{"type":"boolean","value":"true"}}' if leak else ""
    office.convert(source, path, f"pdf{added}")


@PDF.case("info-author", "author's name in the properties", PROPERTIES, NOTICE)
@changed
def info_author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Author = String(words.EMPLOYEE)


@PDF.case("info-custom", "property that a program added", PROPERTIES, NOTICE)
@changed
def info_custom(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/SourceModified"] = String("D:20260227160500")
    pdf.docinfo["/Complainant"] = String(words.HOME)


@PDF.case("xmp-author", "author's name in the XMP metadata", f"{PROPERTIES}", NOTICE, needs=("exiftool",))
def xmp_author(path: Path, leak: bool) -> None:
    write(path)
    if leak:
        names = [f"-XMP-dc:Creator={words.EMPLOYEE}", f"-XMP-pdf:Keywords=Okafor appeal, {words.HOME}"]
        subprocess.run(["exiftool", "-q", "-overwrite_original", *names, str(path)], check=True, capture_output=True)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.save(path)


@PDF.case("gs-author", "author's name kept by Ghostscript", PROPERTIES, NOTICE, needs=("gs",))
def ghostscript_author(path: Path, leak: bool) -> None:
    source = path.with_name(f"{path.name}.source.pdf")
    write(source)
    if leak:
        with pikepdf.open(source, allow_overwriting_input=True) as pdf:
            pdf.docinfo.Author = String(words.EMPLOYEE)
            pdf.save(source)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={path}", str(source)]
    subprocess.run(command, check=True, capture_output=True)
    source.unlink()


@PDF.case("outline", "bookmark that names a person", "outline", NOTICE)
def outline(path: Path, leak: bool) -> None:
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as tree:
            tree.root.append(OutlineItem(f"Annex C: {words.HOME}" if leak else words.TITLE, 0))
        pdf.save(path)


@PDF.case("actual-text", "text for screen readers that the page does not show", "structure alt-text", NOTICE)
@changed
def actual_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    font = next(iter(page.obj.Resources.Font.keys()))
    spoken = f"The form was handed in by {words.HOME}".encode("utf-16-be").hex()
    stream = f"/Span << /ActualText <feff{spoken}> >> BDC BT {font} 11 Tf {LEFT} {LINE} Td (Form received.) Tj ET EMC"
    page.contents_add(pdf.make_stream(stream.encode()))


@PDF.case("javascript", "script with data", "macro other-part", NOTICE)
@changed
def javascript(pdf: pikepdf.Pdf) -> None:
    rows = ", ".join(f'["{row[0]}", "{row[1]}"]' for row in words.STAFF_ROWS[1:])
    script = Dictionary(S=Name.JavaScript, JS=String(f"var people = [{rows}];"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("people"), pdf.make_indirect(script)])))


@PDF.case(
    "thumbnail",
    "thumbnail of the page before it was redacted",
    "picture-thumbnail document-thumbnail other-part",
    NOTICE,
    needs=OCR,
)
@changed
def thumbnail(pdf: pikepdf.Pdf) -> None:
    small = drawing.page(drawing.LETTER, (900, 420)).convert("L")
    stream = pdf.make_stream(small.tobytes())
    stream.Width, stream.Height, stream.ColorSpace, stream.BitsPerComponent = 900, 420, Name.DeviceGray, 8
    pdf.pages[0].obj.Thumb = stream


@PDF.case("private-data", "data that a program keeps in the PDF for itself", "private-data other-part", NOTICE)
@changed
def private_data(pdf: pikepdf.Pdf) -> None:
    private = pdf.make_stream(f"<layers><layer>{words.NUMBERS}</layer><layer>{words.HOME}</layer></layers>".encode())
    stamp = String("D:20260227160500Z")
    pdf.Root.PieceInfo = Dictionary(Illustrator=Dictionary(LastModified=stamp, Private=Dictionary(Data=private)))


@PDF.case("data-after-end", "table after the end of the file", "data-after-end", NOTICE)
def data_after_end(path: Path, leak: bool) -> None:
    write(path)
    if leak:
        with path.open("ab") as file:
            file.write("\n".join(", ".join(row) for row in words.STAFF_ROWS).encode())


@PDF.case(
    "data-before-start",
    "mail headers before the start of the file",
    "data-after-end other-part",
    NOTICE,
)
def data_before_start(path: Path, leak: bool) -> None:
    write(path)
    if leak:
        head = f"From: {words.EMPLOYEE} <{words.EMPLOYEE_EMAIL}>\r\nSubject: {words.COMPLAINT}\r\n\r\n"
        path.write_bytes(head.encode() + path.read_bytes())


SCAN = ("Dear Sir or Madam,", "The fee stays at 25 pounds.", "Permits remain valid until they expire.")


@PDF.case(
    "text-beneath-scan",
    "recognised text beneath a scan whose picture is blacked out",
    "unseen-text scan-text covered-text hidden-text",
    NOTICE,
    needs=OCR,
    kept=(),
)
def text_beneath_scan(path: Path, leak: bool) -> None:
    picture = drawing.page(SCAN, (1240, 1754))
    if leak:
        picture.paste((0, 0, 0), (70, 310, 1100, 380))
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setAuthor("Department for Example Affairs")
    for number, line in enumerate((*SCAN, words.HOME) if leak else SCAN):
        canvas.drawString(80 * 0.48, 842 - (100 + number * 61.2) * 0.48, line, mode=3)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()


@PDF.case(
    "image-only",
    "scanned page with an address and no text",
    "undeclared-category",
    NOTICE,
    needs=OCR,
    kept=(),
    cleanable=False,
)
def image_only(path: Path, leak: bool) -> None:
    picture = drawing.page((*SCAN, *drawing.LETTER) if leak else SCAN, (1240, 1754))
    picture.save(path, "PDF", resolution=150, author="Department for Example Affairs")


@PDF.case(
    "picture-gps",
    "place of a photograph on the page",
    "picture-location picture-metadata",
    NOTICE,
)
def picture_gps(path: Path, leak: bool) -> None:
    options = {"exif": drawing.exif_with_place()} if leak else {}
    photo = drawing.as_bytes(drawing.scenery(), "JPEG", **options)
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        image = pdf.make_stream(photo)
        image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 640, 480
        image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        page = pdf.pages[0]
        page.obj.Resources.XObject = Dictionary(Im0=image)
        page.contents_add(pdf.make_stream(b"q 240 0 0 180 72 120 cm /Im0 Do Q"))
        pdf.save(path)


@PDF.case(
    "chromium-alt", "alternative text in a PDF that Chromium printed", "alt-text structure", NOTICE, needs=("chromium",)
)
def chromium_alternative_text(path: Path, leak: bool) -> None:
    text = f"Photograph taken at the home of {words.HOME}" if leak else "A hill under a summer sky"
    print_page(path, f'<img src="picture.png" alt="{text}">')


@PDF.case("chromium-white", "white text in a PDF that Chromium printed", "unseen-text", NOTICE, needs=("chromium",))
def chromium_white_text(path: Path, leak: bool) -> None:
    print_page(path, f'<p style="color: #fff">{words.COMPLAINT}</p>' if leak else "")


def print_page(path: Path, extra: str, style: str = "", picture: bytes = b"") -> None:
    """Print the notice as a web page to PDF with Chromium; a `picture.png` lies beside it."""
    folder = path.with_name(f"{path.name}.page")
    folder.mkdir()
    (folder / "picture.png").write_bytes(picture or drawing.as_bytes(drawing.scenery((320, 240)), "PNG"))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (*words.PARAGRAPHS, words.CONTACT))
    html = f'<html lang="en"><meta charset="utf-8"><title>{words.TITLE}</title><style>{style}</style>'
    (folder / "page.html").write_text(f"{html}<body><h1>{words.TITLE}</h1>{body}{extra}</body></html>", "utf-8")
    where = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", "--no-pdf-header-footer"]
    subprocess.run([*CHROMIUM, *where, str(folder / "page.html")], check=True, capture_output=True, timeout=100)
    shutil.rmtree(folder)
