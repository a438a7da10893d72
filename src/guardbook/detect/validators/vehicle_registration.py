"""Vehicle registration mark of Great Britain: AB51 ABC (since 2001), A123 BCD and ABC 123D (before); issued by DVLA.

Source: DVLA INF104, https://www.gov.uk/government/publications/vehicle-registration-numbers-and-number-plates

>>> check("AB51 ABC")
True
>>> check("AB30ABC")  # no such age
False
>>> check("A123 BCD")
True
>>> check("abc 123d")
True
>>> check("AB51 AIC")
False
"""

import re

_NOW = re.compile(r"[A-HJ-PR-Y]{2}(\d\d)[A-HJ-PR-Z]{3}", re.ASCII)
_BEFORE = re.compile(r"[A-HJ-NPR-TV-Y][1-9]\d{0,2}[A-HJ-PR-Z]{3}|[A-HJ-PR-Z]{3}[1-9]\d{0,2}[A-HJ-NPR-TV-Y]", re.ASCII)
_SEPARATORS = re.compile(r"[\s-]")


def compact(value: str) -> str:
    """Return the mark without spaces, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def check(value: str) -> bool:
    """Return whether a value has one of the three forms, with an age identifier that has been used (02–29, 51–79)."""
    mark = compact(value)
    found = _NOW.fullmatch(mark)
    if found is None:
        return _BEFORE.fullmatch(mark) is not None
    return 2 <= int(found[1]) <= 29 or 51 <= int(found[1]) <= 79
