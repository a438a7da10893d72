"""CRO number: serial number, slash, year and a check letter, from the Criminal Records Office; old files begin with SF.

Source: Criminal Justice System data standards catalogue, https://www.gov.uk/government/publications/criminal-justice-system-data-standards-forum-guidance

>>> check("000001/01D")
False
>>> check("000001/01G")
True
>>> check("1/01G")
True
>>> check("SF39/12345A")  # of these the form alone is checked
True
"""

import re

from guardbook.detect.validators.pnc import LETTERS

_NUMBER = re.compile(r"(\d{1,6})/(\d\d)([A-Z])", re.ASCII)
_FILE = re.compile(r"SF\d\d/\d{1,6}[A-Z]", re.ASCII)
_SEPARATORS = re.compile(r"\s")


def compact(value: str) -> str:
    """Return the number without spaces, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def calculate(year: str, serial: str) -> str:
    """Return the check letter of a two-digit year and a serial number."""
    return LETTERS[int(year + serial.zfill(6)) % 23]


def check(value: str) -> bool:
    """Return whether a value has the form and the right check letter."""
    number = compact(value)
    found = _NUMBER.fullmatch(number)
    if found is None:
        return _FILE.fullmatch(number) is not None
    return found[3] == calculate(found[2], found[1])
