"""Unique Learner Number: ten digits issued by the Learning Records Service; it is never also an NHS number.

Source: Learning Records Service, https://www.gov.uk/education/learning-records-service-lrs

>>> check("1000000000")
True
>>> check("1000000001")
False
>>> check("100 000 0000")
True
"""

import re

_SEPARATORS = re.compile(r"[\s-]")


def compact(value: str) -> str:
    """Return the number without spaces and hyphens."""
    return _SEPARATORS.sub("", value)


def check(value: str) -> bool:
    """Return whether the weighted sum (10 down to 1) of ten digits leaves 10 when divided by 11."""
    number = compact(value)
    if not re.fullmatch(r"[1-9]\d{9}", number, re.ASCII):
        return False
    return sum(weight * int(digit) for weight, digit in zip(range(10, 0, -1), number, strict=True)) % 11 == 10
