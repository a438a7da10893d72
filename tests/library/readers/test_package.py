"""The package of an office document: opened safely, counted, and refused in a sentence that helps."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from guardbook.content import Limits, Source
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers import Reading
from guardbook.readers.package import Package
from tests.library.readers.planted import zipped

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def opened(data: bytes, limits: Limits | None = None) -> Package:
    return Package(Source(BytesIO(data), "a.docx"), Reading(limits or Limits()))


def test_parts_are_found_whatever_the_case_of_their_names() -> None:
    package = opened(zipped({"Word/Document.xml": "<a/>"}))
    assert package.names == ("Word/Document.xml",)
    assert package.find("/word/document.XML") == "Word/Document.xml"
    assert package.xml("word/document.xml").tag == "a"


def test_a_missing_part_is_told_without_its_name() -> None:
    with pytest.raises(Unreadable, match=r"^one of its parts is missing$"):
        opened(zipped({"a": "x"})).read("Ada Example")


def test_relationships_point_to_parts_and_addresses() -> None:
    inside = '<Relationship Id="a" Type="http://x/image" Target="../media/My%20crest.png"/>'
    outside = '<Relationship Id="b" Type="http://x/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    arrows = f'<Relationships xmlns="{RELATIONSHIPS}">{inside}{outside}</Relationships>'
    found = opened(zipped({"ppt/slides/_rels/slide1.xml.rels": arrows})).relationships("ppt/slides/slide1.xml")
    assert (found["a"].kind, found["a"].target, found["a"].external) == ("image", "ppt/media/My crest.png", False)
    assert (found["b"].kind, found["b"].target, found["b"].external) == ("hyperlink", "https://example.org/a", True)


def test_a_relationship_cannot_lead_out_of_the_package() -> None:
    arrow = '<Relationship Id="a" Type="http://x/image" Target="../../../../etc/passwd"/>'
    arrows = f'<Relationships xmlns="{RELATIONSHIPS}">{arrow}</Relationships>'
    assert opened(zipped({"_rels/.rels": arrows})).relationships()["a"].target == "etc/passwd"


def test_content_types_come_by_name_before_ending() -> None:
    types = (
        f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="text/xml"/>'
        '<Override PartName="/a.xml" ContentType="text/a"/></Types>'
    )
    package = opened(zipped({"[Content_Types].xml": types, "a.xml": "<a/>", "b.xml": "<b/>", "c.bin": "c"}))
    assert package.content_types() == {"[Content_Types].xml": "text/xml", "a.xml": "text/a", "b.xml": "text/xml"}


def test_outermost_elements_are_yielded_one_by_one_and_emptied() -> None:
    row = "<row><row>inner</row>x</row>"
    package = opened(zipped({"a.xml": f"<a>{row * 3}<other/></a>"}))
    elements = []
    for element in package.iterparse("a.xml", "row"):
        assert etree.tostring(element, with_tail=False) == row.encode()
        elements.append(element)
    assert len(elements) == 3
    assert all(len(element) == 0 for element in elements)


def test_every_unpacked_byte_counts() -> None:
    package = opened(zipped({"a": b"x" * 3_000_000}), Limits(output=1_000_000))
    with pytest.raises(LimitReached):
        package.read("a")


def test_a_part_that_may_not_be_held_is_a_failure_of_its_own() -> None:
    package = opened(zipped({"a": b"x" * 3_000_000, "b": b"b"}), Limits(held=1_000_000))
    with pytest.raises(Unreadable, match="1,000,000") as failure:
        package.read("a")
    assert not isinstance(failure.value, LimitReached)
    assert package.read("b") == b"b"


def test_a_part_that_lies_about_its_size_is_counted_by_what_it_is() -> None:
    data = zipped({"a": b"x" * 3_000_000})
    lying = data.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    package = opened(lying, Limits(output=1_000_000))
    with pytest.raises(Unreadable):
        package.read("a")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_no_office_program_uses_is_refused(method: int) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a", "x" * 100)
    with pytest.raises(Unreadable, match="compressed in a way"):
        opened(file.getvalue()).read("a")


def test_a_part_with_a_password_is_refused_with_the_remedy() -> None:
    data = bytearray(zipped({"a": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unreadable, match="password"):
        opened(bytes(data)).read("a")


def test_damaged_bytes_inside_a_part_are_damage_not_a_crash() -> None:
    data = bytearray(zipped({"a": bytes(range(256)) * 100}))
    data[60] ^= 0xFF
    with pytest.raises(Unreadable, match="damaged"):
        opened(bytes(data)).read("a")


ENTITIES = {
    "in text": "<a><b>&c;</b></a>",
    "in an attribute": '<a><b c="&c;"/></a>',
}


@pytest.mark.parametrize("body", ENTITIES.values(), ids=ENTITIES)
def test_entities_are_refused_whole_or_streamed(body: str) -> None:
    levels = "".join(
        f'<!ENTITY {name} "{f"&{below};" * 10}">' for below, name in zip("jihgfed", "ihgfedc", strict=True)
    )
    package = opened(zipped({"a.xml": f'<!DOCTYPE a [<!ENTITY j "xxxxxxxxxx">{levels}]>{body}'}))
    with pytest.raises(Unreadable):
        package.xml("a.xml")
    with pytest.raises(Unreadable):
        list(package.iterparse("a.xml", "b"))


def test_what_is_no_zip_file_is_damaged() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        opened(b"PK\x03\x04 and nothing else")
