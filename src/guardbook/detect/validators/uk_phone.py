"""Telephone number of the United Kingdom: nine or ten digits behind 0, +44 or 0044.

Source: Ofcom, National Telephone Numbering Plan,
https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/national-telephone-numbering-plan

>>> check("020 7946 0018"), check("+44 (0)7700 900 456"), check("(0161) 496 0123 ext 24")
(True, True, True)
>>> check("020 7946 00"), check("0400 123 4567"), check("07777 777777")
(False, False, False)
>>> check("0123456789")  # the digits in a row, in programs
False
>>> check("7700900123")  # a spreadsheet has taken the 0
True
"""

import re

_NATIONAL = re.compile(r"(?:[2379]\d{9}|1[1-9]\d{7,8}|5[56]\d{8}|8\d{9}|800\d{6}|8001111|8454647)", re.ASCII)


def compact(value: str) -> str:
    """Return the national number: digits without the country, the leading 0 and the extension."""
    digits = re.sub(r"\D", "", re.split(r"[A-Za-z]", value.replace("(0)", ""))[0])
    for prefix in ("0044", "44", "0"):
        if digits.startswith(prefix) and (prefix != "44" or "+" in value or len(digits) > 10):
            return digits.removeprefix(prefix)
    return digits


def check(value: str) -> bool:
    """Return whether a value has the length and the first digits of a number that is given out."""
    number = compact(value)
    if value == "0123456789":
        return False
    return _NATIONAL.fullmatch(number) is not None and len(set(number[3:])) > 1
