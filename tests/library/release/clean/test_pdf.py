"""Clean copies of PDFs: what shows stays in its place, and what does not is gone."""

import io
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from guardbook.content import Limits, Source
from guardbook.errors import Unreadable
from guardbook.readers.reading import Reading
from guardbook.release.clean import Job, Refused, clean_copy
from guardbook.release.declaration import parse_declaration

SIZE = (400, 300)


@pytest.fixture
def cleaned(tmp_path: Path) -> Callable[..., Path]:
    """Cleans the bytes of a PDF."""

    def clean(data: bytes, declaration: str = "") -> Path:
        out = tmp_path / "copy.pdf"
        (tmp_path / "file.pdf").write_bytes(data)
        with out.open("w+b") as copy:
            job = Job(Source(io.BytesIO(data), "x.pdf"), copy, "pdf", parse_declaration(declaration), Reading(Limits()))
            clean_copy(job)
        return out

    return clean


def paper(draw: Callable[[Canvas], object]) -> bytes:
    """A page on which something was drawn."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZE)
    canvas.setFont("Helvetica", 12)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def written(content: str, change: Callable[[pikepdf.Pdf], object] | None = None) -> bytes:
    """A page with some content."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=SIZE)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page = pdf.pages[0].obj
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(content.encode("cp1252"))
        if change:
            change(pdf)
        file = io.BytesIO()
        pdf.save(file)
        return file.getvalue()


def text(path: Path) -> str:
    """What stands in a PDF, in one line."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def drawn(source: Path | bytes) -> npt.NDArray[np.int16]:
    """The first page as a person sees it, in grey."""
    with closing(pypdfium2.PdfDocument(source)) as document:
        document.init_forms()
        return np.array(document[0].render(scale=2).to_pil().convert("L"), np.int16)


def same(data: bytes, copy: Path) -> bool:
    """Whether a copy looks like the file."""
    return bool((np.abs(drawn(data) - drawn(copy)) > 60).mean() < 0.0005)


def fonts_of(copy: Path) -> int:
    """How many fonts a copy has: none where its page became a picture."""
    with pikepdf.open(copy) as pdf:
        return sum(isinstance(each, Dictionary) and each.get("/Type") == "/Font" for each in pdf.objects)


Clean = Callable[..., Path]


def test_the_rest_of_a_line_stays_where_it_is(cleaned: Clean) -> None:
    def line(canvas: Canvas) -> None:
        canvas.drawString(40, 200, "Paid to John Smith on the 4th of May in full.")
        canvas.rect(87, 196, 63, 14, stroke=0, fill=1)

    data = paper(line)
    copy = cleaned(data)
    assert same(data, copy)
    assert "Paid to" in text(copy) and "4th of May in full." in text(copy)
    assert "Smith" not in text(copy) and "John" not in text(copy)
    assert fonts_of(copy) == 1


@pytest.mark.parametrize(
    "shown",
    [
        "(Paid to ) Tj (John Smith) Tj ( on the 4th of May.) Tj",
        "[(Paid t) -20 (o Jo) 15 (hn Smi) 30 (th) -10 ( on ) 20 (the 4th of May.)] TJ",
        "12 TL 0 12 Td (Paid to John Smith on the 4th of May.) '",
        '12 TL 0 12 Td 2 1 (Paid to John Smith on the 4th of May.) "',
        "80 Tz 0.5 Tc 3 Tw (Paid to John Smith on the 4th of May.) Tj",
        "3 Ts (Paid to John Smith) Tj 0 Ts ( on the ) Tj /F1 9 Tf (4th of May.) Tj",
    ],
)
def test_a_name_goes_from_text_of_every_kind_and_nothing_moves(cleaned: Clean, shown: str) -> None:
    free = written(f"BT /F1 12 Tf 40 200 Td {shown} ET")
    with closing(pypdfium2.PdfDocument(free)) as document:
        words = document[0].get_textpage()
        start = words.get_text_range().index("John")
        boxes = [words.get_charbox(number) for number in range(start, start + 10)]
    left, right = boxes[0][0] - 0.5, boxes[-1][2] + 0.5
    data = written(f"BT /F1 12 Tf 40 200 Td {shown} ET {left} 194 {right - left} 20 re f")
    copy = cleaned(data)
    assert same(data, copy)
    assert "John" not in text(copy) and "Smith" not in text(copy) and "4th of May." in text(copy)
    assert b"John" not in copy.read_bytes()


def test_what_letters_stand_for_goes_with_them(cleaned: Clean) -> None:
    def name(pdf: pikepdf.Pdf) -> None:
        meaning = "John Smith".encode("utf-16-be").hex()
        lines = (
            f"1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <78> <{meaning}> <79> <0059> endbfchar"
        )
        pdf.pages[0].obj.Resources.Font.F1.ToUnicode = pdf.make_stream(lines.encode())

    data = written("BT /F1 12 Tf 40 200 Td (yyyxyy) Tj ET 57 196 7 14 re f", name)
    copy = cleaned(data)
    assert text(copy).replace(" ", "") == "YYYYY" and same(data, copy)
    with pikepdf.open(copy) as pdf:
        maps = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert any(b"0059" in each for each in maps) and not any(
        "Smith".encode("utf-16-be").hex().encode() in m for m in maps
    )


FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.skipif(not FONT.exists(), reason="DejaVu is not installed")
def test_a_name_goes_from_text_whose_letters_have_numbers(cleaned: Clean) -> None:
    def line(canvas: Canvas) -> None:
        pdfmetrics.registerFont(TTFont("DejaVu", FONT))
        canvas.setFont("DejaVu", 12)
        canvas.drawString(40, 200, "Paid to Zoë Smith on the 4th of May.")
        start = 40 + pdfmetrics.stringWidth("Paid to ", "DejaVu", 12)
        canvas.rect(start - 1, 196, pdfmetrics.stringWidth("Zoë Smith", "DejaVu", 12) + 2, 14, stroke=0, fill=1)

    data = paper(line)
    copy = cleaned(data)
    assert same(data, copy) and fonts_of(copy) > 0
    assert "Paid to" in text(copy) and "on the 4th of May." in text(copy) and "Smith" not in text(copy)


def test_a_drawing_used_twice_is_only_emptied_where_it_is_covered(cleaned: Clean) -> None:
    def twice(canvas: Canvas) -> None:
        canvas.beginForm("name")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(0, 0, "Permit office")
        canvas.endForm()
        for height in (200, 100):
            canvas.saveState()
            canvas.translate(40, height)
            canvas.doForm("name")
            canvas.restoreState()
        canvas.rect(38, 96, 120, 16, stroke=0, fill=1)

    data = paper(twice)
    copy = cleaned(data)
    assert same(data, copy) and text(copy).count("Permit office") == 1


def _picture(mode: str = "RGB", size: tuple[int, int] = (600, 400)) -> Image.Image:
    picture = Image.new(mode, size, "white" if mode != "1" else 1)
    draw = ImageDraw.Draw(picture)
    for row in range(0, size[1], 40):
        draw.rectangle(
            (20, row + 10, size[0] - 20, row + 24), fill=0 if mode == "1" else "navy" if mode == "RGB" else 0
        )
    return picture


def _pixels(copy: Path) -> list[npt.NDArray[np.uint8]]:
    with pikepdf.open(copy) as pdf:
        streams = [
            each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        return [np.array(pikepdf.PdfImage(each).as_pil_image().convert("L")) for each in streams]


@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_pixels_under_a_box_are_gone_from_the_picture(cleaned: Clean, mode: str) -> None:
    def covered(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(_picture(mode)), 50, 50, 300, 200)
        canvas.rect(50, 150, 300, 60, stroke=0, fill=1)

    data = paper(covered)
    copy = cleaned(data)
    (pixels,) = _pixels(copy)
    assert same(data, copy) and pixels.shape == (400, 600)
    assert np.ptp(pixels[90:190, 10:-10]) < 30 and np.ptp(pixels[210:]) > 100


def test_what_a_clipping_path_hides_of_a_picture_is_gone(cleaned: Clean) -> None:
    def clipped(canvas: Canvas) -> None:
        window = canvas.beginPath()
        window.rect(50, 50, 300, 100)
        canvas.clipPath(window, stroke=0, fill=0)
        canvas.drawImage(ImageReader(_picture()), 50, 50, 300, 200)

    data = paper(clipped)
    (pixels,) = _pixels(copy := cleaned(data))
    assert same(data, copy) and np.ptp(pixels[:190]) < 30 and np.ptp(pixels[210:]) > 100


def test_a_picture_wholly_under_another_is_gone(cleaned: Clean) -> None:
    def stacked(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(_picture()), 60, 60, 200, 100)
        canvas.drawImage(ImageReader(Image.new("RGB", (50, 50), "grey")), 50, 50, 300, 200)

    data = paper(stacked)
    copy = cleaned(data)
    assert same(data, copy) and len(_pixels(copy)) == 1


def _with_picture(picture: Image.Image, form: str, **entries: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form)

    def put(pdf: pikepdf.Pdf) -> None:
        name = Name.DCTDecode if form == "JPEG" else Name.JPXDecode
        image = pdf.make_stream(file.getvalue(), Type=Name.XObject, Subtype=Name.Image, Filter=name)
        image.Width, image.Height, image.BitsPerComponent = *picture.size, 8
        for key, value in entries.items():
            image[f"/{key}"] = value
        pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)

    return written("q 300 0 0 200 50 50 cm /Im Do Q BT /F1 12 Tf 40 20 Td (Below the picture.) Tj ET", put)


@pytest.mark.parametrize(
    ("mode", "form", "entries"),
    [
        ("RGB", "JPEG", {"ColorSpace": Name.DeviceRGB}),
        ("L", "JPEG", {"ColorSpace": Name.DeviceGray}),
        ("CMYK", "JPEG", {"ColorSpace": Name.DeviceCMYK, "Decode": Array([1, 0] * 4)}),
        ("RGB", "JPEG2000", {}),
        ("L", "JPEG2000", {"ColorSpace": Name.DeviceGray}),
    ],
)
def test_pictures_of_every_packing_look_as_before(
    cleaned: Clean, mode: str, form: str, entries: dict[str, object]
) -> None:
    data = _with_picture(_picture().convert(mode), form, **entries)
    copy = cleaned(data)
    assert same(data, copy) and text(copy) == "Below the picture."


def test_see_through_and_inline_pictures_look_as_before(cleaned: Clean) -> None:
    def pictures(canvas: Canvas) -> None:
        clear = _picture().convert("RGBA")
        clear.putalpha(Image.linear_gradient("L").resize(clear.size))
        canvas.setFillColorRGB(0.9, 0.8, 0.3)
        canvas.rect(20, 20, 360, 200, stroke=0, fill=1)
        canvas.drawImage(ImageReader(clear), 30, 30, 150, 100, mask="auto")
        canvas.drawInlineImage(_picture("RGB", (120, 80)), 200, 30, 150, 100)
        canvas.drawString(40, 250, "Above the pictures.")

    data = paper(pictures)
    copy = cleaned(data)
    assert same(data, copy) and text(copy) == "Above the pictures."


def test_a_letter_that_is_a_drawing_looks_as_before(cleaned: Clean) -> None:
    def drawn_letters(pdf: pikepdf.Pdf) -> None:
        box = pdf.make_stream(b"800 0 0 0 700 700 d1 0 0 700 700 re f")
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 800, 800]), FirstChar=97, LastChar=97,
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([800]), CharProcs=Dictionary(a=box),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])), Resources=Dictionary(),
        )  # fmt: skip
        pdf.pages[0].obj.Resources.Font.F2 = font

    data = written("BT /F2 20 Tf 40 200 Td (aaa) Tj /F1 12 Tf ( squares) Tj ET", drawn_letters)
    copy = cleaned(data)
    assert same(data, copy) and "squares" in text(copy)


def test_a_note_is_gone_and_a_stamp_stays(cleaned: Clean) -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(
            b"1 0 0 rg 0 0 80 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 80, 20])
        )
        mark = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([40, 40, 200, 80]), F=4, AP=Dictionary(N=look)
        )
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([300, 40, 320, 60]), Contents=String("by J Smith")
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark), pdf.make_indirect(note)])

    data = written("BT /F1 12 Tf 40 200 Td (Page) Tj ET", stamp)
    copy = cleaned(data)
    with pikepdf.open(copy) as pdf:
        assert "/Annots" not in pdf.pages[0].obj
    assert drawn(copy)[2 * 240, 2 * 100] < 120 and b"Smith" not in copy.read_bytes()


def test_headings_and_links_stay_only_where_the_page_shows_them(cleaned: Clean) -> None:
    def furnish(pdf: pikepdf.Pdf) -> None:
        links = [
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 195, 200, 212]),
                A=Dictionary(S=Name.URI, URI=String(address)),
            )
            for address in ("https://www.example.gov.uk/permits", "https://example.gov.uk/people/john-smith")
        ]  # fmt: skip
        pdf.pages[0].obj.Annots = Array(links)
        with pdf.open_outline() as outline:
            outline.root += [OutlineItem("Permits", 0), OutlineItem("About John Smith", 0)]

    shown = "BT /F1 12 Tf 40 230 Td (Permits) Tj 0 -30 Td (See example.gov.uk/permits for more.) Tj ET"
    copy = cleaned(written(shown, furnish), 'title = "Permits"')
    with pikepdf.open(copy) as pdf:
        assert [str(note.A.URI) for note in pdf.pages[0].obj.Annots] == ["https://www.example.gov.uk/permits"]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Permits"]
        assert str(pdf.docinfo["/Title"]) == "Permits"


def test_a_turned_and_cropped_page_keeps_its_look(cleaned: Clean) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(90, relative=False)
        pdf.pages[0].cropbox = Array([30, 100, 390, 290])

    data = written("BT /F1 12 Tf 40 200 Td (On the page) Tj 0 -150 Td (John Smith) Tj ET", turn)
    copy = cleaned(data)
    with pikepdf.open(copy) as pdf:
        assert list(pdf.pages[0].mediabox) == [30, 100, 390, 290] and "/CropBox" not in pdf.pages[0].obj
    assert same(data, copy) and text(copy) == "On the page"


def test_strings_where_numbers_belong_do_not_come_along(cleaned: Clean) -> None:
    data = written("/Span <</ActualText (John Smith)>> BDC BT /F1 12 Tf 40 200 Td (Hello) Tj ET EMC (John Smith) n")
    copy = cleaned(data)
    assert text(copy) == "Hello"
    assert subprocess.run(["strings", copy], capture_output=True).stdout.find(b"Smith") < 0


def test_a_pdf_with_a_password_is_refused(cleaned: Clean) -> None:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(written("BT ET"))) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(Refused, match="password"):
        cleaned(file.getvalue())


def _patterned() -> bytes:
    """A page whose pattern is made of letters, which nothing looks at one by one."""

    def pattern(pdf: pikepdf.Pdf) -> None:
        entries = {
            "/Type": Name.Pattern, "/PatternType": 1, "/PaintType": 1, "/TilingType": 1, "/XStep": 80, "/YStep": 20,
            "/BBox": Array([0, 0, 80, 20]), "/Resources": pdf.pages[0].obj.Resources,
        }  # fmt: skip
        tile = pdf.make_stream(b"BT /F1 14 Tf 2 4 Td (Permits) Tj ET", entries)
        pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=tile)

    return written("/Pattern cs /P1 scn 40 50 200 100 re f", pattern)


def test_a_page_that_cannot_be_written_anew_becomes_a_picture(cleaned: Clean) -> None:
    copy = cleaned(_patterned())
    (pixels,) = _pixels(copy)
    assert fonts_of(copy) == 0 and pixels.min() < 60 and text(copy) == ""


def test_such_a_page_is_refused_where_nothing_reads_pictures(cleaned: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise Unreadable("the words in this picture could not be read: install Tesseract")

    monkeypatch.setattr("guardbook.release.clean.pdf.document.read_words", missing)
    with pytest.raises(Refused, match=r"page 1 .* install Tesseract"):
        cleaned(_patterned())
