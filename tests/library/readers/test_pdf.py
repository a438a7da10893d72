"""PDF documents: pages line by line, everything beside them under its code, and no damage that stops the rest."""

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from guardbook.content import Limits
from tests.library.readers.planted import read_whole

Plant = Callable[[Any], None]


def pdf(*pages: str, plant: Plant | None = None, **save: Any) -> bytes:
    """Return a PDF with one page for each content stream; `plant` may change it before it is saved."""
    document = pikepdf.new()
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for content in pages:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 595, 842]),
            Resources=Dictionary(Font=Dictionary(F=font)),
            Contents=document.make_stream(content.encode("cp1252")),
        )
        document.pages.append(pikepdf.Page(document.make_indirect(page)))
    if plant:
        plant(document)
    file = BytesIO()
    document.save(file, **save)
    return file.getvalue()


def at(x: float, y: float, text: str) -> str:
    return f"BT /F 11 Tf {x} {y} Td ({text}) Tj ET\n"


def test_a_letter_of_libreoffice_keeps_its_lines(converted: Callable[[str, str], bytes]) -> None:
    seen = read_whole(converted("letter.fodt", "pdf"), "letter.pdf")
    assert seen.format == "PDF document"
    assert "Ms Ada Example\nFlat 2, The Old Mill\n12 High Street\nAnytown\nDear Ms Example,\n" in seen.visible
    assert seen.codes("07700 900123") == {"covered-text"}, "a text box lies over the table's second column"
    assert seen.codes("MARK-AUTHOR") == {"document-properties"}
    assert seen.codes("MARK-LINK") == {"link-target"}
    assert seen.problems == []


def test_wide_gaps_are_tabs_and_narrow_ones_spaces() -> None:
    page = at(72, 700, "Name:") + at(200, 700, "Ada Example") + at(72, 680, "Born:") + at(110, 680, "long ago")
    assert read_whole(pdf(page)).visible == "Name:\tAda Example\nBorn: long ago"


def test_words_cut_at_a_line_end_are_joined_and_double_names_keep_their_hyphen() -> None:
    page = at(72, 700, "An import-") + at(72, 687, "ant letter to Ms Example-") + at(72, 674, "Sample of Anytown")
    assert read_whole(pdf(page)).visible == "An important letter to Ms Example-Sample of Anytown"


def test_each_page_is_a_part_of_its_own() -> None:
    assert read_whole(pdf(at(72, 700, "one"), at(72, 700, "two"))).texts[:2] == [("one", None), ("two", None)]


def note(**entries: Any) -> Plant:
    def plant(document: Any) -> None:
        entry = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        document.pages[0].Annots = Array([document.make_indirect(entry)])

    return plant


def form(**entries: Any) -> Plant:
    def plant(document: Any) -> None:
        field = document.make_indirect(Dictionary(FT=Name.Tx, T=String("field"), **entries))
        document.Root.AcroForm = Dictionary(Fields=Array([field]))

    return plant


def file_specification(document: Any, data: bytes) -> Any:
    new: Any = pikepdf.AttachedFileSpec
    return new(document, data, filename="a.txt")


def info(document: Any) -> None:
    document.trailer.Info = document.make_indirect(Dictionary(Author=String("MARK")))


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns:d="http://purl.org/dc/elements/1.1/"><r:Description><d:creator><r:Seq><r:li>MARK</r:li></r:Seq></d:creator>
</r:Description></r:RDF></x:xmpmeta>"""


def xmp(document: Any) -> None:
    document.Root.Metadata = document.make_stream(XMP)


def bookmark(document: Any) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("MARK", 0))


def attachment(document: Any) -> None:
    document.attachments["a.txt"] = file_specification(document, b"MARK in a text file")


def attached_to_page(document: Any) -> None:
    spec = file_specification(document, b"MARK in a text file")
    note(Subtype=Name.FileAttachment, FS=spec.obj)(document)


def script(document: Any) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("var a = 'MARK';"))


def structure(document: Any) -> None:
    leaf = document.make_indirect(Dictionary(S=Name.Figure, Alt=String("MARK")))
    document.Root.StructTreeRoot = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([leaf])))


def xfa(document: Any) -> None:
    data = document.make_stream(b"<xfa><datasets><data><name>MARK</name></data></datasets></xfa>")
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=Array([String("datasets"), data]))


BESIDE: dict[str, tuple[Plant, str | None]] = {
    "a note": (note(Subtype=Name.Text, Contents=String("MARK")), "comment"),
    "a marked passage's note": (note(Subtype=Name.Highlight, Contents=String("MARK")), "comment"),
    "a note's author": (note(Subtype=Name.Text, T=String("MARK")), "comment-person"),
    "text written on the page": (note(Subtype=Name.FreeText, Contents=String("MARK")), None),
    "text written on the page and hidden": (note(Subtype=Name.FreeText, F=2, Contents=String("MARK")), "comment"),
    "a link's address": (
        note(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org/MARK"))),
        "link-target",
    ),
    "a field": (form(V=String("MARK")), None),
    "a hidden field": (form(V=String("MARK"), F=2), "hidden-field"),
    "a field's choice": (form(Opt=Array([String("MARK")])), "validation-list"),
    "a field's default": (form(DV=String("MARK")), "validation-list"),
    "a form's data": (xfa, "hidden-field"),
    "a property": (info, "document-properties"),
    "XMP metadata": (xmp, "document-properties"),
    "a bookmark": (bookmark, "outline"),
    "an attachment": (attachment, "embedded-file"),
    "an attachment of a page": (attached_to_page, "embedded-file"),
    "a script": (script, "macro"),
    "a picture's description": (structure, "alt-text"),
}


@pytest.mark.parametrize("plant,code", BESIDE.values(), ids=BESIDE)
def test_what_goes_with_the_pages_is_found_under_its_code(plant: Plant, code: str | None) -> None:
    seen = read_whole(pdf(at(72, 700, "a page"), plant=plant))
    assert seen.codes("MARK") == {code}
    assert seen.texts[0] == ("a page", None)
    assert seen.problems == []


def test_a_fields_label_and_value_stand_on_one_line() -> None:
    seen = read_whole(pdf(at(72, 700, "x"), plant=form(TU=String("Full name"), V=String("Ada Example"))))
    assert "Full name: Ada Example" in seen.visible


def test_fields_within_fields_are_read_once_and_loops_end() -> None:
    def plant(document: Any) -> None:
        parent = document.make_indirect(Dictionary(T=String("p")))
        parent.Kids = Array(
            [document.make_indirect(Dictionary(T=String("k"), V=String("MARK"), Parent=parent)), parent]
        )
        document.Root.AcroForm = Dictionary(Fields=Array([parent]))

    seen = read_whole(pdf(at(72, 700, "x"), plant=plant))
    assert [text.count("MARK") for text, _ in seen.texts if "MARK" in text] == [1]


def test_the_text_of_a_layer_that_is_off_is_hidden_and_that_of_one_that_is_on_shows() -> None:
    def plant(document: Any) -> None:
        layers = [document.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Off", "On")]
        document.Root.OCProperties = Dictionary(OCGs=Array(layers), D=Dictionary(OFF=Array(layers[:1])))
        document.pages[0].Resources.Properties = Dictionary(L=layers[0], M=layers[1])

    off, on = at(72, 700, "MARK-OFF"), at(72, 600, "MARK-ON")
    seen = read_whole(pdf(at(72, 800, "a page") + f"/OC /L BDC {off} EMC /OC /M BDC {on} EMC", plant=plant))
    assert seen.codes("MARK-OFF") == {"hidden-layer"}
    assert seen.visible == "a page\nMARK-ON"


IMAGE = b"\x00" * 100


def picture(document: Any, page: int, matrix: str, beneath: bool = False) -> None:
    image = document.make_stream(IMAGE)
    image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10, BitsPerComponent=8,
                            ColorSpace=Name.DeviceGray))  # fmt: skip
    document.pages[page].Resources.XObject = Dictionary(I=image)
    old = document.pages[page].Contents.read_bytes()
    drawn = f" q {matrix} cm /I Do Q ".encode()
    document.pages[page].Contents = document.make_stream(drawn + old if beneath else old + drawn)


@pytest.mark.parametrize("text", ["", "Page 3"])
def test_a_page_that_is_a_picture_is_a_problem(text: str) -> None:
    def plant(document: Any) -> None:
        picture(document, 2, "595 0 0 842 0 0")

    seen = read_whole(pdf(at(72, 700, "x"), "", at(72, 20, text), plant=plant))
    assert seen.problems == ["page 3 is a picture: its text was not read"]


def test_a_small_picture_an_empty_page_and_a_picture_beside_text_are_no_problem() -> None:
    def plant(document: Any) -> None:
        picture(document, 1, "80 0 0 80 0 0")
        picture(document, 2, "595 0 0 842 0 0", beneath=True)

    words = "A page with a crest over all of it, and still a good many words to be read. " * 2
    assert read_whole(pdf("", "", f"1 g {at(10, 700, words)}", plant=plant)).problems == []


def test_a_page_drawn_with_shapes_is_a_problem() -> None:
    assert read_whole(pdf("0 0 m 9 9 l S\n" * 400)).problems == ["page 1 is drawn with shapes: its text was not read"]


def test_a_page_whose_letters_stand_for_nothing_is_a_problem() -> None:
    def plant(document: Any) -> None:
        glyphs = {f"/g{n}": document.make_stream(b"500 0 d0 0 0 9 9 re f") for n in range(26)}
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(glyphs), FirstChar=1, LastChar=26, Widths=Array([500] * 26),
            Encoding=Dictionary(Differences=Array([1, *(Name(name) for name in glyphs)])),
        )  # fmt: skip
        document.pages[0].Resources.Font.G = document.make_indirect(font)

    codes = "".join(f"\\{n:03o}" for n in range(1, 27)) * 3
    seen = read_whole(pdf(f"BT /G 11 Tf 72 700 Td ({codes}) Tj ET", plant=plant))
    assert seen.problems == ["page 1 has letters that stand for nothing a program knows: its text was not read"]


def test_a_document_anybody_may_open_is_read_though_it_is_encrypted() -> None:
    locked = pikepdf.Encryption(owner="owner", user="")
    assert read_whole(pdf(at(72, 700, "MARK"), encryption=locked)).codes("MARK") == {None}


def test_a_document_that_needs_a_password_is_refused_with_the_remedy() -> None:
    locked = pikepdf.Encryption(owner="owner", user="secret")
    seen = read_whole(pdf(at(72, 700, "MARK"), encryption=locked), "a.pdf")
    assert seen.problems == ["it needs a password to open: save a copy without one and scan that"]
    assert seen.texts == []


def test_a_file_cut_short_yields_what_can_be_read() -> None:
    data = pdf(*[at(72, 700, f"MARK-{n} " + "x" * 500) for n in range(20)], compress_streams=False)
    seen = read_whole(data[: len(data) * 3 // 4], "a.pdf")
    assert seen.problems
    assert not seen.remarks


CIRCLE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R 2 0 R 4 0 R]/Count 9>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 6 0 R>> endobj
4 0 obj <</Type/Pages/Kids[2 0 R 4 0 R]/Parent 2 0 R/Count 3>> endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Length 41>> stream
BT /F 11 Tf 72 700 Td (MARK on it) Tj ET
endstream endobj
trailer <</Root 1 0 R/Size 7>>
"""


def test_pages_that_go_round_in_a_circle_end() -> None:
    started = time.monotonic()
    seen = read_whole(CIRCLE)
    assert seen.codes("MARK") == {None}
    assert seen.problems
    assert time.monotonic() - started < 5


def test_a_stream_that_unpacks_to_too_much_is_a_problem_of_its_own() -> None:
    def plant(document: Any) -> None:
        spec = file_specification(document, b"x" * 3_000_000)
        document.attachments["a.txt"] = spec

    seen = read_whole(pdf(at(72, 700, "MARK"), plant=plant, recompress_flate=True), limits=Limits(held=1_000_000))
    assert seen.problems == ["one of its streams unpacks to more than 1,000,000 bytes"]
    assert seen.codes("MARK") == {None}


def test_the_clock_stops_a_long_reading() -> None:
    seen = read_whole(pdf(*[at(72, 700, "x")] * 3), limits=Limits(seconds=0))
    assert seen.problems == ["reading took longer than 0 seconds"]


def test_what_only_begins_like_a_pdf_is_damaged() -> None:
    assert read_whole(b"%PDF-1.7\nnothing follows", "a.pdf").problems == ["damaged: its pages cannot be read"]
