"""Postal addresses in running text, forms and letters: whole, and a home told from an organisation."""

import random
from itertools import pairwise

import pytest

from guardbook.detect.addresses import find_addresses

HOMES = [
    "12 High Street, Ashford, Kent TN24 8XX",
    "12A Acacia Avenue, Little Snoring, Norfolk, NR21 0AA",
    "12-14 The Green, Ashford",
    "Flat 3, 27 Mill Road, Cambridge, CB1 2AB",
    "Flat 3, Rose Court, 27 Mill Road, Cambridge, CB1 2AB",
    "Flat 2/1, 45 Byres Road, Glasgow G12 8TN",
    "1F2, 23 Marchmont Road, Edinburgh EH9 1HY",
    "Top Floor Flat, 69a Saddlers Mews, Bishop's Stortford, Herts",
    "Rose Cottage, Mill Lane, Bampton, OX18 2AB",
    "The Old Rectory, Church Lane, Upper Slaughter, Gloucestershire",
    "Hillcrest, Duke St, Perth PH1 5AA",
    "3 Heol y Parc, Llanelli SA15 1AA",
    "27 Ffordd Penrhyn, Llandudno, Conwy",
    "5 Cheapside, Leeds LS1 4AP",
    "1 Ardmore Park, Omagh, Co. Tyrone BT78 1AA",
    "15 Old Kent Road, Barton-le-Clay, Newcastle upon Tyne, NE1 7RU",
    "c/o Mrs Jones, 12 Mill Lane, Ashford, Kent",
]
FRAMES = {
    "a label": ("Name: Jane Smith\nAddress: ", "\nTelephone: 020 7946 0123\n"),
    "a label above": ("Home address:\n", "\nTelephone: 020 7946 0123\n"),
    "a column": ("Applicant\tJane Smith\nAddress\t", "\nDate of birth\t12/3/1980\n"),
    "a sentence": ("The claimant lives at ", " with her two children.\n"),
    "a statement": ("I, Jane Smith, of ", ", make this statement.\n"),
    "a visit": ("Officers attended ", " on 3 June.\n"),
    "brackets": ("The property (", ") is in band C.\n"),
    "a message": ("Hi, my new address is ", ", please update your records.\n"),
}


@pytest.mark.parametrize("address", HOMES)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_home_on_one_line_is_found_whole(address: str, frame: str) -> None:
    before, behind = FRAMES[frame]
    text = before + address + behind
    assert [(m.category, text[m.start : m.end]) for m in find_addresses(text)] == [("home-address", address)]


@pytest.mark.parametrize("address", HOMES)
def test_the_block_above_a_salutation_is_a_home_without_its_name_line(address: str) -> None:
    lines = address.replace(", ", "\n")
    text = f"Our ref: ABC/123\n\nMrs Ngozi Okafor\n{lines}\n\n12 March 2021\n\nDear Mrs Okafor\n\nThank you.\n"
    found = [text[m.start : m.end] for m in find_addresses(text)]
    assert found == [lines]


@pytest.mark.parametrize("address", HOMES[:4] + HOMES[8:10])
def test_an_address_is_found_in_capitals_and_without_any(address: str) -> None:
    for text in (f"Address: {address.upper()}\n", f"address: {address.lower()}\n"):
        assert [text[m.start : m.end] for m in find_addresses(text)] == [text[9:-1]]


OFFICES = [
    ("Ministry of Justice\n", "102 Petty France\nLondon\nSW1H 9AJ", "\nwww.example.gov.uk\n"),
    ("Registered office: ", "1 High Street, Slough SL1 4AA", ". Company number 01234567\n"),
    ("Smith & Jones Solicitors\n", "14 Castle Street\nCardiff CF10 1BZ", "\nTel: 029 2018 0000\n"),
    ("Example Widgets Ltd, ", "Unit 4, Riverside Industrial Estate, Leeds LS1 4AP", "\n"),
    ("Leeds City Council\n", "Civic Hall\nCalverley Street\nLeeds LS1 1UR", "\n"),
    ("Visit us: ", "Town Hall, Market Square, Barnsley S70 2TA", "\n"),
    ("Our office is at ", "5th Floor, 20 Great Smith Street, London SW1P 3BT", ".\n"),
    ("Write to ", "PO Box 123, Swansea SA99 1AA", ".\n"),
]


@pytest.mark.parametrize(("before", "address", "behind"), OFFICES)
def test_an_organisation_s_address_is_business(before: str, address: str, behind: str) -> None:
    text = before + address + behind
    assert [(m.category, text[m.start : m.end]) for m in find_addresses(text)] == [("business-address", address)]


NOWHERE = [
    "12 Supreme Court judges and 5 National Park rangers met.",
    "In 2010 Park Lane plc said Section 5 Close the file.",
    "The figures are 12, 14 and 16 in Table 3, Chapter 4 Road Traffic.",
    "Ashford, Kent TN24 8XX",
    "It costs 5 per cent. 3 Members voted. 7 Days left.",
    "def lane(road):  # 12 street\n    return address, rest\n",
    "1. Introduction\n2. Background\n3. Way forward\n",
    "moved to Little Snoring, Norfolk",
    "",
]


@pytest.mark.parametrize("text", NOWHERE)
def test_numbers_towns_and_code_are_no_address(text: str) -> None:
    assert find_addresses(text) == []


def test_two_addresses_in_one_sentence_stay_two() -> None:
    text = "She moved from 3 Mill Lane, Bampton OX18 2AB to 9 Church Road, Ashford TN24 8XX in May."
    assert [text[m.start : m.end] for m in find_addresses(text)] == [
        "3 Mill Lane, Bampton OX18 2AB",
        "9 Church Road, Ashford TN24 8XX",
    ]


def test_an_address_ends_with_its_postcode() -> None:
    text = "12 High Street\nAshford\nTN24 8XX\nLondon calling\n"
    assert [text[m.start : m.end] for m in find_addresses(text)] == ["12 High Street\nAshford\nTN24 8XX"]


def test_any_text_at_all_is_survived() -> None:
    generator = random.Random(1)
    pieces = [
        "12",
        " High Street",
        ",",
        "\n",
        "Flat ",
        "3/1",
        "LS1 4AP",
        "Leeds",
        ":",
        "Address",
        " ",
        "c/o ",
        "é",
        "\x00",
        "lives at ",
        "PO Box",
    ]
    for _ in range(300):
        text = "".join(generator.choices(pieces, k=30))
        matches = find_addresses(text)
        assert all(0 <= match.start < match.end <= len(text) for match in matches)
        assert all(left.end <= right.start for left, right in pairwise(matches))
