"""Pictures within documents: those that show, those of which a part shows, and those that nothing shows."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from guardbook.readers.language_data import data_folders
from tests.library.readers.planted import Seen, read_whole, zipped
from tests.library.readers.test_image import WORDS, checked, lettered, saved

LOW = "Quarterly figures by region"
Save = Callable[[bytes, str, str], bytes]


@pytest.fixture(scope="module", autouse=True)
def tesseract() -> None:
    if not any((folder / "eng.traineddata").is_file() for folder in data_folders()):
        pytest.skip("Tesseract's language data is not installed (Debian: tesseract-ocr): no picture was read")


def picture() -> bytes:
    """Return a picture with a person's words in its upper half, and harmless ones below."""
    return saved(lettered(WORDS, "", "", LOW))


def word(data: bytes, change: Callable[[Any], None] = lambda shape: None) -> bytes:
    document = docx.Document()
    document.add_paragraph("A letter with a picture of the screen, as it was shown to everybody who came.")
    change(document.add_picture(io.BytesIO(data))._inline)
    return held(document)


def deck(data: bytes, change: Callable[[Any], None] = lambda shape: None) -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    change(slide.shapes.add_picture(io.BytesIO(data), 0, 0))
    return held(presentation)


def held(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def crop_top(shape: Any, share: float = 0.5) -> None:
    shape.crop_top = share


def is_cropped(seen: Seen) -> bool:
    return (
        seen.codes(LOW) - {"document-thumbnail"} == {None}
        and seen.codes(WORDS) == {"cropped-picture"}
        and seen.codes("the picture is 900 × 300, of which 900 × 150 show") == {"cropped-picture"}
    )


def test_words_of_a_picture_in_a_word_document_show() -> None:
    seen = checked(word(picture()))
    assert seen.codes(WORDS) == seen.codes(LOW) == {None}
    assert (seen.problems, seen.remarks) == ([], [])


def test_a_scan_only_remarks_upon_pictures_of_documents() -> None:
    seen = read_whole(word(picture()))
    assert (seen.problems, seen.remarks, seen.codes(WORDS)) == ([], ["its pictures were not read"], set())


def test_words_of_a_picture_on_a_sheet_show() -> None:
    book = openpyxl.Workbook()
    book.active.add_image(SheetImage(io.BytesIO(picture())), "B2")
    assert checked(held(book)).codes(WORDS) == {None}


def test_what_a_crop_leaves_out_of_a_slides_picture_is_told() -> None:
    assert is_cropped(checked(deck(picture(), crop_top)))


def test_a_crop_that_trims_an_edge_is_nothing_hidden() -> None:
    seen = checked(deck(picture(), lambda shape: crop_top(shape, 0.015)))
    assert seen.codes(WORDS) == {None}
    assert seen.codes("of which") == set()


def crop_in_word(inline: Any) -> None:
    fill = next(each for each in inline.iter() if each.tag.endswith("}blipFill"))
    fill.insert(1, fill.makeelement(fill[0].tag.replace("}blip", "}srcRect"), {"t": "50000"}))


def test_what_a_crop_leaves_out_of_a_letters_picture_is_told() -> None:
    assert is_cropped(checked(word(picture(), crop_in_word)))


def test_what_a_crop_leaves_out_survives_in_opendocument(saved_as: Save) -> None:
    assert is_cropped(checked(saved_as(word(picture(), crop_in_word), "docx", "odt")))


def test_pictures_of_an_rtf_document_show(saved_as: Save) -> None:
    seen = checked(saved_as(word(picture()), "docx", "rtf"))
    assert seen.codes(WORDS) == {None}
    assert seen.problems == []


def test_what_a_crop_leaves_out_of_an_rtf_picture_is_told() -> None:
    settings = rb"\pngblip\picw900\pich300\picwgoal13500\pichgoal4500\piccropt2250 "
    data = rb"{\rtf1 A letter.\par{\*\shppict{\pict" + settings + picture().hex().encode() + rb"}}\par}"
    assert is_cropped(checked(data))


def test_a_hidden_shapes_picture_does_not_show() -> None:
    def hide(shape: Any) -> None:
        shape._element.nvPicPr.cNvPr.set("hidden", "1")

    assert checked(deck(picture(), hide)).codes(WORDS) == {"hidden-shape"}


def test_a_picture_that_nothing_shows_is_orphaned() -> None:
    document = docx.Document()
    document.add_paragraph("A letter whose picture was taken out again, by a program that is careless.")
    inline = document.add_picture(io.BytesIO(picture()))._inline
    inline.getparent().remove(inline)
    assert checked(held(document)).codes(WORDS) == {"orphaned-picture"}


def test_a_table_that_is_called_a_picture_is_an_embedded_file() -> None:

    with zipfile.ZipFile(io.BytesIO(word(picture()))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = next(name for name in parts if name.startswith("word/media/"))
    parts[name] = b"name,town\nAnne Example,Leeds\nBob Example,York\n"
    assert checked(zipped(dict(parts))).codes("Anne Example") == {"embedded-file"}


def test_a_picture_within_a_web_page_shows() -> None:
    inlined = b64encode(picture()).decode()
    seen = checked(f"<html><body><p>A page</p><img src='data:image/png;base64,{inlined}'></body></html>".encode())
    assert seen.codes(WORDS) == {None}
    assert seen.problems == []


def test_the_place_of_an_embedded_photograph_is_told(tmp_path: Path) -> None:
    photograph = Image.new("RGB", (64, 64), "grey")
    exif = photograph.getexif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 5.1), 3: "W", 4: (0.0, 8.0, 30.8)})
    seen = read_whole(word(saved(photograph, "JPEG", exif=exif)))
    assert seen.codes("51.50142, -0.14189") == {"picture-location"}
