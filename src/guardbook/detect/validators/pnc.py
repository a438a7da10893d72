"""PNC identifier: year, slash, serial number and a check letter, from the Police National Computer.

Source: Criminal Justice System data standards catalogue, https://www.gov.uk/government/publications/criminal-justice-system-data-standards-forum-guidance
The year may be shortened to two digits and the serial number may lack its leading zeros.

>>> check("2001/0000001K")
False
>>> check("2001/0000001Q")
True
>>> check("01/1Q")
True
>>> check("2001/0000001I")
False
"""

import re

LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_NUMBER = re.compile(r"(?:19|20)?(\d\d)/(\d{1,7})([A-Z])", re.ASCII)
_SEPARATORS = re.compile(r"\s")


def compact(value: str) -> str:
    """Return the identifier without spaces, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def calculate(year: str, serial: str) -> str:
    """Return the check letter of a two-digit year and a serial number."""
    return LETTERS[int(year + serial.zfill(7)) % 23]


def check(value: str) -> bool:
    """Return whether a value has the form and the right check letter."""
    found = _NUMBER.fullmatch(compact(value))
    return found is not None and found[3] == calculate(found[1], found[2])
