"""Leaks in what lies over the pages of a PDF: annotations that pass for redaction, notes, form fields."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.leaks import office, words
from tests.leaks.collecting import Leaks
from tests.leaks.documents_odf import ANNOTATION, OPENING, flat_text
from tests.leaks.pdfs import LEFT, LINE, UNDER, changed, write
from tests.leaks.words import NOTICE

PDF = Leaks("PDF", ".pdf")
LEAKS = PDF.listed
MARKED = f"{UNDER} comment"
BOX = (LEFT - 2, LINE - 4, LEFT + 500, LINE + 14)


def annotate(pdf: pikepdf.Pdf, subtype: str, **entries: object) -> pikepdf.Object:
    """Put an annotation over the line of each case, and return it."""
    mark = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array(BOX), F=4))
    for key, value in entries.items():
        mark[f"/{key}"] = value
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), mark])
    return mark


def _filled(pdf: pikepdf.Pdf, colour: str, extra: str = "") -> Dictionary:
    """The appearance of an annotation: its box, filled."""
    width, height = BOX[2] - BOX[0], BOX[3] - BOX[1]
    stream = pdf.make_stream(f"{extra}{colour} rg 0 0 {width} {height} re f".encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    return Dictionary(N=stream)


def _marked(path: Path, text: str, subtype: str, colour: str, **entries: object) -> None:
    write(path, lambda canvas: canvas.drawString(LEFT, LINE, text))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        annotate(pdf, subtype, AP=_filled(pdf, colour), **entries)
        pdf.save(path)


@PDF.case("square-annotation", "text under a black square of the comment tools", MARKED, NOTICE)
def square_annotation(path: Path, leak: bool) -> None:
    _marked(path, words.HOME if leak else "", "Square", "0 0 0", IC=Array([0, 0, 0]), C=Array([0, 0, 0]))


@PDF.case(
    "redact-annotation", "text marked for redaction that was not applied", f"{MARKED} unapplied-redaction", NOTICE
)
def redact_annotation(path: Path, leak: bool) -> None:
    if leak:
        quad = Array([BOX[0], BOX[3], BOX[2], BOX[3], BOX[0], BOX[1], BOX[2], BOX[1]])
        _marked(path, words.NUMBERS, "Redact", "0 0 0", QuadPoints=quad, IC=Array([0, 0, 0]))
    else:
        write(path, lambda canvas: canvas.rect(*BOX[:2], BOX[2] - BOX[0], BOX[3] - BOX[1], stroke=0, fill=1))


@PDF.case("black-highlight", "text under highlighting in black", MARKED, NOTICE)
def black_highlight(path: Path, leak: bool) -> None:
    quad = Array([BOX[0], BOX[3], BOX[2], BOX[3], BOX[0], BOX[1], BOX[2], BOX[1]])
    _marked(path, words.COMPLAINT if leak else "", "Highlight", "0 0 0", QuadPoints=quad, C=Array([0, 0, 0]))


@PDF.case("ink-annotation", "text under strokes of the drawing tool", MARKED, NOTICE)
def ink_annotation(path: Path, leak: bool) -> None:
    strokes = Array([Array([BOX[0], LINE + 4, BOX[2], LINE + 4])])
    border = Dictionary(W=18, S=Name.S)
    _marked(path, words.HEALTH if leak else "", "Ink", "0 0 0", InkList=strokes, BS=border, C=Array([0, 0, 0]))


@PDF.case("white-text-box", "text under a white text box of the comment tools", MARKED, NOTICE)
def white_text_box(path: Path, leak: bool) -> None:
    look = String("/Helv 11 Tf 0 g")
    _marked(path, words.CLOSURE if leak else "", "FreeText", "1 1 1", DA=look, C=Array([1, 1, 1]), Contents=String(""))


@PDF.case("note", "note stuck on the page", "comment", NOTICE)
@changed
def note(pdf: pikepdf.Pdf) -> None:
    mark = annotate(pdf, "Text", Contents=String(words.DISMISSAL), Name=Name.Comment)
    mark.Popup = annotate(pdf, "Popup", Parent=mark, Open=False)


@PDF.case("highlight-note", "remark behind yellow highlighting", "comment", NOTICE)
@changed
def highlight_note(pdf: pikepdf.Pdf) -> None:
    quad = Array([LEFT, 728, LEFT + 200, 728, LEFT, 713, LEFT + 200, 713])
    mark = annotate(pdf, "Highlight", QuadPoints=quad, C=Array([1, 1, 0]), Contents=String(words.HEALTH))
    mark.Rect = Array([LEFT, 713, LEFT + 200, 728])


@PDF.case("note-author", "name of whoever highlighted a line", "comment comment-person", NOTICE)
def note_author(path: Path, leak: bool) -> None:
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        quad = Array([LEFT, 728, LEFT + 200, 728, LEFT, 713, LEFT + 200, 713])
        mark = annotate(pdf, "Highlight", QuadPoints=quad, C=Array([1, 1, 0]))
        mark.Rect = Array([LEFT, 713, LEFT + 200, 728])
        if leak:
            mark.T = String(words.EMPLOYEE)
        pdf.save(path)


def _field(pdf: pikepdf.Pdf, flags: int, **entries: object) -> None:
    field = annotate(pdf, "Widget", FT=Name.Tx, T=String("case_subject"), DA=String("/Helv 11 Tf 0 g"), **entries)
    field.F = flags
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/Helv 11 Tf 0 g"))


@PDF.case("hidden-field", "value of a hidden form field", "hidden-field", NOTICE)
@changed
def hidden_field(pdf: pikepdf.Pdf) -> None:
    _field(pdf, 2, V=String(words.NUMBERS))


@PDF.case("no-view-field", "value of a form field that is neither shown nor printed", "hidden-field", NOTICE)
@changed
def no_view_field(pdf: pikepdf.Pdf) -> None:
    _field(pdf, 32, V=String(words.COMPLAINT))


@PDF.case("field-value", "value of a form field beside what it shows", "hidden-field undeclared-category", NOTICE)
def field_value(path: Path, leak: bool) -> None:
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        look = _filled(pdf, "1 1 1")
        _field(pdf, 4, V=String(words.HOME if leak else ""), DV=String(""), AP=look)
        pdf.save(path)


@PDF.case("field-tooltip", "help text of a form field", "hidden-field alt-text structure", NOTICE)
def field_tooltip(path: Path, leak: bool) -> None:
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        _field(pdf, 4, V=String(""), TU=String(f"As on the form of {words.HOME}" if leak else "Your name"))
        pdf.save(path)


@PDF.case("xfa-data", "data of an XFA form", "hidden-field custom-xml other-part", NOTICE)
@changed
def xfa_data(pdf: pikepdf.Pdf) -> None:
    _field(pdf, 4, V=String(""))
    data = (
        '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form><name>Margaret Okafor</name>'
        "<address>14 Larch Close, Ilkley, LS29 9QX</address></form></xfa:data></xfa:datasets>"
    )
    pdf.Root.AcroForm.XFA = Array([String("datasets"), pdf.make_stream(data.encode())])


@PDF.case("libreoffice-comment", "comment exported by LibreOffice", "comment", NOTICE, needs=("soffice",))
def libreoffice_comment(path: Path, leak: bool) -> None:
    source = path.with_name(f"{path.name}.source.fodt")
    source.write_text(flat_text(OPENING.format(ANNOTATION.format(words.COMPLAINT) if leak else "")), "utf-8")
    office.convert(source, path, 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}')
