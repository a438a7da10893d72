"""What a PDF carries along: its own document, pictures that no page paints, and what earlier versions had beside."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont

from tests.library.readers.planted import read_whole, zipped
from tests.library.readers.test_pdf import at, form, pdf
from tests.library.readers.test_pdf_leftovers import PLAIN, saved_again

FLAT = """<?xml version="1.0"?><office:document office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
<text:p>{}</text:p></office:text></office:body></office:document>"""
WORDS = "Margaret Thistlewood"


def sheet(words: str = WORDS) -> Image.Image:
    picture = Image.new("L", (900, 200), 255)
    ImageDraw.Draw(picture).text((60, 60), words, font=ImageFont.load_default(48), fill=0)
    return picture


def stored(document: Any, picture: Image.Image) -> Any:
    return document.make_stream(
        picture.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray,
    )  # fmt: skip


def with_picture(content: str) -> bytes:
    def plant(document: Any) -> None:
        document.pages[0].Resources.XObject = Dictionary({"/I m": stored(document, sheet())})

    return pdf(content + at(72, 600, "shown"), plant=plant, **PLAIN)


def revised(data: bytes, number: int, body: str) -> bytes:
    """Append a version in which one object is another."""
    root, size = (re.findall(pattern, data)[-1].decode() for pattern in (rb"/Root (\d+ 0 R)", rb"/Size (\d+)"))
    rest = "".join(f"/Info {each.decode()}" for each in re.findall(rb"/Info (\d+ 0 R)", data)[-1:])
    before = re.findall(rb"startxref\s+(\d+)", data)[-1].decode()
    piece = f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    trailer = (
        f"xref\n{number} 1\n{len(data):010d} 00000 n \n"
        f"trailer\n<</Size {size}/Root {root}{rest}/Prev {before}>>\nstartxref\n{len(data) + len(piece)}\n%%EOF\n"
    )
    return data + piece + trailer.encode()


@pytest.fixture
def eyes() -> None:
    pytest.importorskip("tesserocr", reason="the extra ocr is not installed: words in pictures were not tried")


@pytest.mark.usefixtures("eyes")
def test_a_picture_that_its_page_lists_and_does_not_paint_is_read() -> None:
    seen = read_whole(with_picture(""), pictures=True)
    assert seen.codes(WORDS) == {"orphaned-picture"}
    assert seen.problems == []


@pytest.mark.usefixtures("eyes")
def test_a_picture_that_is_painted_shows_and_is_no_leftover() -> None:
    seen = read_whole(with_picture("q 450 0 0 100 72 400 cm /I#20m Do Q\n"), pictures=True)
    assert seen.codes(WORDS) == {None}


@pytest.mark.usefixtures("eyes")
def test_a_picture_that_a_later_version_replaced_is_read() -> None:
    data = with_picture("q 450 0 0 100 72 400 cm /I#20m Do Q\n")
    number = int(re.findall(rb"(\d+) 0 obj\n<<[^>]*/Subtype /Image", data)[0])
    blank = (
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
        "stream\nx\nendstream"
    )
    assert read_whole(revised(data, number, blank), pictures=True).codes(WORDS) == {"earlier-revision"}


@pytest.mark.usefixtures("eyes")
def test_the_small_picture_of_a_page_is_read() -> None:
    def plant(document: Any) -> None:
        small = stored(document, sheet())
        del small.Type, small.Subtype  # neither is required there
        document.pages[0].Thumb = small

    assert read_whole(pdf(at(72, 700, "x"), plant=plant), pictures=True).codes(WORDS) == {"document-thumbnail"}


def test_properties_that_were_removed_by_a_later_version_are_told_as_properties() -> None:
    def plant(document: Any) -> None:
        document.docinfo.Author = String("MARK-AUTHOR")
        document.docinfo.Producer = String("MARK-PROGRAM")

    data = pdf(at(72, 700, "x"), plant=plant, **PLAIN)
    number = int(re.findall(rb"/Info (\d+) 0 R", data)[0])
    seen = read_whole(revised(data, number, "<</Producer (MARK-PROGRAM)>>"))
    assert seen.codes("MARK-AUTHOR") == {"document-properties"}
    assert sum("MARK-PROGRAM" in text for text, _ in seen.texts) == 1


def attached(content: bytes) -> bytes:
    def plant(document: Any) -> None:
        file = document.make_stream(content, Type=Name.EmbeddedFile)
        spec = document.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=file)))
        document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), spec])))

    return pdf(at(72, 700, "x"), plant=plant, **PLAIN)


def test_a_file_that_was_attached_in_an_earlier_version_is_read() -> None:
    data = attached(b"MARK-FIRST words of a file\n")
    number = int(re.findall(rb"(\d+) 0 obj\n<<[^>]*/Type /EmbeddedFile\b", data)[0])
    new = "MARK-SECOND words of a file\n"
    seen = read_whole(revised(data, number, f"<</Type/EmbeddedFile/Length {len(new)}>>stream\n{new}endstream"))
    assert seen.codes("MARK-SECOND") == {"embedded-file"}
    assert seen.codes("MARK-FIRST") == {"earlier-revision"}


def test_a_file_that_stays_attached_is_read_once() -> None:
    seen = read_whole(saved_again(attached(b"MARK words of a file\n"), at(72, 700, "y")))
    assert [code for text, code in seen.texts if "MARK" in text] == ["embedded-file"]


def test_the_document_that_libreoffice_packs_in_is_read_and_what_its_page_shows_is_not_told_again(
    tmp_path: Path,
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: documents made by LibreOffice were not tried")
    paragraph = "A paragraph that is so long that the page must break it into several lines, word by word. " * 4
    (tmp_path / "a.fodt").write_text(FLAT.format(paragraph))
    options = 'pdf:writer_pdf_Export:{"IsAddStream":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", options,
         "--outdir", str(tmp_path), str(tmp_path / "a.fodt")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    seen = read_whole((tmp_path / "a.pdf").read_bytes())
    assert "must break" in seen.visible
    assert not any(code == "embedded-file" and "must break" in text for text, code in seen.texts)
    assert any(code == "document-properties" and "generator" in text for text, code in seen.texts)
    assert all(code != "private-data" for _, code in seen.texts)


def test_a_file_among_a_programs_own_data_is_read() -> None:
    def plant(document: Any) -> None:
        own = document.make_stream(zipped({"a.txt": b"MARK words of a file " * 20}))
        document.pages[0].PieceInfo = Dictionary(Drawer=Dictionary(LastModified=String("D:2024"), Private=own))

    assert read_whole(pdf(at(72, 700, "x"), plant=plant)).codes("MARK") == {"embedded-file"}


def test_words_before_the_start_are_told() -> None:
    seen = read_whole(b"From: MARK <mark@example.gov.uk>\r\n\r\n" + pdf(at(72, 700, "x")))
    assert seen.visible == "x"
    assert seen.codes("MARK") == {"other-part"}


def test_the_help_of_a_field_is_told_even_if_the_field_is_empty() -> None:
    seen = read_whole(pdf(at(72, 700, "x"), plant=form(TU=String("MARK help"), V=String(""))))
    assert seen.codes("MARK help") == {"alt-text"}
