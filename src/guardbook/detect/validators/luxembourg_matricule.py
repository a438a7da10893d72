"""The national number of Luxembourg (matricule): birth date, serial, and two check digits of different kinds.

Law of 19 June 2013 on the identification of natural persons; the check digits are those of Luhn and of Verhoeff, each
over the first eleven digits: https://guichet.public.lu/en/citoyens/citoyennete/registre-national.html

>>> check("1893120105732")
True
>>> check("1893 12 01 05732")
True
>>> check("1893120105742")
False
>>> check("18931201057")
False
"""

from stdnum import luhn, verhoeff


def check(value: str) -> bool:
    """Return whether both check digits fit."""
    digits = value.replace(" ", "")
    if len(digits) != 13 or not digits.isdecimal():
        return False
    first = digits[:11]
    return bool(luhn.is_valid(first + digits[11]) and verhoeff.is_valid(first + digits[12]))
