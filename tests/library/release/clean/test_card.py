"""Clean copies of calendars and contact cards."""

import pytest

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gareth's laptop//EN\r\nX-WR-CALNAME:Harbour\r\n"
    "BEGIN:VEVENT\r\nUID:gareth@laptop\r\nDTSTAMP:20251103T160200Z\r\nDTSTART;TZID=Europe/London:20260302T090000\r\n"
    "SUMMARY:Dredging begins\\, at last\r\nDESCRIPTION:The outer harbour is closed to ferries\r\n  until six in the"
    " evening – every day of the week\r\n"
    "ATTENDEE;CN=Gareth Llewellyn:mailto:gareth@example.org\r\nORGANIZER:mailto:gareth@example.org\r\n"
    "X-ALT-DESC:gareth\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\nDESCRIPTION:gareth\r\nEND:VALARM\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def unfolded(copy: bytes) -> list[str]:
    return copy.decode().replace("\r\n ", "").splitlines()


def test_what_a_calendar_shows_stays_and_its_guests_and_reminders_go() -> None:
    copy = copy_of(CALENDAR, "works.ics")
    assert unfolded(copy) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Guardbook//Clean copy//EN",
        "X-WR-CALNAME:Harbour",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:19700101T000000Z",
        "DTSTART;TZID=Europe/London:20260302T090000",
        "SUMMARY:Dredging begins\\, at last",
        "DESCRIPTION:The outer harbour is closed to ferries until six in the evening – every day of the week",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert max(map(len, copy.splitlines())) <= 75


def test_a_card_keeps_what_it_says_without_its_picture() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Harbour office;;;;\r\nFN:Harbour office\r\n"
        "item1.TEL;TYPE=WORK:020 7946 0500\r\n"
        "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\r\nX-GARETH:gareth\r\nREV:20251103T160200Z\r\nEND:VCARD\r\n"
    )
    assert unfolded(copy_of(card, "office.vcf", 'allow = ["phone"]\n')) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Harbour office;;;;",
        "FN:Harbour office",
        "TEL;TYPE=WORK:020 7946 0500",
        "END:VCARD",
    ]


def test_a_line_that_is_no_property_is_refused() -> None:
    with pytest.raises(Refused, match="lines"):
        copy_of(CALENDAR.replace("X-ALT-DESC:gareth", "gareth"), "works.ics")
