"""Unique Taxpayer Reference: ten digits, the first a check digit, sometimes with a K; issued by HMRC.

Source: HMRC, https://www.gov.uk/find-utr-number

>>> check("1955839661")
True
>>> check("2955839661")
False
>>> check("19558 39661 K")
True
"""

import re

from stdnum.gb import utr

_SEPARATORS = re.compile(r"[\s-]")


def compact(value: str) -> str:
    """Return the reference without spaces, hyphens and the optional K."""
    return _SEPARATORS.sub("", value).upper().strip("K")


def check(value: str) -> bool:
    """Return whether a value is ten digits with the right check digit."""
    return utr.is_valid(compact(value))
