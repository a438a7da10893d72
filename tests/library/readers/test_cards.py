"""Calendars and contact cards: their lines are whole, their files are read, and events' numbers are no addresses."""

from base64 import b64encode

import pytest

from tests.library.readers.planted import Seen, read_whole


def calendar(*lines: str) -> Seen:
    text = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""))
    return read_whole(text.encode(), "events.ics")


def card(*lines: str) -> Seen:
    return read_whole("\n".join(("BEGIN:VCARD", *lines, "END:VCARD")).encode(), "people.vcf")


def test_a_line_that_was_folded_is_whole() -> None:
    assert (
        "SUMMARY: Meeting with Anne Example" in calendar("SUMMARY:Meeting with An", " ne Example").visible.splitlines()
    )


def test_escapes_are_undone() -> None:
    seen = calendar(r"DESCRIPTION:Anne\, Bob\nand \\ all", "LOCATION:Leeds")
    assert "DESCRIPTION: Anne, Bob\nand \\ all\nLOCATION: Leeds" in seen.visible


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("20250101T090000-3@example.gov.uk", "UID: 20250101T090000-3 example.gov.uk"),
        ("anne.example@example.gov.uk", "UID: anne.example@example.gov.uk"),
    ],
)
def test_the_number_of_an_event_is_no_address(value: str, kept: str) -> None:
    assert kept in calendar(f"UID:{value}").visible.splitlines()


def test_parameters_stay() -> None:
    line = 'ATTENDEE;CN="Example: Anne";ROLE=CHAIR:mailto:anne@example.org'
    assert 'ATTENDEE;CN="Example: Anne";ROLE=CHAIR: mailto:anne@example.org' in calendar(line).visible


@pytest.mark.parametrize(
    "begin", ["ATTACH;ENCODING=BASE64;VALUE=BINARY:", "PHOTO;ENCODING=b:", "PHOTO:data:text/plain;base64,"]
)
def test_a_file_within_is_read(begin: str) -> None:
    body = b64encode(b"A letter with a MARK in it").decode()
    seen = calendar(begin + body[:9], f" {body[9:]}", "SUMMARY:Talk")
    assert (seen.codes("MARK"), seen.codes("SUMMARY: Talk"), seen.problems) == ({None}, {None}, [])


def test_a_damaged_file_within_is_told() -> None:
    assert calendar("ATTACH;ENCODING=BASE64:!!!").problems == ["a file within it is damaged: it was not read"]


def test_older_cards_are_read_in_their_own_encoding() -> None:
    seen = card(
        "VERSION:2.1", "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9 Ex=", "ample", "TEL;HOME:07700 900123"
    )
    assert "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE: René Example" in seen.visible.splitlines()
    assert "TEL;HOME: 07700 900123" in seen.visible.splitlines()
