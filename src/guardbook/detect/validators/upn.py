"""Unique Pupil Number of schools in England: a check letter, eleven digits, and a digit or (temporary) a letter.

Source: Department for Education, https://www.gov.uk/government/publications/unique-pupil-numbers
The list of local authorities in the number changes every few years and is not checked.

>>> check("B801200005001")
True
>>> check("A801200005001")
False
>>> check("b 801 2000 05 001")
True
>>> check("M80120000500A")  # temporary
True
"""

import re

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_SEPARATORS = re.compile(r"[\s-]")


def compact(value: str) -> str:
    """Return the number without spaces and hyphens, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def calculate(rest: str) -> str:
    """Return the check letter of the twelve characters behind it; a letter at the end counts by its place."""
    places = (_LETTERS.index(sign) if sign in _LETTERS else int(sign) for sign in rest)
    return _LETTERS[sum(weight * place for weight, place in enumerate(places, 2)) % 23]


def check(value: str) -> bool:
    """Return whether a value has the form and the right check letter."""
    number = compact(value)
    if not re.fullmatch(rf"[{_LETTERS}]\d{{11}}[\d{_LETTERS}]", number, re.ASCII):
        return False
    return number[0] == calculate(number[1:])
