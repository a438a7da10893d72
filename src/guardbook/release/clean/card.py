"""Makes a clean copy of a calendar or of contact cards: the properties that programs show, without guests and files."""

import quopri
import re
from collections.abc import Iterator

from guardbook.readers.cards import PROPERTY, unfolded
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped

_COMPONENTS = frozenset("VCALENDAR VEVENT VTODO VJOURNAL VTIMEZONE STANDARD DAYLIGHT VCARD".split())
_SHOWN = frozenset(
    "VERSION CALSCALE METHOD X-WR-CALNAME SUMMARY DESCRIPTION LOCATION DTSTART DTEND DUE DURATION RRULE RDATE EXDATE"
    " RECURRENCE-ID SEQUENCE STATUS TRANSP CLASS CATEGORIES PRIORITY GEO COMPLETED PERCENT-COMPLETE URL TZID"
    " TZOFFSETFROM TZOFFSETTO TZNAME N FN ORG TITLE ROLE TEL EMAIL ADR LABEL NOTE BDAY NICKNAME KIND".split()
)
_MADE = {"PRODID": "-//Guardbook//Clean copy//EN", "DTSTAMP": "19700101T000000Z"}
"""What the standard asks for (RFC 5545, 3.6) and nobody reads: the same in every copy."""
_PARAMETER = re.compile(
    r"(?:TZID|VALUE|TYPE|LANGUAGE|PREF|RELATED)=[\w/+,-]+|HOME|WORK|CELL|VOICE|FAX|INTERNET|PREF", re.I
)
_FOLD = 74
_GUESTS = "Guests, organisers, reminders, pictures and files in it were left out."


def clean(job: Job) -> None:
    """Write the properties that show; raises `Refused` for a line that is none."""
    for line in _lines(job):
        data = shaped(line).encode("utf-8")
        while len(data) > _FOLD:
            cut = next(place for place in range(_FOLD, 0, -1) if data[place] & 0xC0 != 0x80)
            job.out.write(data[:cut] + b"\r\n")
            data = b" " + data[cut:]
        job.out.write(data + b"\r\n")


def _lines(job: Job) -> Iterator[str]:
    skipped, number = "", 0
    for line in unfolded(job.source, job.reading):
        found = PROPERTY.fullmatch(line.removeprefix("\ufeff"))
        if found is None:
            if line.strip():
                raise Refused("one of its lines is not as the standard has them")
            continue
        name, value = found[1].rpartition(".")[2].upper(), found[3].strip()
        if skipped:
            skipped = "" if (name, value.upper()) == ("END", skipped) else skipped
        elif name == "BEGIN" and value.upper() not in _COMPONENTS:
            skipped = value.upper()
            job.notes.append(_GUESTS)
        elif name in ("BEGIN", "END"):
            yield f"{name}:{value.upper()}"
        elif name == "UID":
            number += 1
            yield f"UID:{number}"
        elif name in _MADE:
            yield f"{name}:{_MADE[name]}"
        elif name in _SHOWN:
            yield f"{name}{_parameters(found[2])}:{_value(found[2], value)}"
        elif name in ("ATTENDEE", "ORGANIZER", "ATTACH", "PHOTO", "LOGO"):
            job.notes.append(_GUESTS)


def _parameters(told: str) -> str:
    return "".join(f";{each}" for each in told.split(";") if _PARAMETER.fullmatch(each))


def _value(parameters: str, value: str) -> str:
    """Return a value as the standard of today writes it."""
    if "QUOTED-PRINTABLE" not in parameters.upper():
        return value
    text = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
    return "\\n".join(text.splitlines())
