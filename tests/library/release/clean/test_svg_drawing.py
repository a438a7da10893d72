"""Clean copies of drawings (SVG)."""

import base64
import io

import pytest
from lxml import etree
from PIL import Image

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 400 300">'


def cleaned(inside: str) -> str:
    text = f'{START}<text x="40" y="60" font-size="20">Outer harbour</text>{inside}</svg>'
    return copy_of(text, "map.svg").decode()


def names(copy: str) -> list[str]:
    return [etree.QName(each).localname for each in etree.fromstring(copy.encode()).iter()]


def test_shapes_and_words_stay_with_their_looks() -> None:
    copy = cleaned(
        '<g transform="translate(4,5)"><path d="M0 0L10 10z" style="fill:#1d70b8;stroke-width:2"/>'
        '<circle cx="40" cy="60" r="4" fill="red" class="a"/><text x="1" y="20"><tspan>Inner</tspan></text></g>'
    )
    assert 'd="M0 0L10 10z"' in copy
    assert 'fill="#1d70b8"' in copy
    assert 'stroke-width="2"' in copy
    assert "<tspan>Inner</tspan>" in copy
    assert "class" not in copy


def test_gradients_and_what_is_used_twice_stay_under_new_marks() -> None:
    copy = cleaned(
        '<defs><linearGradient id="gareth"><stop offset="0" stop-color="red"/></linearGradient>'
        '<symbol id="buoy"><circle r="2"/></symbol></defs>'
        '<rect width="9" height="9" fill="url(#gareth)"/><use xlink:href="#buoy" x="5"/>'
    )
    assert "gareth" not in copy
    assert 'id="part1"' in copy
    assert 'fill="url(#part1)"' in copy
    assert 'href="#part2"' in copy


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- closes in May -->",
        "<metadata><x>closes in May</x></metadata>",
        '<text display="none" x="9" y="90">closes in May</text>',
        '<g style="display:none"><text x="9" y="90">closes in May</text></g>',
        '<g opacity="0"><text x="9" y="90">closes in May</text></g>',
        '<text x="4000" y="90">closes in May</text>',
        '<text x="9" y="90" fill="none">closes in May</text>',
        '<script>plan = "closes in May"</script>',
        '<rect width="9" height="9" data-plan="closes in May" id="closes" onclick="closes()"/>',
        '<rect xmlns:i="urn:i" i:label="closes in May" width="9" height="9"/>',
        '<defs><text id="t">closes in May</text></defs>',
    ],
)
def test_what_does_not_show_goes(hidden: str) -> None:
    copy = cleaned(hidden)
    assert "closes" not in copy
    assert "Outer harbour" in copy


def test_what_a_simple_style_sheet_says_is_said_by_each_element() -> None:
    copy = cleaned(
        "<style>.quay{fill:#00f} rect{stroke:#000} .draft{display:none}</style>"
        '<rect class="quay" width="9" height="9"/><text class="draft" x="9" y="90">closes in May</text>'
    )
    assert 'fill="#00f"' in copy
    assert 'stroke="#000"' in copy
    assert "closes" not in copy
    assert "style" not in names(copy)


@pytest.mark.parametrize(
    "shown",
    [
        "<style>g > rect{fill:red}</style>",
        "<style>@media print{rect{display:none}}</style>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Words</p></foreignObject>",
        '<rect width="9"><animate attributeName="width" to="90"/></rect>',
        '<image href="https://example.gov.uk/map.png" width="9" height="9"/>',
        '<rect width="Gareth Llewellyn" height="9"/>',
        '<path d="M0 0 closes in May"/>',
        '<switch><text y="60">A</text></switch>',
    ],
)
def test_what_looks_as_only_a_program_can_tell_is_refused(shown: str) -> None:
    with pytest.raises(Refused):
        cleaned(shown)


def test_a_picture_in_a_drawing_is_made_anew() -> None:
    picture, exif = io.BytesIO(), Image.Exif()
    exif[315] = "Gareth Llewellyn"
    Image.new("RGB", (40, 20), "navy").save(picture, "JPEG", exif=exif)
    address = "data:image/jpeg;base64," + base64.b64encode(picture.getvalue()).decode()
    copy = etree.fromstring(cleaned(f'<image xlink:href="{address}" width="40" height="20"/>').encode())
    [image] = copy.iter("{*}image")
    data = base64.b64decode(str(image.get("href")).partition(",")[2])
    assert b"Gareth" not in data
    with Image.open(io.BytesIO(data)) as made:
        assert made.size == (40, 20)


def test_a_title_stays_unless_it_tells_of_a_person() -> None:
    assert "Quay" in cleaned('<g><title>Quay</title><rect width="9" height="9"/></g>')
    assert "Llewellyn" not in cleaned('<g><title>Drawn by Gareth Llewellyn, 07700 900123</title><rect width="9"/></g>')
