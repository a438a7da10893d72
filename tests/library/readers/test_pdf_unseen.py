"""PDF pages as a person sees them: what a box covers, what is invisible, and honest pages that hide nothing."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from guardbook.readers.hidden import HIDDEN
from tests.library.readers.planted import Seen, read_whole
from tests.library.readers.test_pdf import Plant, at, pdf, picture

SHOWN = at(72, 780, "words that show")
MARK = at(72, 700, "MARK of a person")
BOX = "60 690 220 30 re f "


def state(**entries: Any) -> Plant:
    """A graphics state that content switches to by "/G gs"."""

    def plant(document: Any) -> None:
        document.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(**entries))

    return plant


def over(**entries: Any) -> Plant:
    """A note over the marked text."""

    def plant(document: Any) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([60, 690, 280, 720]), **entries)
        document.pages[0].Annots = Array([document.make_indirect(note)])

    return plant


def drawing(content: str, **entries: Any) -> Plant:
    """A drawing that content paints by "/X Do"."""

    def plant(document: Any) -> None:
        resources = document.pages[0].Resources
        form = document.make_stream(content.encode())
        form.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]),
                               Resources=Dictionary(Font=resources.Font), **entries))  # fmt: skip
        resources.XObject = Dictionary(X=form)

    return plant


def cropped(document: Any) -> None:
    document.pages[0].CropBox = Array([0, 740, 595, 842])


def turned(document: Any) -> None:
    document.pages[0].Rotate = 90


def stamp(document: Any) -> None:
    look = document.make_stream(b"0 g 0 0 220 30 re f")
    look.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 220, 30])))
    over(Subtype=Name.Stamp, AP=Dictionary(N=document.make_indirect(look)))(document)


def button(document: Any) -> None:
    look = document.make_stream(b"0 g 0 0 220 30 re f")
    look.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 220, 30])))
    over(Subtype=Name.Widget, FT=Name.Btn, Ff=1 << 16, F=4, T=String("b"),
         AP=Dictionary(N=document.make_indirect(look)))(document)  # fmt: skip
    document.Root.AcroForm = Dictionary(Fields=document.pages[0].Annots)


def masked(document: Any) -> None:
    black = document.make_stream(b"0 g 0 0 595 842 re f")
    black.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]),
                            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray)))  # fmt: skip
    state(SMask=Dictionary(S=Name.Luminosity, G=document.make_indirect(black)))(document)


def layer_off(document: Any) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(BaseState=Name.OFF))
    drawing(MARK, OC=layer)(document)


def membership_off(document: Any) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    member = document.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name.AllOn))
    document.pages[0].Resources.Properties = Dictionary(L=member)


QUADS = Array([60, 720, 280, 720, 60, 690, 280, 690])
BLACK = Array([0, 0, 0])

UNSEEN: dict[str, tuple[str, Plant | None, str]] = {
    "under a black box": (MARK + BOX, None, "covered-text"),
    "under a box of the paper's colour": (MARK + "1 g " + BOX, None, "covered-text"),
    "under a thick line": (MARK + "20 w 60 704 m 280 704 l S", None, "covered-text"),
    "under thin lines side by side": (
        MARK + "1 w " + "".join(f"60 {695 + n} m 280 {695 + n} l S " for n in range(20)), None, "covered-text",
    ),
    "under a picture": (MARK, lambda document: picture(document, 0, "220 0 0 30 60 690"), "covered-text"),
    "under a box of a drawing": (MARK + "q 1 0 0 1 10 20 cm /X Do Q", drawing("50 670 220 30 re f"), "covered-text"),
    "in a drawing under a box": ("/X Do " + BOX, drawing(MARK), "covered-text"),
    "under a box on a turned page": (MARK + BOX, turned, "covered-text"),
    "under a polygon": (
        MARK, over(Subtype=Name.Polygon, IC=BLACK, Vertices=Array([60, 690, 300, 690, 300, 720, 60, 720])),
        "covered-text",
    ),
    "under the line of a note": (
        MARK, over(Subtype=Name.Line, C=BLACK, L=Array([60, 704, 400, 704]), BS=Dictionary(W=16)), "covered-text"
    ),
    "under the line with corners of a note": (
        MARK,
        over(Subtype=Name.PolyLine, C=BLACK, Vertices=Array([60, 704, 200, 704, 400, 704]), Border=Array([0, 0, 16])),
        "covered-text",
    ),
    "under an empty box of text": (MARK, over(Subtype=Name.FreeText, C=Array([1])), "covered-text"),
    "under a square note": (MARK, over(Subtype=Name.Square, IC=BLACK), "covered-text"),
    "under a black highlight": (MARK, over(Subtype=Name.Highlight, C=BLACK, QuadPoints=QUADS), "covered-text"),
    "under ink": (
        MARK, over(Subtype=Name.Ink, C=BLACK, BS=Dictionary(W=24), InkList=Array([Array([60, 704, 280, 704])])),
        "covered-text",
    ),
    "under a stamp": (MARK, stamp, "covered-text"),
    "under a button": (MARK, button, "covered-text"),
    "behind a soft mask": ("/G gs " + MARK, masked, "unseen-text"),
    "marked for redaction": (MARK, over(Subtype=Name.Redact, QuadPoints=QUADS), "unapplied-redaction"),
    "white on white": ("1 g " + MARK, None, "unseen-text"),
    "black on black": ("0 g " + BOX + MARK, None, "unseen-text"),
    "of no opacity": ("/G gs " + MARK, state(ca=0), "unseen-text"),
    "without paint": ("3 Tr " + MARK, None, "unseen-text"),
    "as a clipping path": ("7 Tr " + MARK, None, "unseen-text"),
    "tiny": ("BT /F 1 Tf 72 700 Td (MARK of a person) Tj ET", None, "unseen-text"),
    "made tiny by a matrix": ("BT /F 11 Tf .05 0 0 .05 72 700 Tm (MARK of a person) Tj ET", None, "unseen-text"),
    "clipped away": ("q 0 0 20 20 re W n " + MARK + "Q", None, "unseen-text"),
    "beside the page": (at(-200, 700, "MARK of a person"), None, "outside-page"),
    "outside the crop": (MARK, cropped, "outside-page"),
    "in a drawing of a layer that is off": ("/X Do", layer_off, "hidden-layer"),
    "in a member of a layer that is off": ("/OC /L BDC " + MARK + "EMC", membership_off, "hidden-layer"),
}  # fmt: skip


@pytest.mark.parametrize("content,plant,code", UNSEEN.values(), ids=UNSEEN)
def test_text_that_nobody_sees_is_told_apart_from_what_shows(content: str, plant: Plant | None, code: str) -> None:
    seen = read_whole(pdf(SHOWN + content, plant=plant))
    assert ("MARK of a person", code) in seen.texts
    assert seen.visible == "words that show"
    assert seen.problems == []


SEEN: dict[str, tuple[str, Plant | None]] = {
    "on a light box": (".9 g " + BOX + "0 g " + MARK, None),
    "white on a dark box": ("0 0 .5 rg " + BOX + "1 g " + MARK, None),
    "beneath a box that shines through": (MARK + "/G gs " + BOX, state(ca=0.3)),
    "beneath a marker's colour": (MARK + "/G gs 1 1 0 rg " + BOX, state(BM=Name.Multiply)),
    "highlighted by a note": (MARK, over(Subtype=Name.Highlight, C=Array([1, 1, 0]), QuadPoints=QUADS)),
    "struck with a note's thin line": (MARK, over(Subtype=Name.Line, C=BLACK, L=Array([60, 704, 280, 704]))),
    "in a note's frame": (
        MARK, over(Subtype=Name.Polygon, C=BLACK, Vertices=Array([60, 690, 280, 690, 280, 720, 60, 720])),
    ),
    "beneath a polygon that shines through": (
        MARK, over(Subtype=Name.Polygon, IC=BLACK, CA=0.2, Vertices=Array([60, 690, 280, 690, 280, 720, 60, 720])),
    ),
    "underlined with a box": (MARK + "72 698 90 .8 re f", None),
    "struck with a box": (MARK + "72 703 90 .8 re f", None),
    "in a frame drawn later": (MARK + "60 690 220 30 re S", None),
    "white on a picture": (
        "1 g " + MARK, lambda document: picture(document, 0, "220 0 0 30 60 690", beneath=True),
    ),
    "beside a box": (MARK + "300 690 220 30 re f", None),
    "in a clip that leaves it": ("q 60 690 220 30 re W n " + MARK + "Q", None),
    "in a drawing": ("/X Do", drawing(MARK)),
    "in outlines only": ("1 Tr " + MARK, None),
    "with its own shadow": (".6 g " + at(73, 699, "MARK of a person") + "0 g " + MARK, None),
    "pale": (".8 g " + MARK, None),
}  # fmt: skip


@pytest.mark.parametrize("content,plant", SEEN.values(), ids=SEEN)
def test_text_that_shows_is_never_told_as_hidden(content: str, plant: Plant | None) -> None:
    seen = read_whole(pdf(SHOWN + content, plant=plant))
    assert "MARK of a person" in seen.visible
    assert seen.codes("MARK") == {None}


def test_a_box_over_half_a_line_hides_that_half() -> None:
    seen = read_whole(pdf(at(72, 700, "Name: Ada Example, Anytown") + "105 690 66 25 re f"))
    assert seen.visible == "Name: , Anytown"
    assert ("Ada Example", "covered-text") in seen.texts


def test_a_line_that_leaves_the_page_is_hidden_from_the_edge_on() -> None:
    seen = read_whole(pdf(at(540, 700, "inside and then MARK of a person")))
    assert "inside" in seen.visible
    assert seen.codes("MARK") == {"outside-page"}


def test_what_a_note_shows_on_the_page_is_visible_and_what_it_hides_is_not() -> None:
    def plant(document: Any) -> None:
        font = document.pages[0].Resources.Font
        for name, flags in (("shown", 4), ("hidden", 2)):
            look = document.make_stream(f"BT /F 9 Tf 5 5 Td (MARK-{name} stamp) Tj ET".encode())
            look.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 220, 30]),
                                   Resources=Dictionary(Font=font)))  # fmt: skip
            note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=flags, Rect=Array([60, 590, 280, 620]),
                              AP=Dictionary(N=document.make_indirect(look)))  # fmt: skip
            document.pages[0].Annots = Array([*document.pages[0].get("/Annots", ()), document.make_indirect(note)])

    seen = read_whole(pdf(SHOWN, plant=plant))
    assert seen.codes("MARK-shown") == {None}
    assert seen.codes("MARK-hidden") == {"unseen-text"}


def scan(document: Any, dark: bool) -> None:
    """A page-sized picture of stripes, as lines of writing are, all black below if `dark`."""
    pixels = Image.new("L", (119, 168), 250)
    for row in range(0, 168, 4):
        pixels.paste(20, (0, row, 119, row + 2))
    if dark:
        pixels.paste(0, (0, 100, 119, 168))
    image = document.make_stream(pixels.tobytes())
    image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=119, Height=168, BitsPerComponent=8,
                            ColorSpace=Name.DeviceGray))  # fmt: skip
    document.pages[0].Resources.XObject = Dictionary(I=image)
    old = document.pages[0].Contents.read_bytes()
    document.pages[0].Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q " + old)


def test_the_invisible_words_of_a_scan_are_its_own_kind() -> None:
    seen = read_whole(pdf("3 Tr " + at(72, 700, "MARK of a scan"), plant=lambda document: scan(document, dark=False)))
    assert seen.codes("MARK") == {"scan-text"}
    assert seen.problems == ["page 1 is a picture: its text was not read"]


def test_the_invisible_words_of_a_scan_where_it_is_blacked_out_are_covered() -> None:
    content = "3 Tr " + at(72, 700, "MARK-SEEN of a scan") + at(72, 200, "MARK-BLACK of a scan")
    seen = read_whole(pdf(content, plant=lambda document: scan(document, dark=True)))
    assert seen.codes("MARK-SEEN") == {"scan-text"}
    assert seen.codes("MARK-BLACK") == {"covered-text"}


def concealed(seen: Seen) -> list[str]:
    """What a release would stop: concealed lines that do not show anywhere."""
    shown = {line.strip() for line in seen.visible.split("\n")}
    return [
        line
        for text, code in seen.texts
        if code and HIDDEN[code].kind == "concealment"
        for line in text.split("\n")
        if line.strip() and line.strip() not in shown
    ]


def report() -> bytes:
    """A report with shaded rows, white headings on colour, struck and underlined words, over several pages."""
    rows = [["Region", "Count", "Rate"], *([f"Region {n}", str(n * 7), f"{n / 3:.1f}"] for n in range(120))]
    look = [
        ("BACKGROUND", (0, 0), (-1, 0), colors.navy), ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.lightgrey]),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ]  # fmt: skip
    style = getSampleStyleSheet()["Title"]
    file = BytesIO()
    SimpleDocTemplate(file).build(
        [Paragraph("A <u>fair</u> and <strike>long</strike> report", style), Table(rows, repeatRows=1, style=look)]
    )
    return file.getvalue()


def test_a_report_of_reportlab_hides_nothing() -> None:
    seen = read_whole(report())
    assert "Region\tCount\tRate" in seen.visible.replace(" ", "\t")
    assert concealed(seen) == []


PAGE = """<style>th{background:#1d70b8;color:#fff} tr:nth-child(even){background:#eee} h1{text-shadow:2px 2px 3px #888}
.card{background:linear-gradient(90deg,#005,#27a);color:#fff;border-radius:8px;box-shadow:0 2px 8px #000}
.mark{position:absolute;top:200px;font-size:90px;opacity:.15;transform:rotate(-30deg)}
.dark{background:rgba(0,0,0,.7);color:#fff}</style><div class=mark>DRAFT</div><h1>Figures of the year</h1>
<div class=card>Key facts on a card</div><p>Some <u>underlined</u>, <s>struck</s> and <mark>marked</mark> words.</p>
<div class=dark>Light words on dark</div><table border=1><tr><th>Region<th>Count<tr><td>North<td>12<tr><td>South<td>14
</table><svg width=200 height=80><rect width=200 height=80 fill="#27a"/><text x=10 y=40 fill="white">Chart</text></svg>
"""


def test_a_page_printed_by_a_browser_hides_nothing(tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("chromium is not installed: a page printed by a browser was not tried")
    (tmp_path / "page.html").write_text(PAGE)
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={tmp_path / 'page.pdf'}", "page.html"],
        check=True, capture_output=True, timeout=120, cwd=tmp_path,
    )  # fmt: skip
    seen = read_whole((tmp_path / "page.pdf").read_bytes())
    for words in ("DRAFT", "Figures of the year", "Key facts on a card", "Light words on dark", "Chart", "Region"):
        assert words in seen.visible
    assert concealed(seen) == []
    assert seen.problems == []


def test_documents_of_libreoffice_hide_nothing(converted: Callable[[str, str], bytes]) -> None:
    sources = sorted((Path(__file__).parent / "sources").glob("*.fod[tsp]"))
    tried = [source.name for source in sources if source.name != "letter.fodt"]
    found = {name: concealed(read_whole(converted(name, "pdf"))) for name in tried}
    assert found == {name: [] for name in tried}


def test_a_page_rewritten_by_qpdf_is_seen_alike() -> None:
    data = pdf(SHOWN + MARK + BOX)
    file = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(file, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert read_whole(file.getvalue()).texts[:2] == read_whole(data).texts[:2]
