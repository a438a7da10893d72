"""Clean copies of XML."""

import pytest
from lxml import etree

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

COLUMNS = 'columns = ["name", "town"]\n'
OFFICES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<offices xmlns="http://example.gov.uk/o" licence="OGL">'
    "<title>Offices</title>"
    '<office id="1"><name>Falmouth office</name><town>Falmouth</town><head>Dr Priya Raghunathan</head></office>'
    '<office id="2"><name>Hexham office</name><town>Hexham</town></office>'
    '<office id="3"><name>Oban office</name><town>Oban</town></office></offices>'
)


def tree(copy: bytes) -> etree._Element:
    return etree.fromstring(copy)


def words(copy: bytes) -> list[str]:
    return [str(text) for text in tree(copy).itertext() if text.strip()]


def test_elements_attributes_and_text_stay() -> None:
    copy = copy_of(OFFICES, "offices.xml", 'allow = ["person-name"]\n')
    assert etree.tostring(tree(copy), method="c14n") == etree.tostring(tree(OFFICES.encode()), method="c14n")


def test_comments_instructions_and_definitions_go() -> None:
    data = OFFICES.replace("<offices ", '<!DOCTYPE offices [<!ENTITY c "Gareth">]><!-- a --><?route b?><offices ')
    data = data.replace("<title>", "<!-- Gareth --><?route Gareth?><title>") + "<!-- Gareth -->"
    copy = copy_of(data, "offices.xml", 'allow = ["person-name"]\n')
    assert b"Gareth" not in copy
    assert b"<!" not in copy
    assert words(copy) == words(OFFICES.encode())


def test_undeclared_fields_of_records_go_and_the_rest_of_the_document_stays() -> None:
    copy = copy_of(OFFICES, "offices.xml", COLUMNS)
    assert words(copy) == [
        "Offices", "Falmouth office", "Falmouth", "Hexham office", "Hexham", "Oban office", "Oban",
    ]  # fmt: skip
    assert b"id=" not in copy
    assert b'licence="OGL"' in copy


def test_fields_deeper_in_a_record_are_declared_by_their_own_name() -> None:
    rows = "".join(
        f"<office><at><town>{t}</town><street>Shore St</street></at></office>" for t in ("Oban", "Wick", "Fowey")
    )
    copy = copy_of(f"<offices>{rows}</offices>", "o.xml", COLUMNS)
    assert words(copy) == ["Oban", "Wick", "Fowey"]


def test_attributes_of_records_are_fields_too() -> None:
    rows = "".join(f'<office town="{t}" rent="4{n}"/>' for n, t in enumerate(("Oban", "Wick", "Fowey")))
    copy = copy_of(f"<offices>{rows}</offices>", "o.xml", COLUMNS)
    assert [dict(each.attrib) for each in tree(copy)] == [{"town": "Oban"}, {"town": "Wick"}, {"town": "Fowey"}]


def test_records_of_which_nothing_was_declared_go() -> None:
    rows = "".join(f"<staff><rank>{n}</rank><pay>{n}</pay></staff>" for n in (31, 32, 33))
    assert b"staff" not in copy_of(OFFICES.replace("</offices>", f"{rows}</offices>"), "o.xml", COLUMNS)


def test_text_between_the_fields_of_a_record_is_refused() -> None:
    rows = "".join(f"<o><name>{n}</name> called <b>{n}</b><town>T</town></o>" for n in ("A", "B", "C"))
    with pytest.raises(Refused):
        copy_of(f"<offices>{rows}</offices>", "o.xml", 'columns = ["town"]\n')


@pytest.mark.parametrize(
    "data",
    [
        '<!DOCTYPE a [<!ENTITY c "Gareth">]><a><b>&c;</b></a>',
        '<!DOCTYPE a [<!ENTITY c "x"><!ENTITY d "&c;&c;">]><a><b>x</b></a>',
        '<!DOCTYPE a [<!ATTLIST b owner CDATA "Gareth">]><a><b>x</b></a>',
        "<a><b>x</a></b>",
        '<w:doc xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:t>x</w:t></w:doc>',
        "<a>" * 20_000 + "x" + "</a>" * 20_000,
    ],
)
def test_what_cannot_be_copied_with_certainty_is_refused(data: str) -> None:
    with pytest.raises(Refused):
        copy_of(f'<?xml version="1.0"?>\n{data}', "o.xml", COLUMNS)


def test_namespaces_that_nothing_uses_go() -> None:
    used = 'xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:type="q:n" xmlns:q="urn:q"'
    copy = copy_of(f'<?xml version="1.0"?><a xmlns:gareth="urn:gareth" {used}><b>x</b></a>', "o.xml")
    assert b"gareth" not in copy
    assert b'xmlns:q="urn:q"' in copy


def test_the_copy_is_utf_8() -> None:
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><a><b>Café</b></a>'.encode("latin-1")
    assert words(copy_of(data, "o.xml")) == ["Café"]
    assert "Café".encode() in copy_of(data, "o.xml")
