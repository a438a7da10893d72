"""The number of a Polish identity card (dowód osobisty): three letters, a check digit, five digits.

Rule of the Ministry of the Interior: weights 7, 3, 1 over letters (A is 10) and digits, the check digit counted nine
times: https://www.gov.pl/web/gov/dowod-osobisty-informacje

>>> check("ABA300000")
True
>>> check("ABA 300000")
True
>>> check("ABA300001")
False
>>> check("AB1300000")
False
"""

import re

_FORM = re.compile(r"[A-Z]{3}[0-9]{6}")
_WEIGHTS = (7, 3, 1, 9, 7, 3, 1, 7, 3)


def check(value: str) -> bool:
    """Return whether the weighted sum is a multiple of ten."""
    number = value.replace(" ", "")
    if not _FORM.fullmatch(number):
        return False
    return sum(weight * int(sign, 36) for weight, sign in zip(_WEIGHTS, number, strict=True)) % 10 == 0
