"""The German pension insurance number (Rentenversicherungsnummer): area, birth date, letter, serial, check digit.

Issued by Deutsche Rentenversicherung; the rule is in section 2 of the Versicherungsnummern-, Kontoführungs- und
Versicherungsverlaufsverordnung (VKVV): https://www.gesetze-im-internet.de/vkvv/

>>> check("15 070649 C 103")
True
>>> check("15070649C103")
True
>>> check("15070649C104")
False
>>> check("15070649103")
False
"""

import re

_FORM = re.compile(r"([0-9]{8})([A-Z])([0-9]{2})([0-9])")
_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def check(value: str) -> bool:
    """Return whether the last digit fits: weighted digits, the letter as its place in the alphabet, sums modulo 10."""
    form = _FORM.fullmatch(value.replace(" ", ""))
    if form is None:
        return False
    area_and_date, letter, serial, last = form.groups()
    digits = f"{area_and_date}{ord(letter) - 64:02d}{serial}"
    total = sum(sum(divmod(weight * int(digit), 10)) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 10 == int(last)
