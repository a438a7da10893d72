"""What a PDF still holds though no page shows it: earlier versions, loose pages, private data, data behind the end."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.library.readers.planted import read_whole
from tests.library.readers.test_pdf import Plant, at, form, note, pdf

PLAIN: dict[str, Any] = {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.disable}
OLD = at(72, 700, "Dear MARK of a person") + at(72, 600, "words that stay")
NEW = at(72, 700, "Dear nobody") + at(72, 600, "words that stay")


def saved_again(data: bytes, content: str) -> bytes:
    """Append a version whose first page has other content, as programs do that save incrementally."""
    number = int(_last(rb"/Contents (\d+) 0 R", data))
    body = f"{number} 0 obj\n<</Length {len(content)}>>stream\n{content}\nendstream\nendobj\n".encode()
    place = len(data) + len(body)
    size, root = _last(rb"/Size (\d+)", data).decode(), _last(rb"/Root (\d+ 0 R)", data).decode()
    before = _last(rb"startxref\s+(\d+)", data).decode()
    trailer = (
        f"xref\n{number} 1\n{len(data):010d} 00000 n \n"
        f"trailer\n<</Size {size}/Root {root}/Prev {before}>>\nstartxref\n{place}\n%%EOF\n"
    )
    return data + body + trailer.encode()


def _last(pattern: bytes, data: bytes) -> bytes:
    return [match[1] for match in re.finditer(pattern, data) if match[1] != b"0"][-1]


def test_what_an_earlier_version_held_is_told_and_what_stayed_is_not() -> None:
    seen = read_whole(saved_again(pdf(OLD, **PLAIN), NEW))
    assert seen.visible == "Dear nobody\nwords that stay"
    assert ("Dear MARK of a person", "earlier-revision") in seen.texts
    assert seen.problems == []


def test_every_earlier_version_is_read() -> None:
    data = pdf(at(72, 700, "MARK-0"), **PLAIN)
    for number in range(1, 4):
        data = saved_again(data, at(72, 700, f"MARK-{number}"))
    seen = read_whole(data)
    assert seen.visible == "MARK-3"
    assert all(seen.codes(f"MARK-{number}") == {"earlier-revision"} for number in range(3))


def test_a_file_saved_twice_without_a_change_hides_nothing() -> None:
    seen = read_whole(saved_again(pdf(OLD, **PLAIN), OLD))
    assert {code for _, code in seen.texts} == {None}


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    data = saved_again(pdf(OLD, **PLAIN), NEW)
    first = data[: data.index(b"startxref")]
    seen = read_whole(first)
    assert seen.visible == "Dear MARK of a person\nwords that stay"
    assert seen.problems == []


def test_a_file_made_for_the_web_has_no_earlier_version() -> None:
    seen = read_whole(pdf(OLD, linearize=True))
    assert {code for _, code in seen.texts} == {None}
    assert seen.problems == []


def test_a_file_made_for_the_web_and_saved_again_has_one() -> None:
    seen = read_whole(saved_again(pdf(OLD, linearize=True, **PLAIN), NEW))
    assert seen.codes("MARK") == {"earlier-revision"}


def test_too_many_earlier_versions_are_said_to_be_unread() -> None:
    data = pdf(at(72, 700, "version 0"), **PLAIN)
    for number in range(1, 53):
        data = saved_again(data, at(72, 700, f"version {number}"))
    assert read_whole(data).problems == ["has more than 50 earlier versions: the oldest were not read; save a new copy"]


def test_words_behind_the_end_are_told() -> None:
    seen = read_whole(pdf(OLD) + b"MARK-BEHIND the end of the document\n")
    assert seen.codes("MARK-BEHIND") == {"data-after-end"}


def test_of_two_documents_in_a_row_both_are_read() -> None:
    seen = read_whole(pdf(at(72, 700, "MARK-FIRST")) + pdf(at(72, 700, "MARK-SECOND")))
    assert seen.visible == "MARK-SECOND", "programs show the second"
    assert seen.codes("MARK-FIRST") == {"earlier-revision"}
    assert "data-after-end" in seen.codes("MARK-SECOND")


def test_empty_bytes_behind_the_end_are_nothing() -> None:
    assert {code for _, code in read_whole(pdf(OLD) + b"\r\n" + b"\0" * 2000).texts} == {None}


def unlinked(data: bytes, key: bytes) -> bytes:
    """Blank out the entry that alone refers to an object, so that it stays in the file and nothing leads to it."""
    found = re.search(b"/" + key + rb" \d+ 0 R", data)
    assert found
    return data.replace(found[0], b" " * len(found[0]))


def test_a_page_that_is_no_longer_listed_is_read() -> None:
    def plant(document: Any) -> None:
        page = document.pages[1].obj
        del document.pages[1]
        document.Root.Loose = page

    seen = read_whole(unlinked(pdf(at(72, 700, "first"), at(72, 700, "MARK page"), plant=plant, **PLAIN), b"Loose"))
    assert seen.visible == "first"
    assert ("MARK page", "orphaned-page") in seen.texts


def test_a_page_that_only_a_bookmark_still_leads_to_is_read() -> None:
    def plant(document: Any) -> None:
        page = document.pages[1].obj
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("gone", Array([page, Name.Fit])))
        del document.pages[1]

    seen = read_whole(pdf(at(72, 700, "first"), at(72, 700, "MARK page"), plant=plant))
    assert ("MARK page", "orphaned-page") in seen.texts


def test_the_content_of_a_page_that_is_gone_is_read() -> None:
    def plant(document: Any) -> None:
        document.Root.Loose = document.make_stream(at(72, 700, "MARK content").encode())

    seen = read_whole(unlinked(pdf(at(72, 700, "first"), plant=plant, **PLAIN), b"Loose"))
    assert ("MARK content", "orphaned-page") in seen.texts


def test_a_note_that_no_page_lists_any_more_is_read() -> None:
    def plant(document: Any) -> None:
        document.Root.Loose = document.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String("MARK note"))
        )

    seen = read_whole(unlinked(pdf(at(72, 700, "first"), plant=plant, **PLAIN), b"Loose"))
    assert ("MARK note", "orphaned-page") in seen.texts


def with_buried(body: str) -> bytes:
    """Return a PDF with an object before its table, which does not list it."""
    data = pdf(at(72, 700, "first"), **PLAIN)
    place = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    buried = f"77 0 obj\n{body}\nendobj\n".encode()
    table = data[place:].replace(b"startxref\n%d" % place, b"startxref\n%d" % (place + len(buried)))
    return data[:place] + buried + table


def test_properties_that_no_table_lists_are_told_as_what_is_usual() -> None:
    assert read_whole(with_buried("<</Author (MARK of an author)>>")).codes("MARK") == {"structure"}


def test_an_object_that_no_table_lists_is_read() -> None:
    body = at(72, 700, "MARK buried")
    seen = read_whole(with_buried(f"<</Length {len(body)}>>stream\n{body}\nendstream"))
    assert seen.visible == "first"
    assert ("MARK buried", "orphaned-page") in seen.texts


def drawing(document: Any) -> None:
    resources = document.pages[0].Resources
    made = document.make_stream(at(72, 650, "MARK drawing").encode())
    made.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]),
                           Resources=Dictionary(Font=resources.Font)))  # fmt: skip
    resources.XObject = Dictionary(X=made)


def test_a_drawing_that_its_page_never_paints_is_unseen_and_one_that_it_paints_shows() -> None:
    assert read_whole(pdf(at(72, 700, "first"), plant=drawing)).codes("MARK drawing") == {"unseen-text"}
    assert read_whole(pdf(at(72, 700, "first") + "/X Do", plant=drawing)).codes("MARK drawing") == {None}


def private(document: Any) -> None:
    data = Dictionary(LastModified=String("D:2024"), Private=document.make_stream(b"MARK of a program's own data " * 9))
    document.pages[0].PieceInfo = Dictionary(Drawer=data)


def labelled(document: Any) -> None:
    document.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("MARK label "))]))


def destined(document: Any) -> None:
    document.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("MARK place"), document.pages[0].obj])))


def custom(document: Any) -> None:
    document.pages[0].Secret = Array([Dictionary(Deep=String("MARK in an entry nobody knows"))])


def spoken(document: Any) -> None:
    content = "/Span <</ActualText (MARK spoken)>> BDC " + at(72, 600, "shown") + " EMC"
    document.pages[0].Contents = document.make_stream(content.encode())


def scripted(document: Any) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("var person = 'MARK';"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), script])))


def formatted(document: Any) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String('AFNumber_Format(2, 0, 0, 0, "MARK ", true);'))
    form(V=String("12"), AA=Dictionary(F=action))(document)


def photographed(document: Any) -> None:
    """A camera's picture, its file as it is."""
    exif = Image.Exif()
    exif[0x013B] = "MARK photographer"
    file = BytesIO()
    Image.new("RGB", (32, 32), "teal").save(file, "JPEG", exif=exif)
    image = document.make_stream(file.getvalue())
    image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=32, Height=32, BitsPerComponent=8,
                            ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode))  # fmt: skip
    document.pages[0].Resources.XObject = Dictionary(I=image)


def hidden_in_all_places(document: Any) -> None:
    kids = [document.make_indirect(Dictionary(F=2, Rect=Array([0, 0, 90, 20]))) for _ in range(2)]
    form(V=String("MARK value"), Kids=Array(kids))(document)


LEFT: dict[str, tuple[Plant, str]] = {
    "private data": (private, "private-data"),
    "a page's label": (labelled, "structure"),
    "the name of a place": (destined, "structure"),
    "an unknown entry": (custom, "structure"),
    "what a passage is read out as": (spoken, "alt-text"),
    "a script of the document": (scripted, "macro"),
    "a field's format": (formatted, "formula"),
    "a picture's own notes": (photographed, "picture-metadata"),
    "a field hidden in all its places": (hidden_in_all_places, "hidden-field"),
    "a field of no size": (form(V=String("MARK"), Rect=Array([72, 700, 72, 700])), "hidden-field"),
    "a password": (form(V=String("MARK"), Ff=1 << 13), "hidden-field"),
    "a pop-up": (note(Subtype=Name.Popup, Contents=String("MARK")), "comment"),
}


@pytest.mark.parametrize("plant,code", LEFT.values(), ids=LEFT)
def test_what_lies_beside_the_pages_is_told_by_its_kind(plant: Plant, code: str) -> None:
    assert code in read_whole(pdf(at(72, 700, "first"), plant=plant)).codes("MARK")


def test_a_hidden_value_stands_alone_so_that_it_can_be_compared_with_what_shows() -> None:
    seen = read_whole(pdf(at(72, 700, "x"), plant=form(TU=String("Name"), V=String("MARK"), F=2)))
    assert ("MARK", "hidden-field") in seen.texts


def test_documents_of_libreoffice_keep_nothing_private(converted: Callable[[str, str], bytes]) -> None:
    codes = {code for _, code in read_whole(converted("letter.fodt", "pdf")).texts}
    assert not codes & {"private-data", "orphaned-page", "earlier-revision", "data-after-end", "structure"}
