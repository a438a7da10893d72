"""Windows metafiles: their words, their titles, their pictures, and drawings whose letters are shapes."""

import io
import struct
from collections.abc import Callable

import pptx
import pytest
from pptx.util import Inches

from tests.library.readers.planted import read_whole
from tests.library.readers.test_image import WORDS, checked, lettered, saved

Save = Callable[[bytes, str, str], bytes]
PLACE = bytes(16)


def emf(*records: bytes, title: str = "") -> bytes:
    """Return an EMF (MS-EMF 2.2.9) of records, each from its type on without its size."""
    letters = title.encode("utf-16-le")
    header = struct.pack("<I", 1) + PLACE * 2 + b" EMF" + struct.pack("<IIIHHII", 0x10000, 0, 0, 0, 0, len(title), 100)
    whole = [header.ljust(96, b"\0") + letters, *records, struct.pack("<IIII", 14, 0, 16, 20)]
    return b"".join(
        record[:4] + struct.pack("<I", len(padded) + 4) + padded[4:] for record, padded in map(_padded, whole)
    )


def _padded(record: bytes) -> tuple[bytes, bytes]:
    return record, record + bytes(-len(record) % 4)


def wide(text: str, y: int = 10, options: int = 0, kind: int = 84) -> bytes:
    """Return a record EMR_EXTTEXTOUTW."""
    return (
        struct.pack("<I", kind) + PLACE + struct.pack("<Iff", 1, 1, 1)
        + struct.pack("<iiIII", 5, y, len(text), 76, options) + PLACE + bytes(4) + text.encode("utf-16-le")
    )  # fmt: skip


def test_words_of_an_emf_show() -> None:
    seen = read_whole(emf(wide("Jane Smith"), wide("Leeds", 40)))
    assert seen.visible == "Jane Smith\nLeeds"
    assert seen.problems == []


def test_the_title_of_an_emf_is_furniture() -> None:
    seen = read_whole(emf(wide("Leeds"), title="Word\0letter to Jane Smith\0\0"))
    assert seen.codes("letter to Jane Smith") == {"picture-metadata"}


def test_letters_that_are_only_numbered_are_a_problem() -> None:
    assert "numbers its letters" in checked(emf(wide("Jane", options=0x10))).problems[0]


def test_a_drawing_of_many_shapes_and_no_word_is_a_problem_for_a_check_only() -> None:
    drawing = emf(*[struct.pack("<I", 3) + PLACE + bytes(8)] * 100)
    assert "as shapes" in checked(drawing).problems[0]
    assert read_whole(drawing).problems == []


def test_a_bitmap_within_an_emf_is_read() -> None:
    bitmap = saved(lettered(WORDS), "BMP")
    header, bits = bitmap[14:54], bitmap[54:]
    record = (
        struct.pack("<I", 81) + bytes(40) + struct.pack("<IIII", 80, 40, 120, len(bits)) + bytes(16) + header + bits
    )
    assert checked(emf(record)).codes(WORDS) == {None}


def test_what_stands_behind_a_drawing_is_told() -> None:
    assert read_whole(emf(wide("Leeds")) + b"Jane Smith 07700 900123").codes("07700 900123") == {"data-after-end"}


def test_a_drawing_cut_short_is_a_problem() -> None:
    assert read_whole(emf(wide("Jane Smith"), wide("Leeds"))[:190]).problems


@pytest.mark.parametrize("ending", ["emf", "wmf"])
def test_words_of_a_drawing_by_libreoffice_show(saved_as: Save, ending: str) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_textbox(0, 0, Inches(8), Inches(1)).text_frame.text = "Contact Jane Smith in Leeds"
    file = io.BytesIO()
    presentation.save(file)
    seen = checked(saved_as(file.getvalue(), "pptx", ending))
    assert " ".join(seen.visible.split()) == "Contact Jane Smith in Leeds"
    assert seen.problems == []


def test_words_in_records_that_draw_none_are_told() -> None:
    comment = b"Checked by MARK, 07700 900123"
    assert read_whole(emf(struct.pack("<II", 70, len(comment)) + comment), "a.emf").codes("MARK") == {"other-part"}
