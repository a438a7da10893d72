"""The number of a Hong Kong identity card: one or two letters, six digits, a check digit in brackets.

Issued by the Immigration Department: https://www.immd.gov.hk/eng/services/hkid.html

>>> check("G123456(A)")
True
>>> check("G123456 (A)")
True
>>> check("G123456(3)")
False
>>> check("123456(3)")
False
"""

import re

_FORM = re.compile(r"([A-Z]{1,2})([0-9]{6}) ?\(([0-9A])\)")
_BLANK = 36


def check(value: str) -> bool:
    """Return whether the weighted sum (A is 10, a missing first letter 36, the check letter A 10) divides by 11."""
    form = _FORM.fullmatch(value)
    if form is None:
        return False
    letters, digits, last = form.groups()
    signs = [_BLANK] * (2 - len(letters)) + [int(sign, 36) for sign in letters + digits + last]
    return sum(weight * sign for weight, sign in zip(range(9, 0, -1), signs, strict=True)) % 11 == 0
